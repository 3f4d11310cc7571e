import { z } from 'zod';
import { AmountFen, CivilDate, Instant, JsonObject } from '../common.ts';
import { GateException } from './gates.ts';
import { ConflictHint, OfficerFact, Recusal } from './officers.ts';
import { CaseEvent } from './timing.ts';

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
    z.object({
      caseId: z.string(),
      violationCode: z.string(),
      decidedOn: CivilDate,
      fineFen: AmountFen,
      /** Words of the violation: items of different lists share it. */
      violation: z.string().optional(),
      /** The party of the present case that was penalized. */
      partyId: z.string().optional(),
      /** False where the decision was 不予处罚: no penalty, but no first offence after it either. */
      penalized: z.boolean().optional(),
      caseNumber: z.string().optional(),
      /** When the act ended, as far as known: an act that ended before an earlier decision may be the same act. */
      actEndedOn: z.string().optional(),
    }),
  ),
  /** Inspections of the same party in other cases, of whatever organ; absent = none. */
  inspections: z
    .array(
      z.object({
        caseId: z.string(),
        caseNumber: z.string(),
        organId: z.string(),
        on: CivilDate,
        /** As the form of the inspection says it (`superior`: 上级部署的专项检查, outside of the yearly count). */
        type: z.string().optional(),
      }),
    )
    .optional(),
  /** The range that discretion recommends for the fine; absent = none was recommended. */
  recommendedFine: z.object({ minFen: AmountFen, maxFen: AmountFen }).optional(),
  /** 回避 applied for and decided in this case; absent = none. */
  recusals: z.array(Recusal).optional(),
  /** Declared relations between officers and parties of the case that look like a reason to recuse; absent = none. */
  conflicts: z.array(ConflictHint).optional(),
  /** Gates lifted for this case; absent = none. */
  exceptions: z.array(GateException).optional(),
});
export type CaseFacts = z.infer<typeof CaseFacts>;
