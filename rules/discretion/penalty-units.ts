import { PenaltyUnit } from '#contracts';

/** The penalty units (violation × party) of the form field `penaltyUnits`; rows that are none are left out. */
export const penaltyUnitsOf = (data: Readonly<Record<string, unknown>>): PenaltyUnit[] => {
  const given = data['penaltyUnits'];
  return (Array.isArray(given) ? given : []).flatMap((row: unknown) => {
    const read = PenaltyUnit.safeParse(row);
    return read.success ? [read.data] : [];
  });
};

/** What all units together propose, in fen; undefined as long as one of them proposes nothing. */
export const unitsTotalFen = (units: readonly PenaltyUnit[]): number | undefined => {
  const fines = units.map(({ proposedFineFen }) => proposedFineFen);
  return fines.length === 0 || fines.includes(undefined)
    ? undefined
    : fines.reduce((total: number, fen) => total + (fen ?? 0), 0);
};
