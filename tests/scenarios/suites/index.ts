import { activities } from './activities.ts';
import { definitions } from './definitions.ts';
import { eventSubProcesses } from './event-sub-processes.ts';
import { events } from './events.ts';
import { gatewaysAndCompensation } from './gateways-and-compensation.ts';
import { multiInstance } from './multi-instance.ts';
import { random } from './random.ts';
import { refused } from './refused.ts';
import type { Suite } from './suite.ts';

export const suites: Suite[] = [
  multiInstance,
  eventSubProcesses,
  events,
  gatewaysAndCompensation,
  activities,
  definitions,
  random,
  refused,
];
