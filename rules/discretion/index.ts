export { DISCRETION_FACTORS, factorName, type DiscretionFactor, type FactorEffect } from './factors.ts';
export { DEFAULT_FORMULA, tierMultiples, tierOfAmount, tierRange } from './ranges.ts';
export { proposedFine, recommendDiscretion, type DiscretionRequest } from './recommend.ts';
export { penaltyUnitsOf, unitsTotalFen } from './penalty-units.ts';
export { TIER_NAMES, TIER_ORDER } from './tiers.ts';
export { indexItems, violationKey, type ItemIndex } from './item-index.ts';
export { patternsOf } from './clauses/patterns.ts';
export { clauseOfRange, computeClause, type ClauseInput, type CorrectionState } from './clauses/compute-clause.ts';
export { compareWithSimilar, distributionOf, ENOUGH_CASES } from './similar.ts';
export {
  DISCRETION_FACTS,
  factDefinition,
  readFact,
  type FactDefinition,
  type FactType,
} from './conditions/fact-library.ts';
export { factNamesOf, factText, testText, treeFeel, treeText } from './conditions/words.ts';
export { simpleFeelTree } from './conditions/simple-feel.ts';
export { detectLayout, FIELD_NAMES, findHeaderRow, LAYOUTS, mapColumns } from './import/layouts.ts';
export { readConditions, suggestTest } from './import/condition-texts.ts';
export { readBasis } from './import/basis-texts.ts';
export { readImport, type ImportSurroundings } from './import/read-draft.ts';
export { factsOfItem } from './item-facts.ts';
