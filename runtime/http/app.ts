import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express from 'express';
import type { Express, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { bulkEndpoint } from '../exporter/bulk-endpoint.ts';
import type { Platform } from '../platform.ts';
import { ProblemError } from '../problem-error.ts';
import { VERSION } from '../version.ts';
import { caseHandlers } from './handlers/cases.ts';
import { discretionHandlers } from './handlers/discretion.ts';
import { fileHandlers } from './handlers/files.ts';
import { gateHandlers } from './handlers/gates.ts';
import { lawHandlers } from './handlers/laws.ts';
import { legalityHandlers } from './handlers/legality.ts';
import { numberHandlers } from './handlers/numbers.ts';
import { officerHandlers } from './handlers/officers.ts';
import { organisationHandlers } from './handlers/organisation.ts';
import { oversightHandlers } from './handlers/oversight.ts';
import { procedureHandlers } from './handlers/procedures.ts';
import { rulePackHandlers } from './handlers/rule-packs.ts';
import { sessionHandlers } from './handlers/session.ts';
import { timingHandlers } from './handlers/timing.ts';
import { internalRoutes } from './internal-routes.ts';
import { openApiDocument } from './openapi.ts';
import { problemHandler, unknownPath } from './problems.ts';
import type { Handlers } from './registrar.ts';
import { registerRoutes } from './registrar.ts';

const HANDLERS: Handlers = {
  ...sessionHandlers,
  ...organisationHandlers,
  ...procedureHandlers,
  ...lawHandlers,
  ...legalityHandlers,
  ...timingHandlers,
  ...rulePackHandlers,
  ...gateHandlers,
  ...discretionHandlers,
  ...caseHandlers,
  ...numberHandlers,
  ...officerHandlers,
  ...fileHandlers,
  ...oversightHandlers,
};

const FAILED_SIGN_INS_PER_MINUTE = 30;

/** The HTTP side of the platform: the routes of the contracts, the internal API, probes, documents and the pages. */
export function createApp(platform: Platform): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback');
  app.use(securityHeaders(), measure(platform));
  // Zeebe's exporter can't have a path in its address: its calls come to the root, each beginning with `_`.
  const exporter = bulkEndpoint(platform.projection, platform.settings.serviceToken);
  app.use('/internal/exporter', exporter);
  app.use(
    /^\/_(?:bulk|component_template|index_template|template|ilm|cluster|license|xpack)/,
    (request, _response, next) => {
      request.url = request.originalUrl;
      next();
    },
    exporter,
  );
  app.use('/internal', internalRoutes(platform));
  probes(app, platform);
  app.post('/api/session', signInLimit());
  registerRoutes(app, platform, HANDLERS);
  apiDocuments(app);
  app.use('/api', unknownPath);
  app.use('/internal', unknownPath);
  pages(app, platform.settings.webDir);
  app.use(unknownPath);
  app.use(problemHandler(platform));
  return app;
}

const securityHeaders = (): RequestHandler =>
  helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        frameAncestors: ["'self'"],
        // The platform often runs on an intranet without TLS.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
  });

const measure =
  (platform: Platform): RequestHandler =>
  (_request, response, next) => {
    const stop = platform.metrics.requests.startTimer();
    response.on('finish', () => {
      const route = (response.locals as { route?: string }).route;
      if (route) stop({ route, status: String(response.statusCode) });
    });
    next();
  };

const signInLimit = (): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: FAILED_SIGN_INS_PER_MINUTE,
    skipSuccessfulRequests: true,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    handler: (_request, _response, next) => {
      next(new ProblemError('rate-limited', '登录尝试过于频繁，请一分钟后再试。'));
    },
  });

function probes(app: Express, platform: Platform): void {
  app.get('/healthz', (_request, response) => {
    response.json({ ok: true });
  });
  app.get('/readyz', async (_request, response) => {
    const [store, engine] = await Promise.allSettled([platform.store.ping(), platform.engine.topology()]);
    const ok = store.status === 'fulfilled' && engine.status === 'fulfilled';
    response
      .status(ok ? 200 : 503)
      .json({ ok, store: store.status === 'fulfilled', engine: engine.status === 'fulfilled' });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(platform.metrics.registry.contentType).send(await platform.metrics.registry.metrics());
  });
}

function apiDocuments(app: Express): void {
  let document: unknown;
  app.get('/api/openapi.json', (_request, response) => {
    document ??= openApiDocument(VERSION);
    response.json(document);
  });
  const options = { customSiteTitle: '泉衡 API', swaggerOptions: { url: '/api/openapi.json' } };
  app.use('/api/docs', swaggerUi.serveFiles(undefined, options), swaggerUi.setup(undefined, options));
}

/** The built pages: hashed assets for a year, index.html always fresh, and every page address answers index.html. */
function pages(app: Express, webDir: string): void {
  app.use(
    '/assets',
    express.static(join(webDir, 'assets'), { immutable: true, maxAge: '365d', fallthrough: true }),
    unknownPath,
  );
  app.use(express.static(webDir, { index: false }));
  app.get('/{*splat}', (request, response, next) => {
    const index = join(webDir, 'index.html');
    if (!request.accepts('html') || !existsSync(index)) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(index);
  });
}
