import { Alert, Button } from 'antd';
import { toProblem } from '../api/problem.ts';

/** A failed read or action, in the place where its result would have been. */
export function ProblemView({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { problem } = toProblem(error);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      message={problem.title}
      description={
        problem.detail || problem.issues?.length ? (
          <div className="qh-stack-small">
            {problem.detail ? <span>{problem.detail}</span> : null}
            {problem.issues?.length ? (
              <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                {problem.issues.map((issue) => (
                  <li key={issue.path + issue.message}>{issue.message}</li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : undefined
      }
      action={onRetry ? <Button onClick={onRetry}>重试</Button> : undefined}
    />
  );
}
