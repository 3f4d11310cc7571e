import type { FeelNumber } from '../values/numbers.ts';
import { Decimal, compareNumbers, decimal, isZero, negate } from '../values/numbers.ts';
import { DaysDuration, MonthsDuration } from '../values/temporal.ts';
import type { Definitions, Outcome } from './define.ts';
import { failure } from './define.ts';
import { fractionOf } from './uuid.ts';

const LEAST_SCALE = -6111;
const MOST_SCALE = 6176;
const COSTLY = 800;

type Mode = Parameters<Decimal['toDecimalPlaces']>[1];

const checked = (value: Decimal): Outcome => (value.isFinite() ? value : null);

/** Undefined for a scale that decimal128 does not have. */
const roundTo = (value: FeelNumber, scale: FeelNumber, mode: Mode): Outcome => {
  const places = decimal(scale).trunc().toNumber();
  if (!(places >= LEAST_SCALE && places <= MOST_SCALE)) return undefined;
  const amount = decimal(value);
  if (places >= 0) return checked(amount.toDecimalPlaces(places, mode));
  const unit = new Decimal(10).pow(-places);
  return checked(amount.dividedBy(unit).toDecimalPlaces(0, mode).times(unit));
};

const rounding = (mode: Mode): Definitions[string] => [
  ['n:number,scale:number', ([value, scale]) => roundTo(value, scale, mode)],
];
const toWhole = (mode: Mode): Definitions[string] => [
  ['n:number', ([value]) => roundTo(value, 0, mode)],
  ['n:number,scale:number', ([value, scale]) => roundTo(value, scale, mode)],
];

const modulo = (dividend: FeelNumber, divisor: FeelNumber): Outcome => {
  if (isZero(divisor)) return null;
  const [top, bottom] = [decimal(dividend), decimal(divisor)];
  return checked(top.minus(bottom.times(top.dividedBy(bottom).floor())));
};

const remainderOfTwo = (value: FeelNumber): number => decimal(value).modulo(2).abs().toNumber();

const MODES: Record<string, Mode> = {
  UP: Decimal.ROUND_UP,
  DOWN: Decimal.ROUND_DOWN,
  CEILING: Decimal.ROUND_CEIL,
  FLOOR: Decimal.ROUND_FLOOR,
  HALF_UP: Decimal.ROUND_HALF_UP,
  HALF_DOWN: Decimal.ROUND_HALF_DOWN,
  HALF_EVEN: Decimal.ROUND_HALF_EVEN,
};

const positive = <T extends DaysDuration | MonthsDuration>(value: T): Outcome =>
  value instanceof DaysDuration
    ? DaysDuration.of(value.nanos < 0n ? -value.nanos : value.nanos)
    : MonthsDuration.of(Math.abs(value.months));

export const NUMERIC: Definitions = {
  decimal: [
    ['n:number,scale:number', ([value, scale]) => roundTo(value, scale, Decimal.ROUND_HALF_EVEN)],
    [
      'n:number,scale:number,mode:string',
      ([value, scale, mode]) => {
        const known = MODES[mode.toUpperCase()];
        return known === undefined
          ? failure(`Illegal argument '${mode}' for rounding mode`)
          : roundTo(value, scale, known);
      },
    ],
  ],
  floor: toWhole(Decimal.ROUND_FLOOR),
  ceiling: toWhole(Decimal.ROUND_CEIL),
  'round up': rounding(Decimal.ROUND_UP),
  'round down': rounding(Decimal.ROUND_DOWN),
  'round half up': rounding(Decimal.ROUND_HALF_UP),
  'round half down': rounding(Decimal.ROUND_HALF_DOWN),
  abs: [
    ['n|number:number', ([value]) => (compareNumbers(value, 0) < 0 ? negate(value) : value)],
    ['n:duration', ([value]) => positive(value)],
  ],
  modulo: [['dividend:number,divisor:number', ([dividend, divisor]) => modulo(dividend, divisor)]],
  sqrt: [
    [
      'number:number',
      ([value], machine) => {
        machine.spend(COSTLY);
        return compareNumbers(value, 0) < 0 ? undefined : checked(decimal(value).sqrt());
      },
    ],
  ],
  log: [
    [
      'number:number',
      ([value], machine) => {
        machine.spend(COSTLY);
        return compareNumbers(value, 0) <= 0 ? undefined : checked(decimal(value).ln());
      },
    ],
  ],
  exp: [
    [
      'number:number',
      ([value], machine) => {
        machine.spend(COSTLY);
        return compareNumbers(value, 20_000) > 0 || compareNumbers(value, -20_000) < 0
          ? undefined
          : checked(decimal(value).exp());
      },
    ],
  ],
  odd: [['number:number', ([value]) => remainderOfTwo(value) === 1]],
  even: [['number:number', ([value]) => remainderOfTwo(value) === 0]],
  'random number': [
    ['', () => failure('random number() is not repeatable here; give it a seed: random number(7)')],
    ['seed:number/string', ([seed]) => new Decimal(fractionOf(String(seed)))],
  ],
};
