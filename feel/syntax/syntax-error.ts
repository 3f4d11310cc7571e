/** What the parser was looking for; each has an English and a Chinese wording. */
export type Expected = keyof typeof WORDS;

const WORDS = {
  expression: ['an expression', '一个值或表达式'],
  end: ['an operator or the end of the expression', '运算符，或者表达式到此结束'],
  name: ['a name', '一个名称'],
  type: ['a type', '一个类型（如 number、string、date）'],
  string: ['the closing quotation mark of a text', '文字的右引号"'],
  backtick: ['the closing backtick of a name', '名称的右反引号`'],
  comment: ['the end of the comment', '注释的结束符 */'],
  tests: ['a test such as > 5, [1..5] or "a"', '一个条件，如 > 5、[1..5]、"甲"'],
  then: ["'then'", '“then”'],
  else: ["'else'", '“else”'],
  return: ["'return'", '“return”'],
  satisfies: ["'satisfies'", '“satisfies”'],
  in: ["'in'", '“in”'],
  and: ["'and'", '“and”'],
  of: ["'of'", '“of”'],
  ')': ["')'", '右圆括号“)”'],
  ']': ["']'", '右方括号“]”'],
  '}': ["'}'", '右花括号“}”'],
  '(': ["'('", '左圆括号“(”'],
  ':': ["':'", '冒号“:”'],
  '..': ["'..'", '“..”'],
  '>': ["'>'", '“>”'],
  '<': ["'<'", '“<”'],
  '->': ["'->'", '“->”'],
  shallower: ['an expression that is less deeply nested', '嵌套层次少一些的表达式'],
  shorter: ['a shorter expression', '短一些的表达式'],
} as const;

const FULL_WIDTH = new Map(
  [...'，：；（）［］｛｝“”‘’＝＜＞＋－＊／。、'].map((c, i) => [c, [...`,:;()[]{}""''=<>+-*/.,`][i]!]),
);

const lineAndColumn = (text: string, offset: number): { line: number; column: number } => {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
};

/** The text is not FEEL. `offset` counts from 0; `message` is English (the engine's), `chinese` is for the designer. */
export class FeelSyntaxError extends Error {
  readonly offset: number;
  readonly expected: Expected;
  readonly chinese: string;

  constructor(text: string, offset: number, expected: Expected) {
    const { line, column } = lineAndColumn(text, offset);
    const rest = text.slice(offset);
    const found = rest === '' ? 'the end' : `"${rest.slice(0, 20)}${rest.length > 20 ? '…' : ''}"`;
    super(`Expected ${WORDS[expected][0]}:${line}:${column}, found ${found}`);
    this.offset = offset;
    this.expected = expected;
    const here = line > 1 ? `第 ${line} 行第 ${column} 个字符` : `第 ${column} 个字符`;
    const [first = ''] = rest;
    const half = FULL_WIDTH.get(first);
    const shown = rest === '' ? '表达式在这里就结束了' : `这里是“${rest.slice(0, 10)}${rest.length > 10 ? '…' : ''}”`;
    this.chinese = half
      ? `${here}处用了全角符号“${first}”，请改用半角符号 ${half}`
      : `${here}处应为${WORDS[expected][1]}，但${shown}`;
  }
}
