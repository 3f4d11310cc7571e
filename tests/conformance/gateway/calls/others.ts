import { json } from '../call-parts.ts';
import type { GatewayCall } from '../play-calls.ts';

const host = ['brokers.0.host', 'brokers.0.port'];
export const others: GatewayCall[] = [
  { name: 'topology', call: 'GET /v2/topology', ignore: host },
  { name: 'topology of version 1', call: 'GET /v1/topology', ignore: host },
  json('topology by POST', 'POST /v2/topology', '{}'),
  { name: 'status', call: 'GET /v2/status' },
  { name: 'license', call: 'GET /v2/license' },
  json('pin the clock without a time', 'PUT /v2/clock', {}),
  json('pin the clock before 1970', 'PUT /v2/clock', { timestamp: -1 }),
  json('pin the clock to a text', 'PUT /v2/clock', { timestamp: 'soon' }),
  json('pin the clock to nothing', 'PUT /v2/clock', ''),
  { name: 'an unknown path', call: 'GET /v2/nothing' },
  json('an unknown path by POST', 'POST /v2/nothing/else', '{}'),
  { name: 'the root', call: 'GET /' },
  { name: 'the wrong method', call: 'GET /v2/jobs/activation' },
  json('the wrong method of a job', 'DELETE /v2/jobs/12/completion', '{}'),
  { name: 'a path with a slash behind', call: 'GET /v2/topology/' },
];
