import { compileFeel, evaluate, evaluateDecision, ExpressionError, parseDecisions, scopeOf } from '#feel';
import { HOSTILE_EXPRESSIONS } from './support/hostile-expressions.ts';

const scope = scopeOf({});
const options = { now: 0 };

/** What becomes of a text: refused at deployment, stopped while it runs, or a value. */
const outcomeOf = (text: string): 'refused' | 'stopped' | 'answered' => {
  try {
    const { error } = evaluate(compileFeel(text), scope, options);
    if (error === undefined) return 'answered';
    expect(error).toMatch(/^the evaluation was stopped because/);
    return 'stopped';
  } catch (error) {
    expect(error).toBeInstanceOf(ExpressionError);
    return 'refused';
  }
};

test('there are two hundred hostile expressions, no two alike', () => {
  expect(new Set(HOSTILE_EXPRESSIONS).size).toBe(HOSTILE_EXPRESSIONS.length);
  expect(HOSTILE_EXPRESSIONS.length).toBeGreaterThanOrEqual(200);
});

test.each(HOSTILE_EXPRESSIONS.map((text, index) => [index, text.slice(0, 60).replaceAll('\n', ' '), text]))(
  '%i is contained: %s',
  (_index, _shown, text) => {
    expect(['refused', 'stopped', 'answered']).toContain(outcomeOf(text as string));
  },
);

test('an endless loop is stopped, not answered', () => {
  expect(outcomeOf('every a in 1..9999, b in 1..9999 satisfies a + b > 0')).toBe('stopped');
  expect(outcomeOf('matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")')).toBe('stopped');
  expect(outcomeOf('(function(x) x(x))(function(x) x(x))')).toBe('stopped');
});

test('a budget is spent once by all cells of a decision', () => {
  const cell = 'count(for i in 1..9999 return i) > ?';
  const rule = (index: number): string =>
    `<rule id="r${index}"><inputEntry><text>${cell.replace('>', '&gt;')}</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>`;
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"><decision id="t" name="t"><decisionTable hitPolicy="COLLECT"><input id="i"><inputExpression><text>n</text></inputExpression></input><output id="o" name="o"/>${Array.from({ length: 50 }, (_, index) => rule(index)).join('')}</decisionTable></decision></definitions>`;
  const { failure } = evaluateDecision(parseDecisions(xml), 't', scopeOf({ n: 0 }), options);
  expect(failure?.message).toMatch(/it took more than 200000 steps/);
});

test('after a stopped evaluation the next one has its whole budget', () => {
  outcomeOf('for i in 1..999999999 return i');
  expect(evaluate(compileFeel('sum(for i in 1..5000 return i)'), scope, options).value).toBe(12_502_500);
});
