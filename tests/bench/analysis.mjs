// npm run bench:analysis: the analysis of a decision table of 1,000 rows with 8 inputs, and the legality of procedures of 200
// and 1,000 nodes, with the bounds of the issue beside them. In Node, and the procedures
// in Chromium too. Needs the built server (npm run build:server).
import { cpus, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { analyseTable, checkPackage, tablesOf } from '#rules';
import { largeProcedure } from './large-procedure.mjs';
import { inChromium } from './legality-in-chromium.mjs';

const seeded = (seed) => () => {
  seed = (seed * 1103515245 + 12345) & 0x7fffffff;
  return seed / 0x7fffffff;
};

/**
 * A table of 8 inputs. `bands`: bands of one amount, the other inputs often left open, so that no two rows meet.
 * `crossing`: intervals that cross everywhere. `bounds`: each row one or two bounds only, so that nearly all is covered many
 * times over, which is the hardest to prove.
 */
const dmn = (rows, shape, hitPolicy) => {
  const random = seeded(7);
  const number = (low, high) => low + Math.floor(random() * (high - low));
  const bound = () => (random() < 0.5 ? `&lt; ${number(50, 100)}` : `&gt;= ${number(0, 50)}`);
  const cell = (row, column) => {
    if (shape === 'bounds' && column < 3) return row % 3 === column || random() < 0.2 ? bound() : '-';
    if (shape === 'bounds')
      return random() < 0.85 || column > 6 ? '-' : column < 5 ? `not("v${number(0, 6)}")` : 'true';
    if (shape === 'crossing' && column < 3) {
      const from = number(0, 1000);
      return random() < 0.3 ? '-' : `[${from}..${from + number(1, 300)}]`;
    }
    if (column === 0) return `[${row * 10}..${row * 10 + 10})`;
    if (random() < 0.3) return '-';
    if (column < 3) return `${random() < 0.5 ? '&gt;' : '&lt;='} ${Math.floor(random() * 100)}`;
    if (column < 5) return `"v${Math.floor(random() * 6)}"`;
    if (column < 7) return random() < 0.5 ? 'true' : 'false';
    return `&gt;= date("2026-0${1 + Math.floor(random() * 9)}-01")`;
  };
  const types = ['number', 'number', 'number', 'string', 'string', 'boolean', 'boolean', 'date'];
  const inputs = types.map(
    (type, at) =>
      `<input id="i${at}" label="i${at}"><inputExpression typeRef="${type}"><text>i${at}</text></inputExpression></input>`,
  );
  const rules = Array.from({ length: rows }, (_none, row) => {
    const cells = types.map(
      (_type, column) => `<inputEntry id="e${row}_${column}"><text>${cell(row, column)}</text></inputEntry>`,
    );
    return `<rule id="r${row}">${cells.join('')}<outputEntry id="o${row}"><text>${Math.floor(random() * 5)}</text></outputEntry></rule>`;
  });
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"><decision id="t" name="t"><decisionTable id="dt" hitPolicy="${hitPolicy}">${inputs.join('')}<output id="o" name="tier"/>${rules.join('')}</decisionTable></decision></definitions>`;
};

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const measure = (work, rounds = 5) => {
  const times = [];
  let result;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    result = work();
    times.push(performance.now() - start);
  }
  return { ms: Math.round(median(times)), worst: Math.round(Math.max(...times)), result };
};

console.log(`${cpus()[0].model}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`);
const worse = {
  decision: 't',
  output: 'tier',
  severityOrder: [],
  exceptions: [],
  inputs: [{ input: 'i0', worse: 'higher' }],
};
for (const [shape, hitPolicy, checks] of [
  ['bands', 'UNIQUE', []],
  ['crossing', 'FIRST', []],
  ['crossing', 'ANY', []],
  ['crossing', 'FIRST', [worse]],
  ['bounds', 'FIRST', []],
  ['bounds', 'FIRST', [worse]],
]) {
  const [table] = tablesOf(dmn(1000, shape, hitPolicy));
  const analysed = measure(() => analyseTable(table, checks));
  const { exhaustive, coverage, steps } = analysed.result;
  console.log(
    `decision table, 1,000 rows × 8 inputs, ${shape}, ${hitPolicy}${checks.length ? ', severity declared' : ''}: ${analysed.ms} ms (worst ${analysed.worst}), aim 2,000; ${coverage}, exhaustive ${exhaustive}, ${steps} steps`,
  );
}
for (const [size, aim] of [
  [200, 1000],
  [1000, 10_000],
]) {
  const { nodes, files } = largeProcedure(size);
  const checked = measure(() => checkPackage(files), 3);
  const { legality } = checked.result;
  console.log(
    `legality, ${nodes} nodes: ${checked.ms} ms (worst ${checked.worst}), aim ${aim}; ${legality.states} states, exhaustive ${legality.exhaustive}`,
  );
}
for (const { nodes, ms, worst, states } of await inChromium([200, 1000]))
  console.log(
    `legality in Chromium, ${nodes} nodes: ${ms} ms (worst ${worst})${nodes < 500 ? ', aim 1,000' : ''}; ${states} states`,
  );
