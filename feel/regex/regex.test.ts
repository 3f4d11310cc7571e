import { Regex, codePointsOf } from './match.ts';
import { PatternError } from './pattern.ts';

const free = (): void => {};
const find = (pattern: string, text: string, flags = ''): string | undefined => {
  const found = new Regex(pattern, flags).find(codePointsOf(text), 0, free);
  return found && Array.from(text).slice(found.start, found.end).join('');
};

test.each([
  ['b+', 'abbbc', '', 'bbb'],
  ['b+?', 'abbbc', '', 'b'],
  ['^a.c$', 'abc', '', 'abc'],
  ['a.c', 'a\nc', '', undefined],
  ['a.c', 'a\nc', 's', 'a\nc'],
  ['^b$', 'a\nb\nc', 'm', 'b'],
  ['ABC', 'xabc', 'i', 'abc'],
  ['a b', 'ab', 'x', 'ab'],
  ['a.b', 'a.b', 'q', 'a.b'],
  ['(a)(b)?\\1', 'abxaa', '', 'aa'],
  ['[a-z-[aeiou]]+', 'aebcdo', '', 'bcd'],
  ['[^一-龥]+', '法律abc', '', 'abc'],
  ['\\p{Lu}\\p{Ll}+', 'hello World', '', 'World'],
  ['(?:ab|a)(?=c)', 'abac', '', 'a'],
  ['\\bcat\\b', 'concat cat', '', 'cat'],
  ['a{2,3}', 'aaaa', '', 'aaa'],
  ['.', '\u{1F40E}', '', '\u{1F40E}'],
])('%s in %s with %s', (pattern, text, flags, expected) => expect(find(pattern, text, flags)).toBe(expected));

test.each(['(', ')', '[', 'a{2', '*a', 'a**b', '\\', '[z-a]', '\\p{Nonsense}', '(?<name>a)', '\\1', 'a{3,2}'])(
  'refuses %s',
  (pattern) => expect(() => new Regex(pattern)).toThrow(PatternError),
);

test('every step is paid for', () => {
  let steps = 0;
  const spend = (count: number): void => {
    steps += count;
    if (steps > 10_000) throw new Error('stopped');
  };
  expect(() => new Regex('(a+)+$').find(codePointsOf(`${'a'.repeat(40)}!`), 0, spend)).toThrow('stopped');
});
