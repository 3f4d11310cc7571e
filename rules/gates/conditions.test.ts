import fc from 'fast-check';
import type { ConditionOperator, ConditionTree, ConditionValue } from '#contracts';
import { evaluateExpression, expressionError } from '../expression.ts';
import { conditionToFeel } from './condition-tree.ts';
import { conditionFromFeel } from './read-condition.ts';

const test1 = (fact: string, operator: ConditionOperator, value?: ConditionValue): ConditionTree => ({
  kind: 'test',
  fact,
  operator,
  ...(value === undefined ? {} : { value }),
});
const NOW = '2026-01-01T00:00:00+08:00';

describe('conditions as trees and as FEEL', () => {
  test.each<[ConditionTree, string]>([
    [test1('certificateShown', 'is-true'), 'certificateShown = true'],
    [test1('collectedOnSpot', 'is-not-true'), 'collectedOnSpot != true'],
    [test1('events.noticeServed', 'present'), 'events.noticeServed != null'],
    [test1('violationEndedOn', 'at-most', '2026-01-01'), 'date(violationEndedOn) <= date("2026-01-01")'],
    [test1('discoveredOn', 'at-most', { fact: 'limitationEndsOn' }), 'date(discoveredOn) <= date(limitationEndsOn)'],
    [test1('fineFen', 'at-least', 20000), 'fineFen >= 20000'],
    [test1('validOfficers', 'count-at-least', 2), 'count(validOfficers) >= 2'],
    [test1('decisionType', 'one-of', ['penalty', 'transfer']), 'list contains(["penalty", "transfer"], decisionType)'],
    [test1('handlerIds', 'excludes', { fact: 'hearingHost' }), 'not(list contains(handlerIds, hearingHost))'],
    [
      {
        kind: 'all',
        items: [test1('a', 'is-true'), { kind: 'any', items: [test1('b', 'is-true'), test1('c', 'absent')] }],
      },
      'a = true and (b = true or c = null)',
    ],
    [{ kind: 'not', item: test1('a', 'equals', 'x') }, '(a = "x") != true'],
  ])('%j is %s, and is read back', (tree, feel) => {
    expect(conditionToFeel(tree)).toBe(feel);
    expect(conditionFromFeel(feel)).toEqual(tree);
    expect(expressionError(feel)).toBeNull();
  });

  test.each(['count(', 'for x in y return x', 'a = b + 1', 'if a then b else c', '', 'a = true and', 'f(x) = 1'])(
    'what a tree cannot say stays FEEL: %s',
    (text) => {
      expect(conditionFromFeel(text)).toBeNull();
    },
  );

  const fact = fc.constantFrom('a', 'b', 'events.caseFiled');
  const anyTest: fc.Arbitrary<ConditionTree> = fc.oneof(
    fc
      .tuple(fact, fc.constantFrom<ConditionOperator>('is-true', 'is-not-true', 'present', 'absent'))
      .map(([name, operator]) => test1(name, operator)),
    fc
      .tuple(
        fact,
        fc.constantFrom<ConditionOperator>('equals', 'not-equals', 'less', 'at-least'),
        fc.oneof(fc.integer(), fc.string()),
      )
      .map(([name, operator, value]) => test1(name, operator, value)),
    fc.tuple(fact, fc.array(fc.string(), { maxLength: 3 })).map(([name, value]) => test1(name, 'one-of', value)),
  );
  const { tree } = fc.letrec<{ tree: ConditionTree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      anyTest,
      fc.record({
        kind: fc.constantFrom<'all' | 'any'>('all', 'any'),
        items: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
      }),
      fc.record({ kind: fc.constant<'not'>('not'), item: tie('tree') }),
    ),
  }));
  const value = fc.constantFrom(null, true, false, 3, -1, 'x', '');

  test('whatever is built parses, and what is read back means the same', () => {
    fc.assert(
      fc.property(tree, value, value, value, (built, a, b, filed) => {
        const feel = conditionToFeel(built);
        expect(expressionError(feel)).toBeNull();
        const read = conditionFromFeel(feel);
        expect(read).not.toBeNull();
        const facts = { a, b, events: { caseFiled: filed } };
        expect(evaluateExpression(conditionToFeel(read!), facts, NOW).value).toEqual(
          evaluateExpression(feel, facts, NOW).value,
        );
      }),
      { numRuns: 300 },
    );
  });
});
