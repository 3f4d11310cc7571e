import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { PackageFile, RouteResponse } from '#contracts';
import { ApiProblem, call } from '#ui';
import { sameFiles, toFileMap, toFiles, type FileMap } from './package-files.ts';

export type SaveState =
  | { kind: 'saved'; at: Date | null }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  | { kind: 'conflict'; message: string }
  | { kind: 'failed'; message: string };

export interface Draft {
  files: FileMap;
  saveState: SaveState;
  /** Replaces the files; `merge` true keeps the former state out of the undo list (typing). */
  change: (update: (files: FileMap) => FileMap, options?: { merge?: boolean }) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  /** Saves now; rejects with ApiProblem when the server refuses. */
  saveNow: (note?: string) => Promise<void>;
  /** Replaces all files from outside the editors (a restored revision); undo brings the former ones back. */
  replace: (files: FileMap) => void;
  /** Counts replacements from outside the editors (undo, redo, restored revision): editors reload on it. */
  epoch: number;
}

const SAVE_DELAY_MS = 1_500;
const MAX_UNDO = 100;

interface History {
  past: FileMap[];
  present: FileMap;
  future: FileMap[];
  epoch: number;
}

type HistoryAction =
  | { kind: 'change'; files: FileMap; merge: boolean }
  | { kind: 'replace'; files: FileMap }
  | { kind: 'undo' }
  | { kind: 'redo' };

const step = (state: History, action: HistoryAction): History => {
  if (action.kind === 'change') {
    if (sameFiles(state.present, action.files)) return state;
    const past = action.merge ? state.past : [...state.past.slice(-MAX_UNDO + 1), state.present];
    return { ...state, past, present: action.files, future: [] };
  }
  if (action.kind === 'replace')
    return { past: [...state.past, state.present], present: action.files, future: [], epoch: state.epoch + 1 };
  const [from, to] = action.kind === 'undo' ? [state.past, state.future] : [state.future, state.past];
  const target = from.at(-1);
  if (!target) return state;
  const rest = from.slice(0, -1);
  const moved = [...to, state.present];
  return {
    past: action.kind === 'undo' ? rest : moved,
    future: action.kind === 'undo' ? moved : rest,
    present: target,
    epoch: state.epoch + 1,
  };
};

/**
 * Keeps the files of a draft, saves them by itself shortly after each change, and finds out when somebody else saved
 * in between (the server compares revisions). Nothing typed is lost by a refusal: the files stay here.
 */
export function useDraft(
  code: string,
  loaded: { files: PackageFile[]; version: RouteResponse<'saveDraft'> },
  readOnly: boolean,
): Draft {
  const [history, dispatch] = useReducer(step, undefined, () => ({
    past: [],
    present: toFileMap(loaded.files),
    future: [],
    epoch: 0,
  }));
  const [saveState, setSaveState] = useState<SaveState>({ kind: 'saved', at: null });
  const revision = useRef(loaded.version.revision);
  const saved = useRef(history.present);
  const current = useRef(history.present);
  current.current = history.present;
  const running = useRef<Promise<void> | null>(null);

  const save = useCallback(
    async (note = ''): Promise<void> => {
      if (running.current) await running.current.catch(() => undefined);
      const files = current.current;
      if (readOnly || sameFiles(files, saved.current)) return;
      setSaveState({ kind: 'saving' });
      running.current = call('saveDraft', {
        params: { code },
        body: { revision: revision.current, files: toFiles(files), note },
      }).then((version) => {
        revision.current = version.revision;
        saved.current = files;
        setSaveState(sameFiles(current.current, files) ? { kind: 'saved', at: new Date() } : { kind: 'dirty' });
      });
      try {
        await running.current;
      } catch (error) {
        const message = error instanceof ApiProblem ? error.message : '保存没有成功，请检查网络';
        setSaveState({ kind: error instanceof ApiProblem && error.status === 409 ? 'conflict' : 'failed', message });
        throw error;
      } finally {
        running.current = null;
      }
    },
    [code, readOnly],
  );

  useEffect(() => {
    if (readOnly || sameFiles(history.present, saved.current)) return undefined;
    setSaveState((state) => (state.kind === 'conflict' ? state : { kind: 'dirty' }));
    const timer = setTimeout(() => void save().catch(() => undefined), SAVE_DELAY_MS);
    return () => clearTimeout(timer);
  }, [history.present, readOnly, save]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!readOnly && !sameFiles(current.current, saved.current)) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [readOnly]);

  const change = useCallback(
    (update: (files: FileMap) => FileMap, options: { merge?: boolean } = {}) => {
      if (readOnly) return;
      const files = update(current.current);
      current.current = files;
      dispatch({ kind: 'change', files, merge: options.merge ?? false });
    },
    [readOnly],
  );

  return {
    files: history.present,
    saveState,
    change,
    replace: useCallback((files: FileMap) => dispatch({ kind: 'replace', files }), []),
    undo: useCallback(() => dispatch({ kind: 'undo' }), []),
    redo: useCallback(() => dispatch({ kind: 'redo' }), []),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    saveNow: save,
    epoch: history.epoch,
  };
}

/** What the top bar says about saving. */
export const saveStateText = (state: SaveState): string => {
  switch (state.kind) {
    case 'saving':
      return '正在保存…';
    case 'dirty':
      return '有未保存的修改';
    case 'conflict':
    case 'failed':
      return '没有保存';
    case 'saved':
      return state.at
        ? `已保存 ${state.at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' })}`
        : '没有修改';
  }
};
