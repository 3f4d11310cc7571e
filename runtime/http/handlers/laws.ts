import type { LawState } from '#contracts';
import { collectArticles } from '../../laws/articles.ts';
import { citationIndex, citedCounts } from '../../laws/citing.ts';
import { addVersion, putLaw, repealLaw } from '../../laws/commands.ts';
import { demandLaw, lawImpact, lawImpactCases, pairsOf, reviewImpact } from '../../laws/impact.ts';
import { cancelImport, confirmImport } from '../../laws/import-job.ts';
import { previewImport } from '../../laws/import-preview.ts';
import { demandImport, importEntries, importEntry, importView, importsOf, mendEntry } from '../../laws/import-views.ts';
import { receiveFiles } from '../../laws/receive.ts';
import {
  changesOf,
  countChanges,
  findVersion,
  lawBrief,
  mainVersion,
  versionPair,
  versionView,
} from '../../laws/views.ts';
import { searchText } from '../../store/port.ts';
import { versionOn } from '#rules';
import type { Handlers } from '../registrar.ts';

type LawRoutes =
  | 'laws'
  | 'law'
  | 'lawArticle'
  | 'searchLaws'
  | 'compareLaw'
  | 'citingLaw'
  | 'lawImpact'
  | 'lawImpactCases'
  | 'reviewImpact'
  | 'putLaw'
  | 'repealLaw'
  | 'addLawVersion'
  | 'previewLawImport'
  | 'lawImport'
  | 'lawImports'
  | 'lawImportEntries'
  | 'lawImportEntry'
  | 'mendLawImport'
  | 'confirmLawImport'
  | 'cancelLawImport';

export const lawHandlers: Pick<Handlers, LawRoutes> = {
  laws: async (platform, { query: { q, level, organ, state, page, pageSize } }) => {
    const { laws } = await platform.laws.current();
    const today = platform.clock.today();
    const cited = await citedCounts(platform);
    const words = searchText(q).split(' ').filter(Boolean);
    const all = laws.map((doc) => lawBrief(doc, today, cited.get(doc.id) ?? 0));
    const found = all.filter((law) => {
      const text = searchText(law.name, law.code, law.number, ...law.aliases);
      return (
        words.every((word) => text.includes(word)) &&
        (level === undefined || law.level === level) &&
        (organ === undefined || law.organ === organ) &&
        (state === undefined || law.state === (state satisfies LawState))
      );
    });
    // What rules cite comes first, then by level.
    found.sort(
      (a, b) => b.cited - a.cited || LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || (a.name < b.name ? -1 : 1),
    );
    return {
      items: found.slice((page - 1) * pageSize, page * pageSize),
      total: found.length,
      page,
      pageSize,
      organs: [...new Set(all.map((law) => law.organ).filter((name) => name !== ''))].sort(),
    };
  },

  law: async (platform, { params, query }) => {
    const doc = await demandLaw(platform, params['id'] ?? '');
    const today = platform.clock.today();
    const chosen = query.version
      ? findVersion(doc, query.version)
      : query.on
        ? versionOn(doc.versions, query.on)
        : mainVersion(doc.versions, today);
    return {
      ...lawBrief(doc, today, (await citedCounts(platform)).get(doc.id) ?? 0),
      versions: doc.versions.map((version) => versionView(version, doc.versions, today)),
      version: chosen ? versionView(chosen, doc.versions, today) : null,
      text: chosen ? await platform.laws.text(chosen.id) : null,
    };
  },

  lawArticle: (platform, { query }) => collectArticles(platform, query),

  searchLaws: async (platform, { query: { q, level, lawId, all, page, pageSize } }) => {
    const search = await platform.laws.search(platform.clock.today());
    const began = performance.now();
    const { hits, total, laws } = search.search({
      ...{ words: q.slice(0, 200), level, lawId, allVersions: all === '1' },
      ...{ limit: pageSize, skip: (page - 1) * pageSize },
    });
    return { items: hits, total, laws, page, pageSize, tookMs: Math.round((performance.now() - began) * 10) / 10 };
  },

  compareLaw: async (platform, { params, query }) => {
    const doc = await demandLaw(platform, params['id'] ?? '');
    const pair = versionPair(doc, query);
    const pairs = await pairsOf(platform, pair);
    const today = platform.clock.today();
    return {
      from: versionView(pair.from, doc.versions, today),
      to: versionView(pair.to, doc.versions, today),
      counts: countChanges(pairs),
      changes: changesOf(pairs),
    };
  },

  citingLaw: async (platform, { params, query }) => {
    const doc = await demandLaw(platform, params['id'] ?? '');
    const { names } = await platform.laws.current();
    const index = await citationIndex(platform, names);
    return { entries: index.subjects(doc.id, query.article) };
  },

  lawImpact: (platform, { person, params, query }) => lawImpact(platform, person, params['id'] ?? '', query),
  lawImpactCases: (platform, { person, params, query }) => lawImpactCases(platform, person, params['id'] ?? '', query),
  reviewImpact: (platform, { person, params, body }) => reviewImpact(platform, person, params['id'] ?? '', body),
  putLaw: (platform, { person, params, body }) => putLaw(platform, person, params['id'] ?? '', body),
  repealLaw: (platform, { person, params, body }) => repealLaw(platform, person, params['id'] ?? '', body.repealedOn),
  addLawVersion: (platform, { person, params, body }) => addVersion(platform, person, params['id'] ?? '', body),

  previewLawImport: async (platform, { person, request }) =>
    importView(platform, await previewImport(platform, person, await receiveFiles(request))),

  lawImports: (platform, { person }) => importsOf(platform, person),

  lawImport: async (platform, { person, params }) =>
    importView(platform, await demandImport(platform, person, params['id'] ?? '')),

  lawImportEntries: async (platform, { person, params, query }) => {
    const doc = await demandImport(platform, person, params['id'] ?? '');
    return importEntries(platform, doc.id, query);
  },

  lawImportEntry: async (platform, { person, params }) => {
    const doc = await demandImport(platform, person, params['id'] ?? '');
    return importEntry(platform, doc.id, params['order'] ?? '');
  },

  mendLawImport: async (platform, { person, params, body }) => {
    const doc = await demandImport(platform, person, params['id'] ?? '');
    return mendEntry(platform, person, doc, params['order'] ?? '', body);
  },

  confirmLawImport: async (platform, { person, params, body }) => {
    const { id } = await demandImport(platform, person, params['id'] ?? '');
    await confirmImport(platform, person, id, body.markItems);
    return importView(platform, await demandImport(platform, person, id));
  },

  cancelLawImport: async (platform, { person, params }) => {
    const { id } = await demandImport(platform, person, params['id'] ?? '');
    await cancelImport(platform, person, id);
    return importView(platform, await demandImport(platform, person, id));
  },
};

const LEVELS = [
  'law',
  'administrative-regulation',
  'local-regulation',
  'departmental-rule',
  'local-government-rule',
  'judicial-interpretation',
  'normative-document',
];
