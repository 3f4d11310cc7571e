import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const require = createRequire(import.meta.url);
const protoPath = join(dirname(require.resolve('@camunda8/sdk')), 'proto/zeebe.proto');

type Call = (method: string, request: object, metadata?: Record<string, string>) => Promise<Record<string, unknown>>;

/** A bare client of the gateway protocol: no retries, no polling, errors as the wire gives them. */
export interface GatewayClient {
  call: Call;
  /** Also for `StreamActivatedJobs`, as long as it ends with an error. */
  activateJobs: (request: object, method?: string) => Promise<Record<string, unknown>[]>;
  close: () => void;
}

/** `certificate` is trusted and asked for; without one the connection is not encrypted. */
export const connect = (address: string, certificate?: Buffer): GatewayClient => {
  const definition = loadSync(protoPath, {
    keepCase: true,
    longs: String,
    enums: String,
    defaults: true,
    oneofs: true,
  });
  const loaded = grpc.loadPackageDefinition(definition) as unknown as {
    gateway_protocol: { Gateway: new (a: string, c: grpc.ChannelCredentials) => grpc.Client & Record<string, never> };
  };
  const credentials = certificate ? grpc.credentials.createSsl(certificate) : grpc.credentials.createInsecure();
  const client = new loaded.gateway_protocol.Gateway(address, credentials);
  const methods = client as unknown as Record<string, (...args: unknown[]) => unknown>;
  return {
    call: (method, request, metadata = {}) =>
      new Promise((resolve, reject) => {
        const sent = grpc.Metadata.fromHttp2Headers(metadata);
        methods[method]!.call(client, request, sent, (error: Error | null, reply: Record<string, unknown>) =>
          error ? reject(error) : resolve(reply),
        );
      }),
    activateJobs: (request, method = 'ActivateJobs') =>
      new Promise((resolve, reject) => {
        const jobs: Record<string, unknown>[] = [];
        const stream = methods[method]!.call(client, request) as grpc.ClientReadableStream<{
          jobs: Record<string, unknown>[];
        }>;
        stream.on('data', (reply) => jobs.push(...reply.jobs));
        stream.on('end', () => resolve(jobs));
        stream.on('error', reject);
      }),
    close: () => client.close(),
  };
};
