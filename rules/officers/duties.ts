import { CertificateKind as CertificateKinds } from '#contracts';
import type {
  CertificateKind,
  ConflictHint,
  Finding,
  OfficerFact,
  OfficerProblem,
  Recusal,
  RoleId,
  StepDefinition,
} from '#contracts';
import { CERTIFICATE_BASIS, certificateProblem } from './certificates.ts';
import { isRecused, RECUSAL_BASIS } from './recusal.ts';

/** The certificate that the work of a role needs, beyond registering a lead. */
const ROLE_CERTIFICATE: Partial<Record<RoleId, CertificateKind>> = {
  officer: 'enforcement',
  supervisor: 'supervision',
  'legal-reviewer': 'legal-profession',
};

/**
 * The certificate that whoever completes a step must hold; null when none. Registering a lead needs none (assistants may
 * take applications and reports in); approvals by leaders are no enforcement activity.
 *
 * @param isStart whether the step is the start of the procedure
 */
export const stepCertificate = (step: Pick<StepDefinition, 'role'>, isStart: boolean): CertificateKind | null =>
  isStart ? null : (ROLE_CERTIFICATE[step.role] ?? null);

/** The certificate that people named in a field must hold: by the field's `certificate`, else that of who handles the case. */
export const fieldCertificate = (
  properties: Record<string, string> | undefined,
  handlers: CertificateKind,
): CertificateKind => {
  const named = CertificateKinds.safeParse(properties?.['certificate']);
  return named.success ? named.data : handlers;
};

/** What the handlers of a case must hold: 监督证 where the procedure is begun by supervisors, else 执法证. */
export const handlerCertificate = (startRole: RoleId | undefined): CertificateKind =>
  startRole === 'supervisor' ? 'supervision' : 'enforcement';

const REMEDIES: Record<CertificateKind, string> = {
  enforcement: '请由持有效执法证的在编人员办理，或者先办理、换发、恢复执法证',
  supervision: '请由持有效监督证的人员办理，或者先办理、换发、恢复监督证',
  'hearing-host': '请另选持有效听证主持人资格证的人员',
  'legal-profession': '请由具有法律职业资格的人员审核；早已从事法制审核的，请系统管理员登记首次从事的日期',
};

export interface DutyQuestion {
  officer: OfficerFact;
  /** What the work needs; null = no certificate. */
  certificate: CertificateKind | null;
  /** Civil date of the assignment or signature. */
  on: string;
  recusals?: readonly Recusal[] | undefined;
  conflicts?: readonly ConflictHint[] | undefined;
}

/** Why an officer may not be assigned or sign on a day: `block` stops, `warn` asks for a look. Empty = may. */
export const officerProblems = ({ officer, certificate, on, recusals, conflicts }: DutyQuestion): OfficerProblem[] => {
  const problems: OfficerProblem[] = [];
  const wrong = certificate === null ? null : certificateProblem(officer, certificate, on);
  if (certificate !== null && wrong !== null)
    problems.push({
      code: wrong.includes('在编') ? 'employment' : 'certificate',
      message: wrong,
      remedy: REMEDIES[certificate],
      basis: [...CERTIFICATE_BASIS[certificate]],
      // From when 法律职业资格 is asked for is from memory.
      origin: certificate === 'legal-profession' ? '忆' : '法',
      level: 'block',
    });
  if (isRecused(recusals, officer.userId))
    problems.push({
      code: 'recused',
      message: '已决定在本案中回避',
      remedy: '请由其他人员办理',
      basis: [...RECUSAL_BASIS],
      origin: '法',
      level: 'block',
    });
  for (const hint of conflicts ?? [])
    if (hint.officerId === officer.userId)
      problems.push({
        code: 'conflict',
        message: `可能须回避：${hint.message}`,
        remedy: '请核实；确有关系的，提出回避申请，由有权决定的人决定',
        basis: [...RECUSAL_BASIS],
        origin: '法',
        level: 'warn',
      });
  return problems;
};

/** Problems as findings of a check, so that the record of a case shows them like gates. */
export const officerFindings = (officerName: string, work: string, problems: readonly OfficerProblem[]): Finding[] =>
  problems.length === 0
    ? [
        {
          gate: '人员',
          name: '办理人员资格与回避',
          level: 'block',
          outcome: 'passed',
          message: `${officerName}可以办理“${work}”`,
          basis: [],
          origin: '法',
          lookedAt: [{ name: '办理人', value: officerName }],
        },
      ]
    : problems.map((problem) => ({
        gate: '人员',
        name: '办理人员资格与回避',
        level: problem.level,
        outcome: 'failed',
        message: `${officerName}：${problem.message}`,
        remedy: problem.remedy,
        basis: problem.basis,
        origin: problem.origin,
        lookedAt: [{ name: '办理人', value: officerName }],
      }));

export const blocksDuty = (problems: readonly OfficerProblem[]): boolean =>
  problems.some((problem) => problem.level === 'block');
