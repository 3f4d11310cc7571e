import type { Logger } from 'pino';
import type { AuditHeads } from './audit/heads.ts';
import type { FileBlobs } from './blobs.ts';
import type { ClockControl } from './clock-control.ts';
import type { PlatformClock } from './clock.ts';
import type { EngineClient } from './zeebe/client.ts';
import type { Outbox } from './zeebe/outbox.ts';
import type { ItemLibrary } from './discretion/item-library.ts';
import type { Projection } from './exporter/projection.ts';
import type { OrganTree } from './identity/organ-tree.ts';
import type { LawLibrary } from './laws/library.ts';
import type { LiveEvents } from './live-events.ts';
import type { Metrics } from './metrics.ts';
import type { ProcedureLibrary } from './procedures/library.ts';
import type { GateWatch } from './gates/gate-watch.ts';
import type { RuleLibrary } from './rule-packs/rule-library.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store/port.ts';
import type { CalendarLibrary } from './timing/calendar-library.ts';
import type { SweepOptions } from './timing/sweep.ts';

/** The parts that commands work with. Made once by `startRuntime`, handed to every command. */
export interface Platform {
  settings: Settings;
  store: Store;
  clock: PlatformClock;
  clockControl: ClockControl;
  logger: Logger;
  engine: EngineClient;
  outbox: Outbox;
  projection: Projection;
  blobs: FileBlobs;
  live: LiveEvents;
  organs: OrganTree;
  procedures: ProcedureLibrary;
  /** Items of the four lists, in memory. */
  items: ItemLibrary;
  rules: RuleLibrary;
  laws: LawLibrary;
  gateWatch: GateWatch;
  heads: AuditHeads;
  metrics: Metrics;
  calendars: CalendarLibrary;
  /** Recomputes the running cases whose lights can have changed. */
  sweep(options?: SweepOptions): Promise<void>;
}
