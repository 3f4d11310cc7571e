import type { JobType } from '#contracts';
import type { JobHandler } from '../job.ts';
import { documentGenerate, evidenceSeal, notify } from './case-records.ts';
import { discretionCheck } from './discretion-check.ts';
import { reviewCheck } from './review-check.ts';
import { timingCheck } from './timing-check.ts';

/** One handler per job type of the contract. */
export const HANDLERS: { [T in JobType]: JobHandler<T> } = {
  'timing-check': timingCheck,
  'review-check': reviewCheck,
  'discretion-check': discretionCheck,
  'document-generate': documentGenerate,
  'evidence-seal': evidenceSeal,
  notify,
};
