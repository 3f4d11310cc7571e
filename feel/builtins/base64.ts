const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** UTF-8; a lone surrogate becomes a question mark, as in Java. */
export const bytesOf = (text: string): number[] =>
  Array.from(text).flatMap((character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x80) return [code];
    if (code < 0x800) return [0xc0 | (code >> 6), 0x80 | (code & 63)];
    if (code >= 0xd800 && code <= 0xdfff) return [63];
    if (code < 0x10000) return [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    return [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
  });

const sizeOf = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

/** Bytes that are no UTF-8 become U+FFFD. */
export const textOfBytes = (bytes: readonly number[]): string => {
  let text = '';
  for (let index = 0; index < bytes.length;) {
    const lead = bytes[index]!;
    const size = sizeOf(lead);
    const rest = bytes.slice(index + 1, index + size);
    const valid =
      lead < 0x80 || (lead >= 0xc2 && lead < 0xf5 && rest.length === size - 1 && rest.every((b) => b >> 6 === 2));
    const code = valid
      ? rest.reduce((sum, byte) => (sum << 6) | (byte & 63), size === 1 ? lead : lead & (0xff >> (size + 1)))
      : 0xfffd;
    text += String.fromCodePoint(code > 0x10ffff ? 0xfffd : code);
    index += valid ? size : 1;
  }
  return text;
};

export const toBase64 = (bytes: readonly number[]): string => {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [one = 0, two, three] = bytes.slice(index, index + 3);
    text += SIGNS[one >> 2]! + SIGNS[((one & 3) << 4) | ((two ?? 0) >> 4)]!;
    text += two === undefined ? '=' : SIGNS[((two & 15) << 2) | ((three ?? 0) >> 6)]!;
    text += three === undefined ? '=' : SIGNS[three & 63]!;
  }
  return text;
};

/** Undefined for a text that is not Base64. */
export const fromBase64 = (text: string): number[] | undefined => {
  const body = text.replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(body) || body.length % 4 === 1) return undefined;
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const sign of body) {
    held = ((held << 6) | SIGNS.indexOf(sign)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((held >> bits) & 255);
    }
  }
  return bytes;
};
