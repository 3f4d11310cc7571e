import type { z } from 'zod';
import {
  CaseLabel,
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
  /** HTTP status; 0 when the runtime could not be reached. */
  readonly status: number;
  /** What a 429 or 503 asks to wait. */
  readonly retryAfterMs: number | undefined;
  constructor(message: string, status: number, retryAfterMs?: number) {
    super(message);
    this.name = 'RuntimeError';
    this.status = status;
    this.retryAfterMs = retryAfterMs;
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
  /** Number of the case and name of the step, for people; null when it can't be found out. */
  label(caseId: string, elementId: string): Promise<z.infer<typeof CaseLabel> | null>;
}

const TIMEOUT_MS = 20_000;
/** Somebody else wrote to the case at the same moment: asked again after these times, then it is the job's retry. */
const CONFLICT_PAUSES_MS = [50, 150, 400];

const retryAfter = (response: Response): number | undefined => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 300) * 1000 : undefined;
};

/** Client of the runtime's internal API with the service credential. */
export const createRuntimeClient = (baseUrl: string, serviceToken: string): RuntimeClient => {
  const once = async (method: string, path: string, body?: unknown): Promise<unknown> => {
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
    const said = problem.detail ?? problem.title ?? `平台服务返回 ${response.status}`;
    throw new RuntimeError(said, response.status, retryAfter(response));
  };
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    for (const pause of CONFLICT_PAUSES_MS) {
      try {
        return await once(method, path, body);
      } catch (error) {
        if (!(error instanceof RuntimeError && error.status === 409)) throw error;
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    return once(method, path, body);
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
    label: (caseId, elementId) =>
      once('GET', casePath(caseId, `/label?element=${encodeURIComponent(elementId)}`)).then(
        (answer) => CaseLabel.parse(answer),
        () => null,
      ),
  };
};
