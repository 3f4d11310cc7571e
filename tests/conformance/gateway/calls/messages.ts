import { json } from '../call-parts.ts';
import type { GatewayCall } from '../play-calls.ts';

export const messages: GatewayCall[] = [
  json('create one to wait', 'POST /v2/process-instances', {
    processDefinitionId: 'message',
    variables: { order: 'k1' },
  }),
  json('publish', 'POST /v2/messages/publication', {
    name: 'nobody',
    correlationKey: 'k',
    timeToLive: 60000,
    messageId: 'm1',
    variables: { paid: true },
  }),
  json('publish the same', 'POST /v2/messages/publication', {
    name: 'nobody',
    correlationKey: 'k',
    timeToLive: 60000,
    messageId: 'm1',
  }),
  json('publish without a key', 'POST /v2/messages/publication', { name: 'nobody' }),
  json('publish without a name', 'POST /v2/messages/publication', { correlationKey: 'k' }),
  json('publish with an empty name', 'POST /v2/messages/publication', { name: '', correlationKey: 'k' }),
  json('publish for a tenant', 'POST /v2/messages/publication', { name: 'n', correlationKey: 'k', tenantId: 'office' }),
  json('publish with a text for the time', 'POST /v2/messages/publication', {
    name: 'n',
    correlationKey: 'k',
    timeToLive: 'long',
  }),
  json('correlate to nobody', 'POST /v2/messages/correlation', { name: 'paid', correlationKey: 'other' }),
  json('correlate', 'POST /v2/messages/correlation', { name: 'paid', correlationKey: 'k1', variables: { paid: 1 } }),
  json('correlate to a start', 'POST /v2/messages/correlation', { name: 'begin', correlationKey: 'b1' }),
  json('correlate without a key', 'POST /v2/messages/correlation', { name: 'begin' }),
  json('correlate without a name', 'POST /v2/messages/correlation', { correlationKey: 'b1' }),
  json('correlate for a tenant', 'POST /v2/messages/correlation', {
    name: 'begin',
    correlationKey: 'b1',
    tenantId: 'office',
  }),
  json('broadcast', 'POST /v2/signals/broadcast', { signalName: 'all', variables: { a: 1 } }),
  json('broadcast without a name', 'POST /v2/signals/broadcast', {}),
  json('broadcast an empty name', 'POST /v2/signals/broadcast', { signalName: '' }),
  json('broadcast for a tenant', 'POST /v2/signals/broadcast', { signalName: 'all', tenantId: 'office' }),
];
