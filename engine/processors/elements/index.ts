import { registerContainer } from '../../behaviors/containers.ts';
import type { BpmnElementType } from '../../records.ts';
import type { ElementBehavior } from './behavior.ts';
import { callActivity, callActivityScope } from './call-activity.ts';
import {
  eventSubProcess,
  eventSubProcessScope,
  process,
  processScope,
  subProcess,
  subProcessScope,
} from './containers.ts';
import { boundaryEvent, intermediateCatchEvent, startEvent } from './events.ts';
import { eventBasedGateway, exclusiveGateway, inclusiveGateway, parallelGateway } from './gateways.ts';
import { multiInstanceBody, multiInstanceScope } from './multi-instance.ts';
import { businessRuleTask, jobTask, passThroughTask, receiveTask, scriptTask } from './tasks.ts';
import { endEvent, intermediateThrowEvent } from './throw-events.ts';
import { userTask } from './user-task.ts';

export const BEHAVIORS: Record<Exclude<BpmnElementType, 'SEQUENCE_FLOW'>, ElementBehavior> = {
  PROCESS: process,
  SUB_PROCESS: subProcess,
  EVENT_SUB_PROCESS: eventSubProcess,
  MULTI_INSTANCE_BODY: multiInstanceBody,
  CALL_ACTIVITY: callActivity,
  START_EVENT: startEvent,
  END_EVENT: endEvent,
  INTERMEDIATE_THROW_EVENT: intermediateThrowEvent,
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
  INCLUSIVE_GATEWAY: inclusiveGateway,
  EVENT_BASED_GATEWAY: eventBasedGateway,
};

registerContainer('PROCESS', processScope);
registerContainer('SUB_PROCESS', subProcessScope);
registerContainer('EVENT_SUB_PROCESS', eventSubProcessScope);
registerContainer('MULTI_INSTANCE_BODY', multiInstanceScope);
registerContainer('CALL_ACTIVITY', callActivityScope);
