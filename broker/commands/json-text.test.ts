import fc from 'fast-check';
import { inexactNumber, nestedDeeperThan, quoteLongNumbers } from './json-text.ts';
import { parseVariables } from './request-parts.ts';

test('long whole numbers are quoted, and nothing else', () => {
  const text =
    '{"a":9007199254740993,"b":[-1234567890123456789 , 12],"c":"x:9007199254740993,\\"9007199254740993,","d":1.23456789012345678901,"e":12345678901234567890e2,"f":1e-1234567890123456}';
  expect(quoteLongNumbers(text)).toBe(
    '{"a":"9007199254740993","b":["-1234567890123456789" , 12],"c":"x:9007199254740993,\\"9007199254740993,","d":1.23456789012345678901,"e":12345678901234567890e2,"f":1e-1234567890123456}',
  );
});

test('any JSON stays the same value, but for its long numbers', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const quoted = JSON.parse(quoteLongNumbers(text), (_, value: unknown) =>
        typeof value === 'string' && /^-?\d{16,}$/.test(value) ? Number(value) : value,
      ) as unknown;
      const same = JSON.parse(text, (_, value: unknown) =>
        typeof value === 'string' && /^-?\d{16,}$/.test(value) ? Number(value) : value,
      ) as unknown;
      expect(quoted).toEqual(same);
    }),
  );
});

test('whole numbers that a double holds are taken, others are refused', () => {
  expect(parseVariables('{"a":9007199254740992,"b":1152921504606846976,"c":0.1,"d":"370102199001011234"}')).toEqual({
    a: 2 ** 53,
    b: 2 ** 60,
    c: 0.1,
    d: '370102199001011234',
  });
  // As JSON.stringify writes a large number, though its value is another.
  expect(parseVariables('{"a":12345678901234567000}')).toEqual({ a: 12345678901234567000 });
  expect(inexactNumber('[370102199001011234]')).toBe('370102199001011234');
  expect(() => parseVariables('{"id":[370102199001011234]}')).toThrow(
    "Property 'variables' is invalid: the whole number 370102199001011234 can not be kept exactly; pass it as a string",
  );
});

test('depth counts brackets, not letters that look like them', () => {
  expect(nestedDeeperThan(2, '[[["x"]]]')).toBe(true);
  expect(nestedDeeperThan(3, '[[["x"]]]')).toBe(false);
  expect(nestedDeeperThan(1, '{"[[[\\"[[":"{{{"}')).toBe(false);
  expect(nestedDeeperThan(1, '[[],[],[]]'.repeat(3))).toBe(true);
  expect(nestedDeeperThan(2, '[[],[],[]]'.repeat(3))).toBe(false);
});
