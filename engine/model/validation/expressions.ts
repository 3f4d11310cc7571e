import { childNamed, compile, evaluate, scopeOf } from '#feel';
import { eventDefinitions } from '../parse-events.ts';
import { cronProblem, isCron } from '../../time/cron.ts';
import { parseDateTime, parseDuration, parseRepetition, repetitionProblem } from '../../time/iso-8601.ts';
import type { TimerKind } from '../../time/timer-text.ts';
import { timerTextOf } from '../../time/timer-text.ts';
import { kindOf } from './definitions.ts';
import type { Check, Checks, Report } from './model-view.ts';

const PATH = /^[a-zA-Z_][a-zA-Z0-9_]*(\.[a-zA-Z_][a-zA-Z0-9_]*)*$/;
const PATH_PATTERN = '[a-zA-Z_][a-zA-Z0-9_]*(\\.[a-zA-Z_][a-zA-Z0-9_]*)*';
const RESERVED = ['null', 'true', 'false', 'function', 'if', 'then', 'else', 'for', 'between', 'instance', 'of'];

interface Demands {
  mandatory?: boolean;
  /** A text without `=` is a mistake: the outcome is always computed. */
  computed?: boolean;
  /** What a text without `=` must be. */
  plain?: [test: (text: string) => boolean, description: string];
}

const isPlain = (text: string): boolean => !text.trim().startsWith('=');

const checkExpression = (text: string | undefined, report: Report, demands: Demands = {}): void => {
  if (!text) {
    if (demands.mandatory) report('Expected expression but not found.');
    return;
  }
  try {
    compile(text.trim());
  } catch (error) {
    report((error as Error).message);
    return;
  }
  if (!isPlain(text)) return;
  if (demands.computed) {
    const hint = `An expression must start with '=' (e.g. '=${text}').`;
    report(`Expected expression but found static value '${text}'. ${hint}`);
  } else if (demands.plain && !demands.plain[0](text)) {
    report(`Expected static value to ${demands.plain[1]}, but found '${text}'.`);
  }
};

const attribute =
  (name: string, demands?: Demands): Check =>
  ({ attributes }, _model, report) =>
    checkExpression(attributes[name], report, demands);

const checkTarget: Check = ({ attributes }, _model, report) => {
  const { target } = attributes;
  if (!target) report('Expected path expression but not found.');
  else {
    if (!PATH.test(target))
      report(`Expected path expression '${target}' but doesn't match the pattern '${PATH_PATTERN}'.`);
    if (RESERVED.includes(target))
      report(`Expected path expression '${target}' but is one of the reserved words (${RESERVED.join(', ')}).`);
  }
};

const COMMA_SEPARATED: Demands['plain'] = [
  (text) => text.split(',').every((part) => part.trim() !== ''),
  "be a list of comma-separated values, e.g. 'a,b,c'",
];
const DATE_TIME: Demands['plain'] = [
  (text) => parseDateTime(text) !== undefined,
  "be a valid DateTime String, e.g. '2023-03-02T15:35+02:00'",
];
const TIMERS: Record<string, [name: string, detail: (text: string) => string | undefined]> = {
  timeDuration: [
    'duration',
    (text) => (parseDuration(text) ? undefined : `Invalid duration format '${text}' for expression '${text}'.`),
  ],
  timeDate: [
    'date',
    (text) =>
      parseDateTime(text) === undefined ? `Invalid date-time format '${text}' for expression '${text}'.` : undefined,
  ],
  timeCycle: [
    'cycle',
    (text) => {
      if (text.startsWith('R')) return parseRepetition(text) ? undefined : repetitionProblem(text);
      return isCron(text) ? undefined : cronProblem(text);
    },
  ],
};

const KINDS: Record<string, TimerKind> = { timeDuration: 'duration', timeDate: 'date', timeCycle: 'cycle' };

/** A start event of a process must not need variables: what it says is known at deployment. */
const atOnce = (tag: string, text: string): { text: string } | { problem: string } => {
  const expression = compile(text);
  const source = text.slice(1);
  const result = evaluate(expression, scopeOf({}), { now: 0 });
  return result.error ? { problem: result.error } : timerTextOf(KINDS[tag]!, source, result);
};

/** A plain text can be judged at deployment. */
const timerProblem = (tag: string, text: string, atRoot: boolean): string | undefined => {
  const [name, detail] = TIMERS[tag]!;
  if (!isPlain(text) && !atRoot) return undefined;
  let outcome: { text: string } | { problem: string };
  try {
    outcome = isPlain(text) ? { text } : atOnce(tag, text);
  } catch {
    return undefined;
  }
  const problem = 'problem' in outcome ? outcome.problem : detail(outcome.text);
  return problem && `Invalid timer ${name} expression (${problem})`;
};

const checkTimer: Check = (element, model, report) => {
  const event = model.parent(element)!;
  const atRoot = event.name === 'bpmn:startEvent' && model.parent(event)?.name === 'bpmn:process';
  for (const tag of Object.keys(TIMERS)) {
    const text = childNamed(element, `bpmn:${tag}`)?.text.trim();
    if (text === undefined) continue;
    checkExpression(text, report);
    // The mistake is one of the event, not of its definition.
    const problem = timerProblem(tag, text, atRoot);
    if (problem) report(problem);
  }
};

const checkCatchTimer: Check = (element, model, report) => {
  for (const definition of eventDefinitions(element))
    if (kindOf(definition) === 'timer') checkTimer(definition, model, report);
};

const checkStartName =
  (kind: 'message' | 'signal'): Check =>
  (element, model, report) => {
    if (model.parent(element)?.name !== 'bpmn:process') return;
    for (const definition of eventDefinitions(element)) {
      if (kindOf(definition) !== kind) continue;
      const name = model.referred(definition.attributes[`${kind}Ref`])?.attributes.name;
      if (name === undefined || isPlain(name)) continue;
      let result;
      try {
        result = evaluate(compile(name), scopeOf({}), { now: 0 });
      } catch {
        continue;
      }
      if (result.error)
        report(
          `Expected constant expression but found '${name}', which could not be evaluated without context: ${result.error}`,
        );
      else if (result.type !== 'STRING')
        report(`Expected constant expression of type String for ${kind} name '${name}', but was ${result.type}`);
    }
  };

const checkCompletionCondition: Check = (element, _model, report) => {
  const text = childNamed(element, 'bpmn:completionCondition')?.text;
  if (text !== undefined) checkExpression(text, report);
};

const checkCondition: Check = ({ text }, _model, report) =>
  checkExpression(text, report, { mandatory: true, computed: true });

export const expressionChecks: Checks = {
  'zeebe:input': [attribute('source', { mandatory: true }), checkTarget],
  'zeebe:output': [attribute('source', { mandatory: true, computed: true }), checkTarget],
  'bpmn:message': [attribute('name')],
  'bpmn:signal': [attribute('name')],
  'zeebe:subscription': [attribute('correlationKey', { mandatory: true, computed: true })],
  'zeebe:loopCharacteristics': [
    attribute('inputCollection', { mandatory: true, computed: true }),
    attribute('outputElement', { computed: true }),
  ],
  'bpmn:multiInstanceLoopCharacteristics': [checkCompletionCondition],
  'bpmn:conditionExpression': [checkCondition],
  'zeebe:taskDefinition': [attribute('type', { mandatory: true }), attribute('retries')],
  'zeebe:executionListener': [attribute('type'), attribute('retries')],
  'zeebe:calledElement': [attribute('processId', { mandatory: true })],
  'zeebe:assignmentDefinition': [
    attribute('assignee'),
    attribute('candidateGroups', { plain: COMMA_SEPARATED }),
    attribute('candidateUsers', { plain: COMMA_SEPARATED }),
  ],
  'zeebe:taskSchedule': [attribute('dueDate', { plain: DATE_TIME }), attribute('followUpDate', { plain: DATE_TIME })],
  'zeebe:priorityDefinition': [attribute('priority')],
  'zeebe:calledDecision': [attribute('decisionId', { mandatory: true })],
  'zeebe:formDefinition': [attribute('formId'), attribute('externalReference')],
  'zeebe:script': [attribute('expression', { mandatory: true, computed: true })],
  'bpmn:intermediateCatchEvent': [checkCatchTimer],
  'bpmn:boundaryEvent': [checkCatchTimer],
  'bpmn:startEvent': [checkCatchTimer, checkStartName('message'), checkStartName('signal')],
};
