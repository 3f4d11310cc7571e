import fc from 'fast-check';
import type { Command, EngineRecord, JobBatchValue, Variables } from '#engine';
import { commands, EngineState, exportJson, step } from '#engine';
import { ByteWriter } from './byte-writer.ts';
import { unpackCopies } from './copies.ts';
import { LineGroup } from './line-group.ts';
import { NumberedText } from './numbered-text.ts';
import { RecordFormat } from './record-format.ts';

const NOW = Date.UTC(2026, 0, 5, 1);

const linesOf = (records: readonly EngineRecord[], format = new RecordFormat()): string[] => {
  const group = new LineGroup(format, records[0]!.position, new ByteWriter());
  const grown = records.map((record) => group.add(record));
  expect(grown.reduce((sum, bytes) => sum + bytes, 0)).toBe(group.size);
  return unpackCopies(group.packed()).toString('utf8').split('\n');
};

const task = (id: string, type: string): string =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" retries="2"/></bpmn:extensionElements></bpmn:serviceTask>`;

const model = (id: string, type: string): string =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="x"><bpmn:process id="${id}" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="t"/>${task('t', type)}</bpmn:process></bpmn:definitions>`;

/** An engine whose records are kept. */
const engine = () => {
  const state = new EngineState();
  const records: EngineRecord[] = [];
  const run = (command: Command) => {
    const result = step(state, command, NOW + records.length);
    records.push(...result.records);
    return result.response;
  };
  const activate = (type: string): number[] => {
    const response = run(commands.activateJobs(type, 'Zoë "w"', 60_000, 10));
    return response?.kind === 'done' ? (response.value as JobBatchValue).jobKeys : [];
  };
  return { records, run, activate };
};

test('the lines of a group are what exportJson makes of its records', () => {
  const { records, run, activate } = engine();
  for (const id of ['one', 'other']) run(commands.deploy([{ name: `${id}.bpmn`, content: model(id, `${id} 证据`) }]));
  for (let round = 0; round < 8; round++)
    for (const id of ['one', 'other']) {
      for (const facts of [{}, { 当事人: '某公司', n: 0.1, list: [round, null] }] as Variables[])
        run(commands.createInstance(id, facts));
      activate(`${id} 证据`).forEach((key, index) => {
        if (index === 0) run(commands.failJob(key, `round ${round}`, round % 2));
        else run(commands.completeJob(key, index > 1 ? { result: `\n${round}` } : {}));
      });
    }
  run(commands.completeJob(1));
  expect(new Set(records.map(({ recordType }) => recordType)).size).toBe(2);
  const format = new RecordFormat();
  const half = records.length >> 1;
  const lines = [...linesOf(records.slice(0, half), format), ...linesOf(records.slice(half), format)];
  expect(lines).toEqual(records.map((record) => exportJson(record)));
});

test('a value that lacks a field keeps lacking it', () => {
  const { records, run } = engine();
  run(commands.deploy([{ name: 'one.bpmn', content: model('one', 'one') }]));
  run(commands.createInstance('one'));
  const whole = records.find(({ valueType }) => valueType === 'JOB')!;
  const { customHeaders: _headers, ...noHeaders } = whole.value as Record<string, unknown>;
  const { retries: _retries, ...noRetries } = whole.value as Record<string, unknown>;
  const several = [
    whole,
    { ...whole, value: noHeaders },
    { ...whole, value: noRetries },
    { ...whole, value: noHeaders },
  ];
  expect(linesOf(several)).toEqual(several.map((record) => exportJson(record)));
});

describe('a byte writer', () => {
  const written = (put: (writer: ByteWriter) => void): string => {
    const writer = new ByteWriter();
    put(writer);
    return unpackCopies(writer.packed()).toString('utf8');
  };

  test('puts numbers as JSON does', () => {
    const number = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.double());
    fc.assert(fc.property(number, (value) => expect(written((to) => to.number(value))).toBe(JSON.stringify(value))));
    for (const value of [0, -0, 9, 10, 99_999_999, 1e8, 2 ** 51, 1e15, 9_007_199_254_740_991, 1e16, -1])
      expect(written((to) => to.number(value))).toBe(JSON.stringify(value));
  });

  test('puts texts as JSON does', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 60 }));
    fc.assert(fc.property(text, (value) => expect(written((to) => to.string(value))).toBe(JSON.stringify(value))));
  });

  test('grows without losing anything, and takes back what was cut', () => {
    const writer = new ByteWriter();
    const piece = Buffer.from('0123456789'.repeat(1000));
    for (let count = 0; count < 20; count++) {
      writer.put(piece);
      const mark = writer.mark();
      writer.string('gone');
      writer.copy(0, 7);
      writer.cut(mark);
    }
    writer.copy(10_000, 10_000);
    expect(writer.length).toBe(210_000);
    expect(unpackCopies(writer.packed()).toString()).toBe('0123456789'.repeat(21_000));
  });

  test('copies what stands there, in any order and as often as is wanted', () => {
    const piece = fc.oneof(fc.string({ maxLength: 40 }), fc.tuple(fc.nat(), fc.nat()));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 300 }), (pieces) => {
        const writer = new ByteWriter();
        let expected = Buffer.alloc(0);
        for (const one of pieces) {
          if (typeof one === 'string') {
            writer.put(Buffer.from(one));
            expected = Buffer.concat([expected, Buffer.from(one)]);
          } else if (expected.length > 0) {
            const from = one[0] % expected.length;
            const length = one[1] % (expected.length - from + 1);
            writer.copy(from, length);
            expected = Buffer.concat([expected, expected.subarray(from, from + length)]);
          }
        }
        expect(writer.length).toBe(expected.length);
        expect(unpackCopies(writer.packed())).toEqual(expected);
      }),
    );
  });

  test('has forgotten everything when it begins anew', () => {
    const writer = new ByteWriter();
    const text = new NumberedText(['a', 'b']);
    for (let round = 0; round < 3; round++) {
      writer.clear();
      for (let number = 1; number < 20; number++) {
        text.set(0, number);
        text.put(writer);
      }
      const numbers = Array.from({ length: 19 }, (_, index) => `a${index + 1}b`);
      expect(unpackCopies(writer.packed()).toString()).toBe(numbers.join(''));
    }
  });
});

test('a text with numbers is put as it would be without the one before, whichever numbers come and wherever', () => {
  const number = fc.oneof(
    fc.integer(),
    fc.maxSafeInteger(),
    fc.double(),
    fc.integer({ min: 0, max: 2000 }).map((more) => 2 ** 51 + more),
    fc.constantFrom(9, 10, 99_999_999, 100_000_000, 2 ** 53 - 1),
  );
  const use = fc.record({
    numbers: fc.tuple(number, number),
    puts: fc.boolean(),
    anew: fc.constantFrom('', '', '', 'cut', 'other'),
  });
  fc.assert(
    fc.property(fc.array(use, { maxLength: 60 }), (uses) => {
      const text = new NumberedText(['{"begin":', ',"middle of it":', ',"end":"证据"}']);
      let [writer, expected] = [new ByteWriter(), ''];
      for (const { numbers, puts, anew } of uses) {
        numbers.forEach((value, index) => text.set(index, value));
        if (anew === 'other') [writer, expected] = [new ByteWriter(), ''];
        const mark = writer.mark();
        if (puts || anew === 'cut') text.put(writer);
        if (anew === 'cut') writer.cut(mark);
        else if (puts)
          expected += `{"begin":${JSON.stringify(numbers[0])},"middle of it":${JSON.stringify(numbers[1])},"end":"证据"}`;
      }
      expect(unpackCopies(writer.packed()).toString()).toBe(expected);
    }),
  );
});
