import { useCallback, useEffect, useState } from 'react';
import type { DecisionAnalysis, LegalityReport, ProcedureIssue } from '#contracts';
import { toFiles, type FileMap } from '../draft/package-files.ts';
import { runChecks } from './run-checks.ts';

export interface Checks {
  issues: ProcedureIssue[];
  legality: LegalityReport | null;
  decisions: Readonly<Record<string, DecisionAnalysis[]>>;
  checking: boolean;
  failed: string | null;
  again: () => void;
}

const CHECK_DELAY_MS = 500;
const ORDER = { error: 0, warning: 1, info: 2 };

/** Runs the same checks as the server, beside the page, shortly after each change. */
export function useChecks(files: FileMap): Checks {
  const [state, setState] = useState<Omit<Checks, 'again'>>({
    issues: [],
    legality: null,
    decisions: {},
    checking: true,
    failed: null,
  });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    setState((old) => ({ ...old, checking: true }));
    const timer = setTimeout(() => {
      runChecks(toFiles(files))
        .then(
          ({ issues, legality, decisions }) =>
            current &&
            setState({
              issues: [...issues].sort((a, b) => ORDER[a.severity] - ORDER[b.severity]),
              legality: legality ?? null,
              decisions,
              checking: false,
              failed: null,
            }),
        )
        .catch(
          (error: unknown) =>
            current &&
            setState({
              issues: [],
              legality: null,
              decisions: {},
              checking: false,
              failed: error instanceof Error ? error.message : String(error),
            }),
        );
    }, CHECK_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [files, round]);
  return { ...state, again: useCallback(() => setRound((value) => value + 1), []) };
}
