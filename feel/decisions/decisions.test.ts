import { DecisionModelError, evaluateDecision, evaluateDecisionService, parseDecisions, scopeOf } from '../index.ts';
import type { Json } from '../index.ts';

const MODEL: Record<string, string> = {
  '1.1': 'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  '1.2': 'http://www.omg.org/spec/DMN/20180521/MODEL/',
  '1.3': 'https://www.omg.org/spec/DMN/20191111/MODEL/',
  '1.4': 'https://www.omg.org/spec/DMN/20211108/MODEL/',
  '1.5': 'https://www.omg.org/spec/DMN/20230324/MODEL/',
};
const definitions = (content: string, version = '1.3'): string =>
  `<definitions xmlns="${MODEL[version]}" id="d" name="d" namespace="urn:d">${content}</definitions>`;
const literal = (text: string): string => `<literalExpression><text>${text}</text></literalExpression>`;
const decide = (content: string, variables: Record<string, Json> = {}, version?: string) =>
  evaluateDecision(parseDecisions(definitions(content, version)), 't', scopeOf(variables), { now: 0 });

const table = (attributes: string, rows: string[][], outputs: string[] = ['o']): string =>
  `<decision id="t" name="t"><decisionTable ${attributes}><input id="i"><inputExpression><text>n</text></inputExpression></input>${outputs
    .map(
      (name) => `<output id="${name}" name="${name}"><outputValues><text>"高","中","低"</text></outputValues></output>`,
    )
    .join('')}${rows
    .map(
      ([test, ...values], index) =>
        `<rule id="r${index}"><inputEntry><text>${test}</text></inputEntry>${values.map((value) => `<outputEntry><text>${value}</text></outputEntry>`).join('')}</rule>`,
    )
    .join('')}</decisionTable></decision>`;

test.each(Object.keys(MODEL))('reads DMN %s', (version) => {
  const xml = definitions(`<decision id="t" name="t">${literal('1 + 1')}</decision>`, version);
  expect(parseDecisions(xml).version).toBe(version);
  expect(evaluateDecision(parseDecisions(xml), 't', scopeOf({}), { now: 0 }).output).toBe(2);
});

describe('hit policies', () => {
  const levels = [
    ['&gt; 0', '"低"'],
    ['&gt; 1', '"高"'],
    ['&gt; 2', '"中"'],
  ];
  test('PRIORITY takes the output that is listed first', () => {
    expect(decide(table('hitPolicy="PRIORITY"', levels), { n: 5 }).output).toBe('高');
  });
  test('OUTPUT ORDER gives all, the first listed first', () => {
    expect(decide(table('hitPolicy="OUTPUT ORDER"', levels), { n: 5 }).output).toEqual(['高', '中', '低']);
  });
  test.each([
    ['SUM', 0.3],
    ['MIN', 0.1],
    ['MAX', 0.2],
    ['COUNT', 2],
  ])('COLLECT %s in decimals', (aggregation, expected) => {
    const rows = [
      ['-', '0.1'],
      ['-', '0.2'],
    ];
    expect(decide(table(`hitPolicy="COLLECT" aggregation="${aggregation}"`, rows), { n: 1 }).output).toBe(expected);
  });
  test('ANY says which outputs differ', () => {
    const result = decide(
      table('hitPolicy="ANY"', [
        ['-', '"高"'],
        ['-', '"低"'],
      ]),
      { n: 1 },
    );
    expect(result.failure?.message).toBe(
      "different values aren't allowed for ANY hit policy. found: 'List(Map(o -> 高), Map(o -> 低))'",
    );
  });
  test('an unknown one is refused', () => {
    expect(() => parseDecisions(definitions(table('hitPolicy="BEST"', [])))).toThrow(DecisionModelError);
  });
});

describe('types', () => {
  const loose = `<decision id="t" name="t"><variable name="t" typeRef="string"/>${literal('12')}</decision>`;
  const typed = `<itemDefinition name="level"><typeRef>string</typeRef><allowedValues><text>"高","低"</text></allowedValues></itemDefinition>
    <decision id="t" name="t"><variable name="t" typeRef="level"/>${literal('n')}</decision>`;

  test('a type that a modeler writes by itself changes nothing', () => expect(decide(loose).output).toBe(12));
  test('from DMN 1.4 on it is checked', () => expect(decide(loose, {}, '1.4').output).toBeNull());
  test('allowed values of the model are checked', () => {
    expect(decide(typed, { n: '高' }).output).toBe('高');
    expect(decide(typed, { n: '中' }).output).toBeNull();
  });
});

test('a decision service is called by the names of its inputs', () => {
  const graph = parseDecisions(
    definitions(`<inputData id="a" name="amount"><variable name="amount"/></inputData>
      <decision id="t" name="t"><variable name="t"/><informationRequirement><requiredInput href="#a"/></informationRequirement>${literal('amount * 0.3')}</decision>
      <decisionService id="s" name="s"><variable name="s"/><outputDecision href="#t"/><inputData href="#a"/></decisionService>`),
  );
  expect(evaluateDecisionService(graph, 's', { amount: 0.1 }, { now: 0 }).output).toBe(0.03);
});

test('the record of a table tells inputs, matched rules and outputs', () => {
  const rows = [
    ['&lt; 5', '"低"', '1'],
    ['&gt;= 5', '"高"', '0.1 + 0.2'],
  ];
  expect(decide(table('hitPolicy="UNIQUE"', rows, ['level', 'rate']), { n: 7 }).evaluated).toEqual([
    {
      decisionId: 't',
      decisionName: 't',
      decisionType: 'DECISION_TABLE',
      output: { level: '高', rate: 0.3 },
      evaluatedInputs: [{ inputId: 'i', inputName: 'n', inputValue: 7 }],
      matchedRules: [
        {
          ruleId: 'r1',
          ruleIndex: 2,
          evaluatedOutputs: [
            { outputId: 'level', outputName: 'level', outputValue: '高' },
            { outputId: 'rate', outputName: 'rate', outputValue: 0.3 },
          ],
        },
      ],
    },
  ]);
});

test('a mistake in a cell names the rule and the place', () => {
  expect(() => parseDecisions(definitions(table('', [['5 5', '"高"']])))).toThrow(
    /rule 'r0' of decision 't': failed to parse expression '5 5': Expected an operator or the end of the expression:1:3/,
  );
});
