import { creations } from './calls/creations.ts';
import { decisions, variables } from './calls/decisions-and-variables.ts';
import { deployments } from './calls/deployments.ts';
import { instances } from './calls/instances.ts';
import { jobs } from './calls/jobs.ts';
import { messages } from './calls/messages.ts';
import { others } from './calls/others.ts';
import { rpcs } from './calls/rpcs.ts';
import { userTasks } from './calls/user-tasks.ts';
import type { GatewayCall } from './play-calls.ts';

/** Played in this order: later calls use what earlier ones made. */
export const calls: GatewayCall[] = [
  ...deployments,
  ...creations,
  ...jobs,
  ...messages,
  ...decisions,
  ...variables,
  ...instances,
  ...userTasks,
  ...others,
  ...rpcs,
];
