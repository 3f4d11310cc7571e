import { eventfulScenario } from '../random/eventful.ts';
import type { Suite } from './suite.ts';

/**
 * Seeds of random models and commands: those that once were played otherwise than by Zeebe (10, 11: a subscription is
 * closed before the next one opens; 20, 23, 59: the same where an event interrupts; 69, 71, 141: jobs that failed are older
 * than those that wait), and some with many kinds of events.
 */
const SEEDS = [2, 10, 11, 12, 20, 23, 38, 59, 69, 71, 141];
const chosen = SEEDS.map(eventfulScenario);

export const random: Suite = {
  models: chosen.flatMap(({ specs }) => specs),
  scenarios: chosen.map(({ name, resources, steps }) => ({ name, resources, steps })),
};
