import type { Variables } from '#engine';
import { InvalidArgument, PartitionNotFound } from '../errors.ts';

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

/** Whether brackets of a JSON text are nested deeper than `levels`: what comes after would go through them recursively. */
export const nestedDeeperThan = (levels: number, text: string): boolean => {
  if (text.length <= levels) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (quoted && code === BACKSLASH) at++;
    else if (code === QUOTE) quoted = !quoted;
    else if (quoted) continue;
    else if (code === BRACKET || code === BRACE) {
      if (++depth > levels) return true;
    } else if (code === BRACKET + 2 || code === BRACE + 2) depth--;
  }
  return false;
};

const [QUOTE, BACKSLASH, BRACKET, BRACE] = [34, 92, 91, 123];

/** Levels of variables; Zeebe's gRPC takes some more and then fails without a word. */
const MAX_DEPTH = 1000;

/**
 * Variables as a JSON object; nothing, blanks and null mean none.
 * @throws InvalidArgument when the text is no JSON or no object
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
  return parsed as Variables;
};
