import type { CaseFacts, DiscretionItem, DiscretionResult, ParsedBody, RuleParameters } from '#contracts';
import { proposedFine, recommendDiscretion, violationKey } from '#rules';
import { factsOf } from '../cases/case-file.ts';
import { caseInScope } from '../cases/case-views.ts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid } from '../problem-error.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import { pinFor, violationCodes, type ItemPin, type ItemsOfCase } from './item-library.ts';
import { similarCases } from './penalty-facts.ts';

type Asked = ParsedBody<'previewDiscretionRules'>;

interface Ground {
  facts: CaseFacts;
  pin: ItemPin;
  parameters: RuleParameters;
}

/** Facts of nobody: what is asked about comes from the request alone. */
const blankFacts = (person: Person, department: string): CaseFacts => ({
  caseId: 'preview',
  procedureCode: '',
  organ: { id: person.organId, name: '', level: 'city', department, regionCode: '' },
  parties: [],
  officers: [],
  events: [],
  data: {},
  evidence: [],
  documents: [],
  stepActors: [],
  history: [],
});

/** Parameters of a department on a day, as its cases would get them. */
const parametersFor = (platform: Platform, person: Person, department: string, asOf: string): RuleParameters => {
  const organ = platform.organs.get(person.organId);
  const pin = { asOf, revision: platform.rules.revision, department, regionCode: organ?.regionCode ?? '' };
  return Object.assign({}, ...platform.rules.chain(pin, '').map((pack) => pack.content.parameters)) as RuleParameters;
};

async function groundOf(platform: Platform, person: Person, asked: Asked): Promise<Ground> {
  if (asked.caseId !== undefined) {
    const item = await caseInScope(platform, person, asked.caseId);
    return {
      facts: await factsOf(platform, platform.store, item),
      pin: asked.asOf ? { asOf: asked.asOf, registeredAt: platform.clock.now() } : pinFor(item),
      parameters: (await rulesOfCase(platform, item)).parameters,
    };
  }
  const asOf = asked.asOf ?? platform.clock.today();
  const department = asked.department ?? platform.organs.get(person.organId)?.department ?? '';
  return {
    facts: blankFacts(person, department),
    pin: { asOf, registeredAt: platform.clock.now() },
    parameters: parametersFor(platform, person, department, asOf),
  };
}

/** The stored items of the violation, with an item being edited in place of its stored version. */
async function itemsFor(platform: Platform, codes: readonly string[], pin: ItemPin, edited?: DiscretionItem) {
  const snapshot = await platform.items.current(platform.store);
  const stored = snapshot.select(codes, pin, platform.clock.today());
  if (!edited) return stored;
  const key = violationKey(edited.violation);
  const family = snapshot.heads().filter((item) => item.code !== edited.code && violationKey(item.violation) === key);
  const others = [...stored.items.filter((item) => item.code !== edited.code), ...family];
  const items = [...new Map(others.map((item) => [item.code, item])).values(), edited];
  return { items, newer: [] } satisfies ItemsOfCase;
}

/** “What if”: the recommendation for a case or for data alone. Nothing is stored. @throws ProblemError 404, 422 */
export async function previewDiscretionRules(
  platform: Platform,
  person: Person,
  asked: Asked,
): Promise<DiscretionResult> {
  const ground = await groundOf(platform, person, asked);
  const facts: CaseFacts = {
    ...ground.facts,
    data: { ...ground.facts.data, ...asked.data },
    ...(asked.parties ? { parties: asked.parties } : {}),
    ...(asked.history ? { history: asked.history } : {}),
  };
  const codes = [...violationCodes(facts.data), ...(asked.units ?? []).map((unit) => unit.violationCode)];
  const { items, newer } = await itemsFor(platform, codes, ground.pin, asked.item);
  const known = new Set(items.map((item) => item.code));
  const strange = (asked.units ?? []).find((unit) => !known.has(unit.violationCode));
  if (strange) throw invalid('units', `没有清单项“${strange.violationCode}”，或者它在该日期还没有施行。`);
  const first = codes[0];
  const similar = await similarCases(platform, platform.store, {
    violation: items.find((item) => item.code === first)?.violation ?? '',
    circumstances: facts.data['circumstances'],
    exceptCaseId: asked.caseId,
  });
  const fineFen = asked.proposedFineFen ?? proposedFine(facts.data);
  const proposed = {
    ...(fineFen === undefined ? {} : { fineFen }),
    ...(asked.proposedTier ? { tier: asked.proposedTier } : {}),
  };
  return recommendDiscretion({
    items,
    newerItems: newer,
    facts,
    now: platform.clock.now(),
    parameters: asked.tierFormula ? { ...ground.parameters, tierFormula: asked.tierFormula } : ground.parameters,
    ...(similar ? { similar } : {}),
    ...(Object.keys(proposed).length > 0 ? { proposed } : {}),
    ...(asked.units ? { units: asked.units } : {}),
  });
}
