import { OpenAPIRegistry, OpenApiGeneratorV31, extendZodWithOpenApi } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import type { RouteContract } from '#contracts';
import { Problem, ROUTES } from '#contracts';

extendZodWithOpenApi(z);

/** The OpenAPI document, made of the same contracts that the server registers. */
export function openApiDocument(version: string): unknown {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: 'quanheng_session' });
  for (const [name, contract] of Object.entries(ROUTES) as [string, RouteContract][]) {
    const parameters = [...contract.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
    registry.registerPath({
      operationId: name,
      method: contract.method,
      path: contract.path.replace(/:(\w+)/g, '{$1}'),
      summary: contract.summary,
      tags: [contract.tag],
      description:
        contract.access === 'public'
          ? '无需登录。'
          : contract.access === 'session'
            ? '登录后可用。'
            : `角色：${contract.access.join('、')}。`,
      security: contract.access === 'public' ? [] : [{ session: [] }],
      request: {
        ...(parameters.length > 0
          ? { params: z.object(Object.fromEntries(parameters.map((parameter) => [parameter, z.string()]))) }
          : {}),
        ...(contract.query ? { query: contract.query as z.ZodObject } : {}),
        ...requestBody(contract),
      },
      responses: {
        ...(contract.response
          ? { 200: { description: '成功', content: { 'application/json': { schema: contract.response } } } }
          : contract.method === 'get'
            ? { 200: { description: '文件或事件流' } }
            : { 204: { description: '成功' } }),
        default: { description: '出错（RFC 9457）', content: { 'application/problem+json': { schema: Problem } } },
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: '泉衡 API', version, description: '行政执法与行政执法监督低代码平台' },
  });
}

function requestBody(contract: RouteContract) {
  if (contract.upload === 'multipart')
    return {
      body: {
        content: {
          'multipart/form-data': {
            schema: z.object({ file: z.string(), name: z.string(), kind: z.string(), description: z.string() }),
          },
        },
      },
    };
  if (contract.upload === 'binary') return { body: { content: { 'application/zip': { schema: z.string() } } } };
  return contract.body ? { body: { content: { 'application/json': { schema: contract.body } } } } : {};
}
