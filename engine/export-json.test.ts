import type { Command, EngineRecord } from './index.ts';
import { commands, EngineState, exportJson, RecordReader, step } from './index.ts';
import { ONE_TASK } from '../tests/support/one-task.ts';

const NOW = Date.UTC(2026, 0, 5, 1);

/** Records of an instance whose variables look like parts of a line; rejections, and events of a referred operation. */
const records = (): EngineRecord[] => {
  const state = new EngineState();
  const run = (command: Command): EngineRecord[] => step(state, command, NOW).records;
  const odd = { text: '}","operationReference":-1,"value":{"a":1}}', 'key":2,"': [null, -0.5, '第一项\n'] };
  const made = [
    ...run(commands.deploy([{ name: 'p.bpmn', content: ONE_TASK }])),
    ...run(commands.createInstance('p', odd)),
    ...run({ ...commands.createInstance('p', {}), operationReference: '12345' }),
    ...run(commands.activateJobs('w', 'me', 1000, 5)),
  ];
  const job = made.find(({ valueType, intent }) => valueType === 'JOB' && intent === 'CREATED')!;
  return [...made, ...run(commands.completeJob(job.key, odd)), ...run(commands.completeJob(job.key))];
};

test('a reader gives of each line what its record says', () => {
  const reader = new RecordReader();
  const all = records();
  expect(new Set(all.map(({ recordType }) => recordType))).toEqual(new Set(['EVENT', 'COMMAND_REJECTION']));
  expect(all.some(({ operationReference }) => operationReference !== undefined)).toBe(true);
  for (const record of all) {
    const { position, sourceRecordPosition, key, timestamp, recordType, valueType, intent, value } = record;
    const stated = { position, sourceRecordPosition, key, timestamp, recordType, valueType, intent };
    const read = reader.read(exportJson(record));
    expect(read).toMatchObject(stated);
    expect(read.value).toEqual(JSON.parse(JSON.stringify(value)));
  }
});

test('events that follow each other with one value share it when read', () => {
  const reader = new RecordReader();
  const read = records().map((record) => reader.read(exportJson(record)));
  const activating = read.findIndex(({ intent }) => intent === 'ELEMENT_ACTIVATING');
  expect(read[activating + 1]!.intent).toBe('ELEMENT_ACTIVATED');
  expect(read[activating + 1]!.value).toBe(read[activating]!.value);
});

test('a line that ends in its midst is not read', () => {
  const line = exportJson(records()[3]!);
  for (let length = 1; length < line.length; length++)
    expect(() => new RecordReader().read(line.slice(0, length))).toThrow(SyntaxError);
});
