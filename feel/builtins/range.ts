import { compare } from '../values/compare.ts';
import type { Value } from '../values/value.ts';
import { FeelRange } from '../values/value.ts';
import type { Definitions, Outcome } from './define.ts';

/** A point or a range, as a range; a point includes both its ends. */
interface Span {
  start: Value;
  end: Value;
  startIncluded: boolean;
  endIncluded: boolean;
  point: boolean;
}

const spanOf = (value: Value): Span =>
  value instanceof FeelRange
    ? {
        start: value.start,
        end: value.end,
        startIncluded: value.startIncluded,
        endIncluded: value.endIncluded,
        point: false,
      }
    : { start: value, end: value, startIncluded: true, endIncluded: true, point: true };

class Incomparable extends Error {}

/** Where an end lies: at an infinite distance where it is absent. */
const order = (left: Value, right: Value, infinite: number): number => {
  if (left === null || right === null) return left === right ? 0 : infinite;
  const result = compare(left, right);
  if (result === undefined) throw new Incomparable();
  return result;
};

const starts = (a: Span, b: Span): number => order(a.start, b.start, a.start === null ? -1 : 1);
const ends = (a: Span, b: Span): number => order(a.end, b.end, a.end === null ? 1 : -1);
/** The end of the one against the start of the other. */
const endToStart = (a: Span, b: Span): number => order(a.end, b.start, a.end === null ? 1 : 1);

const before = (a: Span, b: Span): boolean => {
  const gap = endToStart(a, b);
  return gap < 0 || (gap === 0 && !(a.endIncluded && b.startIncluded));
};
const meets = (a: Span, b: Span): boolean => endToStart(a, b) === 0 && a.endIncluded && b.startIncluded;
const overlaps = (a: Span, b: Span): boolean => !before(a, b) && !before(b, a);

const startsEarlier = (a: Span, b: Span): boolean => {
  const distance = starts(a, b);
  return distance < 0 || (distance === 0 && a.startIncluded && !b.startIncluded);
};
const endsLater = (a: Span, b: Span): boolean => {
  const distance = ends(a, b);
  return distance > 0 || (distance === 0 && a.endIncluded && !b.endIncluded);
};
const sameStart = (a: Span, b: Span): boolean => starts(a, b) === 0 && a.startIncluded === b.startIncluded;
const sameEnd = (a: Span, b: Span): boolean => ends(a, b) === 0 && a.endIncluded === b.endIncluded;

const includes = (a: Span, b: Span): boolean => !startsEarlier(b, a) && !endsLater(b, a);
const overlapsBefore = (a: Span, b: Span): boolean => startsEarlier(a, b) && overlaps(a, b) && !endsLater(a, b);
const overlapsAfter = (a: Span, b: Span): boolean => startsEarlier(b, a) && overlaps(a, b) && !endsLater(b, a);
const finishes = (a: Span, b: Span): boolean => sameEnd(a, b) && !startsEarlier(a, b);
const startsWith = (a: Span, b: Span): boolean => sameStart(a, b) && !endsLater(a, b);
const coincides = (a: Span, b: Span): boolean => sameStart(a, b) && sameEnd(a, b);

type Relation = (a: Span, b: Span) => boolean;

/** Which of the two may be a point. */
interface Shape {
  left: 'point' | 'range' | 'any';
  right: 'point' | 'range' | 'any';
}

const fits = ({ point }: Span, shape: 'point' | 'range' | 'any'): boolean =>
  shape === 'any' || (shape === 'point') === point;

const relation = (run: Relation, shapes: Shape[], names: [string, string]): Definitions[string] => [
  [
    `${names[0]}:any,${names[1]}:any`,
    ([first, second]): Outcome => {
      if (first === null || second === null) return undefined;
      const [a, b] = [spanOf(first), spanOf(second)];
      if (!shapes.some(({ left, right }) => fits(a, left) && fits(b, right))) return undefined;
      try {
        return run(a, b);
      } catch (error) {
        if (error instanceof Incomparable) return undefined;
        throw error;
      }
    },
  ],
];

const ANY: Shape[] = [{ left: 'any', right: 'any' }];
const RANGES: Shape[] = [{ left: 'range', right: 'range' }];
const ANY_IN_RANGE: Shape[] = [{ left: 'any', right: 'range' }];
const RANGE_OF_ANY: Shape[] = [{ left: 'range', right: 'any' }];
const BOTH: Shape[] = [
  { left: 'point', right: 'point' },
  { left: 'range', right: 'range' },
];
const POINTS: [string, string] = ['point1|range1|point|range', 'point2|range2|range|point'];
const PAIR: [string, string] = ['range1', 'range2'];

/** Relations of points and ranges (DMN 1.5, table 78). */
export const RANGE: Definitions = {
  before: relation(before, ANY, POINTS),
  after: relation((a, b) => before(b, a), ANY, POINTS),
  meets: relation(meets, RANGES, PAIR),
  'met by': relation((a, b) => meets(b, a), RANGES, PAIR),
  overlaps: relation(overlaps, RANGES, PAIR),
  'overlaps before': relation(overlapsBefore, RANGES, PAIR),
  'overlaps after': relation(overlapsAfter, RANGES, PAIR),
  finishes: relation(finishes, ANY_IN_RANGE, ['point|range1', 'range|range2']),
  'finished by': relation((a, b) => finishes(b, a), RANGE_OF_ANY, ['range|range1', 'point|range2']),
  includes: relation(includes, RANGE_OF_ANY, ['range|range1', 'point|range2']),
  during: relation((a, b) => includes(b, a), ANY_IN_RANGE, ['point|range1', 'range|range2']),
  starts: relation(startsWith, ANY_IN_RANGE, ['point|range1', 'range|range2']),
  'started by': relation((a, b) => startsWith(b, a), RANGE_OF_ANY, ['range|range1', 'point|range2']),
  coincides: relation(coincides, BOTH, ['point1|range1', 'point2|range2']),
};
