import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ServiceDefinition } from '@grpc/proto-loader';
import { loadSync } from '@grpc/proto-loader';
import type { Access, Tls } from '../access.ts';
import { accessBy } from '../access.ts';
import type { EnginePort } from '../engine-port.ts';
import { GrpcError } from './grpc/grpc-error.ts';
import type { GrpcMethod } from './grpc/grpc-server.ts';
import { startGrpcServer } from './grpc/grpc-server.ts';
import { STATUS } from './grpc/status.ts';
import type { Handler } from './handler.ts';
import { guarded } from './handler.ts';
import { healthHandlers, loadHealthService } from './health.ts';
import { activateJobs, streamActivatedJobs } from './job-calls.ts';
import type { Unary } from './service.ts';
import { unaryMethods } from './service.ts';

/** The service as the client package describes it: the protocol's own file, read at run time. */
const loadGatewayService = (): ServiceDefinition => {
  const path = join(dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')), 'proto/zeebe.proto');
  const loaded = loadSync(path, { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true });
  return loaded['gateway_protocol.Gateway'] as ServiceDefinition;
};

const unary =
  (method: Unary): Handler =>
  (call, request, refuse) =>
    void method(request, call.header('idempotency-key')).then((value) => call.reply(value), refuse);

const unsupported =
  (name: string): Handler =>
  () => {
    throw new GrpcError(STATUS.UNIMPLEMENTED, `${name} is not supported by this broker`);
  };

const everybody: Access = () => undefined;

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
 * @param engine may take its time: the gateway gets ready meanwhile
 * @param onError is told of what went wrong unforeseen in calls
 * @throws when the address can't be listened at, or what kept the engine from starting
 */
export type StartGateway = (
  engine: Promise<EnginePort>,
  settings: GatewaySettings,
  onError: (error: Error) => void,
) => Promise<Gateway>;

/** Starts the gateway on the thread of the caller. */
export const startGateway: StartGateway = async (opened, settings, onError) => {
  const engine = await opened;
  const { host } = settings;
  let { port } = settings;
  const methods = new Map<string, GrpcMethod>();
  const add = (service: ServiceDefinition, access: Access, handlerOf: (name: string) => Handler): void => {
    for (const [name, { path, requestDeserialize, responseSerialize }] of Object.entries(service))
      methods.set(path, {
        requestDeserialize,
        responseSerialize,
        handle: guarded(access, onError, handlerOf(name)),
      });
  };
  const unaries = unaryMethods(engine, () => ({ host, port }));
  const streams: Record<string, Handler> = {
    ActivateJobs: activateJobs(engine),
    StreamActivatedJobs: streamActivatedJobs(engine),
  };
  add(
    loadGatewayService(),
    accessBy(settings.token),
    (name) => streams[name] ?? (unaries[name] ? unary(unaries[name]) : unsupported(name)),
  );
  const health = healthHandlers(engine);
  add(loadHealthService(), everybody, (name) => health[name]!);
  const server = await startGrpcServer(settings, methods);
  port = server.port;
  return server;
};
