import type { ServiceDefinition } from '@grpc/proto-loader';
import { fromJSON } from '@grpc/proto-loader';
import type { EnginePort } from '../engine-port.ts';
import { GrpcError } from './grpc/grpc-error.ts';
import { STATUS } from './grpc/status.ts';
import type { Handler } from './handler.ts';

/** The standard health service of gRPC (grpc/health/v1/health.proto), as far as it is needed. */
const PROTOCOL = {
  nested: {
    grpc: {
      nested: {
        health: {
          nested: {
            v1: {
              nested: {
                HealthCheckRequest: { fields: { service: { type: 'string', id: 1 } } },
                HealthCheckResponse: {
                  fields: { status: { type: 'ServingStatus', id: 1 } },
                  nested: {
                    ServingStatus: { values: { UNKNOWN: 0, SERVING: 1, NOT_SERVING: 2, SERVICE_UNKNOWN: 3 } },
                  },
                },
                Health: {
                  methods: {
                    Check: { requestType: 'HealthCheckRequest', responseType: 'HealthCheckResponse' },
                    Watch: {
                      requestType: 'HealthCheckRequest',
                      responseType: 'HealthCheckResponse',
                      responseStream: true,
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as unknown as Parameters<typeof fromJSON>[0];

/** Services that are healthy as long as they answer: the server as a whole and the gateway. */
const SERVING = new Set(['', 'gateway_protocol.Gateway']);

export const loadHealthService = (): ServiceDefinition =>
  fromJSON(PROTOCOL, { keepCase: true, enums: String, defaults: true })['grpc.health.v1.Health'] as ServiceDefinition;

/** What clients and orchestrators ask to learn whether the gateway is up. */
export const healthHandlers = (engine: EnginePort): Record<string, Handler> => ({
  /** Who asks learns of both: that the gateway answers, and that the engine gets to what it is asked. */
  Check: (call, { service }, refuse) => {
    if (!SERVING.has(service)) throw new GrpcError(STATUS.NOT_FOUND, `unknown service ${service}`);
    engine.alive().then(() => call.reply({ status: 'SERVING' }), refuse);
  },
  /** Says once how it stands and stays open: while the gateway answers at all, nothing changes. */
  Watch: (call, { service }) => call.send({ status: SERVING.has(service) ? 'SERVING' : 'SERVICE_UNKNOWN' }),
});
