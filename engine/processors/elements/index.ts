import type { BpmnElementType } from '../../records.ts';
import type { ElementBehavior } from './behavior.ts';
import { callActivity, process, subProcess } from './containers.ts';
import { boundaryEvent, intermediateCatchEvent, startEvent, throwEvent } from './events.ts';
import { eventBasedGateway, exclusiveGateway, parallelGateway } from './gateways.ts';
import { businessRuleTask, jobTask, passThroughTask, receiveTask, scriptTask } from './tasks.ts';
import { userTask } from './user-task.ts';

export const BEHAVIORS: Record<Exclude<BpmnElementType, 'SEQUENCE_FLOW'>, ElementBehavior> = {
  PROCESS: process,
  SUB_PROCESS: subProcess,
  CALL_ACTIVITY: callActivity,
  START_EVENT: startEvent,
  END_EVENT: throwEvent,
  INTERMEDIATE_THROW_EVENT: throwEvent,
  INTERMEDIATE_CATCH_EVENT: intermediateCatchEvent,
  BOUNDARY_EVENT: boundaryEvent,
  SERVICE_TASK: jobTask,
  SEND_TASK: jobTask,
  RECEIVE_TASK: receiveTask,
  USER_TASK: userTask,
  MANUAL_TASK: passThroughTask,
  TASK: passThroughTask,
  SCRIPT_TASK: scriptTask,
  BUSINESS_RULE_TASK: businessRuleTask,
  EXCLUSIVE_GATEWAY: exclusiveGateway,
  PARALLEL_GATEWAY: parallelGateway,
  EVENT_BASED_GATEWAY: eventBasedGateway,
};
