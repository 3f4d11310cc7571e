import type { IncomingMessage } from 'node:http';
import { nestedDeeperThan, quoteLongNumbers } from '../commands/json-text.ts';
import { badRequest, NoRoute, Problem, unreadable } from './problem.ts';

const MAX_BODY_BYTES = 4 * 1024 * 1024;
/** Levels of a JSON text: the limit of Zeebe's parser. */
const MAX_DEPTH = 1000;

/** A JSON object as it came, and again with integers of 16 digits and more as texts, for keys of 64 bits. */
export interface Body {
  values: Record<string, unknown>;
  exact: Record<string, unknown>;
}

export const EMPTY_BODY: Body = { values: {}, exact: {} };

const readBytes = async (request: IncomingMessage, tooLarge: () => Error): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and thrown away, so that the client gets the answer.
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): Body | null => {
  if (nestedDeeperThan(MAX_DEPTH, text)) throw unreadable();
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  if (values === null) return null;
  if (!isObject(values)) throw unreadable();
  const quoted = quoteLongNumbers(text);
  return { values, exact: quoted === text ? values : (JSON.parse(quoted) as Body['exact']) };
};

const typeOf = (request: IncomingMessage): string | undefined =>
  request.headers['content-type']?.split(';')[0]!.trim().toLowerCase();

/**
 * The JSON object of a request; an empty one when it has none and needs none.
 * @throws NoRoute for another type of content
 * @throws Problem for a body that is missing, too large, no JSON or no object
 */
export const readJson = async (request: IncomingMessage, required: boolean): Promise<Body> => {
  const type = typeOf(request);
  if (type !== undefined && type !== 'application/json') throw new NoRoute(415);
  const bytes = await readBytes(
    request,
    () =>
      new Problem(
        500,
        'MALFORMED_REQUEST',
        'Received an unexpected error from the broker, code: MALFORMED_REQUEST, message: Request size is above configured maxMessageSize.',
      ),
  );
  const text = bytes.toString('utf8');
  if (type === undefined && (text || required)) throw new NoRoute(415);
  const body = text ? parse(text) : null;
  if (!body && required) throw badRequest('Required request body is missing');
  return body ?? EMPTY_BODY;
};

/**
 * A multipart form.
 * @throws NoRoute for another type of content or more than 4 MB
 * @throws Problem when it can't be read
 */
export const readForm = async (request: IncomingMessage): Promise<FormData> => {
  if (typeOf(request) !== 'multipart/form-data') throw new NoRoute(415);
  const bytes = await readBytes(request, () => new NoRoute(413));
  try {
    const headers = { 'content-type': request.headers['content-type']! };
    return await new Response(new Uint8Array(bytes), { headers }).formData();
  } catch {
    throw badRequest('Failed to parse multipart servlet request');
  }
};
