import type { JobHandler } from '../job.ts';

/** Writes a document of the case from its template; the runtime numbers and stores it once per job. */
export const documentGenerate: JobHandler<'document-generate'> = async (job, runtime) => {
  const document = await runtime.generateDocument(job.caseId, {
    jobKey: job.key,
    document: job.headers.document,
    elementId: job.elementId,
    processInstanceKey: job.processInstanceKey,
  });
  return { output: { lastDocument: document } };
};

/** Seals all evidence collected so far: from here on it can only be superseded openly. */
export const evidenceSeal: JobHandler<'evidence-seal'> = async (job, runtime) => ({
  output: { evidenceSeal: await runtime.sealEvidence(job.caseId, { jobKey: job.key, elementId: job.elementId }) },
});

/** Tells people of the case something. */
export const notify: JobHandler<'notify'> = async (job, runtime) => {
  await runtime.notify({
    jobKey: job.key,
    caseId: job.caseId,
    to: job.headers.to,
    message: job.headers.message,
    ...(job.headers.severity ? { severity: job.headers.severity } : {}),
  });
  return { output: {} };
};
