import { DecisionModelError } from './errors.ts';
import type { DecisionGraph } from './model.ts';
import { importedNamespaces, parseDecisions } from './parse-decisions.ts';

const needsOf = ({ decisions, knowledge }: DecisionGraph) =>
  [...decisions.values(), ...knowledge.values()].flatMap(({ id, requirements }) =>
    requirements.map(({ namespace }) => ({ id, namespace })),
  );

/**
 * Reads a DMN file together with the files that it imports.
 * @param find the text of the file that holds the model of a namespace; undefined where there is none
 * @throws DecisionModelError where a needed model is missing or models import each other in a circle
 */
export const parseWithImports = (
  xml: string,
  find: (namespace: string) => string | undefined,
  path: readonly string[] = [],
): DecisionGraph => {
  const { namespace, imports } = importedNamespaces(xml);
  if (path.includes(namespace))
    throw new DecisionModelError(`the models import each other in a circle: ${[...path, namespace].join(' → ')}`);
  const models = imports.flatMap((wanted) => {
    const text = find(wanted);
    return text === undefined ? [] : [parseWithImports(text, find, [...path, namespace])];
  });
  const graph = parseDecisions(xml, { models });
  const missing = needsOf(graph).find((need) => need.namespace && !graph.imported.has(need.namespace));
  if (missing)
    throw new DecisionModelError(
      `'${missing.id}' requires the model '${missing.namespace}', which is not part of the deployment`,
    );
  return graph;
};
