export * from './timing/index.ts';
export { composeRules, effectiveRules, packSource, type RuleRequest } from './packs/effective-rules.ts';
export * from './packs/pack-chain.ts';
export { changeText, diffPacks, type PackChange } from './packs/diff-packs.ts';
export {
  citationText,
  contentLines,
  durationText,
  eventText,
  parameterLines,
  thresholdText,
  tierText,
  type PackLine,
} from './packs/describe.ts';
export { checkPack, latestOf, type PackDraft, type PackSurroundings } from './packs/check-pack.ts';
export { LEVEL_TEXT, PARAMETER_TEXT, PRECEDENCE_TEXT, UNIT_TEXT } from './packs/words.ts';
export { conditionToFeel, factsOfTree } from './gates/condition-tree.ts';
export { conditionSentence, factText, operatorText } from './gates/condition-sentence.ts';
export { conditionFromFeel } from './gates/read-condition.ts';
export { eventName, GATE_FACTS, gateFact, isGateFact, type GateFact, type GateFactType } from './gates/gate-facts.ts';
export { LEVEL_ORDER, mergeGates } from './gates/merge-gates.ts';
export { STANDARD_GATES } from './gates/standard-gates/index.ts';
export {
  evaluateGate,
  evaluateGates,
  exceptionFor,
  gatesOfStage,
  isBlocked,
  type GateRequest,
} from './gates/evaluate-gates.ts';
export { overdueFindings, WARNING_RULES } from './gates/warning-rules.ts';
export { gatesForReview, reviewCase, wrongOf } from './gates/review-case.ts';
export { heavyReasons, type PenaltyProposal } from './gates/hearing-scope.ts';
export { gateContext, type GateInput } from './gates/context.ts';
export * from './discretion/index.ts';
export { evaluateExpression, expressionError } from './expression.ts';
export { isValueType, LAYOUT_TYPES, listFields, VALUE_TYPES, type FieldInfo } from './forms/fields.ts';
export { interpretForm, type FieldState, type FormContext, type FormState } from './forms/interpret-form.ts';
export { displayValue, maskValue } from './forms/display.ts';
export * from './identifiers/identifiers.ts';
export * from './money/money.ts';
export * from './officers/index.ts';
export { partiesFromData, partyFromData } from './facts/party.ts';
export { analyseTable, tablesOf, type TableInput } from './decisions/index.ts';
export { checkPackage, checkProcedure, type ProcedureChecks } from './procedure/check-procedure.ts';
export { FLOW_RULES } from './legality/rules/flow-rules.ts';
export { DUTY_RULES, PRESENCE_RULES } from './legality/rules/static-rules.ts';
export { checkLegality, STATE_LIMIT, type LegalityOptions } from './legality/check-legality.ts';
export { discretionOutcome, reviewOutcome, type CheckOutcome } from './procedure/job-outcomes.ts';
export { explainRejection, type Explanation } from './procedure/explain-rejection.ts';
export { PackageError, readPackage, type ProcedurePackage } from './procedure/read-package.ts';
/** For the rooms above, which see `feel` only through here. */
export { childNamed, childrenNamed, parseXml, XmlError, type XmlElement } from '#feel';
export { readModel, type ModelElement, type ModelFlow, type ProcedureModel } from './procedure/model.ts';
export * from './laws/index.ts';
