export interface ClientLanguage {
  language: string;
  /** The client that its program uses, for people. */
  client: string;
}

export function clientLanguages(): ClientLanguage[];
export function clientCommand(language: string): [command: string, ...args: string[]] | null;
