import { compareAll, FEEL_DIFFERENCES } from './compare.ts';

const compared = compareAll();

test('every expression and cell has an answer of a real Zeebe 8.6.0', () => {
  expect(compared.length).toBeGreaterThan(300);
  expect(compared.filter(({ golden }) => golden === undefined)).toEqual([]);
});

test('our answers are the same, but for what is known', () => {
  expect(compared.filter(({ text, equal }) => !equal && !(text in FEEL_DIFFERENCES))).toEqual([]);
});

test('what is known to differ does differ', () => {
  const differing = compared.filter(({ equal }) => !equal).map(({ text }) => text);
  expect(Object.keys(FEEL_DIFFERENCES).filter((text) => !differing.includes(text))).toEqual([]);
});
