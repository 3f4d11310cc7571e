import type { Variables } from '#engine';
import { InvalidArgument, PartitionNotFound } from '../errors.ts';
import { inexactNumber, nestedDeeperThan } from './json-text.ts';

/** Zeebe keeps the number of the partition above the lower 51 bits of a key. */
const PARTITION_BITS = 51n;

/**
 * The key of something that a command is for. 64-bit numbers come as texts; those of the only partition are exact as
 * numbers.
 * @throws PartitionNotFound for a key of any other partition, among them all that would not be exact
 */
export const routedKey = (text: string): number => {
  const key = BigInt(text);
  const partition = Number(key >> PARTITION_BITS);
  if (partition !== 1) throw new PartitionNotFound(partition);
  return Number(key);
};

/** There is one tenant. `what` is the request in Zeebe's words: `gRPC request DeployResource`, `request Deploy Resources`. */
export const requireDefaultTenant = (what: string, tenantIds: string | readonly string[] | null | undefined): void => {
  for (const tenantId of [tenantIds ?? ''].flat())
    if (tenantId.trim() !== '' && tenantId !== '<default>')
      throw new InvalidArgument(
        `Expected to handle ${what} with tenant identifier '${tenantId}', but multi-tenancy is disabled`,
      );
};

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'ARRAY';
  if (typeof value === 'string') return 'STRING';
  if (typeof value === 'boolean') return 'BOOLEAN';
  return Number.isInteger(value) ? 'INTEGER' : 'FLOAT';
};

/** A variable is a number as JavaScript has it; one that is rounded in silence would be another one. */
export const refuseInexact = (digits: string): never => {
  throw new InvalidArgument(
    `Property 'variables' is invalid: the whole number ${digits} can not be kept exactly; pass it as a string`,
  );
};

/** Levels of variables; Zeebe's gRPC takes some more and then fails without a word. */
const MAX_DEPTH = 1000;

/**
 * Variables as a JSON object; nothing, blanks and null mean none.
 * @throws InvalidArgument when the text is no JSON, no object, or has whole numbers that a double does not hold
 */
export const parseVariables = (text: string | undefined): Variables => {
  if (!text?.trim()) return {};
  if (nestedDeeperThan(MAX_DEPTH, text))
    throw new InvalidArgument(`Invalid JSON value: Document nesting depth exceeds the maximum allowed (${MAX_DEPTH})`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new InvalidArgument(`Invalid JSON value: ${text}`);
  }
  if (parsed === null) return {};
  if (typeof parsed !== 'object' || Array.isArray(parsed))
    throw new InvalidArgument(
      `Property 'variables' is invalid: Expected document to be a root level object, but was '${kindOf(parsed)}'`,
    );
  const inexact = inexactNumber(text);
  if (inexact !== undefined) refuseInexact(inexact);
  return parsed as Variables;
};
