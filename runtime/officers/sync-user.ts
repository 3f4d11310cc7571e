import type { Certificate } from '#contracts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid } from '../problem-error.ts';
import type { UserDoc } from '../store/collections.ts';
import { USERS } from '../store/collections.ts';
import type { UnitOfWork } from '../store/port.ts';
import { SYSTEM_ACTOR } from '../store/port.ts';
import { insertCertificate } from './certificates.ts';
import { CERTIFICATES } from './collections.ts';

const sameCertificate = (a: Certificate, b: Certificate): boolean =>
  a.status === b.status && a.validFrom === b.validFrom && a.validTo === b.validTo;

/**
 * Enters the new certificates of a person who is created or changed. What is in the register already stays as it is: its
 * state changes only with reason and paper.
 *
 * @throws ProblemError 422 when the state or validity of a known certificate was to be overwritten, or one left out
 */
export async function enterCertificates(
  platform: Platform,
  unit: UnitOfWork,
  person: Person,
  user: Pick<UserDoc, 'id' | 'name' | 'organId'>,
  given: readonly Certificate[],
): Promise<void> {
  const known = await unit.find(CERTIFICATES, { where: { userId: user.id } });
  for (const [index, one] of given.entries()) {
    const held = known.find((record) => record.kind === one.kind && record.number === one.number);
    if (held && !sameCertificate(held, one))
      throw invalid(
        `certificates[${index}].status`,
        `证件 ${one.number} 的状态和有效期不能在这里改，请在“证件”页面变更，并写明理由和依据文书。`,
        '证件',
      );
    if (held) continue;
    const at = platform.clock.now();
    await insertCertificate(unit, user, one, {
      reason: '随人员信息录入',
      document: '',
      actor: person,
      at,
      on: one.validFrom,
    });
  }
  const missing = known.find(
    (record) => !given.some((one) => one.kind === record.kind && one.number === record.number),
  );
  if (missing)
    throw invalid(
      'certificates',
      `证件 ${missing.number} 不能删除；不再使用的，请在“证件”页面作注销或者收缴。`,
      '证件',
    );
}

/** Name and organ of the holder are kept beside the certificate for its list. */
export async function followUser(unit: UnitOfWork, user: UserDoc): Promise<void> {
  for (const one of await unit.find(CERTIFICATES, { where: { userId: user.id } }))
    if (one.userName !== user.name || one.organId !== user.organId)
      await unit.update(CERTIFICATES, { ...one, userName: user.name, organId: user.organId });
}

/** People entered before there was a register get their certificates into it, once. */
export async function registerOldCertificates(platform: Platform): Promise<void> {
  if ((await platform.store.count(CERTIFICATES)) > 0) return;
  const holders = (await platform.store.find(USERS)).filter((user) => user.certificates.length > 0);
  if (holders.length === 0) return;
  await platform.store.transaction(SYSTEM_ACTOR, async (unit) => {
    const at = platform.clock.now();
    const entered = new Set<string>();
    for (const user of holders)
      for (const one of user.certificates) {
        const key = `${one.kind}|${one.number}`;
        if (entered.has(key)) {
          platform.logger.warn({ userId: user.id, certificate: key }, 'certificate number given twice, not registered');
          continue;
        }
        entered.add(key);
        const entry = { reason: '由人员信息转入登记簿', document: '', actor: SYSTEM_ACTOR, at, on: one.validFrom };
        await insertCertificate(unit, user, one, entry);
      }
    unit.audit({
      action: 'certificate.registered',
      summary: `人员信息中的 ${entered.size} 份证件转入证件登记簿`,
      subjectType: 'certificate',
      subjectId: 'all',
    });
  });
}
