import { useState } from 'react';
import type { Finding, ProblemIssue, TaskDetail } from '#contracts';
import { call, toProblem, useCall, useRefresh } from '#ui';
import type { ApiProblem } from '#ui';

/** What the page offers to do with a task. */
export type Standing = 'work' | 'claim' | 'watch';

/** Whether the person works on the task, may take it, or only looks. */
export function standingOf(task: TaskDetail, userId: string): Standing {
  if (task.state !== 'open' || !task.canWork) return 'watch';
  if (task.assigneeId === userId) return 'work';
  return task.assigneeId === null ? 'claim' : 'watch';
}

export interface TaskActions {
  claim: () => void;
  release: () => void;
  complete: (data: Record<string, unknown>, done: () => void) => void;
  saveDraft: (data: Record<string, unknown>, last: boolean) => Promise<string>;
  busy: 'claim' | 'release' | 'complete' | null;
  /** A refusal that belongs to no field. */
  problem: ApiProblem | null;
  issues: readonly ProblemIssue[];
  blocked: readonly Finding[];
  forgetBlocked: () => void;
}

const NO_ISSUES: ProblemIssue[] = [];

export function useTaskActions(key: string): TaskActions {
  const claiming = useCall('claimTask', ['task', 'tasks']);
  const releasing = useCall('releaseTask', ['task', 'tasks']);
  const completing = useCall('completeTask');
  const refresh = useRefresh();
  const [blocked, setBlocked] = useState<readonly Finding[]>([]);
  const [issues, setIssues] = useState<readonly ProblemIssue[]>(NO_ISSUES);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const refuse = (error: unknown) => {
    const refused = toProblem(error);
    setBlocked(refused.findings);
    // Issues of a gate name no field: its findings say all.
    const atFields = refused.findings.length === 0 && refused.issues.length > 0;
    setIssues(atFields ? refused.issues : NO_ISSUES);
    setProblem(atFields || refused.findings.length > 0 ? null : refused);
    // Somebody was faster: show how things stand now.
    if (refused.status === 409) refresh('task', 'tasks');
  };
  const clear = () => {
    setBlocked([]);
    setIssues(NO_ISSUES);
    setProblem(null);
  };
  return {
    claim: () => {
      clear();
      claiming.mutate({ params: { key } }, { onError: refuse });
    },
    release: () => {
      clear();
      releasing.mutate({ params: { key } }, { onError: refuse });
    },
    complete: (data, done) => {
      clear();
      completing.mutate(
        { params: { key }, body: { data } },
        {
          onError: refuse,
          onSuccess: () => {
            refresh('tasks', 'cases', 'case', 'overview');
            done();
          },
        },
      );
    },
    saveDraft: async (data, last) => {
      const { savedAt } = await call('saveTaskDraft', { params: { key }, body: { data }, keepalive: last });
      return savedAt;
    },
    busy: claiming.isPending ? 'claim' : releasing.isPending ? 'release' : completing.isPending ? 'complete' : null,
    problem,
    issues,
    blocked,
    forgetBlocked: () => setBlocked([]),
  };
}
