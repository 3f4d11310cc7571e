import type { ModelSpec } from '../support/bpmn-text.ts';
import type { Scenario } from '../support/steps.ts';

/** Scenarios of one field with the models that they play; `npx tsx tests/scenarios/draw.ts` writes those to `models/`. */
export interface Suite {
  models: ModelSpec[];
  scenarios: Scenario[];
}
