import type { Certificate, CertificateChange, CertificateStatus, OfficerFact } from '#contracts';
import {
  certificateActions,
  certificateAsOf,
  certificateProblem,
  certificateStatusOn,
  changeCertificate,
  isCivilDate,
} from './certificates.ts';
import { fieldCertificate, handlerCertificate, officerFindings, officerProblems, stepCertificate } from './duties.ts';

const certificate = (patch: Partial<Certificate> = {}): Certificate => ({
  number: '鲁A1',
  kind: 'enforcement',
  status: 'active',
  validFrom: '2024-01-01',
  validTo: '2026-12-31',
  ...patch,
});
const officer = (certificates: Certificate[], patch: Partial<OfficerFact> = {}): OfficerFact => ({
  userId: 'u',
  name: '王某',
  organId: 'o',
  employment: 'established',
  certificates,
  ...patch,
});
const TODAY = '2026-03-02';
const change = (
  status: CertificateStatus,
  action: Parameters<typeof changeCertificate>[2]['action'],
  more: object = {},
  history: CertificateChange[] = [],
) =>
  changeCertificate(
    certificate({ status }),
    history,
    { action, on: TODAY, reason: '监督决定', document: '监决〔2026〕1号', ...more },
    TODAY,
  );

describe('what a certificate allows on a day', () => {
  test.each([
    ['valid', certificate(), null],
    ['on its first day', certificate({ validFrom: TODAY }), null],
    ['on its last day', certificate({ validTo: TODAY }), null],
    ['the day after', certificate({ validTo: '2026-03-01' }), '执法证已于 2026-03-01 过期'],
    ['before its first day', certificate({ validFrom: '2026-03-03' }), '执法证自 2026-03-03 起才有效'],
    ['suspended', certificate({ status: 'suspended' }), '执法证已暂扣'],
    ['revoked', certificate({ status: 'revoked' }), '执法证已注销'],
    ['collected', certificate({ status: 'collected' }), '执法证已收缴'],
    ['applied for', certificate({ status: 'applying' }), '执法证还在申领中'],
  ])('%s', (_name, one, problem) => {
    expect(certificateProblem(officer([one]), 'enforcement', TODAY)).toBe(problem);
  });
  test('none at all, and one of another kind', () => {
    expect(certificateProblem(officer([]), 'enforcement', TODAY)).toBe('没有执法证');
    expect(certificateProblem(officer([certificate()]), 'supervision', TODAY)).toBe('没有监督证');
    expect(certificateProblem(officer([certificate()]), 'hearing-host', TODAY)).toBe('没有听证主持人资格证');
  });
  test('an old one beside a valid one does no harm', () => {
    const old = certificate({ number: '旧', status: 'expired', validTo: '2023-12-31' });
    expect(certificateProblem(officer([old, certificate()]), 'enforcement', TODAY)).toBeNull();
  });
  test.each(['contract', 'dispatched', 'seconded'] as const)(
    '%s people do not enforce whatever they hold',
    (employment) => {
      expect(certificateProblem(officer([certificate()], { employment }), 'enforcement', TODAY)).toBe(
        '不是在编执法人员',
      );
    },
  );
  test('法律职业资格 is asked of those who are new to legal review', () => {
    expect(certificateProblem(officer([]), 'legal-profession', TODAY)).toContain('初次从事');
    expect(certificateProblem(officer([], { legalReviewSince: '2015-06-01' }), 'legal-profession', TODAY)).toBeNull();
    expect(
      certificateProblem(officer([], { legalReviewSince: '2020-06-01' }), 'legal-profession', TODAY),
    ).not.toBeNull();
    const qualified = certificate({ kind: 'legal-profession' });
    expect(certificateProblem(officer([qualified]), 'legal-profession', TODAY)).toBeNull();
  });
});

describe('the states of a certificate', () => {
  test.each<[CertificateStatus, Parameters<typeof change>[1], CertificateStatus]>([
    ['applying', 'issue', 'active'],
    ['active', 'suspend', 'suspended'],
    ['suspended', 'restore', 'active'],
    ['active', 'expire', 'expired'],
    ['active', 'revoke', 'revoked'],
    ['suspended', 'collect', 'collected'],
    ['revoked', 'collect', 'collected'],
  ])('%s –%s→ %s', (from, action, to) => {
    expect(change(from, action)).toMatchObject({ certificate: { status: to } });
  });
  test.each<[CertificateStatus, Parameters<typeof change>[1]]>([
    ['suspended', 'suspend'],
    ['revoked', 'restore'],
    ['collected', 'issue'],
    ['applying', 'suspend'],
    ['active', 'issue'],
  ])('%s does not allow %s, and says what is possible', (from, action) => {
    expect(change(from, action)).toMatchObject({
      field: 'action',
      problem: expect.stringContaining('可以：') as string,
    });
  });
  test('expired by time: the stored state is still active, but only renewal, revoking and collecting are open', () => {
    const over = certificate({ validTo: '2026-03-01' });
    expect(certificateStatusOn(over, TODAY)).toBe('expired');
    expect(certificateActions(over, TODAY)).toEqual(['renew', 'revoke', 'collect', 'correct']);
  });
  test('reason, paper and dates are asked for', () => {
    expect(change('active', 'suspend', { reason: ' ' })).toMatchObject({ field: 'reason' });
    expect(change('active', 'suspend', { document: '' })).toMatchObject({ field: 'document' });
    expect(change('active', 'suspend', { on: '2026-03-03' })).toMatchObject({ field: 'on' });
    expect(change('active', 'renew')).toMatchObject({ field: 'validTo' });
    expect(change('active', 'renew', { validTo: '2026-12-31' })).toMatchObject({ field: 'validTo' });
    expect(change('active', 'renew', { validTo: '2031-02-30' })).toMatchObject({ field: 'validTo' });
    expect(change('active', 'renew', { validTo: '2031-12-31' })).toMatchObject({
      certificate: { status: 'active', validTo: '2031-12-31' },
    });
  });
  test('a day in the past sees the state of that day', () => {
    const entry = (action: CertificateChange['action'], on: string, to: CertificateStatus): CertificateChange => ({
      ...{ action, on, to, from: null, reason: '', document: '', actorId: '', actorName: '', at: `${on}T00:00:00Z` },
      ...{ validFrom: '2024-01-01', validTo: '2026-12-31' },
    });
    const history = [
      entry('enter', '2024-01-01', 'active'),
      entry('suspend', '2025-05-01', 'suspended'),
      entry('restore', '2025-08-01', 'active'),
    ];
    const now = certificate();
    expect(certificateAsOf(now, history, '2025-04-30')?.status).toBe('active');
    expect(certificateAsOf(now, history, '2025-05-01')?.status).toBe('suspended');
    expect(certificateAsOf(now, history, '2025-08-01')?.status).toBe('active');
    expect(certificateAsOf(now, history, '2023-12-31')).toBeNull();
  });
  test('dates that do not exist are no dates', () => {
    expect([isCivilDate('2026-02-29'), isCivilDate('2024-02-29'), isCivilDate('2026-2-1')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('who may do what', () => {
  test('which certificate a step and a field need', () => {
    expect(stepCertificate({ role: 'officer' }, false)).toBe('enforcement');
    expect(stepCertificate({ role: 'officer' }, true)).toBeNull();
    expect(stepCertificate({ role: 'supervisor' }, false)).toBe('supervision');
    expect(stepCertificate({ role: 'organ-leader' }, false)).toBeNull();
    expect(fieldCertificate({ certificate: 'hearing-host' }, 'enforcement')).toBe('hearing-host');
    expect(fieldCertificate(undefined, handlerCertificate('supervisor'))).toBe('supervision');
  });
  test('problems carry article, remedy and level, and become findings', () => {
    const problems = officerProblems({
      officer: officer([certificate({ status: 'suspended' })]),
      certificate: 'enforcement',
      on: TODAY,
      conflicts: [
        {
          officerId: 'u',
          officerName: '王某',
          partyName: '某店',
          kind: 'relative',
          matches: ['名称（姓名）'],
          message: '…',
        },
      ],
    });
    expect(problems.map((problem) => [problem.code, problem.level])).toEqual([
      ['certificate', 'block'],
      ['conflict', 'warn'],
    ]);
    expect(problems[0]?.basis[0]).toMatchObject({ law: '行政处罚法', article: '第四十二条' });
    expect(officerFindings('王某', '现场检查', problems).map((finding) => finding.outcome)).toEqual([
      'failed',
      'failed',
    ]);
    expect(officerFindings('王某', '现场检查', [])[0]?.outcome).toBe('passed');
  });
});
