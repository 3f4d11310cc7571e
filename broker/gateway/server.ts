import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { sendUnaryData, ServerUnaryCall, ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadPackageDefinition, Metadata, Server, ServerCredentials, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Access, Tls } from '../access.ts';
import { accessBy } from '../access.ts';
import type { EnginePort } from '../engine-port.ts';
import { activateJobs, streamActivatedJobs } from './job-calls.ts';
import { expectedError } from './grpc-error.ts';
import { healthService } from './health.ts';
import type { Unary } from './service.ts';
import { unaryMethods } from './service.ts';

const MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** The service as the client package describes it: the protocol's own file, read at run time. */
const loadService = (): ServiceDefinition => {
  const path = join(dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')), 'proto/zeebe.proto');
  const definition = loadSync(path, { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true });
  const loaded = loadPackageDefinition(definition) as unknown as {
    gateway_protocol: { Gateway: { service: ServiceDefinition } };
  };
  return loaded.gateway_protocol.Gateway.service;
};

const unary =
  (method: Unary, onError: (error: Error) => void) =>
  (call: ServerUnaryCall<unknown, object>, reply: sendUnaryData<object>): void => {
    // The call may throw before it returns a promise, so it starts inside one.
    Promise.resolve()
      .then(() => method(call.request, call.metadata.get('idempotency-key')[0]?.toString()))
      .then(
        (value) => reply(null, value),
        (error: Error) => {
          const expected = expectedError(error);
          if (!expected) onError(error);
          const { code, details } = expected ?? { code: status.INTERNAL, details: error.message };
          reply({ code, details, metadata: new Metadata() });
        },
      );
  };

type Handler = (call: ServerUnaryCall<unknown, object>, reply?: sendUnaryData<object>) => void;

/** Asks who calls before the call is handled. */
const guarded =
  (access: Access, handler: Handler): Handler =>
  (call, reply) => {
    try {
      access(call.metadata.get('authorization')[0]?.toString());
    } catch (error) {
      const { code, details } = expectedError(error as Error)!;
      if (reply) reply({ code, details, metadata: new Metadata() });
      else call.emit('error', { code, details });
      return;
    }
    handler(call, reply);
  };

const credentials = (tls: Tls | undefined): ServerCredentials =>
  tls
    ? ServerCredentials.createSsl(null, [{ cert_chain: tls.certificate, private_key: tls.key }])
    : ServerCredentials.createInsecure();

const unsupported =
  (name: string) =>
  (_call: unknown, reply: sendUnaryData<object>): void =>
    reply({ code: status.UNIMPLEMENTED, details: `${name} is not supported by this broker`, metadata: new Metadata() });

export interface Gateway {
  port: number;
  stop: () => Promise<void>;
}

/** What a gateway is told when it starts, on whichever thread. */
export interface GatewaySettings {
  host: string;
  /** 0 takes a free port. */
  port: number;
  /** What callers must show; see `accessBy`. */
  token?: string;
  tls?: Tls;
}

/**
 * @param onError is told of what went wrong unforeseen in calls
 * @throws when the address can't be listened at
 */
export type StartGateway = (
  engine: EnginePort,
  settings: GatewaySettings,
  onError: (error: Error) => void,
) => Promise<Gateway>;

/** Starts the gateway on the thread of the caller. */
export const startGateway: StartGateway = async (engine, settings, onError) => {
  const { host, tls } = settings;
  const access = accessBy(settings.token);
  const server = new Server({
    'grpc.max_receive_message_length': MAX_MESSAGE_BYTES,
    'grpc.max_send_message_length': -1,
  });
  let port = settings.port;
  const service = loadService();
  const methods = unaryMethods(engine, () => ({ host, port }));
  const handlers = {
    ...Object.fromEntries(
      Object.keys(service).map((name) => [name, methods[name] ? unary(methods[name], onError) : unsupported(name)]),
    ),
    ActivateJobs: activateJobs(engine),
    StreamActivatedJobs: streamActivatedJobs(engine),
  };
  const implementation = Object.entries(handlers).map(([name, handler]) => [name, guarded(access, handler as Handler)]);
  server.addService(service, Object.fromEntries(implementation) as UntypedServiceImplementation);
  const health = healthService(engine);
  server.addService(health.service, health.implementation);
  port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, credentials(tls), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        // Open streams would hold a polite end for ever.
        const force = setTimeout(() => server.forceShutdown(), 200);
        server.tryShutdown(() => {
          clearTimeout(force);
          resolve();
        });
      }),
  };
};
