import { z } from 'zod';

/**
 * A document template that needs no Word: blocks of text with `{placeholders}` resolved from the data snapshot. The
 * same template renders .docx and PDF. Offices may replace it by a Word file (`documents/<code>.docx`) with the same
 * placeholders in docxtemplater syntax.
 */
export const DocumentBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), text: z.string(), level: z.number().int().min(1).max(3).default(1) }),
  /** Right-aligned 文号 line. */
  z.object({ type: z.literal('number') }),
  z.object({
    type: z.literal('paragraph'),
    text: z.string(),
    indent: z.boolean().default(true),
    align: z.enum(['left', 'center', 'right']).default('left'),
  }),
  /** Label/value rows, drawn as a bordered table. */
  z.object({ type: z.literal('fields'), rows: z.array(z.object({ label: z.string(), value: z.string() })) }),
  /** Repeats its row for each element of the list at `each`. */
  z.object({
    type: z.literal('table'),
    each: z.string(),
    columns: z.array(z.object({ title: z.string(), value: z.string() })),
  }),
  z.object({ type: z.literal('signatures'), lines: z.array(z.string()) }),
  /** Organ name, date, place of the seal. */
  z.object({ type: z.literal('seal') }),
]);
export type DocumentBlock = z.infer<typeof DocumentBlock>;

export const DocumentTemplate = z.object({ code: z.string(), name: z.string(), blocks: z.array(DocumentBlock) });
export type DocumentTemplate = z.infer<typeof DocumentTemplate>;
