import type { FineBand, PenaltyClause, PenaltyPattern } from '#contracts';
import { factNamesOf } from '../conditions/words.ts';

const measured = (bands: readonly FineBand[], kind: FineBand['fine']['kind'], of?: string): boolean =>
  bands.some(({ fine }) => fine.kind === kind && (of === undefined || ('of' in fine && fine.of === of)));

/**
 * The patterns of domain facts §8.5 that a clause shows, from what it says: nobody has to know their numbers to write a
 * clause. A clause that shows none of them is a plain fine beside the order to correct (P2).
 */
export const patternsOf = (clause: Omit<PenaltyClause, 'patterns'>): PenaltyPattern[] => {
  const bands = [...clause.bands, ...clause.overdueBands, ...(clause.escalation?.bands ?? [])];
  const parts = [...clause.parts, ...clause.overdueParts, ...(clause.escalation?.parts ?? [])];
  const byGoods = bands.some(({ when }) => when !== undefined && factNamesOf(when).includes('goodsValueFen'));
  const shown: [PenaltyPattern, boolean][] = [
    ['P1', clause.correction === 'first'],
    ['P2', clause.correction === 'concurrent'],
    ['P3', clause.optional],
    ['P4', byGoods || measured(bands, 'multiple', 'goodsValueFen')],
    ['P5', bands.some(({ fine }) => fine.kind === 'multiple' && fine.of !== 'goodsValueFen')],
    ['P6', measured(bands, 'percent')],
    ['P7', measured(bands, 'per-head')],
    ['P8', clause.daily !== undefined],
    ['P9', clause.responsible !== undefined],
    ['P10', clause.escalation !== undefined],
    ['P11', parts.some(({ kind }) => kind === 'warning')],
    ['P12', parts.some(({ approval }) => approval !== undefined)],
  ];
  const patterns = shown.filter(([, is]) => is).map(([pattern]) => pattern);
  return patterns.length > 0 ? patterns : ['P2'];
};
