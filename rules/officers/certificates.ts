import type {
  Certificate,
  CertificateAction,
  CertificateChange,
  CertificateKind,
  CertificateStatus,
  Citation,
  OfficerFact,
} from '#contracts';
import { CF, LJD } from './sources.ts';

export const CERTIFICATE_NAMES: Record<CertificateKind, string> = {
  enforcement: '执法证',
  supervision: '监督证',
  'hearing-host': '听证主持人资格证',
  'legal-profession': '法律职业资格',
};

export const CERTIFICATE_STATE_NAMES: Record<CertificateStatus, string> = {
  applying: '申领中',
  active: '有效',
  suspended: '暂扣',
  revoked: '注销',
  collected: '收缴',
  expired: '过期',
};

export const CERTIFICATE_ACTION_NAMES: Record<CertificateAction, string> = {
  enter: '录入',
  issue: '发证',
  suspend: '暂扣',
  restore: '恢复',
  renew: '换证',
  revoke: '注销',
  collect: '收缴',
  expire: '登记过期',
  correct: '更正',
};

/** From which states an action leads where (domain facts §11.6). `correct` leaves the state as it is. */
const TRANSITIONS: Record<CertificateAction, { from: readonly CertificateStatus[]; to: CertificateStatus | null }> = {
  enter: { from: [], to: null },
  issue: { from: ['applying'], to: 'active' },
  suspend: { from: ['active'], to: 'suspended' },
  restore: { from: ['suspended'], to: 'active' },
  renew: { from: ['active', 'expired'], to: 'active' },
  revoke: { from: ['applying', 'active', 'suspended', 'expired'], to: 'revoked' },
  collect: { from: ['active', 'suspended', 'expired', 'revoked'], to: 'collected' },
  expire: { from: ['active', 'suspended'], to: 'expired' },
  correct: { from: ['applying', 'active', 'suspended', 'expired', 'revoked', 'collected'], to: null },
};

/** Actions that take something away from a person rest on a paper: a supervision decision, a disciplinary decision… */
const NEEDS_DOCUMENT: readonly CertificateAction[] = ['suspend', 'restore', 'revoke', 'collect', 'renew'];

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The state on a day: what is written down, and 过期 when its last day is over. */
export const certificateStatusOn = (certificate: Certificate, on: string): CertificateStatus =>
  (certificate.status === 'active' || certificate.status === 'suspended') && certificate.validTo < on
    ? 'expired'
    : certificate.status;

/** The certificate as it stood on a day, from its history; null before it was first entered. */
export const certificateAsOf = (
  certificate: Certificate,
  history: readonly CertificateChange[],
  on: string,
): Certificate | null => {
  const last = history.filter((change) => change.on <= on).at(-1);
  if (history.length > 0 && !last) return null;
  return last ? { ...certificate, status: last.to, validFrom: last.validFrom, validTo: last.validTo } : certificate;
};

/** What can be done with a certificate now. */
export const certificateActions = (certificate: Certificate, on: string): CertificateAction[] => {
  const status = certificateStatusOn(certificate, on);
  return (Object.keys(TRANSITIONS) as CertificateAction[]).filter((action) =>
    TRANSITIONS[action].from.includes(status),
  );
};

export interface CertificateCommand {
  action: CertificateAction;
  /** The day from which it holds. */
  on: string;
  reason: string;
  document: string;
  /** New validity: for `issue`, `renew` and `correct`. */
  validFrom?: string | undefined;
  validTo?: string | undefined;
}

/**
 * Carries an action out.
 *
 * @param today no change may hold from a later day
 * @returns the changed certificate, or what is wrong, in Chinese, with the field
 */
export const changeCertificate = (
  certificate: Certificate,
  history: readonly CertificateChange[],
  command: CertificateCommand,
  today: string,
): { certificate: Certificate } | { field: string; problem: string } => {
  const { action, on } = command;
  const status = certificateStatusOn(certificate, on);
  const transition = TRANSITIONS[action];
  const name = `${CERTIFICATE_NAMES[certificate.kind]}（${certificate.number}）`;
  if (!transition.from.includes(status))
    return {
      field: 'action',
      problem: `${name}现为“${CERTIFICATE_STATE_NAMES[status]}”，不能${CERTIFICATE_ACTION_NAMES[action]}；可以：${
        certificateActions(certificate, on)
          .map((possible) => CERTIFICATE_ACTION_NAMES[possible])
          .join('、') || '无'
      }`,
    };
  if (on > today) return { field: 'on', problem: `生效日期 ${on} 晚于今天，请在当天登记` };
  const last = history.at(-1);
  if (last && on < last.on) return { field: 'on', problem: `生效日期 ${on} 早于上一次变更 ${last.on}，请核对` };
  if (command.reason.trim() === '') return { field: 'reason', problem: '请写明理由' };
  if (NEEDS_DOCUMENT.includes(action) && command.document.trim() === '')
    return { field: 'document', problem: `${CERTIFICATE_ACTION_NAMES[action]}须有依据文书，请填写文书名称和文号` };
  const validFrom = command.validFrom ?? certificate.validFrom;
  const validTo = command.validTo ?? certificate.validTo;
  if (action === 'renew' && command.validTo === undefined)
    return { field: 'validTo', problem: '换证须填写新的有效期止日' };
  if (action === 'renew' && validTo <= certificate.validTo)
    return { field: 'validTo', problem: `新的有效期止日应晚于原来的 ${certificate.validTo}` };
  const wrong = validityProblem(validFrom, validTo);
  if (wrong) return wrong;
  return { certificate: { ...certificate, status: transition.to ?? certificate.status, validFrom, validTo } };
};

/** Whether a date exists in the calendar. */
export const isCivilDate = (text: string): boolean => {
  if (!DATE.test(text)) return false;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().slice(0, 10) === text;
};

export const validityProblem = (validFrom: string, validTo: string): { field: string; problem: string } | null => {
  if (!isCivilDate(validFrom)) return { field: 'validFrom', problem: `有效期起日“${validFrom}”不是存在的日期` };
  if (!isCivilDate(validTo)) return { field: 'validTo', problem: `有效期止日“${validTo}”不是存在的日期` };
  if (validTo < validFrom) return { field: 'validTo', problem: `有效期止日 ${validTo} 早于起日 ${validFrom}` };
  return null;
};

/** The first day on which everybody new to 法制审核 needed the qualification; from memory, to be confirmed. */
export const LEGAL_PROFESSION_SINCE = '2018-01-01';

/** The articles that ask for a certificate. */
export const CERTIFICATE_BASIS: Record<CertificateKind, readonly Citation[]> = {
  enforcement: [CF('第四十二条'), LJD('第十条')],
  supervision: [LJD('第二十二条')],
  'hearing-host': [LJD('第十一条')],
  'legal-profession': [CF('第五十八条')],
};

/**
 * Why an officer may not do work that needs a certificate of a kind on a day; null when they may.
 *
 * 执法证 also needs employment in an established post (CF42, LJD10). 法律职业资格 is asked of those who are new to legal
 * review (CF58): who did it before `LEGAL_PROFESSION_SINCE` is not.
 *
 * @param on civil date
 */
export const certificateProblem = (
  officer: Pick<OfficerFact, 'employment' | 'certificates' | 'legalReviewSince'>,
  kind: CertificateKind,
  on: string,
): string | null => {
  if (kind === 'enforcement' && officer.employment !== 'established') return '不是在编执法人员';
  if (kind === 'legal-profession' && officer.legalReviewSince && officer.legalReviewSince < LEGAL_PROFESSION_SINCE)
    return null;
  const name = CERTIFICATE_NAMES[kind];
  const held = officer.certificates
    .filter((certificate) => certificate.kind === kind)
    .sort((a, b) => (a.validTo < b.validTo ? 1 : -1));
  if (held.some((one) => one.status === 'active' && one.validFrom <= on && one.validTo >= on)) return null;
  const [latest] = held;
  if (!latest) return kind === 'legal-profession' ? '没有法律职业资格（初次从事法制审核的应当具有）' : `没有${name}`;
  const status = certificateStatusOn(latest, on);
  if (status === 'expired') return `${name}已于 ${latest.validTo} 过期`;
  if (status === 'active') return `${name}自 ${latest.validFrom} 起才有效`;
  return status === 'applying' ? `${name}还在申领中` : `${name}已${CERTIFICATE_STATE_NAMES[status]}`;
};

/** Days from a day to the last day of the certificate, negative when it is over. */
export const certificateDaysLeft = (certificate: Certificate, on: string): number =>
  Math.round((Date.parse(certificate.validTo) - Date.parse(on)) / 86_400_000);

/** A certificate that ends within so many days is pointed out. */
export const CERTIFICATE_SOON_DAYS = 30;
