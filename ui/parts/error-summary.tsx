import { Alert } from 'antd';
import { useEffect, useRef } from 'react';
import type { ProblemIssue } from '#contracts';

/** Id of the element that a field's message and the summary's link point to. */
export function fieldElementId(path: string): string {
  return `field-${path.replace(/[^A-Za-z0-9_\u4e00-\u9fff]+/g, '-')}`;
}

/** Brings the field into view and puts the cursor into it. */
export function goToField(path: string): void {
  const field = document.getElementById(fieldElementId(path));
  if (!field) return;
  field.scrollIntoView({ block: 'center', behavior: 'smooth' });
  const focusable = field.matches('input,textarea,button,select')
    ? field
    : field.querySelector<HTMLElement>('input,textarea,button,select,[tabindex]');
  (focusable ?? field).focus({ preventScroll: true });
}

/** All that is wrong in a form, each with a link to its field. Takes the focus when it appears. */
export function ErrorSummary({ issues, title }: { issues: readonly ProblemIssue[]; title?: string }) {
  const box = useRef<HTMLDivElement>(null);
  const count = issues.length;
  useEffect(() => {
    if (count > 0) box.current?.focus();
    // Only when it appears: while the person mends field after field, the cursor stays with them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [count > 0]);
  if (count === 0) return null;
  return (
    <div ref={box} tabIndex={-1} data-testid="error-summary">
      <Alert
        type="error"
        showIcon
        role="alert"
        message={title ?? `还有 ${count} 处需要改正`}
        description={
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {issues.map((issue) => (
              <li key={issue.path + issue.message}>
                <a
                  href={`#${fieldElementId(issue.path)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goToField(issue.path);
                  }}
                >
                  {issue.message}
                </a>
              </li>
            ))}
          </ul>
        }
      />
    </div>
  );
}
