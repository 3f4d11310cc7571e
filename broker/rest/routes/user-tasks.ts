import { valueOf } from '../../errors.ts';
import type { Route } from '../route.ts';
import type { Build } from '../user-task-requests.ts';
import { assign, complete, unassign, update } from '../user-task-requests.ts';

const running =
  (build: Build): Route['answer'] =>
  async ({ key, fields }, { processor }) => {
    valueOf(await processor.submit(build(key, fields)));
    return undefined;
  };

const routesOf = (version: string): Route[] => {
  const path = `/${version}/user-tasks/{userTaskKey}`;
  return [
    { method: 'POST', path: `${path}/assignment`, body: 'required', answer: running(assign) },
    { method: 'DELETE', path: `${path}/assignee`, body: 'none', answer: running(unassign) },
    { method: 'POST', path: `${path}/completion`, body: 'optional', answer: running(complete) },
    { method: 'PATCH', path, body: 'optional', answer: running(update) },
  ];
};

export const userTaskRoutes: Route[] = [...routesOf('v1'), ...routesOf('v2')];
