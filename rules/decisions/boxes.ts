import type { Ranges } from './column.ts';

/** A set of inputs: for each column the atoms that belong to it. */
export type Box = readonly Ranges[];

export const isEmpty = (box: Box): boolean => box.some((ranges) => ranges.length === 0);

export const rangesMeet = (a: Ranges, b: Ranges): boolean => {
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i + 1]! <= b[j]!) i += 2;
    else if (b[j + 1]! <= a[i]!) j += 2;
    else return true;
  }
  return false;
};

export const meet = (a: Ranges, b: Ranges): number[] => {
  const result: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [from, to] = [Math.max(a[i]!, b[j]!), Math.min(a[i + 1]!, b[j + 1]!)];
    if (from < to) result.push(from, to);
    if (a[i + 1]! < b[j + 1]!) i += 2;
    else j += 2;
  }
  return result;
};

/** `a` without `b`. */
export const minus = (a: Ranges, b: Ranges): number[] => {
  const result: number[] = [];
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i]!;
    for (let j = 0; j < b.length; j += 2) {
      if (b[j + 1]! <= from || b[j]! >= a[i + 1]!) continue;
      if (b[j]! > from) result.push(from, b[j]!);
      from = Math.max(from, b[j + 1]!);
    }
    if (from < a[i + 1]!) result.push(from, a[i + 1]!);
  }
  return result;
};

export const union = (parts: readonly Ranges[]): number[] => {
  const pairs = parts.flatMap((ranges) => {
    const list: [number, number][] = [];
    for (let i = 0; i < ranges.length; i += 2) list.push([ranges[i]!, ranges[i + 1]!]);
    return list;
  });
  pairs.sort((x, y) => x[0] - y[0]);
  const result: number[] = [];
  for (const [from, to] of pairs) {
    const last = result.length - 1;
    if (last >= 0 && result[last]! >= from) result[last] = Math.max(result[last]!, to);
    else result.push(from, to);
  }
  return result;
};

export const width = (ranges: Ranges): number => {
  let sum = 0;
  for (let i = 0; i < ranges.length; i += 2) sum += ranges[i + 1]! - ranges[i]!;
  return sum;
};

/** Whether every atom of `inner` is in `outer`. */
export const rangesWithin = (inner: Ranges, outer: Ranges): boolean => {
  for (let i = 0, j = 0; i < inner.length; i += 2) {
    while (j < outer.length && outer[j + 1]! < inner[i + 1]!) j += 2;
    if (j >= outer.length || outer[j]! > inner[i]!) return false;
  }
  return true;
};

export const boxesMeet = (a: Box, b: Box): boolean => a.every((ranges, column) => rangesMeet(ranges, b[column]!));
export const meetBoxes = (a: Box, b: Box): Box => a.map((ranges, column) => meet(ranges, b[column]!));
export const boxWithin = (inner: Box, outer: Box): boolean =>
  inner.every((ranges, column) => rangesWithin(ranges, outer[column]!));

/** The numbers for which `holds` as ranges; neighbours make one range, so that ranges stay few. */
export const rangesWhere = (count: number, holds: (at: number) => boolean): number[] => {
  const ranges: number[] = [];
  for (let at = 0; at < count; at++) {
    if (!holds(at)) continue;
    if (ranges.at(-1) === at) ranges[ranges.length - 1] = at + 1;
    else ranges.push(at, at + 1);
  }
  return ranges;
};
