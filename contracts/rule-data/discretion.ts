import { z } from 'zod';
import { AmountFen, Citation, CivilDate, Origin } from '../common.ts';

/** 不予 · 免予 · 减轻 · 从轻 · 一般 · 从重. */
export const DiscretionTier = z.enum(['no-penalty', 'exempt', 'mitigated', 'lenient', 'ordinary', 'aggravated']);
export type DiscretionTier = z.infer<typeof DiscretionTier>;

/** A condition of a list item: a question answered by a form field or a fact, in FEEL over the discretion context. */
export const ListCondition = z.object({ id: z.string(), text: z.string(), feel: z.string() });

export const PenaltyRange = z.object({
  /** Inclusive, in fen; `minFen` 0 for “X 元以下”. */
  minFen: AmountFen,
  maxFen: AmountFen,
  /** P1–P12 of domain facts §8.5. */
  pattern: z.string(),
  optional: z.boolean().default(false),
});

export const DiscretionItem = z.object({
  code: z.string(),
  list: z.enum(['no-penalty', 'mitigated', 'lenient', 'aggravated']),
  department: z.string(),
  violation: z.string(),
  penaltyBasis: z.array(Citation),
  conditions: z.array(ListCondition),
  combine: z.enum(['all', 'any']).default('all'),
  exclusions: z.array(ListCondition).default([]),
  range: PenaltyRange.optional(),
  outcome: z.string(),
  measures: z.array(z.string()).default([]),
  origin: Origin,
  originNote: z.string().optional(),
  effectiveFrom: CivilDate,
  version: z.number().int().default(1),
  status: z.enum(['effective', 'to-review', 'retired']).default('effective'),
});
export type DiscretionItem = z.infer<typeof DiscretionItem>;

export const DiscretionResult = z.object({
  recommendedTier: DiscretionTier,
  /** Bounds of the recommended tier, in fen; absent when no fine. */
  minFen: AmountFen.optional(),
  maxFen: AmountFen.optional(),
  statutory: PenaltyRange.optional(),
  matched: z.array(
    z.object({
      code: z.string(),
      version: z.number(),
      list: z.string(),
      violation: z.string(),
      origin: Origin,
      conditions: z.array(z.object({ text: z.string(), met: z.boolean() })),
    }),
  ),
  missed: z.array(
    z.object({
      code: z.string(),
      version: z.number(),
      list: z.string(),
      violation: z.string(),
      origin: Origin,
      conditions: z.array(z.object({ text: z.string(), met: z.boolean() })),
    }),
  ),
  factors: z.array(z.object({ id: z.string(), text: z.string(), effect: z.string(), basis: Citation })),
  measures: z.array(z.string()),
  explanation: z.array(z.string()),
  deviation: z
    .object({
      proposedFen: AmountFen.optional(),
      proposedTier: DiscretionTier.optional(),
      deviates: z.boolean(),
      outsideStatutory: z.boolean(),
      needs: z.string(),
      reason: z.string().optional(),
    })
    .optional(),
});
export type DiscretionResult = z.infer<typeof DiscretionResult>;
