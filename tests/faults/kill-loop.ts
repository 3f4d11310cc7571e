// npm run faults:kill -- [KILLS] [SEED]: kills the built broker so often (1,000 by default) and prints what was found.
import { killRounds } from './support/kill-rounds.ts';

const [kills = '1000', seed = '1'] = process.argv.slice(2);
if (!/^\d+$/.test(kills) || !/^\d+$/.test(seed)) {
  console.error('用法：npm run faults:kill -- [次数] [随机种子]');
  process.exit(2);
}
const began = Date.now();
const report = await killRounds(Number(kills), Number(seed), true, (so) =>
  console.log(`${so.kills} kills, ${so.created} created, ${so.completed} completed, ${so.problems.length} problems`),
);
console.log(JSON.stringify({ ...report, seconds: Math.round((Date.now() - began) / 1000) }));
process.exit(report.problems.length > 0 ? 1 : 0);
