import type { XmlElement } from '#feel';
import { childrenNamed } from '#feel';
import { eventDefinitions } from '../parse-events.ts';
import { kindOf } from './definitions.ts';
import type { ModelView, Report } from './model-view.ts';
import { isEventSubProcess } from './model-view.ts';

const twice = (names: string[]): string[] => [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];

const namesOf = (model: ModelView, definitions: XmlElement[], kind: string): string[] =>
  definitions
    .filter((definition) => kindOf(definition) === kind)
    .flatMap((definition) => {
      const named = kind === 'link' ? definition : model.referred(definition.attributes[`${kind}Ref`]);
      return named?.attributes.name || [];
    });

export const refuseDuplicateNames = (model: ModelView, definitions: XmlElement[], report: Report): void => {
  for (const name of twice(namesOf(model, definitions, 'message')))
    report(`Multiple message event definitions with the same name '${name}' are not allowed.`);
  for (const name of twice(namesOf(model, definitions, 'signal')))
    report(`Multiple signal event definitions with the same name '${name}' are not allowed.`);
  for (const name of twice(namesOf(model, definitions, 'link')))
    report(`Multiple intermediate catch link event definitions with the same name '${name}' are not allowed.`);
};

/** Two catch events of one scope for the same code, or two for every code, could not be told apart. */
const refuseDuplicateCodes = (
  model: ModelView,
  definitions: XmlElement[],
  kind: 'error' | 'escalation',
  report: Report,
): void => {
  const own = definitions.filter((definition) => kindOf(definition) === kind);
  const targets = own.map((definition) => model.referred(definition.attributes[`${kind}Ref`]));
  const all = `The same scope can not contain more than one ${kind} catch event without ${kind} code. An ${kind} catch event without ${kind} code catches all ${kind}s.`;
  if (targets.filter((target) => !target).length > 1) report(all);
  const codes = targets.flatMap((target) => (target ? [target.attributes[`${kind}Code`] ?? null] : []));
  for (const code of new Set(codes)) {
    if (codes.filter((other) => other === code).length < 2) continue;
    report(
      code === null
        ? all
        : `Multiple ${kind} catch events with the same ${kind} code '${code}' are not supported on the same scope.`,
    );
  }
};

export const refuseDuplicateEvents = (model: ModelView, definitions: XmlElement[], report: Report): void => {
  refuseDuplicateNames(model, definitions, report);
  refuseDuplicateCodes(model, definitions, 'escalation', report);
  refuseDuplicateCodes(model, definitions, 'error', report);
};

export const refuseDuplicateEventSubProcesses = (scope: XmlElement, model: ModelView, report: Report): void => {
  const starts = scope.children.filter(isEventSubProcess).flatMap((sub) => childrenNamed(sub, 'bpmn:startEvent'));
  refuseDuplicateEvents(model, starts.flatMap(eventDefinitions), report);
};

const linksIn = (scope: XmlElement, event: string): XmlElement[] =>
  childrenNamed(scope, event)
    .flatMap(eventDefinitions)
    .filter((definition) => kindOf(definition) === 'link');

const catchingLinks = (scope: XmlElement): XmlElement[] => [
  ...linksIn(scope, 'bpmn:intermediateCatchEvent'),
  ...childrenNamed(scope, 'bpmn:subProcess').flatMap(catchingLinks),
];

/** A link leads to the one catch event of its name in the same scope. */
export const checkLinks = (scope: XmlElement, model: ModelView, report: Report): void => {
  refuseDuplicateNames(model, catchingLinks(scope), report);
  const caught = linksIn(scope, 'bpmn:intermediateCatchEvent').map(({ attributes }) => attributes.name);
  const thrown = linksIn(scope, 'bpmn:intermediateThrowEvent').flatMap(({ attributes }) => attributes.name || []);
  for (const name of new Set(thrown)) {
    if (!caught.includes(name))
      report(`Can't find an catch link event for the throw link event with the name '${name}'.`);
  }
};
