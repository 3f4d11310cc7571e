import type { Schema, XmlElement } from '#feel';
import { readSchema, schemaProblem, tagLine } from '#feel';
import { BPMN_20 } from './bpmn-20.ts';

/** The namespaces of the schema of BPMN 2.0, by the prefixes under which the engine reads files. */
export const BPMN_NAMESPACES = {
  bpmn: 'http://www.omg.org/spec/BPMN/20100524/MODEL',
  bpmndi: 'http://www.omg.org/spec/BPMN/20100524/DI',
  dc: 'http://www.omg.org/spec/DD/20100524/DC',
  di: 'http://www.omg.org/spec/DD/20100524/DI',
};

let schema: Schema | undefined;

/** The first thing that the schema of BPMN 2.0 rules out in a file, in the words of Zeebe's reader. */
export const bpmnSchemaProblem = (xml: string, root: XmlElement): string | undefined => {
  schema ??= readSchema(BPMN_20, BPMN_NAMESPACES);
  const problem = schemaProblem(root, schema);
  return problem && `Error: URI=null Line=${tagLine(xml, root, problem.element, problem.at)}: ${problem.message}`;
};
