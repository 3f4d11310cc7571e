import { formatFen, moneyInWords, yuanToFen } from './money.ts';

test.each([
  [0, '零元整'],
  [1_250_000, '壹万贰仟伍佰元整'],
  [10_005, '壹佰元零伍分'],
  [10_050, '壹佰元伍角整'],
  [100_000_000_00, '壹亿元整'],
  [100_010_000_00, '壹亿零壹万元整'],
  [1_000_500, '壹万零伍元整'],
  [20, '贰角整'],
  [5, '伍分'],
])('%i fen is %s', (fen, words) => {
  expect(moneyInWords(fen)).toBe(words);
});

test('yuan are read exactly', () => {
  expect(yuanToFen('12500.00')).toBe(1_250_000);
  expect(yuanToFen('¥12,500.5')).toBe(1_250_050);
  expect(yuanToFen('0.1')).toBe(10);
  expect(yuanToFen('1.005')).toBeNull();
  expect(yuanToFen('-3')).toBeNull();
  expect(yuanToFen('abc')).toBeNull();
});

test('fen are shown with separators', () => {
  expect(formatFen(1_250_000)).toBe('¥12,500.00');
  expect(formatFen(5)).toBe('¥0.05');
});
