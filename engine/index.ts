/**
 * A workflow core in Zeebe's dialect, pure: `step(state, command, now)` decides and states records, `replay` rebuilds
 * the state from them. It knows no clock, no randomness and no I/O, so it runs in a server and in a browser alike.
 */
export { fromBase64, toBase64, utf8Bytes, utf8Text } from './bytes.ts';
export * as commands from './commands.ts';
export type { ResourceText } from './commands.ts';
export { collectDueDates, nextDueDate, takeDueCommand } from './due-commands.ts';
export type { ExportedHeader } from './export-json.ts';
export { exportedHeader, exportFrame, exportJson, RecordReader } from './export-json.ts';
export type { Effect, Response } from './processing.ts';
export * from './records.ts';
export { EngineState } from './state/engine-state.ts';
export type { Index, IndexBacking, IndexChanges } from './state/grouped-index.ts';
export type { Table, TableBacking, TableChanges } from './state/table.ts';
export { applyRecord } from './appliers/index.ts';
export { stateLines } from './state/state-lines.ts';
export type { StepResult } from './step.ts';
export { ENDLESS, replay, step } from './step.ts';
export { InvalidModelError, parseProcesses } from './model/parse-process.ts';
export * from './simulation/index.ts';
