import { referredTo } from '../../commands/operation.ts';
import { resolveIncidentCommand } from '../../commands/incidents.ts';
import { variablesCommand } from '../../commands/variables.ts';
import { valueOf } from '../../errors.ts';
import { Checks } from '../checks.ts';
import type { RestCall, RestServices, Route } from '../route.ts';

const VERSION = '8.6.0';

const topology = async (_: RestCall, { address }: RestServices): Promise<object> => ({
  brokers: [
    {
      nodeId: 0,
      ...address(),
      partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
      version: VERSION,
    },
  ],
  clusterSize: 1,
  partitionsCount: 1,
  replicationFactor: 1,
  gatewayVersion: VERSION,
});

/** Clients ask; there is none of Camunda's licenses here. */
const license = async (): Promise<object> => ({ validLicense: false, licenseType: 'unknown' });

const pin = async ({ fields }: RestCall, { setClock }: RestServices): Promise<undefined> => {
  const timestamp = fields.long('timestamp');
  new Checks()
    .require('timestamp', timestamp)
    .refuseIf(
      timestamp !== undefined && timestamp < 0,
      `The value for timestamp is '${timestamp}' but must be not negative.`,
    )
    .done();
  await setClock(timestamp);
};

const reset = async (_: RestCall, { setClock }: RestServices): Promise<undefined> => {
  await setClock(undefined);
};

const setVariables = async ({ key, fields }: RestCall, { processor }: RestServices): Promise<undefined> => {
  const variables = fields.variables('variables') ?? {};
  new Checks()
    .refuseIf(Object.keys(variables).length === 0, 'No variables provided.')
    .operation(fields)
    .done();
  const command = variablesCommand(key, variables, fields.truth('local') ?? false);
  valueOf(await processor.submit(referredTo(command, fields.key('operationReference'))));
};

const resolve = async ({ key }: RestCall, { processor }: RestServices): Promise<undefined> => {
  valueOf(await processor.submit(resolveIncidentCommand(key)));
};

export const clusterRoutes: Route[] = [
  { method: 'GET', path: '/v1/topology', body: 'none', answer: topology },
  { method: 'GET', path: '/v2/topology', body: 'none', answer: topology },
  { method: 'GET', path: '/v2/license', body: 'none', answer: license },
  { method: 'PUT', path: '/v2/clock', body: 'required', answer: pin },
  { method: 'POST', path: '/v2/clock/reset', body: 'none', answer: reset },
  { method: 'POST', path: '/v2/incidents/{incidentKey}/resolution', body: 'optional', answer: resolve },
  {
    method: 'PUT',
    path: '/v2/element-instances/{elementInstanceKey}/variables',
    body: 'required',
    answer: setVariables,
  },
];
