import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { bundleForBrowser, gzipBytes } from '../support/browser-bundle.ts';
import { scenarios } from '../scenarios/scenarios.ts';
import { playToLines } from '../scenarios/support/browser-player.ts';

const START = Date.UTC(2026, 10, 2, 1);
const LIMIT_BYTES = 250 * 1024;

describe('the engine in a bundle for the browser', () => {
  test('is at most 250 KB gzip without FEEL and DMN, and with them too', async () => {
    const without = gzipBytes(await bundleForBrowser('engine/index.ts', 'es', ['#feel']));
    const whole = gzipBytes(await bundleForBrowser('engine/index.ts'));
    expect(without).toBeLessThanOrEqual(LIMIT_BYTES);
    expect(whole).toBeLessThanOrEqual(LIMIT_BYTES);
    expect(whole).toBeGreaterThan(without);
  }, 60_000);

  test('can not be built when something of Node is reached', async () => {
    await expect(bundleForBrowser('broker/store/record-log.ts')).rejects.toThrow('nothing of Node runs in a browser');
  }, 60_000);

  test('runs where there is nothing but the language, with the records of Node', async () => {
    const code = await bundleForBrowser('tests/scenarios/support/browser-player.ts', 'iife');
    // No process, Buffer, timers, text encoders or fetch: only what the language itself has.
    const player = runInNewContext(`${code};bundle`, {}) as { playToLines: typeof playToLines };
    for (const name of ['service-task', 'user-task-form', 'boundary-timer', 'business-rule-task', 'parallel-gateway']) {
      const scenario = scenarios.find((candidate) => candidate.name === name)!;
      const models = Object.fromEntries(
        scenario.resources.map((file) => [
          file,
          readFileSync(new URL(`../scenarios/models/${file}`, import.meta.url), 'utf8'),
        ]),
      );
      const lines = [...player.playToLines(scenario, models, START)];
      expect(lines.length).toBeGreaterThan(10);
      expect(lines).toEqual(playToLines(scenario, models, START));
    }
  }, 60_000);
});
