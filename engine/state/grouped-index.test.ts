import fc from 'fast-check';
import { Index } from './grouped-index.ts';
import { Journal } from './journal.ts';

const ENTRY = fc.integer({ min: 1, max: 40 });
const CHANGES = fc.array(fc.tuple(fc.constantFrom('add', 'remove', 'look'), ENTRY), { maxLength: 120 });

test('whatever came and went, a walk by size gives each entry once, the smallest first', () => {
  fc.assert(
    fc.property(CHANGES, (changes) => {
      const index = new Index<string, number>(new Journal());
      const expected = new Set<number>();
      for (const [what, entry] of changes) {
        if (what === 'add') {
          index.add('type', entry);
          expected.add(entry);
        } else if (what === 'remove') {
          index.remove('type', entry);
          expected.delete(entry);
        } else expect([...index.walkBySize('type')]).toEqual([...expected].sort((a, b) => a - b));
      }
      expect([...index.walkBySize('type')]).toEqual([...expected].sort((a, b) => a - b));
      expect([...index.all('type')].sort((a, b) => a - b)).toEqual([...expected].sort((a, b) => a - b));
    }),
  );
});

test('a change that is taken back leaves the walk by size as it was', () => {
  const journal = new Journal();
  const index = new Index<string, number>(journal);
  for (const entry of [3, 5, 8]) index.add('type', entry);
  expect([...index.walkBySize('type')]).toEqual([3, 5, 8]);
  journal.begin();
  index.remove('type', 3);
  index.add('type', 4);
  journal.rollback();
  expect([...index.walkBySize('type')]).toEqual([3, 5, 8]);
});

test('what comes and goes between two saves of the state is never written', () => {
  const index = new Index<string, number>(new Journal());
  index.attach({ mayHave: () => true, group: () => [], keys: () => [] }, 0);
  index.add('type', 1);
  index.add('type', 2);
  index.remove('type', 1);
  expect(index.takeChanges()).toEqual([{ key: 'type', entry: 2, order: 2, present: true }]);
  index.remove('type', 2);
  index.add('type', 2);
  expect(index.takeChanges()).toEqual([
    { key: 'type', entry: 2, order: 2, present: false },
    { key: 'type', entry: 2, order: 3, present: true },
  ]);
});
