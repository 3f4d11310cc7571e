export { startRuntime, type EngineAddresses, type Runtime } from './start-runtime.ts';
export { readSettings, SettingsError, type Settings } from './settings.ts';
