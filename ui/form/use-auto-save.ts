import { useCallback, useEffect, useRef, useState } from 'react';
import { formatTime } from '../parts/format.ts';

export type SaveState =
  | { kind: 'idle' }
  | { kind: 'dirty' }
  | { kind: 'saving' }
  | { kind: 'saved'; at: string }
  | { kind: 'failed'; message: string };

const DELAY_MS = 1500;
const RETRY_MS = 10_000;

const storageKey = (id: string) => `quanheng.draft.${id}`;

/** What this tab holds of an unfinished form (kept for the tab only: others may use the computer after). */
export function readLocalDraft(id: string): Record<string, unknown> | null {
  try {
    const text = sessionStorage.getItem(storageKey(id));
    return text ? (JSON.parse(text) as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

export function dropLocalDraft(id: string): void {
  sessionStorage.removeItem(storageKey(id));
}

/** Keeps a copy in the tab. */
export function writeLocalDraft(id: string, data: Record<string, unknown>): void {
  try {
    sessionStorage.setItem(storageKey(id), JSON.stringify(data));
  } catch {
    // Without storage the server's draft is all there is.
  }
}

interface AutoSave {
  state: SaveState;
  change: (data: Record<string, unknown>) => void;
  saveNow: () => Promise<boolean>;
  /** After a completion: nothing is left to save. */
  finish: () => void;
}

/**
 * Saves a form by itself. Each change is first kept in the tab, so that a reload or a lost connection costs nothing,
 * then sent when the typing pauses; a failed save is tried again.
 *
 * @param save sends the data; resolves with the instant of saving. `last` = the page is going away.
 */
export function useAutoSave(
  id: string,
  save: ((data: Record<string, unknown>, last: boolean) => Promise<string>) | null,
): AutoSave {
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const pending = useRef<Record<string, unknown> | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const sender = useRef(save);
  sender.current = save;

  const saveNow = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current);
    const data = pending.current;
    if (!data) return true;
    if (!sender.current) return false;
    setState({ kind: 'saving' });
    try {
      const at = await sender.current(data, false);
      // A change typed meanwhile stays pending and keeps its copy in the tab.
      if (pending.current === data) {
        pending.current = null;
        dropLocalDraft(id);
        setState({ kind: 'saved', at });
      }
      return true;
    } catch (error) {
      setState({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      timer.current = setTimeout(() => void saveNow(), RETRY_MS);
      return false;
    }
  }, [id]);

  const change = useCallback(
    (data: Record<string, unknown>) => {
      pending.current = data;
      writeLocalDraft(id, data);
      setState({ kind: 'dirty' });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void saveNow(), DELAY_MS);
    },
    [id, saveNow],
  );

  const finish = useCallback(() => {
    clearTimeout(timer.current);
    pending.current = null;
    dropLocalDraft(id);
  }, [id]);

  useEffect(() => {
    const leave = () => {
      if (pending.current) void sender.current?.(pending.current, true).catch(() => undefined);
    };
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      clearTimeout(timer.current);
      leave();
    };
  }, []);

  return { state, change, saveNow, finish };
}

/** `已自动保存 10:32`. */
export function saveStateText(state: SaveState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'dirty':
      return '有未保存的修改…';
    case 'saving':
      return '正在保存…';
    case 'saved':
      return `已自动保存 ${formatTime(state.at)}`;
    case 'failed':
      return `没有保存成功：${state.message}。内容已暂存在本页，稍后自动重试`;
  }
}
