import { randomUUID } from 'node:crypto';
import type { Finding, GateReview, GateReviewResult, GateReviewScope } from '#contracts';
import type { Person } from '../identity/person.ts';
import { actorOf } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { conflict, invalid, notFound } from '../problem-error.ts';
import type { CaseIndexDoc } from '../store/collections.ts';
import { CASES, CASE_INDEX } from '../store/collections.ts';
import type { Where } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import type { GateReviewDoc, GateReviewResultDoc } from './collections.ts';
import { GATE_REVIEWS, GATE_REVIEW_RESULTS } from './collections.ts';
import { findingsOf } from './review.ts';

const BATCH = 25;
const AT_ONCE = 2;

export const reviewView = (document: GateReviewDoc): GateReview => {
  const { version: _v, startedById: _by, organs: _organs, cursor: _cursor, ...view } = document;
  return view;
};
export const resultView = (document: GateReviewResultDoc): GateReviewResult => {
  const { version: _v, reviewId: _review, organId: _organ, ...view } = document;
  return view;
};

/** The cases of a review. A day means the whole of it. */
function casesOf(scope: GateReviewScope, organs: readonly string[]): Where {
  return {
    organId: { in: organs },
    ...(scope.procedureCode === undefined ? {} : { procedureCode: scope.procedureCode }),
    ...(scope.status === 'all'
      ? {}
      : { status: scope.status === 'open' ? { in: ['open', 'incident'] } : { in: ['closed', 'cancelled'] } }),
    ...(scope.from === undefined && scope.to === undefined
      ? {}
      : {
          registeredAt: {
            ...(scope.from === undefined ? {} : { gte: scope.from }),
            ...(scope.to === undefined ? {} : { lte: `${scope.to}T99` }),
          },
        }),
  };
}

/** Starts a check of many cases in the background. @throws ProblemError for an empty or foreign scope */
export async function startReview(platform: Platform, person: Person, scope: GateReviewScope): Promise<GateReview> {
  if (scope.from !== undefined && scope.to !== undefined && scope.from > scope.to)
    throw invalid('to', '结束日期早于开始日期，请改正。', '结束日期');
  const visible = platform.organs.visibleTo(person);
  for (const [index, id] of scope.organIds.entries())
    if (!visible.has(id)) throw invalid(`organIds[${index}]`, '所选机关不在您的监督范围内。', '机关');
  if ((await platform.store.count(GATE_REVIEWS, { where: { state: 'running' } })) >= AT_ONCE)
    throw conflict(`已有 ${AT_ONCE} 项批量检查正在进行，请等它们完成或先取消。`);
  const organs = scope.organIds.length > 0 ? scope.organIds : [...visible];
  const total = await platform.store.count(CASE_INDEX, { where: casesOf(scope, organs) });
  if (total === 0) throw invalid('organIds', '这个范围里没有案件，请放宽机关、时间或状态。', '检查范围');
  const review = await platform.store.transaction(actorOf(person), async (unit) => {
    unit.audit({
      action: 'gate-review.started',
      summary: `${person.name} 开始批量检查 ${total} 件案件`,
      subjectType: 'gate-review',
      subjectId: person.id,
    });
    return unit.insert(GATE_REVIEWS, {
      id: randomUUID(),
      scope,
      state: 'running',
      startedAt: platform.clock.now(),
      startedById: person.id,
      startedByName: person.name,
      endedAt: null,
      total,
      checked: 0,
      wrongCases: 0,
      findings: 0,
      error: null,
      organs,
      cursor: '',
    });
  });
  void run(platform, review.id);
  return reviewView(review);
}

/** Takes up the checks that a stop left half way. */
export async function resumeReviews(platform: Platform): Promise<void> {
  for (const { id } of await platform.store.find(GATE_REVIEWS, { where: { state: 'running' } })) void run(platform, id);
}

async function run(platform: Platform, id: string): Promise<void> {
  try {
    while (await step(platform, id)) await new Promise((resolve) => setImmediate(resolve));
  } catch (error) {
    platform.logger.error({ err: error, review: id }, 'review of cases failed');
    const review = await platform.store.get(GATE_REVIEWS, id).catch(() => null);
    if (review)
      await put(platform, { ...review, state: 'failed', error: '检查中断：系统内部错误，请重新开始。' }, []).catch(
        () => undefined,
      );
  }
}

/** One batch. Returns whether there is more. */
async function step(platform: Platform, id: string): Promise<boolean> {
  const review = await platform.store.get(GATE_REVIEWS, id);
  if (!review || review.state !== 'running') return false;
  const page = await platform.store.find(CASE_INDEX, {
    where: { ...casesOf(review.scope, review.organs), id: { gt: review.cursor } },
    limit: BATCH,
  });
  const results: Omit<GateReviewResultDoc, 'version'>[] = [];
  let wrongCases = 0;
  for (const entry of page) {
    const item = await platform.store.get(CASES, entry.id);
    if (!item || item.void) continue;
    const findings = await findingsOf(platform, item, review.scope.gates);
    if (findings.length > 0) wrongCases += 1;
    results.push(...findings.map((finding) => resultOf(platform, review, entry, finding)));
  }
  const done = page.length < BATCH;
  const current = await platform.store.get(GATE_REVIEWS, id);
  if (current?.state !== 'running') return false; // cancelled meanwhile
  await put(
    platform,
    {
      ...current,
      cursor: page.at(-1)?.id ?? current.cursor,
      checked: current.checked + page.length,
      wrongCases: current.wrongCases + wrongCases,
      findings: current.findings + results.length,
      ...(done ? { state: 'done' as const, endedAt: platform.clock.now() } : {}),
    },
    results,
  );
  return !done;
}

const resultOf = (
  platform: Platform,
  review: GateReviewDoc,
  entry: CaseIndexDoc,
  finding: Finding,
): Omit<GateReviewResultDoc, 'version'> => ({
  id: `${review.id}:${entry.id}:${finding.gate}`,
  reviewId: review.id,
  caseId: entry.id,
  caseNumber: entry.number,
  caseTitle: entry.title,
  organId: entry.organId,
  organName: platform.organs.nameOf(entry.organId),
  gate: finding.gate,
  name: finding.name,
  level: finding.level,
  message: finding.message,
  remedy: finding.remedy ?? '',
  basis: finding.basis,
  origin: finding.origin,
});

async function put(
  platform: Platform,
  review: GateReviewDoc,
  results: readonly Omit<GateReviewResultDoc, 'version'>[],
): Promise<void> {
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    for (const result of results) await unit.put(GATE_REVIEW_RESULTS, result);
    await unit.update(GATE_REVIEWS, review);
  });
  platform.live.publish({ type: 'gate-review', id: review.id });
}

/** A review of a person's own, or for an auditor anybody's. @throws ProblemError 404 */
export async function reviewOf(platform: Platform, person: Person, id: string): Promise<GateReviewDoc> {
  const review = await platform.store.get(GATE_REVIEWS, id);
  if (!review || (review.startedById !== person.id && !person.roles.includes('auditor'))) throw notFound('该批量检查');
  return review;
}

export async function cancelReview(platform: Platform, person: Person, id: string): Promise<GateReview> {
  for (let attempt = 0; ; attempt++) {
    const review = await reviewOf(platform, person, id);
    if (review.state !== 'running') throw conflict('这项批量检查已经结束。');
    try {
      await put(platform, { ...review, state: 'cancelled', endedAt: platform.clock.now() }, []);
      return reviewView(await reviewOf(platform, person, id));
    } catch (error) {
      // A batch was just being written: once more with what it left.
      if (attempt >= 5) throw error;
    }
  }
}
