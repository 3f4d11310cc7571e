import { modelText } from '../support/bpmn-text.ts';
import type { Scenario } from '../support/steps.ts';
import { randomCase } from './generate.ts';

/** The case of a seed as a scenario: deployed, started, and its jobs completed until there are none. */
export const randomScenario = (seed: number): Scenario => {
  const { id, model, variables, jobType } = randomCase(seed);
  return {
    name: id,
    resources: [`${id}.bpmn`],
    models: { [`${id}.bpmn`]: modelText(model) },
    steps: [
      { do: 'create', process: id, variables },
      { do: 'completeAll', job: jobType },
    ],
  };
};
