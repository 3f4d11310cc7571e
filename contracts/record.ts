import { z } from 'zod';

/**
 * A record of the engine's log in the JSON shape of Zeebe's exporter. All 64-bit numbers (`position`, `key`, and the
 * `*Key` members of `value`) are strings here: the bulk endpoint reads them losslessly.
 */
export const EngineRecord = z.looseObject({
  position: z.string(),
  partitionId: z.number().int(),
  key: z.string(),
  timestamp: z.number(),
  valueType: z.string(),
  intent: z.string(),
  recordType: z.enum(['EVENT', 'COMMAND', 'COMMAND_REJECTION']),
  rejectionType: z.string().optional(),
  rejectionReason: z.string().optional(),
  sourceRecordPosition: z.string().optional(),
  brokerVersion: z.string().optional(),
  value: z.record(z.string(), z.unknown()),
});
export type EngineRecord = z.infer<typeof EngineRecord>;
