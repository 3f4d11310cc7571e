import { useCallback, useEffect, useMemo, useState, type RefObject } from 'react';
import type { ProcedureIssue } from '#contracts';
import { readModel } from '#rules';
import type { BpmnEditorHandle } from '../bpmn/bpmn-editor.tsx';

export interface ShownRun {
  issue: ProcedureIssue;
  stops: { id: string; name: string; place: number }[];
  at: number;
}

const namesOf = (xml: string): Map<string, string> => {
  try {
    return new Map(
      readModel(xml).elements.map(({ id, name, type }) => [
        id,
        name ||
          (type.endsWith('Gateway') ? '判断' : type === 'startEvent' ? '开始' : type === 'endEvent' ? '结束' : id),
      ]),
    );
  } catch {
    return new Map();
  }
};

/** The run of an issue that is shown in the drawing: goes when the drawing is changed. */
export function useRun(xml: string, diagram: RefObject<BpmnEditorHandle>) {
  const [shown, setShown] = useState<ShownRun | null>(null);
  const names = useMemo(() => namesOf(xml), [xml]);
  useEffect(() => setShown(null), [xml]);
  useEffect(() => {
    diagram.current?.showRun(shown?.issue.path ?? [], shown?.stops[shown.at]?.place ?? -1);
  }, [shown, diagram]);
  const open = useCallback(
    (issue: ProcedureIssue) => {
      const stops = (issue.path ?? []).flatMap((id, place) => {
        const name = names.get(id);
        return name === undefined ? [] : [{ id, name, place }];
      });
      setShown(stops.length > 0 ? { issue, stops, at: stops.length - 1 } : null);
    },
    [names],
  );
  const move = useCallback((at: number) => setShown((run) => run && { ...run, at }), []);
  const close = useCallback(() => setShown(null), []);
  return { shown, open, move, close };
}
