// A gateway that does nothing and answers at once: what a gRPC server in Node can reach at most.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const proto = join(dirname(createRequire(import.meta.url).resolve('@camunda8/sdk')), 'proto/zeebe.proto');
const { gateway_protocol } = grpc.loadPackageDefinition(loadSync(proto, { keepCase: true, longs: String }));
const type = process.argv[2] ?? 'gobench1';
const queue = [];
const waiting = [];
let key = 1;
const job = () => ({
  key: String(key++),
  type,
  processInstanceKey: '1',
  bpmnProcessId: 'b',
  processDefinitionVersion: 1,
  processDefinitionKey: '1',
  elementId: 't0',
  elementInstanceKey: '1',
  customHeaders: '{}',
  worker: 'w',
  retries: 3,
  deadline: '0',
  variables: '{"a":1}',
  tenantId: '<default>',
});
const flush = () => {
  if (waiting.length === 0 || queue.length === 0) return;
  const call = waiting.shift();
  call.write({ jobs: queue.splice(0, call.request.maxJobsToActivate || 32) });
  call.end();
};
const server = new grpc.Server();
server.addService(gateway_protocol.Gateway.service, {
  Topology: (_, reply) =>
    reply(null, { brokers: [], clusterSize: 1, partitionsCount: 1, replicationFactor: 1, gatewayVersion: '8.6.0' }),
  DeployResource: (_, reply) => reply(null, { key: '1', deployments: [] }),
  CreateProcessInstance: (_, reply) => {
    queue.push(job());
    flush();
    reply(null, {
      processDefinitionKey: '1',
      bpmnProcessId: 'b',
      version: 1,
      processInstanceKey: String(key++),
      tenantId: '<default>',
    });
  },
  ActivateJobs: (call) => {
    waiting.push(call);
    // A client that has gone takes no more jobs with it.
    call.on('cancelled', () => waiting.splice(waiting.indexOf(call), waiting.includes(call) ? 1 : 0));
    flush();
  },
  CompleteJob: (_, reply) => reply(null, {}),
});
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (_, port) =>
  console.log(`READY 127.0.0.1:${port}`),
);
process.once('SIGTERM', () => process.exit(0));
