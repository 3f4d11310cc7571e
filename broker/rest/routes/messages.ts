import type { MessageCorrelationValue } from '#engine';
import { TENANT } from '#engine';
import { broadcastCommand, correlationCommand, publicationCommand } from '../../commands/messages.ts';
import { requireDefaultTenant } from '../../commands/request-parts.ts';
import { valueOf } from '../../errors.ts';
import { Checks } from '../checks.ts';
import type { RestCall, RestServices, Route } from '../route.ts';

const publish = async ({ fields }: RestCall, { processor }: RestServices): Promise<object> => {
  requireDefaultTenant('request Publish Message', fields.text('tenantId'));
  const name = fields.text('name');
  new Checks().requireText('name', name).done();
  const command = publicationCommand({
    name: name!,
    correlationKey: fields.text('correlationKey') ?? '',
    timeToLive: fields.long('timeToLive') ?? 0,
    messageId: fields.text('messageId') ?? '',
    variables: fields.variables('variables') ?? {},
  });
  const { key } = valueOf(await processor.submit(command));
  return { messageKey: key, tenantId: TENANT };
};

const correlate = async ({ fields }: RestCall, { processor }: RestServices): Promise<object> => {
  requireDefaultTenant('request Correlate Message', fields.text('tenantId'));
  const name = fields.text('name');
  new Checks().requireText('messageName', name).done();
  const key = fields.text('correlationKey') ?? '';
  const command = correlationCommand(name!, key, fields.variables('variables') ?? {});
  const { value } = valueOf<MessageCorrelationValue>(await processor.submit(command));
  return { messageKey: value.messageKey, processInstanceKey: value.processInstanceKey, tenantId: TENANT };
};

const broadcast = async ({ fields }: RestCall, { processor }: RestServices): Promise<object> => {
  requireDefaultTenant('request Broadcast Signal', fields.text('tenantId'));
  const signalName = fields.text('signalName');
  new Checks().require('signalName', signalName).done();
  const command = broadcastCommand(signalName!, fields.variables('variables') ?? {});
  const { key } = valueOf(await processor.submit(command));
  return { signalKey: key, tenantId: TENANT };
};

export const messageRoutes: Route[] = [
  { method: 'POST', path: '/v2/messages/publication', body: 'required', answer: publish },
  { method: 'POST', path: '/v2/messages/correlation', body: 'required', answer: correlate },
  { method: 'POST', path: '/v2/signals/broadcast', body: 'required', answer: broadcast },
];
