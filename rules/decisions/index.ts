export { analyseTable, DECISION_STEP_LIMIT } from './analyse.ts';
export { tableOfConditions, type ConditionTree, type ListField, type ListItem } from './from-conditions.ts';
export { tablesOf, type KnownField } from './from-dmn.ts';
export type { AnalysisTable, TableInput, TableRow } from './table.ts';
export { readCell } from './unary-tests.ts';
