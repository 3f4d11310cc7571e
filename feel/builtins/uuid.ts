import { bytesOf } from './base64.ts';

const word = (bytes: number[], seed: number): number => {
  let hash = 0x811c9dc5 ^ seed;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/** A number in [0, 1) that depends on the text alone. */
export const fractionOf = (seed: string): number => word(bytesOf(seed), 0x5bd1e995) / 2 ** 32;

/** A UUID (version 8, variant 1) that depends on the text alone. */
export const uuidOf = (seed: string): string => {
  const bytes = bytesOf(seed);
  const hex = [1, 2, 3, 4]
    .map((part) => word(bytes, Math.imul(part, 0x9e3779b1)).toString(16).padStart(8, '0'))
    .join('');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
