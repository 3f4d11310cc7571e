// npm run bench:feel: 30 typical expressions, compiled once and evaluated many times, beside @bpmn-io/feelin (which parses at
// every evaluation, as it must know the names of the context), and how long the worst hostile expression holds the loop.
import { performance } from 'node:perf_hooks';
import { evaluate as feelin } from '@bpmn-io/feelin';
import { compileFeel, evaluate, scopeOf } from '#feel';
import { HOSTILE_EXPRESSIONS } from '../faults/support/hostile-expressions.ts';

const VARIABLES = {
  amount: 12_500.5,
  rate: 0.3,
  days: 15,
  status: '立案',
  repeated: true,
  party: { name: '某食品有限公司', kind: '企业', contacts: [{ phone: '13800000000' }, { phone: '053188888888' }] },
  items: Array.from({ length: 20 }, (_, index) => ({ name: `商品${index}`, price: index * 1.5, count: index % 4 })),
  tags: ['食品', '标签', '过期'],
  text: '鲁济市监罚告〔2026〕12号',
};

const EXPRESSIONS = [
  'amount',
  'party.name',
  'amount > 10000',
  'amount > 10000 and repeated',
  'status = "立案" or status = "结案"',
  'if amount > 10000 then "较大" else "较小"',
  'amount * rate',
  'amount * 1.15 + days * 100',
  '(amount - 500) / 3',
  'days in [1..30]',
  'status in ("立案", "调查", "审查")',
  'amount between 1000 and 50000',
  'not(repeated)',
  'party.contacts[1].phone',
  'count(items)',
  'sum(items.price)',
  'items[count > 2].name',
  'some item in items satisfies item.price > 20',
  'every item in items satisfies item.count < 10',
  'for item in items return item.price * item.count',
  'sum(for item in items return item.price * item.count)',
  'list contains(tags, "过期")',
  'string length(text) > 5',
  'matches(text, "^鲁.*号$")',
  'substring(text, 1, 2) + "-" + string(days)',
  'date("2026-01-15") + duration("P90D")',
  'date("2026-03-01") > date("2026-01-15")',
  'duration("P15D") > duration("P1D")',
  '{total: amount * rate, limit: 50000, over: total > limit}.over',
  'string join(tags, "、")',
];

const now = Date.UTC(2026, 0, 15);
const MIN_MS = 60;

/** Microseconds of one run, over at least MIN_MS. */
const measure = (run) => {
  for (let count = 0; count < 20; count++) run();
  const start = performance.now();
  let runs = 0;
  for (; performance.now() - start < MIN_MS; runs += 10) for (let count = 0; count < 10; count++) run();
  return ((performance.now() - start) * 1000) / runs;
};

const scope = scopeOf(VARIABLES);
const rows = EXPRESSIONS.map((text) => {
  const compiled = compileFeel(text);
  const ours = measure(() => evaluate(compiled, scope, { now }));
  const compiling = measure(() => compileFeel(text));
  const theirs = measure(() => feelin(text, VARIABLES, 'camunda'));
  return { text, ours, compiling, theirs };
});

console.log('µs per evaluation              ours  compile   feelin   times');
for (const { text, ours, compiling, theirs } of rows) {
  const figures = [ours, compiling, theirs, theirs / ours].map((value) => value.toFixed(1).padStart(8)).join(' ');
  console.log(`${figures}  ${text}`);
}
const mean = Math.exp(rows.reduce((sum, { ours, theirs }) => sum + Math.log(theirs / ours), 0) / rows.length);
console.log(`geometric mean: ${mean.toFixed(1)} times as fast as feelin\n`);

const hold = (text) => {
  const start = performance.now();
  try {
    evaluate(compileFeel(text), scopeOf({}), { now });
  } catch {
    // Refused: the time until then counts as well.
  }
  return performance.now() - start;
};
HOSTILE_EXPRESSIONS.forEach(hold);
const held = HOSTILE_EXPRESSIONS.map((text) => ({ text: text.slice(0, 70).replaceAll('\n', ' '), ms: hold(text) }));
held.sort((one, other) => other.ms - one.ms);
console.log(`${held.length} hostile expressions; the longest hold the event loop for`);
for (const { text, ms } of held.slice(0, 5)) console.log(`${ms.toFixed(1).padStart(7)} ms  ${text}`);
