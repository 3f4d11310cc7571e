import type { z } from 'zod';
import {
  GeneratedDocument,
  InternalCase,
  SealedEvidence,
  type CheckReport,
  type GenerateDocumentBody,
  type NotifyBody,
  type SealEvidenceBody,
} from '#contracts';

/** The runtime refused or could not be reached; the message is Chinese and goes into the incident. */
export class RuntimeError extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.name = 'RuntimeError';
    this.status = status;
  }
}

export interface RuntimeClient {
  readCase(caseId: string): Promise<InternalCase>;
  reportCheck(report: CheckReport): Promise<void>;
  generateDocument(
    caseId: string,
    body: z.input<typeof GenerateDocumentBody>,
  ): Promise<z.infer<typeof GeneratedDocument>>;
  sealEvidence(caseId: string, body: z.input<typeof SealEvidenceBody>): Promise<z.infer<typeof SealedEvidence>>;
  notify(body: z.input<typeof NotifyBody>): Promise<void>;
}

const TIMEOUT_MS = 20_000;

/** Client of the runtime's internal API with the service credential. */
export const createRuntimeClient = (baseUrl: string, serviceToken: string): RuntimeClient => {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetch(new URL(path, baseUrl), {
        method,
        headers: {
          authorization: `Bearer ${serviceToken}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new RuntimeError(
        `平台服务暂时不可用（${error instanceof Error ? error.message : String(error)}），稍后自动重试`,
        0,
      );
    }
    if (response.ok) return response.status === 204 ? undefined : response.json();
    const problem = (await response.json().catch(() => ({}))) as { title?: string; detail?: string };
    throw new RuntimeError(problem.detail ?? problem.title ?? `平台服务返回 ${response.status}`, response.status);
  };
  const casePath = (caseId: string, rest = ''): string => `/internal/cases/${encodeURIComponent(caseId)}${rest}`;
  return {
    readCase: async (caseId) => InternalCase.parse(await call('GET', casePath(caseId))),
    reportCheck: async (report) => void (await call('POST', '/internal/checks', report)),
    generateDocument: async (caseId, body) =>
      GeneratedDocument.parse(await call('POST', casePath(caseId, '/documents'), body)),
    sealEvidence: async (caseId, body) =>
      SealedEvidence.parse(await call('POST', casePath(caseId, '/evidence-seal'), body)),
    notify: async (body) => void (await call('POST', '/internal/notifications', body)),
  };
};
