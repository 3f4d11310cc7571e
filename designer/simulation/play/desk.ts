import type { DiscretionItem, PackageFile, WorkCalendar } from '#contracts';
import type { EngineRecord } from '#engine';
import { toShanghaiInstant } from '#rules';
import { NotPlayable, readPlay } from './play.ts';
import { recordWords } from './record-words.ts';
import { ProcedureRun, type PersonAct } from './procedure-run.ts';
import { momentAt, viewOf, type Moment, type RunView } from './view.ts';

/** What is asked of the desk; each answers with the type beside it in `Replies`. */
export type DeskRequest =
  | {
      kind: 'begin';
      files: PackageFile[];
      calendar: WorkCalendar;
      items: DiscretionItem[];
      nowMs: number;
      data: Record<string, unknown>;
      auto: boolean;
    }
  | { kind: 'act'; run: string; act: PersonAct; auto: boolean }
  | { kind: 'back'; run: string; count: number }
  | { kind: 'backTo'; run: string; index: number }
  | { kind: 'fork'; run: string }
  | { kind: 'close'; run: string }
  | { kind: 'look'; run: string }
  | { kind: 'moment'; run: string; recordCount: number }
  | { kind: 'records'; run: string; from: number; count: number; words: string };

/** One line of the record log. */
export interface RecordRow {
  position: number;
  /** How many records there are up to this one. */
  number: number;
  at: string;
  valueType: string;
  intent: string;
  /** What happened, in Chinese. */
  words: string;
  elementId: string;
  name: string;
  rejected: string;
  value: string;
}

export interface RunShown {
  run: string;
  title: string;
  view: RunView;
}

export interface Replies {
  begin: RunShown;
  act: RunShown;
  back: RunShown;
  backTo: RunShown;
  fork: RunShown;
  close: { run: string };
  look: RunShown;
  moment: Moment;
  records: { total: number; rows: RecordRow[] };
}

export type ReplyTo<Request extends DeskRequest> = Replies[Request['kind']];

const MAX_RUNS = 8;

/** The runs that a page plays. The same requests in the same order always make the same runs. */
export class Desk {
  private readonly runs = new Map<string, { title: string; run: ProcedureRun }>();
  private opened = 0;

  /** @throws NotPlayable with a reason in Chinese */
  answer<Request extends DeskRequest>(request: Request): ReplyTo<Request> {
    return this.handle(request) as ReplyTo<Request>;
  }

  private handle(request: DeskRequest): Replies[DeskRequest['kind']] {
    switch (request.kind) {
      case 'begin': {
        const started = ProcedureRun.begin(
          readPlay(request.files, request.calendar, request.items),
          request.nowMs,
          request.data,
        );
        this.runs.clear();
        this.opened = 0;
        return this.open(request.auto ? started.runToWait() : started);
      }
      case 'act': {
        const before = this.find(request.run).run;
        const after = before.act(request.act);
        return this.put(request.run, request.auto && after !== before ? after.runToWait() : after);
      }
      case 'back':
        return this.put(request.run, this.find(request.run).run.back(request.count));
      case 'backTo': {
        const { run } = this.find(request.run);
        return this.put(request.run, run.history()[request.index] ?? run);
      }
      case 'fork':
        if (this.runs.size >= MAX_RUNS) throw new NotPlayable(`最多同时比较 ${MAX_RUNS} 个分支，请先关掉一个`);
        return this.open(this.find(request.run).run);
      case 'close':
        this.runs.delete(request.run);
        return { run: request.run };
      case 'look':
        return this.show(request.run);
      case 'moment':
        return momentAt(this.find(request.run).run, request.recordCount);
      case 'records':
        return recordsOf(this.find(request.run).run, request.from, request.count, request.words);
    }
  }

  private find(id: string): { title: string; run: ProcedureRun } {
    const found = this.runs.get(id);
    if (!found) throw new NotPlayable('这一次试运行已经关闭，请重新开始');
    return found;
  }

  private open(run: ProcedureRun): RunShown {
    const id = `run-${++this.opened}`;
    this.runs.set(id, { title: this.opened === 1 ? '主线' : `分支 ${this.opened - 1}`, run });
    return this.show(id);
  }

  private put(id: string, run: ProcedureRun): RunShown {
    this.runs.set(id, { ...this.find(id), run });
    return this.show(id);
  }

  private show(id: string): RunShown {
    const { title, run } = this.find(id);
    return { run: id, title, view: viewOf(run) };
  }
}

const rowOf = (record: EngineRecord, number: number, names: ReadonlyMap<string, string>): RecordRow => {
  const value = record.value as { elementId?: string; targetElementId?: string };
  const elementId = value.elementId ?? value.targetElementId ?? '';
  return {
    position: record.position,
    number,
    at: toShanghaiInstant(record.timestamp),
    valueType: record.valueType,
    intent: record.intent,
    words: recordWords(record.valueType, record.intent),
    elementId,
    name: names.get(elementId) ?? elementId,
    rejected: record.rejectionReason ?? '',
    // The text of a deployed file says nothing here.
    value: JSON.stringify(record.value, (key, part: unknown) => (key === 'resource' ? '…' : part), 2),
  };
};

const recordsOf = (run: ProcedureRun, from: number, count: number, words: string): Replies['records'] => {
  const rows = run.simulation.records().map((record, index) => rowOf(record, index + 1, run.play.names));
  const wanted = words.trim().toLowerCase();
  const found =
    wanted === ''
      ? rows
      : rows.filter((row) =>
          `${row.valueType} ${row.intent} ${row.words} ${row.elementId} ${row.name}`.toLowerCase().includes(wanted),
        );
  return { total: found.length, rows: found.slice(from, from + count) };
};
