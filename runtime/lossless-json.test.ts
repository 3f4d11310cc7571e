import { keysToText, parseLossless } from './lossless-json.ts';

test('keys beyond 2^53 keep every digit', () => {
  expect(parseLossless('{"key":9007199254740993,"list":[18014398509481985,-9223372036854775808]}')).toEqual({
    key: '9007199254740993',
    list: ['18014398509481985', '-9223372036854775808'],
  });
});

test('digits inside texts, decimals and small numbers stay as they are', () => {
  const text =
    '{"a":"编号 12345678901234567890 \\" 1234567890123456","b":1.2345678901234567,"c":42,"d":12345678901234567e3}';
  expect(parseLossless(text)).toEqual(JSON.parse(text));
});

test('a text with a million characters does not overflow the reader', () => {
  const long = 'x'.repeat(1_000_000);
  expect(parseLossless(JSON.stringify({ long, key: 1 }))).toEqual({ long, key: 1 });
});

test('members named like keys become texts', () => {
  expect(keysToText({ key: 5, processInstanceKey: -1, keyword: 3 })).toEqual({
    key: '5',
    processInstanceKey: '-1',
    keyword: 3,
  });
});
