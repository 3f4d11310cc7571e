import type { ElementVisit, Organ, TaskDetail } from '#contracts';
import { treeOf } from './pages/organization.tsx';
import { safeTarget } from './pages/sign-in.tsx';
import { homeOf } from './roles.ts';
import { standingOf } from './task/use-task.ts';
import { marksAt } from './trace/trace-model.ts';

const visit = (
  elementId: string,
  start: number,
  end: number | null,
  more: Partial<ElementVisit> = {},
): ElementVisit => ({
  elementInstanceKey: String(start),
  elementId,
  elementType: 'USER_TASK',
  name: elementId,
  state: end === null ? 'active' : 'completed',
  startedAt: new Date(start * 1000).toISOString(),
  endedAt: end === null ? null : new Date(end * 1000).toISOString(),
  durationMs: end === null ? null : (end - start) * 1000,
  actorName: null,
  form: null,
  variableChanges: [],
  checks: [],
  documents: [],
  ...more,
});

describe('marksAt', () => {
  const visits = [visit('A', 0, 10), visit('B', 10, 20), visit('A', 20, 40), visit('C', 40, null)];

  test('the end of the path: counts, sums of time, what is current', () => {
    const marks = marksAt(visits, 4);
    expect(marks['A']).toMatchObject({ state: 'done', count: 2, note: '30 秒' });
    expect(marks['C']).toMatchObject({ state: 'active', count: 1 });
  });

  test('an earlier moment: later visits are not there yet, the newest is running', () => {
    const marks = marksAt(visits, 2);
    expect(Object.keys(marks)).toEqual(['A', 'B']);
    expect(marks['A']).toMatchObject({ state: 'done', count: 1 });
    expect(marks['B']!.state).toBe('active');
  });

  test('an incident stands out over an earlier completed visit', () => {
    const marks = marksAt([visit('A', 0, 10), visit('A', 10, null, { state: 'incident' })], 2);
    expect(marks['A']!.state).toBe('incident');
  });
});

describe('standingOf', () => {
  const task = { state: 'open', canWork: true, assigneeId: null } as TaskDetail;
  test.each([
    ['free to take', task, 'claim'],
    ['mine', { ...task, assigneeId: 'u1' }, 'work'],
    ["another's", { ...task, assigneeId: 'u2' }, 'watch'],
    ['not for me', { ...task, canWork: false }, 'watch'],
    ['done', { ...task, assigneeId: 'u1', state: 'completed' as const }, 'watch'],
  ])('%s', (_, one, standing) => expect(standingOf(one as TaskDetail, 'u1')).toBe(standing));
});

describe('entering', () => {
  test('after signing in only own pages are opened', () => {
    expect(safeTarget('/cases/1?tab=log')).toBe('/cases/1?tab=log');
    for (const hostile of ['//evil.example', '/\\evil.example', 'https://evil.example', null])
      expect(safeTarget(hostile)).toBe('/');
  });

  test('each role has a first page', () => {
    expect(homeOf(['officer'])).toBe('/tasks');
    expect(homeOf(['supervisor'])).toBe('/overview');
    expect(homeOf(['configurer'])).toBe('/designer');
    expect(homeOf(['system-admin'])).toBe('/people');
  });
});

describe('reference pages', () => {
  test('searching the organisation keeps the way to each hit', () => {
    const organ = (id: string, parentId: string | null, name: string) => ({ id, parentId, name }) as Organ;
    const organs = [
      organ('1', null, '济南市'),
      organ('2', '1', '历下区'),
      organ('3', '2', '历下区公安分局'),
      organ('4', '1', '市中区'),
    ];
    expect(treeOf(organs, '公安')).toEqual([
      {
        key: '1',
        title: '济南市',
        children: [{ key: '2', title: '历下区', children: [{ key: '3', title: '历下区公安分局', children: [] }] }],
      },
    ]);
  });
});
