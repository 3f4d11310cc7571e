import type { ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import { connect } from 'node:http2';
import { deflateSync, gzipSync } from 'node:zlib';
import type { GrpcCall } from './grpc-call.ts';
import { startGrpcServer } from './grpc-server.ts';
import { STATUS } from './status.ts';

const started: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const stop of started.splice(0).reverse()) await stop();
});

interface Text {
  text: string;
}

/** A server whose messages are JSON texts. */
const serve = async (handle: (call: GrpcCall, request: Text) => void) => {
  const server = await startGrpcServer(
    { host: '127.0.0.1', port: 0 },
    new Map([
      [
        '/test/Method',
        {
          requestDeserialize: (message: Buffer) => JSON.parse(message.toString()) as Text,
          responseSerialize: (message: object) => Buffer.from(JSON.stringify(message)),
          handle: handle as (call: GrpcCall, request: object) => void,
        },
      ],
    ]),
  );
  const session = connect(`http://127.0.0.1:${server.port}`);
  started.push(server.stop, () => session.destroy());
  const open = (more: IncomingHttpHeaders = {}): ClientHttp2Stream =>
    session.request({ ':method': 'POST', ':path': '/test/Method', 'content-type': 'application/grpc', ...more });
  return { server, open };
};

const echo = (call: GrpcCall, { text }: Text): void => call.reply({ text });

const framed = (message: Buffer, compressed = 0): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix[0] = compressed;
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

const hello = Buffer.from('{"text":"你好"}');

interface Outcome {
  http: number | undefined;
  status: string | undefined;
  details: string | undefined;
  messages: unknown[];
}

/** What the server has said when the stream is over. */
const outcomeOf = (stream: ClientHttp2Stream): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    let headers: IncomingHttpHeaders = {};
    let data: Buffer = Buffer.alloc(0);
    stream.on('response', (response) => (headers = { ...response }));
    stream.on('trailers', (trailers) => (headers = { ...headers, ...trailers }));
    stream.on('data', (part: Buffer) => (data = Buffer.concat([data, part])));
    stream.on('error', reject);
    stream.on('close', () => {
      const messages: unknown[] = [];
      while (data.length > 0) {
        const end = 5 + data.readUInt32BE(1);
        messages.push(JSON.parse(data.subarray(5, end).toString()));
        data = data.subarray(end);
      }
      const [status, details] = ['grpc-status', 'grpc-message'].map((name) => headers[name]?.toString());
      resolve({ http: headers[':status'] as number | undefined, status, details, messages });
    });
  });

const ask = (stream: ClientHttp2Stream, body: Buffer): Promise<Outcome> => {
  const outcome = outcomeOf(stream);
  stream.end(body);
  return outcome;
};

test('a message is answered, also when it comes byte by byte', async () => {
  const { open } = await serve(echo);
  const answered = { http: 200, status: '0', details: undefined, messages: [{ text: '你好' }] };
  expect(await ask(open(), framed(hello))).toEqual(answered);
  const stream = open();
  const outcome = outcomeOf(stream);
  for (const byte of framed(hello)) {
    stream.write(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  stream.end();
  expect(await outcome).toEqual(answered);
});

test('messages may be compressed by what the server knows, to no more than its limit', async () => {
  const { open } = await serve((call, { text }) => call.reply({ length: text.length }));
  const message = Buffer.from(JSON.stringify({ text: 'x'.repeat(1000) }));
  for (const [encoding, compressed] of [
    ['gzip', gzipSync(message)],
    ['deflate', deflateSync(message)],
  ] as const)
    expect(await ask(open({ 'grpc-encoding': encoding }), framed(compressed, 1))).toMatchObject({
      messages: [{ length: 1000 }],
    });
  expect(await ask(open({ 'grpc-encoding': 'br' }), framed(message, 1))).toMatchObject({
    status: String(STATUS.UNIMPLEMENTED),
  });
  expect(await ask(open({ 'grpc-encoding': 'gzip' }), framed(message, 1))).toMatchObject({
    status: String(STATUS.INTERNAL),
  });
  const bomb = gzipSync(Buffer.alloc(5_000_000));
  expect(await ask(open({ 'grpc-encoding': 'gzip' }), framed(bomb, 1))).toMatchObject({
    status: String(STATUS.RESOURCE_EXHAUSTED),
  });
});

test('what is no call is refused', async () => {
  const { open } = await serve(echo);
  expect(await ask(open({ ':path': '/test/Other' }), framed(hello))).toMatchObject({
    status: String(STATUS.UNIMPLEMENTED),
    details: 'The server does not implement the method /test/Other',
  });
  expect(await ask(open({ 'content-type': 'text/plain' }), hello)).toMatchObject({ http: 415 });
  expect(await ask(open(), Buffer.alloc(0))).toMatchObject({ status: String(STATUS.INTERNAL) });
  expect(await ask(open(), framed(hello).subarray(0, 9))).toMatchObject({ status: String(STATUS.INTERNAL) });
  expect(await ask(open(), framed(Buffer.from('no JSON')))).toMatchObject({ status: String(STATUS.INTERNAL) });
  const announced = Buffer.alloc(5);
  announced.writeUInt32BE(2 ** 32 - 1, 1);
  expect(await ask(open(), announced)).toMatchObject({
    status: String(STATUS.RESOURCE_EXHAUSTED),
    details: 'Received message larger than max (4294967295 vs 4194304)',
  });
  expect(await ask(open(), framed(hello))).toMatchObject({ status: '0' });
});

test('a failure tells its text in any script, before and behind messages', async () => {
  const details = '100 % 失败 “\ud83d\ude00”\n\ud800';
  const { open } = await serve((call, { text }) => {
    if (text) call.send({ text });
    call.fail(STATUS.ABORTED, details);
  });
  for (const [message, messages] of [
    [hello, [{ text: '你好' }]],
    [Buffer.from('{"text":""}'), []],
  ] as const) {
    const outcome = await ask(open(), framed(message));
    expect(outcome).toMatchObject({ http: 200, status: '10', messages });
    expect(outcome.details).toMatch(/^[ -~]+$/);
    expect(decodeURIComponent(outcome.details!)).toBe(details.replace('\ud800', '\ufffd'));
  }
});

test('a client that goes is noticed once, and what is said to it then is let go', async () => {
  let cancelled = 0;
  const gone = new Promise<GrpcCall>((resolve) => {
    void serve((call) => {
      call.begin();
      call.onCancelled(() => {
        cancelled++;
        resolve(call);
      });
    }).then(({ open }) => {
      const stream = open();
      stream.on('error', () => undefined);
      stream.once('response', () => stream.close(8));
      stream.end(framed(hello));
    });
  });
  const call = await gone;
  expect(call.cancelled).toBe(true);
  call.send({ text: 'late' });
  call.fail(STATUS.INTERNAL, 'late');
  call.end();
  expect(cancelled).toBe(1);
});

test('an answered call is not cancelled', async () => {
  let cancelled = false;
  const { open } = await serve((call, request) => {
    call.onCancelled(() => (cancelled = true));
    echo(call, request);
  });
  await ask(open(), framed(hello));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(cancelled).toBe(false);
});

test('a server that stops lets calls come to an end, and waits for none that does not', async () => {
  const { open, server } = await serve((call, request) => {
    if (request.text) setTimeout(() => echo(call, request), 50);
  });
  const stays = open();
  stays.on('error', () => undefined);
  stays.end(framed(Buffer.from('{"text":""}')));
  const ending = ask(open(), framed(hello));
  await new Promise((resolve) => setTimeout(resolve, 20));
  await server.stop();
  expect(await ending).toMatchObject({ status: '0' });
  expect(stays.closed).toBe(true);
});
