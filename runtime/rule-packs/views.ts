import type { EffectiveRules, RulePackSummary, RulePackVersion, RulePin } from '#contracts';
import { effectiveRules, scopeMatches, versionsInForce } from '#rules';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid, notFound } from '../problem-error.ts';
import { CASES, CASE_INDEX } from '../store/collections.ts';
import type { FieldCondition } from '../store/port.ts';
import type { RulePackDoc } from './collections.ts';
import { RULE_PACKS } from './collections.ts';
import { draftOf, packView } from './commands.ts';
import { rulesOfCase } from './rules-of-case.ts';
import { proceduresInForce } from './surroundings.ts';

const isOpen = ({ status }: RulePackDoc): boolean => ['draft', 'submitted', 'returned'].includes(status);

/** Origins named anywhere in the content of a pack. */
const isUnconfirmed = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.some(isUnconfirmed)
    : value !== null && typeof value === 'object'
      ? Object.entries(value).some(([key, one]) => (key === 'origin' ? one !== '法' : isUnconfirmed(one)))
      : false;

/** @param versions all versions of one pack, the newest first */
export function summaryOf(platform: Platform, versions: readonly RulePackDoc[]): RulePackSummary {
  const today = platform.clock.today();
  const newest = versions.find((version) => version.status === 'published') ?? versions[0];
  if (!newest) throw notFound('该规则包');
  const current = versionsInForce(versions, today, platform.rules.revision).get(newest.pack);
  const draft = versions.find(isOpen);
  const { content } = current ?? newest;
  return {
    pack: newest.pack,
    name: newest.name,
    parent: newest.parent,
    scope: newest.scope,
    current: current ? { number: current.number, effectiveFrom: current.effectiveFrom } : null,
    upcoming: versions
      .filter((version) => version.status === 'published' && version.effectiveFrom > today)
      .map(({ number, effectiveFrom }) => ({ number, effectiveFrom })),
    draft: draft ? { number: draft.number, status: draft.status, authorName: draft.authorName } : null,
    versions: versions.length,
    clocks: content.clocks.length,
    gates: content.gates.length,
    parameters: Object.values(content.parameters).filter((value) => value !== undefined).length,
    unconfirmed: isUnconfirmed(content),
  };
}

export async function allPacks(platform: Platform): Promise<RulePackDoc[][]> {
  const packs = new Map<string, RulePackDoc[]>();
  for (const version of await platform.store.find(RULE_PACKS, { sort: [['number', 'desc']] }))
    packs.set(version.pack, [...(packs.get(version.pack) ?? []), version]);
  return [...packs.values()];
}

/** Open cases in the scope of a version. */
async function countOpen(
  platform: Platform,
  { scope }: Pick<RulePackVersion, 'scope'>,
  registeredAt?: FieldCondition,
): Promise<number> {
  const organs = platform.organs
    .all()
    .filter(({ department, regionCode }) =>
      scopeMatches({ ...scope, procedures: [] }, { department, regionCode, procedureCode: '' }),
    );
  if (organs.length === 0) return 0;
  const everywhere = organs.length === platform.organs.all().length;
  return platform.store.count(CASE_INDEX, {
    where: {
      status: { in: ['open', 'incident'] },
      ...(everywhere ? {} : { organId: { in: organs.map((organ) => organ.id) } }),
      ...(scope.procedures.length > 0 ? { procedureCode: { in: scope.procedures } } : {}),
      ...(registeredAt === undefined ? {} : { registeredAt }),
    },
  });
}

/** From when on newly registered cases obey a version: its effective day, but not before it was published. */
const holdsFrom = ({ effectiveFrom, publishedAt }: RulePackDoc): string => {
  const day = `${effectiveFrom}T00:00:00.000+08:00`;
  return publishedAt !== null && publishedAt > day ? publishedAt : day;
};

/** How many open cases keep which version: by the moments from which the versions hold. */
export async function keptVersions(
  platform: Platform,
  versions: readonly RulePackDoc[],
): Promise<{ number: number | null; count: number }[]> {
  const inOrder = versions
    .filter(({ status }) => status === 'published' || status === 'retired')
    .sort((a, b) => (holdsFrom(a) < holdsFrom(b) ? -1 : 1));
  const newest = inOrder.at(-1);
  if (!newest) return [];
  const kept: { number: number | null; count: number }[] = [];
  for (const [index, version] of [null, ...inOrder].entries()) {
    const next = inOrder[index];
    const count = await countOpen(platform, version ?? newest, {
      ...(version ? { gte: holdsFrom(version) } : {}),
      ...(next ? { lt: holdsFrom(next) } : {}),
    });
    if (count > 0) kept.push({ number: version?.number ?? null, count });
  }
  return kept;
}

/** Open cases that would keep the rules of before when a version takes effect today. */
export const keptByOpenCases = (platform: Platform, version: RulePackDoc): Promise<number> =>
  version.status === 'published' || version.status === 'retired'
    ? countOpen(platform, version, { lt: holdsFrom(version) })
    : countOpen(platform, version);

/** Published versions, and a draft as if it were published. */
function withDraft(platform: Platform, draft: RulePackDoc | null, asOf: string): RulePackVersion[] {
  if (!draft) return [...platform.rules.versions()];
  const others = platform.rules
    .versions()
    .filter((version) => version.pack !== draft.pack || version.effectiveFrom > asOf);
  return [
    ...others,
    { ...packView(draft), status: 'published', revision: platform.rules.revision + 1, retiredRevision: null },
  ];
}

export async function previewRules(
  platform: Platform,
  person: Person,
  body: {
    organId?: string | undefined;
    procedureCode?: string | undefined;
    asOf?: string | undefined;
    caseId?: string | undefined;
    withDraftOf?: string | undefined;
    without?: string | undefined;
  },
): Promise<EffectiveRules> {
  if (body.caseId !== undefined) {
    const item = await platform.store.get(CASES, body.caseId);
    if (!item || item.void || !platform.organs.seesCase(person, item)) throw notFound('该案件');
    return rulesOfCase(platform, item);
  }
  const organ = platform.organs.get(body.organId ?? person.organId);
  if (!organ) throw invalid('organId', '没有这个机关，请重新选择。', '机关');
  const procedures = await proceduresInForce(platform);
  const procedure = procedures.find(({ code }) => code === body.procedureCode) ?? null;
  if (!procedure)
    throw invalid('procedureCode', body.procedureCode ? '没有这个规程，或还没有发布。' : '请选择规程。', '规程');
  const asOf = body.asOf ?? platform.clock.today();
  const draft = body.withDraftOf === undefined ? null : await draftOf(platform, body.withDraftOf);
  const pin: RulePin = {
    asOf,
    revision: platform.rules.revision + (draft ? 1 : 0),
    department: organ.department,
    regionCode: organ.regionCode,
  };
  const packs = withDraft(platform, draft, asOf).filter((version) => version.pack !== body.without);
  return draft || body.without !== undefined
    ? effectiveRules({
        manifest: procedure.manifest,
        packs,
        organ: pin,
        asOf,
        revision: pin.revision,
      })
    : platform.rules.rules(procedure.manifest, procedure.version, pin);
}
