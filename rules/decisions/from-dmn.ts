import { childNamed, childrenNamed, parseXml, type XmlElement } from '#feel';
import type { Cell, ValueKind } from './cell.ts';
import { readCell } from './unary-tests.ts';
import type { AnalysisTable, HitPolicy, TableInput } from './table.ts';

const NAMESPACES = {
  'https://www.omg.org/spec/DMN/20230324/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': 'dmn',
};

const KINDS: Record<string, ValueKind> = {
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  boolean: 'boolean',
  string: 'string',
  date: 'date',
  dateTime: 'date-time',
  'date and time': 'date-time',
  time: 'time',
  dayTimeDuration: 'day-duration',
  'days and time duration': 'day-duration',
  yearMonthDuration: 'month-duration',
  'years and months duration': 'month-duration',
};

/** What is known of a field from the forms of the package, for inputs that read a field as it is. */
export interface KnownField {
  kind?: ValueKind;
  options?: string[];
}

const textOf = (element: XmlElement | undefined): string =>
  (element && childNamed(element, 'dmn:text')?.text.trim()) ?? '';

const quotedTexts = (cell: Cell): string[] | undefined => {
  const cells = cell.test === 'or' ? cell.cells : [cell];
  const texts = cells.flatMap((part) =>
    part.test === 'equals' && part.value.kind === 'string' ? [String(part.value.value)] : [],
  );
  return texts.length === cells.length ? texts : undefined;
};

const optionsCell = (options: readonly string[]): Cell => ({
  test: 'or',
  cells: options.map((value) => ({ test: 'equals', value: { kind: 'string', value } })),
});

const readInput = (element: XmlElement, fields: Readonly<Record<string, KnownField>>): TableInput => {
  const expression = childNamed(element, 'dmn:inputExpression');
  const text = textOf(expression);
  const known = fields[text];
  const kind = KINDS[expression?.attributes['typeRef'] ?? ''] ?? known?.kind;
  const values = textOf(childNamed(element, 'dmn:inputValues'));
  const allowed = values !== '' ? readCell(values) : known?.options ? optionsCell(known.options) : undefined;
  const order = allowed ? quotedTexts(allowed) : undefined;
  return {
    id: element.attributes['id'] ?? text,
    label: element.attributes['label'] || text,
    ...(kind ? { kind } : {}),
    ...(allowed ? { allowed } : {}),
    ...(order ? { order } : {}),
  };
};

const readTable = (
  decision: XmlElement,
  table: XmlElement,
  fields: Readonly<Record<string, KnownField>>,
): AnalysisTable => {
  const outputs = childrenNamed(table, 'dmn:output').map((output) => {
    const values = quotedList(textOf(childNamed(output, 'dmn:outputValues')));
    const name = output.attributes['name'] ?? '';
    return {
      id: output.attributes['id'] ?? '',
      name,
      label: output.attributes['label'] || name || '结果',
      ...(values ? { values } : {}),
    };
  });
  const id = decision.attributes['id'] ?? '';
  return {
    id,
    name: decision.attributes['name'] || id,
    hitPolicy: (table.attributes['hitPolicy'] ?? 'UNIQUE') as HitPolicy,
    inputs: childrenNamed(table, 'dmn:input').map((input) => readInput(input, fields)),
    outputs,
    hasDefault: childrenNamed(table, 'dmn:output').some(
      (output) => textOf(childNamed(output, 'dmn:defaultOutputEntry')) !== '',
    ),
    rows: childrenNamed(table, 'dmn:rule').map((rule, at) => ({
      index: at + 1,
      id: rule.attributes['id'] ?? String(at + 1),
      cells: childrenNamed(rule, 'dmn:inputEntry').map((entry) => readCell(textOf(entry))),
      outputs: childrenNamed(rule, 'dmn:outputEntry').map(textOf),
    })),
  };
};

/** The declared values of an output, as their source texts, first the one with the highest priority. */
const quotedList = (text: string): string[] | undefined =>
  text === '' ? undefined : quotedTexts(readCell(text))?.map((value) => `"${value}"`);

/**
 * The decision tables of a DMN file, ready to be analysed.
 *
 * @param fields what the forms say of a field that an input reads as it is
 * @throws XmlError when the text is no well-formed XML
 */
export const tablesOf = (xml: string, fields: Readonly<Record<string, KnownField>> = {}): AnalysisTable[] =>
  childrenNamed(parseXml(xml, NAMESPACES), 'dmn:decision').flatMap((decision) => {
    const table = childNamed(decision, 'dmn:decisionTable');
    if (!table) return [];
    const read = readTable(decision, table, fields);
    // A row with too few or too many cells is refused elsewhere; here it would only shift the columns.
    return read.rows.every((row) => row.cells.length === read.inputs.length) ? [read] : [];
  });
