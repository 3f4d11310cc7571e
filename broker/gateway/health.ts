import type { ServerUnaryCall, ServerWritableStream, sendUnaryData, UntypedServiceImplementation } from '@grpc/grpc-js';
import { loadPackageDefinition, Metadata, status } from '@grpc/grpc-js';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';

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

const check = ({ request }: ServerUnaryCall<Request, object>, reply: sendUnaryData<object>): void => {
  if (SERVING.has(request.service)) return reply(null, { status: 'SERVING' });
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
export const healthService = (): { service: ServiceDefinition; implementation: UntypedServiceImplementation } => {
  const loaded = loadPackageDefinition(
    fromJSON(PROTOCOL, { keepCase: true, enums: String, defaults: true }),
  ) as unknown as {
    grpc: { health: { v1: { Health: { service: ServiceDefinition } } } };
  };
  return {
    service: loaded.grpc.health.v1.Health.service,
    implementation: { Check: check, Watch: watch } as UntypedServiceImplementation,
  };
};
