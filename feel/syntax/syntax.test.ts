import { nameTable, parseExpression, parseUnaryTests } from './parse.ts';
import { FeelSyntaxError } from './syntax-error.ts';

const number = (text: string) => ({ type: 'number', text });
const name = (text: string) => ({ type: 'name', name: text });

const refusal = (text: string): FeelSyntaxError => {
  try {
    parseExpression(text);
  } catch (error) {
    if (error instanceof FeelSyntaxError) return error;
  }
  throw new Error(`not refused: ${text}`);
};

describe('cells of decision tables', () => {
  test.each(['', '-', '  -  '])('"%s" is anything', (text) => expect(parseUnaryTests(text)).toEqual({ any: true }));

  test('alternatives keep their order', () => {
    expect(parseUnaryTests('> 5, [1..2[, "a", x')).toEqual({
      any: false,
      negated: false,
      tests: [
        { kind: 'comparison', operator: '>', operand: number('5') },
        {
          kind: 'interval',
          interval: { type: 'interval', start: number('1'), end: number('2'), startIncluded: true, endIncluded: false },
        },
        { kind: 'expression', expression: { type: 'literal', value: 'a' } },
        { kind: 'expression', expression: name('x') },
      ],
    });
  });

  test('not(…) around the whole cell negates it, elsewhere it is a function', () => {
    expect(parseUnaryTests('not(1, 2)')).toMatchObject({ negated: true, tests: [{}, {}] });
    expect(parseUnaryTests('not(a) and b')).toMatchObject({ negated: false, tests: [{ expression: { type: 'and' } }] });
  });
});

describe('names', () => {
  test('of many words end where the longest known one ends', () => {
    const names = nameTable(['Loan Amount', 'Loan Amount - total', 'a-b']);
    expect(parseExpression('Loan  Amount-total + a-b', names)).toMatchObject({
      first: name('Loan Amount - total'),
      rest: [{ operand: name('a-b') }],
    });
    expect(parseExpression('Loan Amounts', nameTable(['Loan Amounts', 'Loan Amount']))).toEqual(name('Loan Amounts'));
  });

  test('of a context are known behind it', () => {
    expect(parseExpression('{first name: 1}.first name')).toMatchObject({ type: 'path', name: 'first name' });
  });

  test('of built-in functions do not hide operators', () => {
    expect(parseExpression('date and time')).toMatchObject({ type: 'and' });
    expect(parseExpression('date and time("2026-01-02T00:00:00")')).toMatchObject({ callee: name('date and time') });
  });

  test('may be Chinese, or anything in backticks', () => {
    expect(parseExpression('当事人.`姓 名`')).toEqual({ type: 'path', of: name('当事人'), name: '姓 名' });
  });
});

describe('errors', () => {
  test('say where, what was expected and what was found', () => {
    expect(refusal('a b c +').message).toBe('Expected an operator or the end of the expression:1:3, found "b c +"');
    expect(refusal('if a\nthen b').chinese).toBe('第 2 行第 7 个字符处应为“else”，但表达式在这里就结束了');
  });

  test('name the half-width symbol where a full-width one was typed', () => {
    expect(refusal('max(1，2)').chinese).toBe('第 6 个字符处用了全角符号“，”，请改用半角符号 ,');
  });

  test.each([
    '',
    '(',
    '1 +',
    '[1',
    '{a 1}',
    '"a',
    '`a',
    'f(a: 1, 2)',
    'for x return 1',
    'a instance of',
    '1 /* x',
    'then',
  ])('refuses %s', (text) => expect(refusal(text)).toBeInstanceOf(FeelSyntaxError));

  test.each([
    ['brackets', '('.repeat(5000)],
    ['signs', `${'-'.repeat(5000)}1`],
    ['paths', `a${'.b'.repeat(5000)}`],
    ['text', 'a'.repeat(100_001)],
  ])('refuses too many %s', (_, text) => expect(refusal(text).expected).toMatch(/^sh/));
});
