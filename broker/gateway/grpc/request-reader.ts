import type { Readable } from 'node:stream';
import { gunzipSync, inflateSync } from 'node:zlib';
import { GrpcError } from './grpc-error.ts';
import { STATUS } from './status.ts';

const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
/** In front of a message: one byte that is 1 when it is compressed, four bytes with its length. */
export const PREFIX_BYTES = 5;

const INFLATE: Record<string, typeof gunzipSync> = { gzip: gunzipSync, deflate: inflateSync };
/** What clients may compress by. */
export const ENCODINGS = ['identity', ...Object.keys(INFLATE)].join(',');

const tooLarge = (bytes: number | string): GrpcError =>
  new GrpcError(STATUS.RESOURCE_EXHAUSTED, `Received message larger than max (${bytes} vs ${MAX_MESSAGE_BYTES})`);

const inflated = (message: Buffer, encoding: string): Buffer => {
  const inflate = INFLATE[encoding];
  if (!inflate) throw new GrpcError(STATUS.UNIMPLEMENTED, `Received message compressed by unknown "${encoding}"`);
  try {
    return inflate(message, { maxOutputLength: MAX_MESSAGE_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge('more');
    throw new GrpcError(STATUS.INTERNAL, `Received message that can not be decompressed: ${(error as Error).message}`);
  }
};

/**
 * Reads the one message of a request; what comes behind it is let go.
 * @param encoding what the request says that messages are compressed by
 * @param take is called once, with the message
 * @param refuse is called instead when there is no such message
 */
export const readRequest = (
  stream: Readable,
  encoding: string,
  take: (message: Buffer) => void,
  refuse: (error: GrpcError) => void,
): void => {
  let parts: Buffer[] = [];
  let size = 0;
  let length: number | undefined;
  let finished = false;

  const finish = (outcome: () => void): void => {
    finished = true;
    parts = [];
    outcome();
  };
  stream.on('data', (part: Buffer) => {
    if (finished) return;
    parts.push(part);
    size += part.length;
    if (size < PREFIX_BYTES) return;
    if (length === undefined) {
      parts = [joined(parts)];
      length = parts[0]!.readUInt32BE(1);
      if (length > MAX_MESSAGE_BYTES) return finish(() => refuse(tooLarge(length!)));
    }
    if (size < PREFIX_BYTES + length) return;
    const whole = joined(parts);
    const message = whole.subarray(PREFIX_BYTES, PREFIX_BYTES + length);
    finish(() => {
      if (whole[0] === 0) return take(message);
      let plain: Buffer;
      try {
        plain = inflated(message, encoding);
      } catch (error) {
        return refuse(error as GrpcError);
      }
      take(plain);
    });
  });
  stream.on('end', () => {
    if (!finished) finish(() => refuse(new GrpcError(STATUS.INTERNAL, 'Received no whole message')));
  });
};

const joined = (parts: Buffer[]): Buffer => (parts.length === 1 ? parts[0]! : Buffer.concat(parts));
