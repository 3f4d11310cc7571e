import { json, UNKNOWN } from '../call-parts.ts';
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
  ...['jobs/activation', 'process-instances', 'signals/broadcast', 'clock/reset'].map((path) =>
    json(`version 1 of ${path}`, `POST /v1/${path}`, '{}'),
  ),
  { name: 'no body and no type', call: 'POST /v2/process-instances' },
  { name: 'reset the clock', call: 'POST /v2/clock/reset' },
  json('reset the clock with a body', 'POST /v2/clock/reset', '{', { type: 'text/plain' }),
  json('a type with a charset', `POST /v2/jobs/${UNKNOWN}/completion`, '{}', {
    type: 'application/json;charset=utf-8',
  }),
  json('a type of JSON', `POST /v2/jobs/${UNKNOWN}/completion`, '{}', { type: 'application/vnd.x+json' }),
  json('null for an optional body', `POST /v2/jobs/${UNKNOWN}/completion`, 'null'),
  json('a blank for an optional body', `POST /v2/jobs/${UNKNOWN}/completion`, ' '),
  json('a blank for a needed body', 'POST /v2/process-instances', ' '),
  { name: 'topology with a question', call: 'GET /v2/topology?x=1', ignore: host },
  { name: 'a doubled slash', call: 'GET /v2//topology', ignore: host },
  json('a key of blanks', 'POST /v2/jobs/%20/completion', '{}'),
  json('a key with a sign', 'POST /v2/jobs/+12/completion', '{}'),
  json('a key in other digits', 'POST /v2/jobs/0x10/completion', '{}'),
];
