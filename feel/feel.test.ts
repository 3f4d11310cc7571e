import { readFileSync } from 'node:fs';
import {
  compile,
  compileFeel,
  evaluate,
  evaluateDecision,
  ExpressionError,
  parseDecisions,
  parseXml,
  scopeOf,
  XmlError,
} from './index.ts';
import type { Json } from './index.ts';

const now = Date.UTC(2026, 10, 22, 15, 30);
const run = (text: string, variables: Record<string, Json> = {}) =>
  evaluate(compile(text), scopeOf(variables), { now });

describe('expressions', () => {
  test.each<[string, Record<string, Json>, Json, string]>([
    ['plain text', {}, 'plain text', 'STRING'],
    ['=1 + 2', {}, 3, 'NUMBER'],
    ['=a.b', { a: { b: [1] } }, [1], 'ARRAY'],
    ['=当事人.名称', { 当事人: { 名称: '某公司' } }, '某公司', 'STRING'],
    ['=if x > 1 then "much" else "little"', { x: 2 }, 'much', 'STRING'],
    ['={a: 1, b: a + 1}', {}, { a: 1, b: 2 }, 'OBJECT'],
    ['=duration("P1DT2H")', {}, 'PT26H', 'DURATION'],
    ['=duration("P1Y")', {}, 'P1Y', 'PERIOD'],
    ['=date("2026-01-02")', {}, '2026-01-02', 'DATE'],
    ['=now()', {}, '2026-11-22T15:30Z', 'DATE_TIME'],
    ['=today()', {}, '2026-11-22', 'DATE'],
    ['=now() + duration("PT1H")', {}, '2026-11-22T16:30Z', 'DATE_TIME'],
    ['=is defined(x)', {}, false, 'BOOLEAN'],
    ['=get or else(x, 7)', {}, 7, 'NUMBER'],
    ['=is blank("  ")', {}, true, 'BOOLEAN'],
    ['=trim(" a ")', {}, 'a', 'STRING'],
    ['=duplicate values([1, 2, 1])', {}, [1], 'ARRAY'],
    ['=is empty([])', {}, true, 'BOOLEAN'],
  ])('%s', (text, variables, value, type) => {
    expect(run(text, variables)).toMatchObject({ value, type });
  });

  test('a missing variable is null and a warning', () => {
    expect(run('=x')).toEqual({
      value: null,
      type: 'NULL',
      warnings: [{ type: 'NO_VARIABLE_FOUND', message: "No variable found with name 'x'" }],
    });
    expect(run('=x + 1').value).toBeNull();
    expect(run('=x + 1').error).toBeUndefined();
  });

  test('a failed assertion is an error', () => {
    expect(run('=assert(x, x != null)')).toMatchObject({ value: null, error: 'The condition is not fulfilled' });
    expect(run('=assert(x, x != null)', { x: 1 })).toMatchObject({ value: 1 });
  });

  test.each(['=', '=a b c +', `=${'1+'.repeat(60_000)}1`, '=for i in 1..9 do i'])('refuses %.30s', (text) => {
    expect(() => compile(text)).toThrow(ExpressionError);
  });
});

describe('decisions', () => {
  const fine = parseDecisions(readFileSync(new URL('../tests/scenarios/models/fine.dmn', import.meta.url), 'utf8'));
  const decide = (id: string, variables: Record<string, Json>) =>
    evaluateDecision(fine, id, scopeOf(variables), { now });

  test('evaluates what is required first', () => {
    const { output, evaluated } = decide('fine', { amount: 2000, repeated: true });
    expect(output).toEqual({ low: 1000, high: 1000 });
    expect(evaluated.map(({ decisionId }) => decisionId)).toEqual(['tier', 'fine']);
    expect(evaluated[1]!.matchedRules).toMatchObject([{ ruleId: 'r2', ruleIndex: 2 }]);
  });

  test.each<[string, Json]>([
    ['UNIQUE', 1],
    ['FIRST', 1],
    ['ANY', 1],
    ['RULE ORDER', [1, 1]],
    ['COLLECT', [1, 1]],
  ])('hit policy %s', (policy, expected) => {
    const rules = policy === 'UNIQUE' ? ['1'] : ['1', '1'];
    const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"><decision id="t" name="t"><decisionTable hitPolicy="${policy}"><input id="i"><inputExpression><text>n</text></inputExpression></input><output id="o" name="o"/>${rules.map((value, index) => `<rule id="r${index}"><inputEntry><text>&gt; 0</text></inputEntry><outputEntry><text>${value}</text></outputEntry></rule>`).join('')}</decisionTable></decision></definitions>`;
    expect(evaluateDecision(parseDecisions(xml), 't', scopeOf({ n: 5 }), { now }).output).toEqual(expected);
  });

  test('two rules under UNIQUE are a failure that names them', () => {
    expect(decide('unique-clash', { n: 5 }).failure?.message).toContain('List(Map(points -> 10), Map(points -> 20))');
  });

  test('sums what it collects', () => expect(decide('collect-sum', { n: 3 }).output).toBe(30));
  test('literal expression', () => expect(decide('literal', { n: 4 }).output).toBe(8));
});

describe('xml', () => {
  test('names carry fixed prefixes, whatever the file uses', () => {
    const root = parseXml('<q:a xmlns:q="urn:x" b="&lt;1"><q:c>t<![CDATA[<u>]]></q:c></q:a>', { 'urn:x': 'x' });
    expect(root).toMatchObject({ name: 'x:a', attributes: { b: '<1' }, children: [{ name: 'x:c', text: 't<u>' }] });
  });

  test.each(['', '<a>', '<a></b>', '<!DOCTYPE a><a/>', `${'<a>'.repeat(600)}`])('refuses %.20p', (text) => {
    expect(() => parseXml(text, {})).toThrow(XmlError);
  });
});

test('numbers and texts without FEEL need no interpreter', () => {
  expect(compileFeel('12.5')).toEqual({ source: '12.5', fixed: 12.5 });
  expect(compileFeel('"x"')).toEqual({ source: '"x"', fixed: 'x' });
});
