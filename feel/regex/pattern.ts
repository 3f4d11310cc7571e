/** A regular expression as a tree (XML Schema and XPath, with the groups and look-aheads of Java that are safe to run). */
export type Pattern =
  | { type: 'character'; matches: (codePoint: number) => boolean }
  | { type: 'sequence'; parts: Pattern[] }
  | { type: 'choice'; options: Pattern[] }
  | { type: 'group'; of: Pattern; number?: number }
  | { type: 'repeat'; of: Pattern; least: number; most: number; lazy: boolean }
  | { type: 'start' | 'end' | 'boundary' | 'not-boundary' }
  | { type: 'look'; of: Pattern; wanted: boolean }
  | { type: 'back'; number: number };

export interface Flags {
  dotAll: boolean;
  multiline: boolean;
  ignoreCase: boolean;
  free: boolean;
  literal: boolean;
}

/** The pattern is no regular expression. */
export class PatternError extends Error {}

export const parseFlags = (flags: string): Flags => {
  if (/[^smixq]/.test(flags)) throw new PatternError(`Invalid flags '${flags}'`);
  return {
    dotAll: flags.includes('s'),
    multiline: flags.includes('m'),
    ignoreCase: flags.includes('i'),
    free: flags.includes('x'),
    literal: flags.includes('q'),
  };
};
