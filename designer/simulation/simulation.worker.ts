import { Desk, type DeskRequest } from './play/desk.ts';
import { NotPlayable } from './play/play.ts';

const desk = new Desk();

/** Plays procedures away from the page: a run that takes long never holds it up, and can be ended with the worker. */
self.addEventListener('message', ({ data }: MessageEvent<{ id: number; request: DeskRequest }>) => {
  try {
    self.postMessage({ id: data.id, reply: desk.answer(data.request) });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    self.postMessage({ id: data.id, failed: error instanceof NotPlayable ? message : `试运行出了意外：${message}` });
  }
});
