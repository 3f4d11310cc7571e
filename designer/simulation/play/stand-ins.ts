import {
  type AssignableOfficer,
  type CaseFacts,
  type Certificate,
  CertificateKind,
  type OfficerFact,
} from '#contracts';

const certificatesOf = (userId: string): Certificate[] =>
  CertificateKind.options.map((kind) => ({
    number: `${userId}-${kind}`,
    kind,
    status: 'active',
    validFrom: '2000-01-01',
    validTo: '9999-12-31',
  }));

const officer = (userId: string, name: string): OfficerFact => ({
  ...{ userId, name, organId: 'simulated', employment: 'established' },
  certificates: certificatesOf(userId),
  legalReviewSince: '2000-01-01',
});

const OFFICERS = [officer('simulated-1', '试运行甲'), officer('simulated-2', '试运行乙')];

/** The same people, to be chosen in a form. */
export const STAND_IN_PEOPLE: AssignableOfficer[] = OFFICERS.map(({ userId, name, ...known }) => ({
  user: {
    ...{ id: userId, account: userId, name, organName: '（试运行）', post: '试运行人员', roles: ['officer'] },
    ...{ scope: 'self', status: 'active', ...known },
  },
  assignable: true,
  problems: [],
}));

/** What a played case has without anybody entering it: a qualified organ, two officers with certificates, evidence. */
export const STAND_INS: Pick<CaseFacts, 'organ' | 'officers' | 'evidence'> = {
  organ: { id: 'simulated', name: '（试运行）', level: 'district', department: '（试运行）', regionCode: '' },
  officers: OFFICERS,
  evidence: ['书证', '视听资料'].map((kind, index) => ({
    ...{ id: `simulated-${index + 1}`, kind, name: kind, at: '2000-01-01T00:00:00+08:00', sealed: true },
  })),
};
