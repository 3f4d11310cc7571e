import type { Variables } from '#engine';
import { isExact } from '../commands/json-text.ts';
import { refuseInexact } from '../commands/request-parts.ts';
import type { Body } from './body.ts';
import { unreadable } from './problem.ts';

/**
 * Reads the fields of a body as Zeebe's does: what is not there or null is undefined, numbers and texts stand for each
 * other, fractions are cut off, fields that nobody asks for are passed over.
 * @throws Problem for a value that can't be of the type
 */
export class Fields {
  private readonly body: Body;

  constructor(body: Body) {
    this.body = body;
  }

  text(name: string): string | undefined {
    return textOf(this.body.values[name]);
  }

  /** A number of 32 bits. */
  integer(name: string): number | undefined {
    return this.whole(name, 32);
  }

  /** A number of 64 bits that need not be exact: times in milliseconds. */
  long(name: string): number | undefined {
    return this.whole(name, 64);
  }

  /** A key of 64 bits, as a text. */
  key(name: string): string | undefined {
    const value = this.body.exact[name];
    if (value === undefined || value === null) return undefined;
    const text = typeof value === 'number' ? wholeText(value) : typeof value === 'string' ? value.trim() : '-';
    if (text === '') return undefined;
    if (!/^[+-]?\d+$/.test(text) || BigInt.asIntN(64, BigInt(text)) !== BigInt(text)) throw unreadable();
    return text;
  }

  truth(name: string): boolean | undefined {
    const value = this.body.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'boolean') return value;
    if (Number.isInteger(value)) return value !== 0;
    if (value === 'true' || value === 'false') return value === 'true';
    throw unreadable();
  }

  variables(name: string): Variables | undefined {
    const value = this.body.values[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'object' || Array.isArray(value)) throw unreadable();
    requireExact(value, this.body.exact[name]);
    return value as Variables;
  }

  texts(name: string): string[] | undefined {
    return this.list(name)?.map((item) => textOf(item) ?? '');
  }

  object(name: string): Fields | undefined {
    const values = this.body.values[name];
    if (values === undefined || values === null) return undefined;
    if (typeof values !== 'object' || Array.isArray(values)) throw unreadable();
    const exact = this.body.exact[name] as Record<string, unknown>;
    return new Fields({ values: values as Record<string, unknown>, exact });
  }

  objects(name: string): Fields[] | undefined {
    const exact = this.body.exact[name] as Record<string, unknown>[];
    return this.list(name)?.map((item, index) => {
      if (typeof item !== 'object' || item === null || Array.isArray(item)) throw unreadable();
      return new Fields({ values: item as Record<string, unknown>, exact: exact[index]! });
    });
  }

  private list(name: string): unknown[] | undefined {
    const value = this.body.values[name];
    if (value === undefined || value === null) return undefined;
    if (!Array.isArray(value)) throw unreadable();
    return value;
  }

  private whole(name: string, bits: 32 | 64): number | undefined {
    const value = this.body.values[name];
    if (value === undefined || value === null || value === '') return undefined;
    const number = typeof value === 'string' ? numberOf(value) : typeof value === 'number' ? Math.trunc(value) : NaN;
    const end = 2 ** (bits - 1);
    if (!(number >= -end && number < end)) throw unreadable();
    return number;
  }
}

/** A number whose exact form is another text would be rounded. */
const requireExact = (value: unknown, exact: unknown): void => {
  if (value === exact) return;
  if (typeof value === 'number') {
    if (!isExact(exact as string)) refuseInexact(exact as string);
  } else if (value !== null && typeof value === 'object')
    for (const [name, part] of Object.entries(value)) requireExact(part, (exact as Record<string, unknown>)[name]);
};

const textOf = (value: unknown): string | undefined => {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') throw unreadable();
  return String(value);
};

/** Without an exponent, which large numbers would be written with. */
const wholeText = (value: number): string => (Number.isFinite(value) ? String(BigInt(Math.trunc(value))) : '-');

const numberOf = (text: string): number => (/^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : NaN);
