import { scanCitations } from './citation.ts';

/** A citation found somewhere in a rule, as it is written there. */
export interface FoundCitation {
  law: string;
  article: string;
  code?: string | undefined;
  /** Publication date of the version that the rule was made for. */
  version?: string | undefined;
}

/**
 * Every citation in a JSON value: objects of the shape of `Citation`, wherever they stand, and laws named in running text
 * (`《…》第…条`). New kinds of rules need no change here.
 */
export function collectCitations(value: unknown): FoundCitation[] {
  const found: FoundCitation[] = [];
  walk(value, found);
  return found;
}

function walk(value: unknown, found: FoundCitation[]): void {
  if (typeof value === 'string') {
    if (value.includes('《')) found.push(...scanCitations(value));
    return;
  }
  if (Array.isArray(value)) {
    for (const member of value) walk(member, found);
    return;
  }
  if (value === null || typeof value !== 'object') return;
  const { law, article, code, version } = value as Record<string, unknown>;
  if (typeof law === 'string' && typeof article === 'string') {
    found.push({
      law,
      article,
      code: typeof code === 'string' ? code : undefined,
      version: typeof version === 'string' ? version : undefined,
    });
    return;
  }
  for (const member of Object.values(value)) walk(member, found);
}
