import type { GatewayCall } from './play-calls.ts';

/** Nothing has this key. */
export const UNKNOWN = '2251799813999999';
/** A key of partition 4, and one with 64 bits: numbers of JavaScript are not exact there. */
export const OTHER_PARTITION = '9007199254740993';
export const BIG = '9223372036854775807';

type Rest = Omit<GatewayCall, 'name'>;
/** A call with a JSON body, given as it is sent or as a value. */
export const json = (name: string, call: string, body: string | object, more: Partial<Rest> = {}): GatewayCall => ({
  name,
  call,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...more,
});

/** A file of a multipart form. */
export const file = (name: string, text: string, field = 'resources') => ({ field, file: name, text });
