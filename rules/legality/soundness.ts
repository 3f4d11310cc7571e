import type { ProcedureIssue } from '#contracts';
import type { Exploration } from './explore.ts';

type Names = (elementId: string) => string;

const issue = (
  rule: string,
  elements: readonly string[],
  path: readonly string[],
  message: string,
  remedy: string,
  fileOf: Names,
): ProcedureIssue => ({
  severity: 'error',
  rule,
  file: fileOf(elements[0] ?? ''),
  message,
  remedy,
  basis: [],
  elements: [...elements],
  path: [...path],
  ...(elements[0] ? { elementId: elements[0] } : {}),
});

/** More of one kind help nobody. */
const MAX_OF_A_KIND = 10;

/** What stops the procedure, loses a branch or does a step twice, with a run that shows it. */
export const soundnessIssues = (found: Exploration, nameOf: Names, fileOf: Names): ProcedureIssue[] => {
  const quoted = (elements: readonly string[]): string => elements.map((id) => `“${nameOf(id)}”`).join('、');
  const issues: ProcedureIssue[] = [];
  for (const { elements, path } of [...found.stuck.values()].slice(0, MAX_OF_A_KIND))
    issues.push(
      issue(
        'deadlock',
        elements,
        path,
        `过程会停在${quoted(elements)}，再也走不下去：它等的分支不会再来`,
        '请让汇合与分开相配：并行分开的用并行汇合，选择分开的用选择汇合',
        fileOf,
      ),
    );
  for (const [element, path] of [...found.doubled].slice(0, MAX_OF_A_KIND))
    issues.push(
      issue(
        'doubled',
        [element],
        path,
        `“${nameOf(element)}”会被重复进入：前面并行的分支没有先汇合`,
        '请在它之前用并行网关汇合各分支',
        fileOf,
      ),
    );
  for (const [element, path] of [...found.uncaught].slice(0, MAX_OF_A_KIND))
    issues.push(
      issue(
        'uncaught-error',
        [element],
        path,
        `“${nameOf(element)}”抛出的错误没有任何边界事件接住，过程会停成故障`,
        '请在所在的子流程上加接住这个错误的边界事件',
        fileOf,
      ),
    );
  for (const [element, path] of [...found.undecided].slice(0, MAX_OF_A_KIND))
    issues.push(
      issue(
        'undecided',
        [element],
        path,
        `判断“${nameOf(element)}”可能没有一条分支成立，过程会停成故障`,
        '请补一条分支，或指定默认分支',
        fileOf,
      ),
    );
  return issues;
};
