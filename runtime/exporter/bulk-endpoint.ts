import { Router, text } from 'express';
import type { RequestHandler } from 'express';
import { sameText } from '../identity/sessions.ts';
import { ProblemError } from '../problem-error.ts';
import type { Projection } from './projection.ts';
import { readRecord } from './projection.ts';

const BULK_LIMIT = '256mb';

/** Bearer token or the password of basic authentication: Zeebe's exporter can only do the latter. */
export function serviceOnly(token: string): RequestHandler {
  return (request, _response, next) => {
    const header = request.get('authorization') ?? '';
    const [scheme = '', credentials = ''] = header.split(' ');
    const given =
      scheme.toLowerCase() === 'basic'
        ? Buffer.from(credentials, 'base64').toString('utf8').split(':').slice(1).join(':')
        : credentials;
    next(sameText(given, token) ? undefined : new ProblemError('unauthenticated', '需要服务凭据。'));
  };
}

/**
 * The few calls that Zeebe's Elasticsearch exporter makes: templates and policies are acknowledged, `_bulk` is stored.
 * Its client insists on the product header, and on one item for each line.
 */
export function bulkEndpoint(projection: Projection, token: string): Router {
  const router = Router();
  router.use(serviceOnly(token), (_request, response, next) => {
    response.setHeader('X-Elastic-Product', 'Elasticsearch');
    next();
  });
  router.post('/_bulk', text({ type: () => true, limit: BULK_LIMIT }), async (request, response) => {
    const lines = String(request.body)
      .split('\n')
      .filter((line) => line !== '');
    const records = lines.filter((_line, index) => index % 2 === 1).map(readRecord);
    await projection.ingest(records);
    response
      .type('application/json')
      .send(JSON.stringify({ took: 1, errors: false, items: records.map(() => ({ index: { status: 201 } })) }));
  });
  router.use((_request, response) => {
    response
      .type('application/json')
      .send(JSON.stringify({ acknowledged: true, version: { number: '8.13.0' }, tagline: 'You Know, for Search' }));
  });
  return router;
}
