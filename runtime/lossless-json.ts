/** A text, or a number with its fraction and exponent. */
const TEXT_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG_INTEGER = /^-?\d{16,}$/;

/**
 * Parses JSON of the engine without losing digits: whole numbers of 16 digits or more become strings. Keys pass 2^53
 * from the fourth partition on, where JSON.parse would round them silently.
 */
export function parseLossless(text: string): unknown {
  return JSON.parse(text.replace(TEXT_OR_NUMBER, (token) => (LONG_INTEGER.test(token) ? `"${token}"` : token)));
}

const isKeyName = (name: string): boolean => name === 'key' || name.endsWith('Key');

/** Members that are keys by name become strings whatever their size (`-1`, small keys of tests). */
export function keysToText(value: Record<string, unknown>): Record<string, unknown> {
  for (const [name, member] of Object.entries(value))
    if (typeof member === 'number' && isKeyName(name)) value[name] = String(member);
  return value;
}
