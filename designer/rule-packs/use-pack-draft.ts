import { useCallback, useEffect, useRef, useState } from 'react';
import type { ProblemIssue, RouteBody, RulePackVersion } from '#contracts';
import { ApiProblem, call, toProblem } from '#ui';

export type PackBody = Omit<RouteBody<'saveRulePackDraft'>, 'draftRevision'>;

export type PackSaveState =
  | { kind: 'saved'; at: Date | null }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  | { kind: 'conflict'; message: string }
  | { kind: 'failed'; message: string };

const SAVE_DELAY_MS = 1_200;

export const bodyOf = ({ name, parent, scope, effectiveFrom, content, note }: RulePackVersion): PackBody => ({
  name,
  parent,
  scope,
  effectiveFrom,
  content,
  note,
});

/**
 * A draft of a pack under the hands of its writer: saved by itself shortly after each change, checked after each save.
 * What the server refuses stays here with the reason at its field; what somebody else saved meanwhile is not overwritten.
 */
export function usePackDraft(version: RulePackVersion) {
  const [body, setBody] = useState<PackBody>(() => bodyOf(version));
  const [past, setPast] = useState<PackBody[]>([]);
  const [saveState, setSaveState] = useState<PackSaveState>({ kind: 'saved', at: null });
  const [issues, setIssues] = useState<ProblemIssue[]>([]);
  const revision = useRef(version.draftRevision);
  const latest = useRef(body);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const readOnly = version.status === 'submitted' || version.status === 'published' || version.status === 'retired';

  const check = useCallback(async () => {
    try {
      setIssues((await call('checkRulePack', { params: { pack: version.pack }, body: latest.current })).issues);
    } catch (error) {
      setIssues(toProblem(error).issues ?? []);
    }
  }, [version.pack]);

  const saveNow = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    if (readOnly) return true;
    setSaveState({ kind: 'saving' });
    try {
      const saved = await call('saveRulePackDraft', {
        params: { pack: version.pack },
        body: { ...latest.current, draftRevision: revision.current },
      });
      revision.current = saved.draftRevision;
      setSaveState({ kind: 'saved', at: new Date() });
      await check();
      return true;
    } catch (error) {
      const problem = error instanceof ApiProblem ? error : toProblem(error);
      setIssues(problem.issues ?? []);
      setSaveState({ kind: problem.status === 409 ? 'conflict' : 'failed', message: problem.message });
      return false;
    }
  }, [check, readOnly, version.pack]);

  const put = useCallback(
    (next: PackBody) => {
      latest.current = next;
      setBody(next);
      setSaveState({ kind: 'dirty' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void saveNow(), SAVE_DELAY_MS);
    },
    [saveNow],
  );
  const change = useCallback(
    (part: Partial<PackBody>) => {
      const before = latest.current;
      setPast((stack) => [...stack.slice(-49), before]);
      put({ ...before, ...part });
    },
    [put],
  );
  const undo = useCallback(() => {
    const before = past.at(-1);
    if (!before) return;
    setPast((stack) => stack.slice(0, -1));
    put(before);
  }, [past, put]);

  useEffect(() => {
    if (!readOnly) void check();
    return () => clearTimeout(timer.current);
  }, [check, readOnly]);

  return { body, change, undo, canUndo: past.length > 0, saveState, saveNow, issues, readOnly };
}

export type PackDraftHandle = ReturnType<typeof usePackDraft>;

/** Problems of one rule: those whose path begins with it. */
export const issuesAt = (issues: readonly ProblemIssue[], path: string): ProblemIssue[] =>
  issues.filter(
    (issue) => issue.path === path || issue.path.startsWith(`${path}.`) || issue.path.startsWith(`${path}[`),
  );
