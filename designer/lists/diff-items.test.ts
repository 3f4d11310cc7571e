import { DiscretionItem } from '#contracts';
import items from '../../seed/data/discretion-items.json';
import { diffItems } from './diff-items.ts';

const seeded = (code: string): DiscretionItem => DiscretionItem.parse(items.find((item) => item.code === code));
/** The seed's item with its first clause changed. */
const withClause = (code: string, change: (clause: NonNullable<DiscretionItem['clauses']>[number]) => object) => {
  const item = seeded(code);
  const [first, ...rest] = item.clauses!;
  return DiscretionItem.parse({ ...item, clauses: [{ ...first, ...change(first!) }, ...rest] });
};

describe('differences between two versions of an item', () => {
  test('the same item differs in nothing', () => {
    for (const { code } of items) expect(diffItems(seeded(code), seeded(code))).toEqual([]);
  });

  test('a bound of a band is told as sentence before and after, and nothing else is', () => {
    const after = withClause('Q36', ({ bands }) => ({
      bands: bands.map((band) => ({ ...band, fine: { kind: 'amount', minFen: 300_000, maxFen: 2_000_000 } })),
    }));
    expect(diffItems(seeded('Q36'), after)).toEqual([
      expect.objectContaining({
        before: expect.stringContaining('¥2,000.00 至 ¥20,000.00') as string,
        after: expect.stringContaining('¥3,000.00 至 ¥20,000.00') as string,
      }),
    ]);
  });

  test('whether to correct first, and what the pattern is', () => {
    const changes = diffItems(
      seeded('Q36'),
      withClause('Q36', () => ({ correction: 'concurrent', patterns: ['P2'] })),
    );
    expect(changes.map(({ name, after }) => [name, after])).toEqual([
      ['罚则 模式', '责令改正并处罚款'],
      ['罚则 责令改正', '责令改正，同时罚款'],
    ]);
  });

  test('what is new has no before, what is gone no after', () => {
    const daily = { text: '按日连续处罚', basis: { law: '某法', article: '第一条' }, optional: true };
    const after = withClause('Q20', () => ({ daily }));
    expect(diffItems(seeded('Q20'), after)).toEqual([{ name: '罚则 按日连续处罚', before: '', after: '按日连续处罚' }]);
    expect(diffItems(after, seeded('Q20'))).toEqual([{ name: '罚则 按日连续处罚', before: '按日连续处罚', after: '' }]);
  });
});
