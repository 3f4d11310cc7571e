// Opens a log as a start does and plays some instances: node tests/bench/reopen.mjs FOLDER. One line of JSON.
import { performance } from 'node:perf_hooks';
import { startProcessor } from './processor-load.mjs';

const began = performance.now();
const engine = startProcessor(process.argv[2]);
const restartSeconds = (performance.now() - began) / 1000;
await engine.run('chain', 1, 4000, 100);
const memoryMib = process.memoryUsage().rss / 2 ** 20;
await engine.stop();
console.log(JSON.stringify({ restartSeconds, memoryMib }));
