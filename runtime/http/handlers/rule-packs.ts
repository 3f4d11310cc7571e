import { checkPack, diffPacks, RulePackError } from '#rules';
import type { Platform } from '../../platform.ts';
import { ProblemError, notFound } from '../../problem-error.ts';
import { effectiveClockNames } from '../../rule-packs/clock-names.ts';
import {
  approvePack,
  createPack,
  discardPackDraft,
  openPackDraft,
  packView,
  retirePack,
  returnPack,
  savePackDraft,
  submitPack,
  versionsOf,
} from '../../rule-packs/commands.ts';
import { packSurroundings, proceduresInForce } from '../../rule-packs/surroundings.ts';
import { allPacks, keptByOpenCases, keptVersions, previewRules, summaryOf } from '../../rule-packs/views.ts';
import { searchText } from '../../store/port.ts';
import type { Handlers } from '../registrar.ts';

const packOf = (params: Record<string, string>): string => params['pack'] ?? '';
const NO_CONTENT = { clocks: [], gates: [], parameters: {} };

async function versionNumbered(platform: Platform, pack: string, number: number) {
  const version = (await versionsOf(platform, pack)).find((one) => one.number === number);
  if (!version) throw notFound(`规则包的第 ${number} 版`);
  return version;
}

export const rulePackHandlers: Pick<
  Handlers,
  | 'rulePacks'
  | 'createRulePack'
  | 'rulePack'
  | 'openRulePackDraft'
  | 'saveRulePackDraft'
  | 'discardRulePackDraft'
  | 'checkRulePack'
  | 'submitRulePack'
  | 'returnRulePack'
  | 'approveRulePack'
  | 'retireRulePack'
  | 'diffRulePack'
  | 'effectiveRules'
> = {
  rulePacks: async (platform, { query }) => {
    const wanted = searchText(query.q);
    const chosen = (await allPacks(platform))
      .map((versions) => summaryOf(platform, versions))
      .filter(
        (item) =>
          searchText(item.name, item.pack, ...item.scope.departments).includes(wanted) &&
          (query.department === undefined || item.scope.departments.includes(query.department)) &&
          (query.status === undefined ||
            (query.status === 'current' && item.current !== null) ||
            (query.status === 'draft' && item.draft !== null) ||
            (query.status === 'upcoming' && item.upcoming.length > 0) ||
            (query.status === 'unconfirmed' && item.unconfirmed)),
      )
      .sort((a, b) => (a.pack < b.pack ? -1 : 1));
    const start = (query.page - 1) * query.pageSize;
    return {
      items: chosen.slice(start, start + query.pageSize),
      total: chosen.length,
      page: query.page,
      pageSize: query.pageSize,
    };
  },
  createRulePack: async (platform, { person, body }) =>
    packView(
      await createPack(platform, person, {
        ...body,
        effectiveFrom: body.effectiveFrom ?? platform.clock.today(),
        content: body.content ?? NO_CONTENT,
      }),
    ),
  rulePack: async (platform, { params }) => {
    const versions = await versionsOf(platform, packOf(params));
    return {
      ...summaryOf(platform, versions),
      history: versions.map(packView),
      openCases: await keptVersions(platform, versions),
    };
  },
  openRulePackDraft: async (platform, { person, params, body }) =>
    packView(await openPackDraft(platform, person, packOf(params), body.from)),
  saveRulePackDraft: async (platform, { person, params, body }) =>
    packView(await savePackDraft(platform, person, packOf(params), body)),
  discardRulePackDraft: (platform, { person, params }) => discardPackDraft(platform, person, packOf(params)),
  checkRulePack: async (platform, { params, body }) => {
    const issues = checkPack({ ...body, pack: packOf(params), number: 0 }, await packSurroundings(platform));
    return { issues, ok: issues.length === 0 };
  },
  submitRulePack: async (platform, { person, params, body }) =>
    packView(await submitPack(platform, person, packOf(params), body.note)),
  returnRulePack: async (platform, { person, params, body }) =>
    packView(await returnPack(platform, person, packOf(params), body.comment)),
  approveRulePack: async (platform, { person, params, body }) =>
    packView(await platform.rules.exclusively(() => approvePack(platform, person, packOf(params), body.comment))),
  retireRulePack: async (platform, { person, params, body }) =>
    packView(
      await platform.rules.exclusively(() =>
        retirePack(platform, person, packOf(params), Number(params['number']), body.reason),
      ),
    ),
  diffRulePack: async (platform, { params, query }) => {
    const after = await versionNumbered(platform, packOf(params), query.to);
    const before = query.from === undefined ? null : await versionNumbered(platform, packOf(params), query.from);
    return {
      changes: diffPacks(before, after, effectiveClockNames(await proceduresInForce(platform))),
      keptByOpenCases: await keptByOpenCases(platform, after),
    };
  },
  effectiveRules: async (platform, { person, body }) => {
    try {
      return await previewRules(platform, person, body);
    } catch (error) {
      if (error instanceof RulePackError) throw new ProblemError('validation', error.message);
      throw error;
    }
  },
};
