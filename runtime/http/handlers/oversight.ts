import { explainRejection } from '#rules';
import { CASES } from '../../store/collections.ts';
import { traceView } from '../../cases/trace.ts';
import { EngineRejection, EngineUnavailable } from '../../zeebe/client.ts';
import { INCIDENTS } from '../../exporter/read-models.ts';
import { actorOf } from '../../identity/person.ts';
import { verifyAudit } from '../../audit/verify.ts';
import { ProblemError, notFound } from '../../problem-error.ts';
import { AUDIT } from '../../store/system-collections.ts';
import type { Query, Where } from '../../store/port.ts';
import { VERSION } from '../../version.ts';
import type { Handlers } from '../registrar.ts';

export const oversightHandlers: Pick<
  Handlers,
  'instance' | 'resolveIncident' | 'incidents' | 'audit' | 'auditVerify' | 'system'
> = {
  instance: (platform, { person, params }) => traceView(platform, person, params['key'] ?? ''),

  resolveIncident: async (platform, { person, params }) => {
    const incident = await platform.store.get(INCIDENTS, params['key'] ?? '');
    const item = incident?.caseId ? await platform.store.get(CASES, incident.caseId) : null;
    if (!incident || (item && !platform.organs.seesCase(person, item))) throw notFound('该故障');
    try {
      await platform.engine.resolveIncident(incident.id, incident.jobKey);
    } catch (error) {
      if (error instanceof EngineRejection)
        throw new ProblemError('rejected-by-engine', explainRejection(error.message).detail);
      if (error instanceof EngineUnavailable)
        throw new ProblemError('engine-unavailable', '流程引擎暂时联系不上，请稍后再试。');
      throw error;
    }
    await platform.store.transaction(actorOf(person), async (unit) => {
      unit.audit({
        action: 'incident.resolved',
        summary: `${person.name} 处理流程故障（${incident.elementId}）：${incident.message}`.slice(0, 300),
        subjectType: 'incident',
        subjectId: incident.id,
      });
    });
  },

  incidents: async (platform, { person, query }) => {
    const open = await platform.store.find(INCIDENTS, { where: { resolvedAt: null }, sort: [['at', 'desc']] });
    const visible = [];
    for (const incident of open) {
      const item = incident.caseId ? await platform.store.get(CASES, incident.caseId) : null;
      if (item && !platform.organs.seesCase(person, item)) continue;
      visible.push({
        key: incident.id,
        caseId: incident.caseId,
        caseNumber: item?.number ?? '',
        elementId: incident.elementId,
        type: incident.type,
        message: incident.message,
        at: incident.at,
      });
    }
    const start = (query.page - 1) * query.pageSize;
    return {
      items: visible.slice(start, start + query.pageSize),
      total: visible.length,
      page: query.page,
      pageSize: query.pageSize,
    };
  },

  audit: async (platform, { query }) => {
    const at = {
      ...(query.from ? { gte: query.from } : {}),
      // A day as the end means its last moment.
      ...(query.to ? { lte: query.to.length === 10 ? `${query.to}T99` : query.to } : {}),
    };
    const where: Where = {
      ...(query.q ? { search: { contains: query.q } } : {}),
      ...(query.actorId ? { actorId: query.actorId } : {}),
      ...(query.subjectId ? { subjectId: query.subjectId } : {}),
      // The engine's own batches are many; they show when asked for.
      action: query.action ? query.action : { not: 'engine.records' },
      ...(query.from || query.to ? { at } : {}),
    };
    const filter: Query = { where };
    const entries = await platform.store.find(AUDIT, {
      ...filter,
      sort: [['sequence', 'desc']],
      limit: query.pageSize,
      skip: (query.page - 1) * query.pageSize,
    });
    return {
      items: entries.map((entry) => {
        const {
          sequence,
          at: time,
          actorId,
          actorName,
          action,
          summary,
          subjectType,
          subjectId,
          hash,
          previousHash,
        } = entry;
        return { sequence, at: time, actorId, actorName, action, summary, subjectType, subjectId, hash, previousHash };
      }),
      total: await platform.store.count(AUDIT, filter),
      page: query.page,
      pageSize: query.pageSize,
    };
  },

  auditVerify: async (platform, { person }) => {
    await platform.heads.sign(platform.store, platform.clock.now());
    const result = await verifyAudit(platform.store, platform.heads.list(), platform.clock.now());
    await platform.store.transaction(actorOf(person), async (unit) => {
      unit.audit({
        action: 'audit.verified',
        summary: `${person.name} 校验审计链：${result.ok ? '完整' : (result.problem ?? '有问题')}`.slice(0, 300),
        subjectType: 'audit',
        subjectId: String(result.entries),
      });
    });
    return result;
  },

  system: async (platform) => ({
    version: VERSION,
    store: platform.store.kind,
    engine: {
      ...(await platform.engine.topology().catch((error: unknown) => ({ error: String(error) }))),
      pendingCommands: await platform.outbox.pending(),
    },
    projection: await platform.projection.status(),
  }),
};
