export { CALENDAR } from './data/calendar.ts';
export { DEMO_CASES, type SeedCase } from './data/demo-cases.ts';
export { ORGANS } from './data/organs.ts';
export { PENALTY_STEPS, STEP_ACCOUNTS, type DemoCase, type StepContext } from './data/penalty-steps.ts';
export { DEMO_PASSWORD, DEMO_USERS, MORE_USERS } from './data/users.ts';
export { ApiError, openSession, signIn, type ApiSession } from './load/api.ts';
export { packageCodes, zipPackage } from './load/packages.ts';
export { createRunner, loadSeed, type SeedOptions } from './load/load-seed.ts';
export { runPenaltyCase, type CaseRunner, type RunOptions, type StepOverride } from './load/run-case.ts';
