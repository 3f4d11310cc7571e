import { z } from 'zod';
import { AmountFen, CivilDate, Instant, JsonObject } from '../common.ts';
import { CaseEvent } from './timing.ts';

export const CertificateStatus = z.enum(['active', 'suspended', 'revoked', 'expired', 'applying']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

export const Certificate = z.object({
  number: z.string(),
  /** 执法证 · 监督证 · 听证主持人 · 法律职业资格. */
  kind: z.enum(['enforcement', 'supervision', 'hearing-host', 'legal-profession']),
  status: CertificateStatus,
  validFrom: CivilDate,
  validTo: CivilDate,
});
export type Certificate = z.infer<typeof Certificate>;

export const OfficerFact = z.object({
  userId: z.string(),
  name: z.string(),
  organId: z.string(),
  /** 在编 / 合同制 / 劳务派遣 / 借调: only `established` may enforce (CF42, LJD10). */
  employment: z.enum(['established', 'contract', 'dispatched', 'seconded']),
  certificates: z.array(Certificate),
});
export type OfficerFact = z.infer<typeof OfficerFact>;

export const Party = z.object({
  id: z.string(),
  kind: z.enum(['person', 'organization', 'individual-business']),
  name: z.string(),
  uscc: z.string().optional(),
  idNumber: z.string().optional(),
  legalRepresentative: z.string().optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
});
export type Party = z.infer<typeof Party>;

/** Everything that gates and discretion look at. `data` holds the latest value of every form field by key. */
export const CaseFacts = z.object({
  caseId: z.string(),
  procedureCode: z.string(),
  organ: z.object({
    id: z.string(),
    name: z.string(),
    level: z.string(),
    department: z.string(),
    regionCode: z.string(),
  }),
  parties: z.array(Party),
  officers: z.array(OfficerFact),
  events: z.array(CaseEvent),
  data: JsonObject,
  evidence: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      name: z.string(),
      elementId: z.string().optional(),
      at: Instant,
      sealed: z.boolean(),
    }),
  ),
  documents: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      number: z.string().optional(),
      at: Instant,
      elementId: z.string().optional(),
    }),
  ),
  /** Who completed which step (separation of duties). */
  stepActors: z.array(z.object({ elementId: z.string(), userId: z.string(), at: Instant })),
  /** Penalties of the same party decided before (first offence, escalation by count). */
  history: z.array(
    z.object({ caseId: z.string(), violationCode: z.string(), decidedOn: CivilDate, fineFen: AmountFen }),
  ),
});
export type CaseFacts = z.infer<typeof CaseFacts>;
