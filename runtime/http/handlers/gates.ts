import { listFields } from '#rules';
import { exceptionsOf, grantException, revokeException } from '../../gates/exceptions.ts';
import { GATE_REVIEWS, GATE_REVIEW_RESULTS, GATE_WARNINGS } from '../../gates/collections.ts';
import { previewGates } from '../../gates/preview.ts';
import { cancelReview, resultView, reviewOf, reviewView, startReview } from '../../gates/reviews.ts';
import { handleWarning, warningView } from '../../gates/warnings.ts';
import type { Person } from '../../identity/person.ts';
import { proceduresInForce } from '../../rule-packs/surroundings.ts';
import { searchText } from '../../store/port.ts';
import type { Where } from '../../store/port.ts';
import type { Handlers } from '../registrar.ts';

const LEVELS = { block: '阻断', warn: '警告', record: '留痕' } as const;

interface ResultQuery {
  page: number;
  pageSize: number;
  gate?: string | undefined;
  level?: string | undefined;
  q?: string | undefined;
}
const filterOf = ({ gate, level, q }: ResultQuery): Where => ({
  ...(gate ? { gate } : {}),
  ...(level ? { level } : {}),
  ...(q ? { search: { contains: searchText(q) } } : {}),
});
const pageOf = ({ page, pageSize }: ResultQuery) => ({ limit: pageSize, skip: (page - 1) * pageSize });
const sees = (person: Person): boolean => person.roles.includes('auditor');

/** A cell of a CSV that a spreadsheet must not take for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

export const gateHandlers: Pick<
  Handlers,
  | 'previewGate'
  | 'formFacts'
  | 'gateExceptions'
  | 'grantGateException'
  | 'revokeGateException'
  | 'gateWarnings'
  | 'handleGateWarning'
  | 'gateReviews'
  | 'startGateReview'
  | 'gateReview'
  | 'cancelGateReview'
  | 'gateReviewResults'
  | 'exportGateReview'
> = {
  previewGate: async (platform, { person, body }) => ({ findings: await previewGates(platform, person, body) }),

  formFacts: async (platform) => {
    const facts = new Map<string, { name: string; label: string; type: string; procedures: string[] }>();
    for (const procedure of await proceduresInForce(platform))
      for (const form of Object.values(procedure.package.forms))
        for (const field of listFields(form)) {
          const known = facts.get(field.key) ?? {
            name: field.key,
            label: field.label,
            type: field.type,
            procedures: [],
          };
          facts.set(field.key, {
            ...known,
            procedures: [...new Set([...known.procedures, procedure.manifest.name])],
          });
        }
    return { items: [...facts.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
  },

  gateExceptions: (platform, { person, params }) => exceptionsOf(platform, person, params['id'] ?? ''),
  grantGateException: (platform, { person, params, body }) =>
    grantException(platform, person, params['id'] ?? '', body),
  revokeGateException: (platform, { person, params }) =>
    revokeException(platform, person, params['id'] ?? '', params['exceptionId'] ?? ''),

  gateWarnings: async (platform, { person, query }) => {
    const visible = platform.organs.visibleTo(person);
    const organs = query.organId === undefined ? [...visible] : visible.has(query.organId) ? [query.organId] : [];
    const where: Where = {
      ...filterOf(query),
      organId: { in: organs },
      status: query.status ?? 'open',
    };
    const items = await platform.store.find(GATE_WARNINGS, {
      where,
      sort: [
        ['rank', 'asc'],
        ['lastSeenAt', 'desc'],
      ],
      ...pageOf(query),
    });
    return {
      items: items.map((item) => warningView(platform, item)),
      total: await platform.store.count(GATE_WARNINGS, { where }),
      page: query.page,
      pageSize: query.pageSize,
    };
  },
  handleGateWarning: (platform, { person, params, body }) =>
    handleWarning(platform, person, params['id'] ?? '', body.note),

  gateReviews: async (platform, { person, query }) => {
    const where: Where = sees(person) ? {} : { startedById: person.id };
    const items = await platform.store.find(GATE_REVIEWS, {
      where,
      sort: [['startedAt', 'desc']],
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: items.map(reviewView),
      total: await platform.store.count(GATE_REVIEWS, { where }),
      page: query.page,
      pageSize: query.pageSize,
    };
  },
  startGateReview: (platform, { person, body }) => startReview(platform, person, body),
  gateReview: async (platform, { person, params }) => reviewView(await reviewOf(platform, person, params['id'] ?? '')),
  cancelGateReview: (platform, { person, params }) => cancelReview(platform, person, params['id'] ?? ''),
  gateReviewResults: async (platform, { person, params, query }) => {
    const review = await reviewOf(platform, person, params['id'] ?? '');
    const where: Where = { ...filterOf(query), reviewId: review.id };
    const items = await platform.store.find(GATE_REVIEW_RESULTS, { where, sort: [['rank', 'asc']], ...pageOf(query) });
    return {
      items: items.map(resultView),
      total: await platform.store.count(GATE_REVIEW_RESULTS, { where }),
      page: query.page,
      pageSize: query.pageSize,
    };
  },
  exportGateReview: async (platform, { person, params, response }) => {
    const review = await reviewOf(platform, person, params['id'] ?? '');
    const results = await platform.store.find(GATE_REVIEW_RESULTS, {
      where: { reviewId: review.id },
      sort: [['rank', 'asc']],
    });
    const rows = [
      ['案号', '案件', '机关', '闸门', '名称', '级别', '问题', '改正办法', '依据', '来源'],
      ...results.map((result) => [
        result.caseNumber,
        result.caseTitle,
        result.organName,
        result.gate,
        result.name,
        LEVELS[result.level],
        result.message,
        result.remedy,
        result.basis.map(({ law, article }) => `${law}${article}`).join('；'),
        result.origin === '法' ? '法' : `${result.origin}（待确认）`,
      ]),
    ];
    response
      .type('text/csv; charset=utf-8')
      .attachment(`批量检查-${review.startedAt.slice(0, 10)}.csv`)
      .send(`\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`);
  },
};
