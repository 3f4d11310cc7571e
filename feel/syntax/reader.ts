import { NAME_START } from './names.ts';
import type { Expected } from './syntax-error.ts';
import { FeelSyntaxError } from './syntax-error.ts';

const SPACES = /(?:[\s\u0085\u180E\u200B\uFEFF]|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const WORD = new RegExp(`[${NAME_START}][${NAME_START}\\p{N}\\p{M}\\u00B7\\u203F\\u2040]*`, 'uy');
const NUMBER = /(?:\p{Nd}+(?:\.\p{Nd}+)?|\.\p{Nd}+)(?:[eE][+-]?\p{Nd}+)?/uy;
const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '"': '"', "'": "'", '\\': '\\' };
const UNICODE_ESCAPE = /u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})/y;

/** Words that are never a variable. */
const KEYWORDS = new Set(
  'if then else for in return some every satisfies between and or instance of function external true false null'.split(
    ' ',
  ),
);

const unescape = (text: string, from: number): { value: string; length: number } => {
  UNICODE_ESCAPE.lastIndex = from;
  const unicode = UNICODE_ESCAPE.exec(text);
  if (unicode) {
    const code = Number.parseInt((unicode[1] ?? unicode[2])!, 16);
    if (code <= 0x10ffff) return { value: String.fromCodePoint(code), length: unicode[0].length };
  }
  const letter = text[from] ?? '';
  return { value: ESCAPES[letter] ?? `\\${letter}`, length: letter.length };
};

/** Reads tokens on demand: what a token is depends on where the parser stands. */
export class Reader {
  protected readonly text: string;
  protected at = 0;

  constructor(text: string) {
    this.text = text;
    this.skip();
  }

  protected fail(expected: Expected, at = this.at): never {
    throw new FeelSyntaxError(this.text, at, expected);
  }

  /** Skips white space and comments. */
  protected skip(): void {
    const code = this.text.charCodeAt(this.at);
    if (code > 47 && code < 127) return;
    SPACES.lastIndex = this.at;
    SPACES.exec(this.text);
    this.at = SPACES.lastIndex;
    if (this.text.startsWith('/*', this.at)) this.fail('comment', this.text.length);
  }

  protected get ended(): boolean {
    return this.at >= this.text.length;
  }

  protected sees(symbol: string): boolean {
    return this.text.startsWith(symbol, this.at);
  }

  protected take(symbol: string): boolean {
    if (!this.sees(symbol)) return false;
    this.at += symbol.length;
    this.skip();
    return true;
  }

  protected demand(symbol: Expected): void {
    if (!this.take(symbol)) this.fail(symbol);
  }

  /** The word at this place, without going on. */
  protected word(): string | undefined {
    WORD.lastIndex = this.at;
    return WORD.exec(this.text)?.[0];
  }

  protected seesWord(word: string): boolean {
    return this.sees(word) && this.word() === word;
  }

  protected takeWord(word: string): boolean {
    if (!this.seesWord(word)) return false;
    this.at += word.length;
    this.skip();
    return true;
  }

  protected demandWord(word: Expected): void {
    if (!this.takeWord(word)) this.fail(word);
  }

  protected isKeyword(word: string): boolean {
    return KEYWORDS.has(word);
  }

  protected number(): string | undefined {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) return undefined;
    this.at += found.length;
    this.skip();
    return found;
  }

  /** A text in quotation marks; the reader stands on the first one. */
  protected quoted(): string {
    const { text } = this;
    let value = '';
    let from = this.at + 1;
    for (let index = from; index < text.length; index++) {
      if (text[index] === '"') {
        this.at = index + 1;
        this.skip();
        return value + text.slice(from, index);
      }
      if (text[index] !== '\\') continue;
      const escape = unescape(text, index + 1);
      value += text.slice(from, index) + escape.value;
      index += escape.length;
      from = index + 1;
    }
    return this.fail('string', text.length);
  }

  /** A name in backticks; the reader stands on the first one. */
  protected backticked(): string {
    const end = this.text.indexOf('`', this.at + 1);
    if (end < 0) this.fail('backtick', this.text.length);
    const name = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    this.skip();
    return name;
  }
}
