import { addDays, CERTIFICATE_NAMES, CERTIFICATE_SOON_DAYS, certificateDaysLeft } from '#rules';
import type { Platform } from '../platform.ts';
import { NOTICES, USERS } from '../store/collections.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import { CERTIFICATES } from './collections.ts';

/** The day for which each platform has warned already. */
const warned = new WeakMap<Platform, string>();

/** Once a day: tells holders and the heads of their unit which certificates end within thirty days. Each is told once. */
export async function warnCertificates(platform: Platform): Promise<void> {
  const today = platform.clock.today();
  if (warned.get(platform) === today) return;
  const soon = await platform.store.find(CERTIFICATES, {
    where: { status: 'active', validTo: { gte: today, lte: addDays(today, CERTIFICATE_SOON_DAYS) } },
    limit: 5000,
  });
  const told: string[] = [];
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    for (const one of soon) {
      const heads = await unit.find(USERS, { where: { organId: one.organId, roles: { has: 'unit-head' } }, limit: 20 });
      for (const userId of new Set([one.userId, ...heads.map((head) => head.id)])) {
        const id = `certificate:${one.id}:${one.validTo}:${userId}`;
        if (await unit.get(NOTICES, id)) continue;
        await unit.insert(NOTICES, {
          id,
          userId,
          at: platform.clock.now(),
          severity: 'warning',
          title: '证件将到期',
          body: `${one.userName}的${CERTIFICATE_NAMES[one.kind]}（${one.number}）还有 ${certificateDaysLeft(one, today)} 天到期（${one.validTo}），到期后不能办理需要该证的环节，请及时换证`,
          caseId: null,
          taskKey: null,
          readAt: null,
        });
        told.push(userId);
      }
    }
  });
  warned.set(platform, today);
  for (const id of new Set(told)) platform.live.publish({ type: 'notice', id });
}
