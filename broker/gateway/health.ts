import type { ServerUnaryCall, ServerWritableStream, sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadPackageDefinition, Metadata, status } from '@grpc/grpc-js';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import type { EnginePort } from '../engine-port.ts';

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

interface Request {
  service: string;
}

const check = (
  engine: EnginePort,
  { request }: ServerUnaryCall<Request, object>,
  reply: sendUnaryData<object>,
): void => {
  // Who asks learns of both: that the gateway answers, and that the engine gets to what it is asked.
  if (SERVING.has(request.service)) return void engine.alive().then(() => reply(null, { status: 'SERVING' }));
  return reply({
    code: status.NOT_FOUND,
    details: `unknown service ${request.service}`,
    metadata: new Metadata(),
  });
};

/** Says once how it stands and stays open: while the gateway answers at all, nothing changes. */
const watch = (call: ServerWritableStream<Request, object>): void => {
  call.write({ status: SERVING.has(call.request.service) ? 'SERVING' : 'SERVICE_UNKNOWN' });
};

/** What clients and orchestrators ask to learn whether the gateway is up. */
export const healthService = (
  engine: EnginePort,
): { service: ServiceDefinition; implementation: UntypedServiceImplementation } => {
  const loaded = loadPackageDefinition(
    fromJSON(PROTOCOL, { keepCase: true, enums: String, defaults: true }),
  ) as unknown as {
    grpc: { health: { v1: { Health: { service: ServiceDefinition } } } };
  };
  return {
    service: loaded.grpc.health.v1.Health.service,
    implementation: { Check: check.bind(null, engine), Watch: watch } as UntypedServiceImplementation,
  };
};
