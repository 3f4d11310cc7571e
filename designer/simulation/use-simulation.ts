import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { DiscretionItem, PackageFile, WorkCalendar } from '#contracts';
import type { RunShown, Replies } from './play/desk.ts';
import type { PersonAct } from './play/procedure-run.ts';
import type { Moment } from './play/view.ts';
import { SimulationHost } from './host.ts';

export interface SimulationControl {
  /** All runs, the one shown first being `current`; empty before the start. */
  runs: RunShown[];
  current: RunShown | null;
  busy: boolean;
  problem: string | null;
  /** The drawing at an earlier record, instead of now. */
  moment: { record: number; shown: Moment } | null;
  /** The platform's jobs are done as soon as they can be. */
  auto: boolean;
  setAuto: (auto: boolean) => void;
  begin: (
    files: PackageFile[],
    rules: { calendar: WorkCalendar; items: DiscretionItem[] },
    nowMs: number,
    data: Record<string, unknown>,
  ) => Promise<boolean>;
  act: (act: PersonAct) => Promise<boolean>;
  back: () => void;
  backTo: (index: number) => void;
  fork: () => void;
  close: (run: string) => void;
  choose: (run: string) => void;
  cancel: () => void;
  showMoment: (record: number | null) => void;
  records: (run: string, from: number, count: number, words: string) => Promise<Replies['records']>;
  forget: () => void;
  forgetProblem: () => void;
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The runs of one page, played in a worker. */
export function useSimulation(): SimulationControl {
  const [runs, setRuns] = useState<RunShown[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [moment, setMoment] = useState<SimulationControl['moment']>(null);
  const [auto, setAuto] = useState(true);
  const host = useRef<SimulationHost | null>(null);
  const hostNow = useCallback(() => (host.current ??= new SimulationHost()), []);
  useEffect(() => () => host.current?.dispose(), []);
  const current = runs.find(({ run }) => run === chosen) ?? runs[0] ?? null;

  const during = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      setMoment(null);
      return true;
    } catch (error) {
      setProblem(textOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const put = useCallback((shown: RunShown) => {
    setRuns((known) =>
      known.some(({ run }) => run === shown.run)
        ? known.map((each) => (each.run === shown.run ? shown : each))
        : [...known, shown],
    );
    setChosen(shown.run);
  }, []);
  const run = current?.run ?? '';

  return useMemo<SimulationControl>(
    () => ({
      runs,
      current,
      busy,
      problem,
      moment,
      auto,
      setAuto,
      begin: (files, { calendar, items }, nowMs, data) =>
        during(async () => {
          const shown = await hostNow().ask({ kind: 'begin', files, calendar, items, nowMs, data, auto });
          setRuns([shown]);
          setChosen(shown.run);
        }),
      act: (act) =>
        during(async () => put(await hostNow().ask({ kind: 'act', run, act, auto: auto && act.kind !== 'step' }))),
      back: () => void during(async () => put(await hostNow().ask({ kind: 'back', run, count: 1 }))),
      backTo: (index) => void during(async () => put(await hostNow().ask({ kind: 'backTo', run, index }))),
      fork: () => void during(async () => put(await hostNow().ask({ kind: 'fork', run }))),
      close: (closed) =>
        void during(async () => {
          await hostNow().ask({ kind: 'close', run: closed });
          setRuns((known) => known.filter((each) => each.run !== closed));
        }),
      choose: (id) => {
        setChosen(id);
        setMoment(null);
        setProblem(null);
      },
      cancel: () => host.current?.cancel(),
      showMoment: (record) => {
        if (record === null) return setMoment(null);
        void hostNow()
          .ask({ kind: 'moment', run, recordCount: record })
          .then((shown) => setMoment({ record, shown }))
          .catch((error: unknown) => setProblem(textOf(error)));
        return undefined;
      },
      records: (id, from, count, words) => hostNow().ask({ kind: 'records', run: id, from, count, words }),
      forget: () => {
        host.current?.dispose();
        host.current = null;
        setRuns([]);
        setMoment(null);
        setProblem(null);
      },
      forgetProblem: () => setProblem(null),
    }),
    [runs, current, busy, problem, moment, auto, during, put, hostNow, run],
  );
}
