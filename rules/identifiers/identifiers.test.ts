import { ageOn, birthDateOf, checkIdNumber, checkMobile, checkUscc, formatNumber } from './identifiers.ts';

test.each([
  '91350100M000100Y43',
  '91370102MA3TEDT05W',
  '91370112MA94DEM14R',
  '92370103MA3DEM0275',
  '11370100009990012X',
  '52370104MJE0000139',
])('%s is a right 统一社会信用代码', (code) => {
  expect(checkUscc(code)).toBeNull();
});

test.each([
  ['91350100M000100Y44', '校验位'],
  ['9135010', '18 位'],
  ['9135010OM000100Y43', '第 8 位'],
])('%s is refused with a reason that names %s', (code, reason) => {
  expect(checkUscc(code)).toContain(reason);
});

test.each([
  '11010519491231002X',
  '440524188001010014',
  '370102199003071238',
  '370114198512124562',
  '370126201304200030',
])('%s is a right 身份证号', (code) => {
  expect(checkIdNumber(code)).toBeNull();
});

test('a wrong check digit, a date that does not exist and a wrong length are refused', () => {
  expect(checkIdNumber('370102199003071239')).toContain('校验位');
  expect(checkIdNumber('370102199002301238')).toContain('不存在');
  expect(checkIdNumber('123')).toContain('18 位');
});

test('age counts full years', () => {
  expect(ageOn(birthDateOf('370126201304200030'), '2026-04-19')).toBe(12);
  expect(ageOn(birthDateOf('370126201304200030'), '2026-04-20')).toBe(13);
});

test('mobile and fixed-line numbers', () => {
  expect(checkMobile('13805310000')).toBeNull();
  expect(checkMobile('0531-82960000')).toBeNull();
  expect(checkMobile('12345')).not.toBeNull();
});

test('numbers follow their pattern', () => {
  expect(formatNumber('{prefix}{word}〔{yyyy}〕{seq}号', { prefix: '济历市监', word: '立', year: 2026, seq: 31 })).toBe(
    '济历市监立〔2026〕31号',
  );
  expect(formatNumber('{yyyy}{seq:4}', { prefix: '', word: '', year: 2026, seq: 7 })).toBe('20260007');
});
