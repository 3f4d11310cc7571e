import type { DecisionGraph, XmlElement } from '#feel';
import {
  DecisionModelError,
  deploymentProblems,
  dmnSchemaProblem,
  ExpressionError,
  importedNamespaces,
  parseWithImports,
  parseXml,
  readDmn,
  XmlError,
} from '#feel';
import { fromBase64, md5, toBase64, utf8Text } from '../bytes.ts';
import type { ExecutableProcess } from '../model/executable.ts';
import { InvalidModelError, parseProcesses, StraightThroughLoopError } from '../model/parse-process.ts';
import { Rejection } from '../processing.ts';
import type { DeploymentValue } from '../records.ts';

export type Content =
  | { kind: 'process'; processes: ExecutableProcess[] }
  | { kind: 'decisions'; graph: DecisionGraph; tags: ReadonlyMap<string, string> }
  | { kind: 'form'; formId: string; versionTag: string };

export interface Parsed {
  name: string;
  resource: string;
  checksum: string;
  content: Content;
}

/** Said of a file without naming it, as Zeebe does. */
class FormIdError extends InvalidModelError {}
class UnknownTypeError extends InvalidModelError {}

const parseForm = (text: string): Content => {
  let form: { id?: unknown; versionTag?: unknown };
  try {
    form = JSON.parse(text) as typeof form;
  } catch {
    throw new InvalidModelError('Failed to parse form JSON: the file is not valid JSON');
  }
  if (typeof form?.id !== 'string') throw new FormIdError('Expected the form id to be present, but none given');
  if (!form.id.trim()) throw new FormIdError('Expected the form id to be filled, but it is blank');
  return { kind: 'form', formId: form.id, versionTag: typeof form.versionTag === 'string' ? form.versionTag : '' };
};

const ZEEBE = { 'http://camunda.org/schema/zeebe/1.0': 'zeebe' };

/** Decisions carry their version tag in an extension, which says nothing about how they are evaluated. */
const decisionTags = (text: string): Map<string, string> => {
  const tags = new Map<string, string>();
  const visit = (element: XmlElement): void => {
    if (element.name.replace(/^.*:/, '') === 'decision') {
      const extensions = element.children.find(({ name }) => name.replace(/^.*:/, '') === 'extensionElements');
      const tag = extensions?.children.find(({ name }) => name === 'zeebe:versionTag')?.attributes.value;
      if (tag) tags.set(element.attributes.id ?? '', tag);
    }
    element.children.forEach(visit);
  };
  visit(parseXml(text, ZEEBE));
  return tags;
};

const isBadModel = (error: unknown): error is Error =>
  error instanceof InvalidModelError ||
  error instanceof DecisionModelError ||
  error instanceof XmlError ||
  error instanceof ExpressionError;

type FindModel = (namespace: string) => string | undefined;

/** The DMN files of a deployment by the namespace of their model; a file that can't be read has none. */
const modelsOf = (resources: DeploymentValue['resources']): FindModel => {
  const texts = resources
    .filter(({ resourceName }) => resourceName.endsWith('.dmn'))
    .map(({ resource }) => utf8Text(fromBase64(resource)));
  return (namespace) =>
    texts.find((text) => {
      try {
        return importedNamespaces(text).namespace === namespace;
      } catch (error) {
        if (isBadModel(error)) return false;
        throw error;
      }
    });
};

/** Zeebe says of a file that its schema rules out no more than the first part; the reason behind it is an addition. */
const unreadable = (reason: string): Error =>
  new InvalidModelError(
    `Failed to parse DMN: org.camunda.bpm.model.dmn.DmnModelException: Unable to parse model: ${reason}`,
  );

const readDecisionModel = (text: string): XmlElement => {
  try {
    return readDmn(text);
  } catch (error) {
    if (error instanceof XmlError) throw unreadable(`line ${error.line}: ${error.message}`);
    throw error;
  }
};

/** @throws InvalidModelError where Zeebe would not take the file, before its expressions are read */
const checkDecisionModel = (text: string): void => {
  const root = readDecisionModel(text);
  const problem = dmnSchemaProblem(text, root);
  if (problem) throw unreadable(problem);
  if (root.name !== 'dmn:definitions') throw new InvalidModelError('the file is not a DMN model');
  const problems = deploymentProblems(root);
  if (problems.length > 0) throw new InvalidModelError(problems.join('\n'));
};

const parseContent = (name: string, text: string, find: FindModel): Content => {
  if (name.endsWith('.bpmn') || name.endsWith('.xml')) return { kind: 'process', processes: parseProcesses(text) };
  if (name.endsWith('.dmn')) {
    checkDecisionModel(text);
    return { kind: 'decisions', graph: parseWithImports(text, find), tags: decisionTags(text) };
  }
  if (name.endsWith('.form')) return parseForm(text);
  throw new UnknownTypeError('unknown resource type');
};

export const refuse = (problems: string[]): never => {
  throw new Rejection(
    'INVALID_ARGUMENT',
    `Expected to deploy new resources, but encountered the following errors:\n${problems.join('\n')}`,
  );
};

const IDS: { [Kind in Content['kind']]: (content: Extract<Content, { kind: Kind }>) => [what: string, id: string][] } =
  {
    process: ({ processes }) => processes.map(({ id }) => ['process', id]),
    form: ({ formId }) => [['form', formId]],
    decisions: ({ graph }) => [
      ['decision requirements', graph.id],
      ...[...graph.decisions.keys()].map((id): [string, string] => ['decision', id]),
    ],
  };

/** Two files of one deployment may not define the same thing. */
const duplicates = (parsed: Parsed[]): string[] => {
  const owner = new Map<string, string>();
  return parsed.flatMap(({ name, content }) =>
    IDS[content.kind](content as never).flatMap(([what, id]) => {
      const first = owner.get(`${what} ${id}`);
      owner.set(`${what} ${id}`, first ?? name);
      if (!first) return [];
      if (what === 'process') return [`Duplicated process id in resources '${first}' and '${name}'`];
      return [
        `Expected the ${what} ids to be unique within a deployment but found a duplicated id '${id}' in the resources '${first}' and '${name}'.`,
      ];
    }),
  );
};

/** How Zeebe says what is wrong with a file: in other quotes of an endless loop, behind an empty line of a type it can't read. */
const problemText = (name: string, error: Error): string => {
  if (error instanceof FormIdError) return error.message;
  if (error instanceof StraightThroughLoopError) return `\`${name}\`: ${error.message}`;
  return `${error instanceof UnknownTypeError ? '\n' : ''}'${name}': ${error.message}`;
};

/** Reads all files; throws Rejection with every mistake in them. */
export const parseAll = (resources: DeploymentValue['resources']): Parsed[] => {
  const problems: string[] = [];
  const find = modelsOf(resources);
  const parsed = resources.flatMap(({ resourceName, resource }) => {
    const bytes = fromBase64(resource);
    try {
      const content = parseContent(resourceName, utf8Text(bytes), find);
      return [{ name: resourceName, resource, checksum: toBase64(md5(bytes)), content }];
    } catch (error) {
      if (!isBadModel(error)) throw error;
      problems.push(problemText(resourceName, error));
      return [];
    }
  });
  if (problems.length > 0) refuse(problems);
  const clashes = duplicates(parsed);
  if (clashes.length > 0) refuse(clashes);
  return parsed;
};
