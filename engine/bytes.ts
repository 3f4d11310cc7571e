// Byte work without a platform: the core runs in Node and in a browser and may not name either's globals.

export const utf8Bytes = (text: string): Uint8Array => {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return Uint8Array.from(bytes);
};

const sequenceLength = (lead: number): number => (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);

export const utf8Text = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let index = 0; index < bytes.length;) {
    const lead = bytes[index]!;
    const length = sequenceLength(lead);
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    for (let offset = 1; offset < length; offset++) code = (code << 6) | (bytes[index + offset]! & 63);
    parts.push(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
    index += length;
  }
  return parts.join('');
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const toBase64 = (bytes: Uint8Array): string => {
  const parts: string[] = [];
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b, c] = [bytes[index]!, bytes[index + 1], bytes[index + 2]];
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    const third = b === undefined ? '=' : ALPHABET[(bits >> 6) & 63]!;
    const fourth = c === undefined ? '=' : ALPHABET[bits & 63]!;
    parts.push(ALPHABET[bits >> 18]! + ALPHABET[(bits >> 12) & 63]! + third + fourth);
  }
  return parts.join('');
};

const DIGITS = new Map([...ALPHABET].map((character, index) => [character, index]));

export const fromBase64 = (text: string): Uint8Array => {
  const clean = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  let bits = 0;
  let filled = 0;
  let at = 0;
  for (const character of clean) {
    bits = ((bits << 6) | DIGITS.get(character)!) & 0xffffff;
    filled += 6;
    if (filled >= 8) {
      filled -= 8;
      bytes[at++] = (bits >> filled) & 0xff;
    }
  }
  return bytes;
};

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32));

const padded = (bytes: Uint8Array): DataView => {
  const length = (((bytes.length + 8) >> 6) + 1) << 6;
  const buffer = new Uint8Array(length);
  buffer.set(bytes);
  buffer[bytes.length] = 0x80;
  const view = new DataView(buffer.buffer);
  view.setUint32(length - 8, (bytes.length << 3) >>> 0, true);
  view.setUint32(length - 4, Math.floor(bytes.length / 2 ** 29), true);
  return view;
};

const mix = (round: number, b: number, c: number, d: number): [number, number] => {
  if (round < 16) return [(b & c) | (~b & d), round];
  if (round < 32) return [(d & b) | (~d & c), (5 * round + 1) & 15];
  if (round < 48) return [b ^ c ^ d, (3 * round + 5) & 15];
  return [c ^ (b | ~d), (7 * round) & 15];
};

/** MD5 (RFC 1321): not for security, but the checksum by which Zeebe recognises an unchanged file. */
export const md5 = (bytes: Uint8Array): Uint8Array => {
  const view = padded(bytes);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a, b, c, d] = state as [number, number, number, number];
    for (let round = 0; round < 64; round++) {
      const [mixed, word] = mix(round, b, c, d);
      const sum = (a + mixed + SINES[round]! + view.getUint32(block + word * 4, true)) | 0;
      const shift = SHIFTS[(round >> 4) * 4 + (round & 3)]!;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    [a, b, c, d].forEach((value, index) => (state[index] = (state[index]! + value) | 0));
  }
  const digest = new Uint8Array(16);
  state.forEach((value, index) => new DataView(digest.buffer).setUint32(index * 4, value, true));
  return digest;
};
