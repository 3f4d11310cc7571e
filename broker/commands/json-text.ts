const [QUOTE, BACKSLASH, BRACKET, BRACE, ZERO, NINE, MINUS] = [34, 92, 91, 123, 48, 57, 45];
/** Shorter whole numbers are exact as numbers of JavaScript. */
const LONG_DIGITS = 16;

/** Whether brackets of a JSON text are nested deeper than `levels`: what comes after would go through them recursively. */
export const nestedDeeperThan = (levels: number, text: string): boolean => {
  if (text.length <= levels) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === BACKSLASH) at++;
    else if (code === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (code === BRACKET || code === BRACE) {
      if (++depth > levels) return true;
    } else if (code === BRACKET + 2 || code === BRACE + 2) depth--;
  }
  return false;
};

const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;

/** The part of a number behind its whole part would go on with one of these. */
const isFraction = (text: string, end: number): boolean => /[.eE]/.test(text[end] ?? '');

/** Where whole numbers of 16 digits and more stand in a JSON text. */
function* longNumbers(text: string): Generator<[start: number, end: number]> {
  if (!/\d{16}/.test(text)) return;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === BACKSLASH) at++;
    else if (code === QUOTE) quoted = !quoted;
    else if (!quoted && (isDigit(code) || code === MINUS)) {
      const start = at;
      while (isDigit(text.charCodeAt(at + 1))) at++;
      if (at + 1 - start >= LONG_DIGITS && !isFraction(text, at + 1)) yield [start, at + 1];
      // What belongs to a fraction is no number of its own.
      else while (/[\d.eE+-]/.test(text[at + 1] ?? '')) at++;
    }
  }
}

/** The JSON text with its long whole numbers as texts, which keeps them exact. */
export const quoteLongNumbers = (text: string): string => {
  let quoted = '';
  let last = 0;
  for (const [start, end] of longNumbers(text)) {
    quoted += `${text.slice(last, start)}"${text.slice(start, end)}"`;
    last = end;
  }
  return quoted + text.slice(last);
};

/**
 * Whether a whole number, as a text of digits, is the same as a number of JavaScript: by its value, or because a number is
 * written so, as a client does that sends back what it got.
 */
export const isExact = (digits: string): boolean => {
  const number = Number(digits);
  return String(number) === digits || (Number.isFinite(number) && BigInt(number) === BigInt(digits));
};

/** A whole number in a JSON text that would be rounded. */
export const inexactNumber = (text: string): string | undefined => {
  for (const [start, end] of longNumbers(text)) {
    const digits = text.slice(start, end);
    if (!isExact(digits)) return digits;
  }
  return undefined;
};
