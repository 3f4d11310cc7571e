import type { EngineRecord } from '#engine';
import type { RecordLog } from '../../../broker/store/record-log.ts';
import { recordsAfter } from '../../../broker/stream-processor.ts';

const KINDS = {
  'PROCESS_INSTANCE_CREATION CREATED': 'created',
  'JOB COMPLETED': 'completed',
  'MESSAGE PUBLISHED': 'published',
} as const;
export type Act = (typeof KINDS)[keyof typeof KINDS];

const keyOf = ({ key, value, valueType }: EngineRecord): number =>
  valueType === 'PROCESS_INSTANCE_CREATION' ? (value as { processInstanceKey: number }).processInstanceKey : key;

/** What clients were told, kept beside the log of the broker that told them. */
export class Ledger {
  private readonly acknowledged: Record<Act, Set<number>> = emptySets();
  private readonly recorded: Record<Act, Set<number>> = emptySets();
  private readonly sent: Record<Act, number> = { created: 0, completed: 0, published: 0 };
  private position = 0;

  /** To be called before a request is sent: it may be carried out though its answer never comes. */
  send(act: Act): void {
    this.sent[act]++;
  }

  acknowledge(act: Act, key: unknown): string | undefined {
    const number = Number(key);
    const known = this.acknowledged[act].has(number);
    this.acknowledged[act].add(number);
    return known ? `${act} ${number} was acknowledged twice` : undefined;
  }

  get counts(): Record<Act, number> {
    const { created, completed, published } = this.acknowledged;
    return { created: created.size, completed: completed.size, published: published.size };
  }

  /** Reads what the log has more than at the last time, and answers what contradicts what clients were told. */
  audit(log: RecordLog): string[] {
    const problems: string[] = [];
    for (const record of recordsAfter(log, this.position)) {
      if (record.position <= this.position) problems.push(`position ${record.position} came again`);
      this.position = record.position;
      const act = KINDS[`${record.valueType} ${record.intent}` as keyof typeof KINDS];
      if (!act || record.recordType !== 'EVENT') continue;
      const key = keyOf(record);
      if (this.recorded[act].has(key)) problems.push(`${act} ${key} happened twice`);
      this.recorded[act].add(key);
    }
    for (const act of Object.values(KINDS)) {
      const lost = [...this.acknowledged[act]].filter((key) => !this.recorded[act].has(key));
      if (lost.length > 0) problems.push(`${act} and lost: ${lost.slice(0, 5).join(', ')} (${lost.length})`);
      if (this.recorded[act].size > this.sent[act])
        problems.push(`${act} ${this.recorded[act].size} times, but sent ${this.sent[act]} times`);
    }
    return problems;
  }
}

const emptySets = (): Record<Act, Set<number>> => ({ created: new Set(), completed: new Set(), published: new Set() });
