import { readFileSync } from 'node:fs';
import { scenarios } from './scenarios.ts';
import type { ExportedRecord } from './support/exporter-sink.ts';
import { toTrace } from './support/normalise.ts';
import { canPlay, ownRecords, playSimulated } from './support/play-simulated.ts';
import type { Scenario } from './support/steps.ts';

const START = Date.UTC(2026, 10, 2, 1);

const text = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const modelsOf = ({ resources, steps }: Scenario): Record<string, string> => {
  const names = [...resources, ...steps.flatMap((step) => (step.do === 'deploy' ? step.resources : []))];
  return Object.fromEntries(names.map((name) => [name, text(`./models/${name}`)]));
};

describe('a simulation leaves the trace that Zeebe 8.6.0 left', () => {
  test.each(scenarios.filter(canPlay).map(({ name }) => name))('%s', (name) => {
    const scenario = scenarios.find((candidate) => candidate.name === name)!;
    const golden = JSON.parse(text(`./goldens/${name}.trace.json`)) as { events: string[]; messages: string[] };
    const simulation = playSimulated(scenario, modelsOf(scenario), START);
    // Through text, as an exporter's reader gets them.
    const records = JSON.parse(JSON.stringify(ownRecords(simulation.records()))) as ExportedRecord[];
    const trace = toTrace(records);
    expect(trace.events).toEqual(golden.events);
    expect(trace.messages).toEqual(golden.messages);
  });
});
