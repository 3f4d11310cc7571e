import { readFileSync } from 'node:fs';
import { DiscretionItem, PenaltyClause } from '#contracts';
import { patternsOf } from './patterns.ts';

const seed = JSON.parse(
  readFileSync(new URL('../../../seed/data/discretion-items.json', import.meta.url), 'utf8'),
) as unknown[];
const clauses = seed.flatMap((item) => DiscretionItem.parse(item).clauses ?? []);

test('every clause of the seed shows at least the patterns that it is filed under, but for what its words leave to others', () => {
  expect(clauses.length).toBeGreaterThan(30);
  for (const clause of clauses) {
    const shown = patternsOf(clause);
    // 双罚 of 质量条例第七十三条 and 按日连续 of 大气污染防治法第一百二十三条 stand in articles of their own.
    const missing = clause.patterns.filter(
      (pattern) => !shown.includes(pattern) && pattern !== 'P8' && pattern !== 'P9',
    );
    expect({ clause: clause.id, missing }).toEqual({ clause: clause.id, missing: [] });
  }
});

test.each([
  ['P1', { correction: 'first' }],
  ['P3', { optional: true }],
  ['P6', { bands: [{ id: 'a', text: '', fine: { kind: 'percent', of: 'investmentFen', min: '1', max: '5' } }] }],
  ['P7', { bands: [{ id: 'a', text: '', fine: { kind: 'per-head', of: 'affectedPersons', minFen: 1, maxFen: 2 } }] }],
  ['P12', { parts: [{ kind: 'close', mode: 'shall', text: '关闭', approval: '报经有批准权的人民政府批准' }] }],
])('%s is told from what the clause says', (pattern, part) => {
  const clause = PenaltyClause.parse({ id: 'c', text: '', patterns: ['P2'], basis: [], origin: '法', ...part });
  expect(patternsOf(clause)).toContain(pattern);
});
