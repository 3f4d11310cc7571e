import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { scenarios } from '../scenarios/scenarios.ts';
import { playToLines } from '../scenarios/support/browser-player.ts';
import type { ExportedRecord } from '../scenarios/support/exporter-sink.ts';
import { toTrace } from '../scenarios/support/normalise.ts';
import { canPlay } from '../scenarios/support/play-simulated.ts';
import type { Scenario } from '../scenarios/support/steps.ts';
import { bundleForBrowser } from '../support/browser-bundle.ts';
import { browserAvailable, launch } from './support/browser.ts';

// The engine in a web worker of Chromium leaves the records that it leaves in Node, and the traces of the real Zeebe.

const START = Date.UTC(2026, 10, 2, 1);
const run = browserAvailable() ? describe : describe.skip;

const text = (path: string): string => readFileSync(new URL(`../scenarios/${path}`, import.meta.url), 'utf8');
const modelsOf = ({ resources, steps }: Scenario): Record<string, string> => {
  const names = [...resources, ...steps.flatMap((step) => (step.do === 'deploy' ? step.resources : []))];
  return Object.fromEntries(names.map((name) => [name, text(`models/${name}`)]));
};

/** An empty page, and the bundle as a worker's script. */
const serve = async (code: string): Promise<{ url: string; server: Server }> => {
  const server = createServer((request, response) => {
    const script = request.url === '/worker.js';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ? `${code}\nbundle.listen(self);` : '<!doctype html><title>engine</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
};

type Played = { lines?: string[]; failed?: string };
type Task = { scenario: Scenario; models: Record<string, string>; startAt: number };

run('the engine in a web worker of Chromium', () => {
  let browser: Browser;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    const code = await bundleForBrowser('tests/scenarios/support/browser-player.ts', 'iife');
    ({ url, server } = await serve(code));
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });

  test('plays every recorded scenario with the records of Node and the trace of Zeebe 8.6.0', async () => {
    const played = scenarios.filter(canPlay);
    expect(played.length).toBeGreaterThan(200);
    const tasks: Task[] = played.map((scenario) => ({ scenario, models: modelsOf(scenario), startAt: START }));
    const page = await browser.newPage();
    await page.goto(url);
    const answers = await page.evaluate(async (given: Task[]) => {
      const worker = new Worker('/worker.js');
      const results: Played[] = [];
      for (const task of given) {
        results.push(
          await new Promise<Played>((resolve) => {
            worker.onmessage = ({ data }: MessageEvent<Played>) => resolve(data);
            worker.onerror = ({ message }) => resolve({ failed: message });
            worker.postMessage(task);
          }),
        );
      }
      return results;
    }, tasks);
    for (const [index, { lines, failed }] of answers.entries()) {
      const { scenario, models } = tasks[index]!;
      expect({ name: scenario.name, failed }).toEqual({ name: scenario.name, failed: undefined });
      expect(lines).toEqual(playToLines(scenario, models, START));
      const golden = JSON.parse(text(`goldens/${scenario.name}.trace.json`)) as {
        events: string[];
        messages: string[];
      };
      const trace = toTrace(lines!.map((line) => JSON.parse(line) as ExportedRecord));
      expect(trace.events).toEqual(golden.events);
      expect(trace.messages).toEqual(golden.messages);
    }
  }, 180_000);
});
