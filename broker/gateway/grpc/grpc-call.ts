import type { IncomingHttpHeaders, OutgoingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { ENCODINGS, PREFIX_BYTES } from './request-reader.ts';
import type { Status } from './status.ts';
import { STATUS } from './status.ts';

const HEADERS = {
  ':status': 200,
  'content-type': 'application/grpc+proto',
  'grpc-accept-encoding': ENCODINGS,
};
const OK = { 'grpc-status': STATUS.OK };
/** A date, which Node would add, says nothing to clients of gRPC. */
const RESPOND = { waitForTrailers: true, sendDate: false };
/** Replies that wait for the client to read them, in bytes; above it the client counts as one that does not. */
const CONGESTED_BYTES = 64 * 1024;

const framed = (message: Buffer): Buffer => {
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  message.copy(frame, PREFIX_BYTES);
  return frame;
};

/** All but printable ASCII, and the sign that stands for it, as bytes of UTF-8. */
const encoded = (details: string): string =>
  details.replace(/[^ -$&-~]+/g, (part) => Buffer.from(part).toString('hex').replace(/../g, '%$&'));

const failure = (code: Status, details: string) => ({ 'grpc-status': code, 'grpc-message': encoded(details) });

/**
 * One call of a client, to be answered by `reply`, by `fail`, or by any number of `send` and then `end` or `fail`. What is
 * said after the client has gone is let go. A deadline is the client's to keep: it takes the call back.
 */
export class GrpcCall {
  private readonly stream: ServerHttp2Stream;
  private readonly headers: IncomingHttpHeaders;
  private readonly serialize: (message: object) => Buffer;
  private trailers: OutgoingHttpHeaders = OK;
  private answered = false;

  constructor(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, serialize: (message: object) => Buffer) {
    this.stream = stream;
    this.headers = headers;
    this.serialize = serialize;
  }

  /** A part of the call's metadata. */
  header(name: string): string | undefined {
    return this.headers[name]?.toString();
  }

  /** Whether the client has gone before it was answered. */
  get cancelled(): boolean {
    return !this.answered && this.stream.closed;
  }

  /** Has a function called when the client goes before it is answered. */
  onCancelled(cancelled: () => void): void {
    this.stream.once('close', () => {
      if (!this.answered) cancelled();
    });
  }

  /** Whether replies pile up because the client does not read them; `onDrain` tells when none is left. */
  get congested(): boolean {
    return this.stream.writableLength > CONGESTED_BYTES;
  }

  onDrain(drained: () => void): void {
    this.stream.on('drain', drained);
  }

  /** Sends the headers: clients take them as the sign that a stream is open. */
  begin(): void {
    if (this.stream.headersSent || this.stream.closed) return;
    this.stream.once('wantTrailers', () => this.stream.sendTrailers(this.trailers));
    this.stream.respond(HEADERS, RESPOND);
  }

  send(message: object): void {
    this.begin();
    if (!this.stream.closed) this.stream.write(framed(this.serialize(message)));
  }

  end(): void {
    this.begin();
    this.answered = true;
    if (!this.stream.closed) this.stream.end();
  }

  /** The one answer of a call that is no stream. */
  reply(message: object): void {
    this.begin();
    this.answered = true;
    if (!this.stream.closed) this.stream.end(framed(this.serialize(message)));
  }

  fail(code: Status, details: string): void {
    this.answered = true;
    if (this.stream.closed) return;
    this.trailers = failure(code, details);
    if (this.stream.headersSent) this.stream.end();
    else this.stream.respond({ ...HEADERS, ...this.trailers }, { endStream: true });
  }
}
