import { randomUUID } from 'node:crypto';
import { Router, json } from 'express';
import { z } from 'zod';
import { CheckReport, GenerateDocumentBody, NotifyBody, RoleId, SealEvidenceBody } from '#contracts';
import type { InternalCase } from '#contracts';
import { calendarOf, deadlinesOf, factsOf, procedureOf } from '../cases/case-file.ts';
import { refreshCase } from '../cases/case-index.ts';
import { versionsOf } from '../cases/checks.ts';
import { elementName } from '../cases/submission.ts';
import { itemsOfCase, similarOf } from '../discretion/advise.ts';
import { generateDocument } from '../documents/commands.ts';
import { sealEvidence } from '../evidence/commands.ts';
import { serviceOnly } from '../exporter/bulk-endpoint.ts';
import { warnCertificates } from '../officers/warn-certificates.ts';
import type { Platform } from '../platform.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import { ProblemError, notFound, problemOfZod } from '../problem-error.ts';
import type { CaseDoc } from '../store/collections.ts';
import { CASES, CHECKS, JOB_ANSWERS, NOTICES, USERS } from '../store/collections.ts';
import type { Reader, UnitOfWork } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';

const parse = <T extends z.ZodType>(schema: T, value: unknown): z.output<T> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw problemOfZod(parsed.error, '作业数据');
  return parsed.data;
};

/** The runtime's API for its workers. Every write is idempotent by job key. */
export function internalRoutes(platform: Platform): Router {
  const router = Router();
  router.use(serviceOnly(platform.settings.serviceToken), json({ limit: '8mb' }));
  router.get('/cases/:id', async (request, response) => {
    response.json(await internalCase(platform, request.params.id));
  });
  router.get('/cases/:id/label', async (request, response) => {
    const item = await caseOf(platform.store, request.params.id);
    const element = typeof request.query['element'] === 'string' ? request.query['element'] : '';
    response.json({ caseNumber: item.number, step: elementName(await procedureOf(platform, item), element) });
  });
  router.post('/checks', async (request, response) => {
    await storeCheck(platform, parse(CheckReport, request.body));
    response.status(204).end();
  });
  router.post('/cases/:id/documents', async (request, response) => {
    response.json(await generateDocument(platform, request.params.id, parse(GenerateDocumentBody, request.body)));
  });
  router.post('/cases/:id/evidence-seal', async (request, response) => {
    const { jobKey } = parse(SealEvidenceBody, request.body);
    response.json(await sealEvidence(platform, request.params.id, jobKey));
  });
  router.post('/notifications', async (request, response) => {
    await notify(platform, parse(NotifyBody, request.body));
    response.status(204).end();
  });
  router.post('/projection/rebuild', async (_request, response) => {
    response.json(await platform.projection.rebuild());
  });
  router.put('/clock', async (request, response) => {
    const { timestamp } = parse(
      z.object({ timestamp: z.union([z.number().int(), z.iso.datetime({ offset: true })]) }),
      request.body,
    );
    await moveClock(platform, typeof timestamp === 'number' ? timestamp : Date.parse(timestamp));
    response.json({ now: platform.clock.now() });
  });
  router.post('/clock/reset', async (_request, response) => {
    demandControlled(platform);
    await platform.clockControl.reset();
    await platform.sweep({ full: true });
    response.json({ now: platform.clock.now() });
  });
  return router;
}

async function caseOf(reader: Reader, id: string): Promise<CaseDoc> {
  const item = await reader.get(CASES, id);
  if (!item) throw notFound('该案件');
  return item;
}

async function internalCase(platform: Platform, id: string): Promise<InternalCase> {
  const { store } = platform;
  const item = await caseOf(store, id);
  const { items, newer } = await itemsOfCase(platform, store, item);
  const similar = await similarOf(platform, store, item, items);
  return {
    facts: await factsOf(platform, store, item),
    manifest: (await procedureOf(platform, item)).manifest,
    rules: await rulesOfCase(platform, item),
    calendar: await calendarOf(platform, store, item),
    items,
    newerItems: newer,
    ...(similar ? { similar } : {}),
    deadlines: await deadlinesOf(platform, store, item),
    now: platform.clock.now(),
  };
}

async function storeCheck(platform: Platform, report: CheckReport): Promise<void> {
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    const id = `job:${report.jobKey}:${report.kind}`;
    if (await unit.get(CHECKS, id)) return;
    const item = await caseOf(unit, report.caseId);
    await unit.insert(CHECKS, {
      id,
      kind: report.kind,
      elementId: report.elementId,
      at: platform.clock.now(),
      passed: report.passed,
      findings: report.findings ?? [],
      deadlines: (report.deadlines ?? []).map((deadline) => ({ ...deadline, days: [] })),
      discretion: report.discretion ?? null,
      caseId: report.caseId,
      processInstanceKey: report.processInstanceKey,
      jobKey: report.jobKey,
      taskKey: null,
      versions: await versionsOf(platform, item),
    });
    if (report.discretion) await unit.update(CASES, { ...item, discretion: report.discretion });
    for (const [index, warning] of (report.warnings ?? []).entries())
      await tellHandlers(platform, unit, item, `${report.jobKey}:${index}`, warning.message);
    unit.audit({
      action: `check.${report.kind}`,
      summary: `${item.number} 自动检查（${report.elementId}）：${report.passed ? '通过' : '未通过'}`,
      subjectType: 'case',
      subjectId: report.caseId,
    });
    await refreshCase(platform, unit, report.caseId);
  });
  platform.live.publish({ type: 'case', id: report.caseId });
}

async function tellHandlers(platform: Platform, unit: UnitOfWork, item: CaseDoc, key: string, message: string) {
  const heads = await unit.find(USERS, { where: { organId: item.organId, roles: { has: 'unit-head' } } });
  const told = new Set([...item.handlers, ...heads.map((user) => user.id)]);
  const ids = [...told].map((userId): [string, string] => [`${key}:${userId}`, userId]);
  await addNotices(platform, unit, ids, { caseId: item.id, severity: 'warning', title: '期限预警', body: message });
}

/** Tells several people the same thing at the same moment: one entry of the time line. */
async function addNotices(
  platform: Platform,
  unit: UnitOfWork,
  ids: [id: string, userId: string][],
  notice: { caseId: string; severity: 'info' | 'warning' | 'urgent'; title: string; body: string },
): Promise<void> {
  const at = platform.clock.now();
  for (const [id, userId] of ids)
    if (!(await unit.get(NOTICES, id)))
      await unit.insert(NOTICES, { id, userId, at, ...notice, taskKey: null, readAt: null });
}

/** `to` is `handlers`, a role of the case's organ, or one person. */
async function notify(platform: Platform, body: z.output<typeof NotifyBody>): Promise<void> {
  const told = await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    if (await unit.get(JOB_ANSWERS, `notify:${body.jobKey}`)) return [];
    const item = await caseOf(unit, body.caseId);
    const recipients: string[] = [];
    for (const to of body.to.split(',').map((part) => part.trim())) {
      const role = RoleId.safeParse(to);
      if (to === 'handlers') recipients.push(...item.handlers);
      else if (role.success) {
        const users = await unit.find(USERS, { where: { roles: { has: role.data } }, limit: 1000 });
        recipients.push(...users.filter((user) => platform.organs.seesCase(user, item)).map((user) => user.id));
      } else if (await unit.get(USERS, to)) recipients.push(to);
    }
    const ids = [...new Set(recipients)].map((userId): [string, string] => [
      `${body.jobKey}:${userId}:${randomUUID()}`,
      userId,
    ]);
    const title = `${item.number} ${item.title}`;
    await addNotices(platform, unit, ids, { caseId: item.id, severity: body.severity, title, body: body.message });
    await unit.insert(JOB_ANSWERS, { id: `notify:${body.jobKey}`, answer: { count: recipients.length } });
    unit.audit({
      action: 'notice.sent',
      summary: `${item.number} 通知 ${recipients.length} 人：${body.message}`.slice(0, 300),
      subjectType: 'case',
      subjectId: item.id,
    });
    return recipients;
  });
  for (const id of told) platform.live.publish({ type: 'notice', id });
}

function demandControlled(platform: Platform): void {
  if (!platform.settings.controlledClock)
    throw new ProblemError('forbidden', '只有以 QUANHENG_CLOCK=controlled 启动时才能移动时钟。');
}

async function moveClock(platform: Platform, ms: number): Promise<void> {
  demandControlled(platform);
  const back = ms < platform.clock.ms();
  await platform.clockControl.moveTo(ms);
  await platform.sweep({ full: back });
  await warnCertificates(platform);
}
