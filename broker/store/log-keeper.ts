import type { Clock } from '../clock.ts';
import type { RecordLog } from './record-log.ts';

/** Entries that go in one turn, so that forgetting never keeps a request waiting for long. */
const MAX_FORGOTTEN = 200;

export interface KeeperOptions {
  log: RecordLog;
  clock: Clock;
  /** How long records stay when nobody needs them any more, in milliseconds. */
  retentionMs: number;
  /** Whether records have to be exported before they may go. */
  exports: boolean;
  onError: (error: Error) => void;
}

/**
 * Takes records off the log that nobody needs: they are part of the state on disk, exported, and older than the
 * retention.
 */
export class LogKeeper {
  private readonly options: KeeperOptions;
  private running: Promise<void> | undefined;

  constructor(options: KeeperOptions) {
    this.options = options;
  }

  forgetOld(): void {
    this.running ??= this.forget()
      .catch(this.options.onError)
      .finally(() => {
        this.running = undefined;
      });
  }

  async stop(): Promise<void> {
    await this.running;
  }

  private async forget(): Promise<void> {
    const { log, clock, retentionMs, exports } = this.options;
    const position = exports ? Math.min(log.states.position, log.exportedPosition) : log.states.position;
    await log.forget(position, clock.now() - retentionMs, MAX_FORGOTTEN);
  }
}
