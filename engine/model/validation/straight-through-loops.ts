import type { Element, ExecutableProcess } from '../executable.ts';

const PASSING = [
  'MANUAL_TASK',
  'TASK',
  'EXCLUSIVE_GATEWAY',
  'INCLUSIVE_GATEWAY',
  'PARALLEL_GATEWAY',
  'START_EVENT',
  'END_EVENT',
  'SUB_PROCESS',
  'MULTI_INSTANCE_BODY',
  'CALL_ACTIVITY',
];
/** A loop is refused only with one of these in it: gateways alone lead out of it by their conditions. */
const REJECTED = ['MANUAL_TASK', 'TASK', 'CALL_ACTIVITY'];

const noneStart = (scope: Element): Element[] => scope.startEvents.filter(({ eventType }) => eventType === 'NONE');

const calledBy = ({ called }: Element, processes: ExecutableProcess[]): Element[] => {
  const process = processes.find(({ id }) => id === called?.processId.fixed);
  return process ? noneStart(process.elements.get(process.id)!) : [];
};

const nextOf = (element: Element, process: ExecutableProcess, processes: ExecutableProcess[]): Element[] => {
  if (element.type === 'SUB_PROCESS') return noneStart(element);
  if (element.type === 'CALL_ACTIVITY') return calledBy(element, processes);
  if (element.inner) return [element.inner];
  const from = element.outgoing.length > 0 ? element : element.scope;
  const owner = processes.find(({ elements }) => elements.get(element.id) !== undefined) ?? process;
  return (from?.outgoing ?? []).flatMap(({ targetId }) => owner.elements.get(targetId) ?? []);
};

/** The ids along a loop in which nothing ever waits, as it would run for ever in one command. */
const loopFrom = (first: Element, process: ExecutableProcess, processes: ExecutableProcess[]): string[] | undefined => {
  const path: Element[] = [];
  const harmless = new Set<Element>();
  // Each entry is an element to enter, or the mark to leave the last one again.
  const work: (Element | 'leave')[] = [first];
  while (work.length > 0) {
    const element = work.pop()!;
    if (element === 'leave') {
      harmless.add(path.pop()!);
      continue;
    }
    const at = path.indexOf(element);
    if (at >= 0 && path.some(({ type }) => REJECTED.includes(type)))
      return [...path.slice(at), element].map(({ id }) => id);
    if (at >= 0 || harmless.has(element) || !PASSING.includes(element.type)) continue;
    if (element.type !== 'MULTI_INSTANCE_BODY') {
      path.push(element);
      work.push('leave');
    }
    work.push(...nextOf(element, process, processes).reverse());
  }
  return undefined;
};

/** What to say about the first process with a loop that never waits; undefined when there is none. */
export const straightThroughLoop = (processes: ExecutableProcess[]): string | undefined => {
  const texts = processes.flatMap((process) => {
    const starts = [...process.elements.values()]
      .map((element) => element.inner ?? element)
      .filter(({ type }) => REJECTED.includes(type))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    for (const start of starts) {
      const loop = loopFrom(start, process, processes);
      if (loop)
        return [
          `- Process: ${process.id}\n    - ERROR: Processes are not allowed to contain a straight-through processing loop: ${loop.join(' > ')}\n`,
        ];
    }
    return [];
  });
  return texts.length > 0 ? texts.join('') : undefined;
};
