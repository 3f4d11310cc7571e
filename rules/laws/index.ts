export { formatChineseNumber, parseChineseNumber } from './chinese-number.ts';
export { formatReference, parseArticles, scanCitations, type ScannedCitation } from './citation.ts';
export {
  itemUse,
  packUse,
  placesOfFactors,
  placesOfItems,
  placesOfPack,
  placesOfProcedure,
  placesOfStandard,
  procedureUse,
} from './citing-subjects.ts';
export { collectCitations, type FoundCitation } from './collect-citations.ts';
export { changeOf as articleChangeOf, diffLaw, type ArticlePair } from './diff-law.ts';
export { diffText, type TextPart } from './diff-text.ts';
export { articleWords, findClause, wordsOf, type FoundClause } from './find-clause.ts';
export { CitationIndex, impactOf, type CitingPlace, type LawChange } from './impact.ts';
export { lawKey, LawNames, type NamedLaw } from './law-name.ts';
export { dateIn, factsOfFileName, type LawGuess } from './read-header.ts';
export { readLaw, type LawReading } from './read-law.ts';
export {
  excerptOf,
  foldForSearch,
  LawSearch,
  type SearchedVersion,
  type SearchHit,
  type SearchQuery,
  type SearchResult,
} from './search.ts';
export {
  actAndToday,
  beginsOn,
  inOrder as versionsInOrder,
  stateOfLaw,
  stateOfVersion,
  versionOn,
  type ActAndToday,
  type DatedVersion,
} from './versions.ts';
export { articleUse, caseUses, type CaseRuleUse } from './case-uses.ts';
