/* global performance, window */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { largeProcedure } from './large-procedure.mjs';

// The check of a procedure where the designer runs it: in the page of a real browser, with the code that pages get.

const ROUNDS = 5;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

async function bundled(folder) {
  await build({
    configFile: false,
    logLevel: 'silent',
    resolve: { conditions: ['development', 'module', 'browser'] },
    build: {
      outDir: folder,
      lib: { entry: resolve('rules/index.ts'), name: 'rules', formats: ['iife'], fileName: () => 'rules.js' },
    },
  });
  return join(folder, 'rules.js');
}

/** Runs in the page. */
const measureThere = ({ files, rounds }) => {
  const times = [];
  let states = 0;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    states = window.rules.checkPackage(files).legality.states;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return { ms: Math.round(times[Math.floor(rounds / 2)]), worst: Math.round(times.at(-1)), states };
};

/** Median and worst time of the whole check of procedures of about so many nodes; empty where there is no Chromium. */
export async function inChromium(sizes) {
  if (!CHROMIUM) {
    console.log('没有 Chromium，页面中的合法性检查未测。');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-bench-'));
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ path: await bundled(folder) });
    const results = [];
    for (const size of sizes) {
      const { nodes, files } = largeProcedure(size);
      results.push({ nodes, ...(await page.evaluate(measureThere, { files, rounds: ROUNDS })) });
    }
    return results;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
