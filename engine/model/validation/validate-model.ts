import type { XmlElement } from '#feel';
import { activityChecks, checkActivity, checkHandler } from './activities.ts';
import { definitionChecks } from './definitions.ts';
import { eventChecks } from './events.ts';
import { expressionChecks } from './expressions.ts';
import { checkConditions, gatewayChecks } from './gateways.ts';
import type { Check, Checks } from './model-view.ts';
import { isActivity, isFlowNode, ModelView } from './model-view.ts';
import { Problems } from './problems.ts';
import { referenceProblem } from './references.ts';
import { checkKnown } from './supported.ts';

const DESIGN: Checks[] = [definitionChecks, eventChecks, activityChecks, gatewayChecks];

const checksFor = (element: XmlElement): Check[] => [
  checkKnown,
  ...DESIGN.flatMap((checks) => checks[element.name] ?? []),
  ...(isActivity(element) ? [checkActivity, checkHandler] : []),
  ...(isFlowNode(element) ? [checkConditions] : []),
];

/** Elements that no process of the file runs are not looked at. */
const isCollapsed = (element: XmlElement): boolean =>
  element.name === 'bpmn:process' && element.attributes.isExecutable !== 'true';

const walk = (element: XmlElement, visit: (element: XmlElement) => void): void => {
  visit(element);
  for (const child of element.children) if (!isCollapsed(child)) walk(child, visit);
};

/**
 * Every mistake of a model in the words of Zeebe, by element; undefined when it can be deployed. As in Zeebe, what is
 * wrong with the expressions of an element takes the place of what else is wrong with it.
 */
export const validateModel = (root: XmlElement): string | undefined => {
  const model = new ModelView(root);
  const reference = referenceProblem(model);
  if (reference) return reference;
  const design = new Problems();
  const expressions = new Problems();
  walk(root, (element) => {
    for (const check of checksFor(element)) check(element, model, (message) => design.add(element, message));
    for (const check of expressionChecks[element.name] ?? [])
      check(element, model, (message) => expressions.add(element, message));
  });
  const found = design.replacedBy(expressions);
  return found.found ? found.toText((element) => model.nameOf(element)) : undefined;
};
