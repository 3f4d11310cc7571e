import { z } from 'zod';

/** Which layer a rule of a case comes from (ADR 0004): the standard, the procedure package, or a version of a rule pack. */
export const RuleSource = z.object({
  layer: z.enum(['standard', 'procedure', 'pack']),
  /** What the reader sees: `全国标准`, the name of the procedure or of the pack. */
  name: z.string(),
  /** Code of the pack or the procedure. */
  code: z.string().optional(),
  /** Version of the pack. */
  number: z.number().int().optional(),
});
export type RuleSource = z.infer<typeof RuleSource>;
