import fc from 'fast-check';
import {
  ageOn,
  birthDateOf,
  checkIdNumber,
  checkMobile,
  checkOrganisationCode,
  checkRegionCode,
  checkUscc,
  formatNumber,
  missingNumbers,
  organisationCheck,
  parsePattern,
  patternFor,
  patternText,
  regionName,
  sexOf,
  usccParts,
  validatePattern,
} from './identifiers.ts';

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

test('a 统一社会信用代码 tells its registrar, kind, region and organisation code', () => {
  expect(usccParts('92370103MA3DEM0275')).toEqual({
    department: '市场监管',
    kind: '个体工商户',
    regionCode: '370103',
    regionName: '山东省济南市市中区',
    organisationCode: 'MA3DEM027',
    organisationCodeRight: true,
  });
  expect(usccParts('11370100009990012X')).toMatchObject({ department: '机构编制', kind: '机关' });
  expect(usccParts('52370104MJE0000139')).toMatchObject({ department: '民政', kind: '民办非企业单位' });
});

test.each([
  '91350100M000100Y43',
  '91370102MA3TEDT05W',
  '91370112MA94DEM14R',
  '11370100009990012X',
  '52370104MJE0000139',
])('the organisation code inside %s is right by GB 11714', (code) =>
  expect(usccParts(code).organisationCodeRight).toBe(true),
);

test('GB 11714: with and without dash; a wrong check character and a wrong length are refused', () => {
  expect(checkOrganisationCode('M000100Y-4')).toBeNull();
  expect(checkOrganisationCode('M000100Y4')).toBeNull();
  expect(checkOrganisationCode('M000100Y5')).toContain('校验位');
  expect(checkOrganisationCode('M000100')).toContain('9 位');
});

test('changing any one character of a code is found (property)', () => {
  const code = '91370102MA3TEDT05W';
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (index, char) => {
      fc.pre(code[index] !== char);
      expect(checkUscc(code.slice(0, index) + char + code.slice(index + 1))).not.toBeNull();
    }),
  );
});

test('every organisation code has one check character (property)', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9A-Z]{8}$/), (body) => {
      const check = organisationCheck(body);
      expect(checkOrganisationCode(`${body}${check}`)).toBeNull();
    }),
  );
});

test.each([
  ['370102', null, '山东省济南市历下区'],
  ['370176', null, '山东省济南市高新技术产业开发区'],
  ['370102004', null, '山东省济南市历下区泉城路街道'],
  ['110105', null, '北京市'],
  ['370199', '没有区县代码', '山东省'],
  ['37010', '6 位数字', null],
  ['990102', '省级代码', null],
  ['370102000', '末三位', null],
])('行政区划代码 %s', (code, problem, name) => {
  if (problem === null) expect(checkRegionCode(code)).toBeNull();
  else expect(checkRegionCode(code)).toContain(problem);
  if (name !== null) expect(regionName(code)).toBe(name);
});

test('an id number tells the sex, and must begin with a province', () => {
  expect(sexOf('370102199003071238')).toBe('男');
  expect(sexOf('370114198512124562')).toBe('女');
  expect(checkIdNumber('990102199003071238')).toContain('省级代码');
});

describe('patterns of numbers', () => {
  test.each([
    ['{prefix}{word}〔{yyyy}〕{seq:5}号', '济历市监罚〔2026〕00031号'],
    ['{prefix}{word}字〔{yyyy}〕第{seq}号', '济历市监罚字〔2026〕第31号'],
    ['{prefix}{word}{yyyy}{seq:4}', '济历市监罚20260031'],
    ['{prefix}{word}{total:6}', '济历市监罚000031'],
    ['{prefix}{word}〔{yy}〕{seq}号', '济历市监罚〔26〕31号'],
  ])('%s', (pattern, number) => {
    expect(validatePattern(pattern)).toBeNull();
    expect(formatNumber(pattern, { prefix: '济历市监', word: '罚', year: 2026, seq: 31 })).toBe(number);
  });
  test.each([
    ['', '不能为空'],
    ['{prefix}{word}〔{yyyy}〕号', '流水号'],
    ['{prefix}{word}〔{yyyy}〕{seq}-{total}', '只能有一个'],
    ['{prefix}{word}{seq}', '年份'],
    ['{word}〔{yyyy}〕{seq}号', '机关代字'],
    ['{prefix}〔{yyyy}〕{seq}号', '文书代字'],
    ['{prefix}{word}〔{year}〕{seq}号', '不认识的占位“{year}”'],
    ['{prefix}{word}〔{yyyy〕{seq}号', '没有配对'],
    ['{prefix}{word}〔{yyyy}〕{seq:0}号', '位数'],
    ['{prefix}{word}〔{yyyy}〕{seq:x}号', '位数'],
    ['{prefix:2}{word}〔{yyyy}〕{seq}号', '不能写位数'],
    ['{prefix}{word}{yyyy}{seq}', '紧挨着'],
    ['{prefix}{word}/{yyyy}/{seq}', '斜杠'],
  ])('“%s” is refused: %s', (pattern, reason) => {
    expect(validatePattern(pattern)).toContain(reason);
  });
  test('{seq} begins again each year, {total} never', () => {
    expect(parsePattern('{prefix}{word}〔{yyyy}〕{seq}号')).toMatchObject({ reset: 'yearly' });
    expect(parsePattern('{prefix}{word}{total:6}')).toMatchObject({ reset: 'never' });
  });
  test('a word has its own pattern, else that of *, else the usual one; a broken one is not used', () => {
    const own = '{prefix}{word}字〔{yyyy}〕第{seq}号';
    const all = '{prefix}{word}〔{yyyy}〕{seq:4}号';
    expect(patternFor({ 罚: own, '*': all }, '罚')).toBe(own);
    expect(patternFor({ 罚: own, '*': all }, '告')).toBe(all);
    expect(patternFor(undefined, '告')).toBe('{prefix}{word}〔{yyyy}〕{seq}号');
    expect(patternFor({ '*': '{seq}' }, '告')).toBe('{prefix}{word}〔{yyyy}〕{seq}号');
  });
  test('different running numbers, years, words and organs never give the same number (property)', () => {
    const pattern = fc.constantFrom(
      '{prefix}{word}〔{yyyy}〕{seq}号',
      '{prefix}{word}{yyyy}{seq:4}',
      '{prefix}{word}字{seq:3}〔{yyyy}〕',
    );
    const parts = fc.record({
      prefix: fc.constantFrom('济历市监', '济市监'),
      word: fc.constantFrom('立', '罚', '告'),
      year: fc.integer({ min: 2000, max: 2099 }),
      seq: fc.integer({ min: 1, max: 9999 }),
    });
    fc.assert(
      fc.property(pattern, parts, parts, (text, a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(formatNumber(text, a)).not.toBe(formatNumber(text, b));
      }),
    );
  });
  test('a pattern reads in Chinese', () => {
    expect(patternText('{prefix}{word}〔{yyyy}〕{seq:4}号')).toBe('[机关代字][文书代字]〔[四位年份]〕[流水号，4位]号');
  });
  test('the gaps of a series', () => {
    expect(missingNumbers([1, 2, 4, 6], 1, 6)).toEqual([3, 5]);
    expect(missingNumbers([3, 4], 3, 4)).toEqual([]);
  });
});
