import { compileFeel, evaluate, scopeOf } from '../index.ts';
import type { Json } from '../index.ts';
import { MULTI_WORD_NAMES } from '../syntax/builtin-names.ts';
import { builtinNames } from './registry.ts';

const now = Date.UTC(2026, 10, 22, 15, 30);
const run = (text: string, variables: Record<string, Json> = {}) =>
  evaluate(compileFeel(text), scopeOf(variables), { now });
const value = (text: string, variables?: Record<string, Json>): Json => run(text, variables).value;

test('every built-in name of more than one word is known to the parser', () => {
  expect(builtinNames().filter((name) => name.includes(' ') && !MULTI_WORD_NAMES.includes(name))).toEqual([]);
});

describe('numbers are decimals', () => {
  test.each<[string, Json]>([
    ['0.1 + 0.2 = 0.3', true],
    ['100 * 1.15', 115],
    ['100 * 1.15 = 115', true],
    ['1.005 * 1000', 1005],
    ['string(1.10 * 3)', '3.3'],
    ['string(1 / 3)', '0.3333333333333333333333333333333333'],
    ['string(0.1 * 0.1)', '0.01'],
    ['9007199254740993 - 9007199254740992', 1],
    ['string(9007199254740991 + 2)', '9007199254740993'],
    ['decimal(2.5, 0)', 2],
    ['decimal(3.5, 0)', 4],
    ['round half up(2.5, 0)', 3],
    ['round half down(2.5, 0)', 2],
    ['round up(1.121, 2)', 1.13],
    ['round down(-1.129, 2)', -1.12],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['1 / 0', null],
    ['2 ** 10', 1024],
  ])('%s', (text, expected) => expect(value(text)).toEqual(expected));

  test('numbers of variables mean what is written', () => {
    expect(value('a + b = 0.3', { a: 0.1, b: 0.2 })).toBe(true);
    expect(value('sum(amounts)', { amounts: [0.1, 0.2, 0.3] })).toBe(0.6);
  });
});

describe("Camunda's functions", () => {
  test.each<[string, Json]>([
    ['get or else(null, 1)', 1],
    ['is defined(x)', false],
    ['assert(1, true)', 1],
    ['context put({a: 1}, "b", 2)', { a: 1, b: 2 }],
    ['context put({a: {b: 1}}, ["a", "c"], 2)', { a: { b: 1, c: 2 } }],
    ['context merge([{a: 1}, {a: 2, b: 3}])', { a: 2, b: 3 }],
    ['put all({a: 1}, {b: 2})', { a: 1, b: 2 }],
    ['put({a: 1}, "a", 5)', { a: 5 }],
    ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
    ['get value({a: {b: 7}}, ["a", "b"])', 7],
    ['context([{key: "a", value: 1}])', { a: 1 }],
    ['extract("references are 1234, 1256, 1378", "12[0-9]*")', ['1234', '1256']],
    ['trim("  hello  ")', 'hello'],
    ['is blank(" ")', true],
    ['is empty([])', true],
    ['to base64("FEEL")', 'RkVFTA=='],
    ['from base64("5rOV5b6L")', '法律'],
    ['from json("{\\"a\\": [1, 2]}")', { a: [1, 2] }],
    ['to json({a: "b", n: 1.50})', '{"a":"b","n":1.5}'],
    ['partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
    ['duplicate values([1, 2, 3, 2, 1])', [1, 2].reverse()],
    ['last day of month(date("2024-02-10"))', '2024-02-29'],
    ['product([2, 3, 4])', 24],
    ['string join(["a", null, "c"], ", ", "[", "]")', '[a, c]'],
    ['substring("\u{1F40E}ab", 2)', 'ab'],
    ['string length("\u{1F40E}ab")', 3],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['split("甲;乙;;丙", ";")', ['甲', '乙', '', '丙']],
    ['matches("鲁01执法12345", "^鲁[0-9]{2}\\p{L}+\\d{5}$")', true],
    ['list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)', [5, 5, 7, 8]],
    ['sort([3, 1, 2], function(x, y) x > y)', [3, 2, 1]],
    ['every x in [1, 2] satisfies x > 0', true],
    ['for i in 1..3 return if i = 1 then 1 else i * partial[-1]', [1, 2, 6]],
    ['day of week(date("2026-11-22"))', 'Sunday'],
    ['week of year(date("2005-01-01"))', 53],
    ['[{a: 1, b: 2}, {a: 3, b: 4}][a > 1].b', [4]],
    ['overlaps after((1..5], [1..5])', true],
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['date and time("2026-03-29T01:30:00@Europe/Berlin") + duration("PT1H")', '2026-03-29T03:30+02:00[Europe/Berlin]'],
    ['years and months duration(date("2024-02-29"), date("2026-02-28"))', 'P1Y11M'],
  ])('%s', (text, expected) => expect(value(text)).toEqual(expected));

  test('chance is refused unless it is told where to begin', () => {
    expect(run('random number()')).toMatchObject({ value: null, warnings: [{ type: 'FUNCTION_INVOCATION_FAILURE' }] });
    expect(value('random number(7)')).toBe(value('random number(7)'));
    expect(value('uuid("a")')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(value('uuid("a")')).not.toBe(value('uuid("b")'));
  });

  test('now and today are of the clock and zone that were given', () => {
    const at = (text: string, zone?: { region: string }) =>
      evaluate(compileFeel(text), scopeOf({}), { now: Date.UTC(2026, 0, 1, 17), ...(zone && { zone }) }).value;
    expect(at('today()')).toBe('2026-01-01');
    expect(at('today()', { region: 'Asia/Shanghai' })).toBe('2026-01-02');
    expect(at('now()', { region: 'Asia/Shanghai' })).toBe('2026-01-02T01:00+08:00[Asia/Shanghai]');
  });
});

describe('null and a warning, as Zeebe words it', () => {
  test.each([
    ['x', 'NO_VARIABLE_FOUND', "No variable found with name 'x'"],
    ['{a: 1}.b', 'NO_CONTEXT_ENTRY_FOUND', "No context entry found with key 'b'. Available keys: 'a'"],
    ['null.b', 'NO_CONTEXT_ENTRY_FOUND', "No context entry found with key 'b'. The context is null"],
    ['1 + "a"', 'INVALID_TYPE', `Can't add '"a"' to '1'`],
    ['1 < "a"', 'NOT_COMPARABLE', `Can't compare '1' with '"a"'`],
    ['nothing(1)', 'NO_FUNCTION_FOUND', "No function found with name 'nothing' and 1 parameters"],
    ['abs("a")', 'FUNCTION_INVOCATION_FAILURE', `Failed to invoke function 'abs': Illegal arguments: '"a"'`],
    [
      'date("2026-02-01").hours',
      'NO_PROPERTY_FOUND',
      "No property found with name 'hours' of value '2026-02-01'. Available properties: 'year', 'month', 'day', 'weekday'",
    ],
  ])('%s', (text, type, message) => {
    expect(run(text)).toMatchObject({ value: null, type: 'NULL', warnings: [{ type, message }] });
  });
});

describe('results are written as Zeebe writes them', () => {
  test.each<[string, Json]>([
    ['time("10:30:00")', '10:30'],
    ['time("10:30:05+08:00")', '10:30:05+08:00'],
    ['date and time("2026-01-02T03:04:05")', '2026-01-02T03:04:05'],
    ['duration("P2DT3H")', 'PT51H'],
    ['duration("-PT0.5S")', 'PT-0.5S'],
    ['duration("P14M")', 'P1Y2M'],
    ['duration("P0M")', 'P0D'],
    ['function(a) a', null],
    ['[1..2]', null],
  ])('%s', (text, expected) => expect(value(text)).toEqual(expected));

  test('what is JSON already is handed on, not copied', () => {
    const party = { name: '某公司', ids: [1, 2] };
    expect(value('if true then party else null', { party })).toBe(party);
  });

  test('a key named like a part of JavaScript is only a key', () => {
    expect(value('{"__proto__": 1, "constructor": 2}.constructor')).toBe(2);
    expect(run('{a: 1}.toString').value).toBeNull();
    expect(run('constructor').value).toBeNull();
  });
});
