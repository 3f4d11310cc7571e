export { freePort } from './free-port.ts';
export { demandFreePort, startRuntime, type EngineAddresses, type Runtime } from './start-runtime.ts';
export { readAddress, readSettings, SettingsError, type Settings } from './settings.ts';
export { holdStore } from './store/hold.ts';
