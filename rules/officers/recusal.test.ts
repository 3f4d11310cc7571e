import type { OfficerFact, OfficerRelation, Party, Recusal } from '#contracts';
import { conflictHints, isRecused, recusalDecisionProblem, recusalFacts } from './recusal.ts';

const recusal = (patch: Partial<Recusal> = {}): Recusal => ({
  id: 'r1',
  officerId: 'u1',
  officerName: '王某',
  concernsLeader: false,
  applicant: 'party',
  applicantName: '某店',
  relation: 'relative',
  reason: '办案人员是竞争对手负责人的近亲属',
  appliedOn: '2026-03-02',
  enteredBy: 'u2',
  enteredByName: '李某',
  status: 'pending',
  decision: null,
  ...patch,
});
const officer = (userId: string, name: string): OfficerFact => ({
  userId,
  name,
  organId: 'o',
  employment: 'established',
  certificates: [],
});
const decide = (one: Recusal, patch: object = {}, decider = 'leader') =>
  recusalDecisionProblem(
    one,
    { outcome: 'granted', authority: 'leader', decidedOn: '2026-03-03', reason: '属实', document: '', ...patch },
    decider,
    '2026-03-03',
  );

describe('deciding about 回避', () => {
  test('the leader decides about an officer', () => {
    expect(decide(recusal())).toBeNull();
    expect(decide(recusal(), { authority: 'collective', document: '纪要' })).toMatchObject({ field: 'authority' });
  });
  test('about the leader a collective discussion or the government decides, with its paper', () => {
    const leader = recusal({ concernsLeader: true });
    expect(decide(leader)).toMatchObject({ field: 'authority' });
    expect(decide(leader, { authority: 'collective' })).toMatchObject({ field: 'document' });
    expect(decide(leader, { authority: 'collective', document: '集体讨论记录〔2026〕3号' })).toBeNull();
    expect(decide(leader, { authority: 'government', document: '批复〔2026〕1号' })).toBeNull();
  });
  test.each([
    ['by the officer concerned', {}, 'u1', 'outcome'],
    ['without a reason', { reason: ' ' }, 'leader', 'reason'],
    ['before it was applied for', { decidedOn: '2026-03-01' }, 'leader', 'decidedOn'],
    ['tomorrow', { decidedOn: '2026-03-04' }, 'leader', 'decidedOn'],
  ])('is refused %s', (_name, patch, decider, field) => {
    expect(decide(recusal(), patch, decider)).toMatchObject({ field });
  });
  test('is done once', () => {
    expect(decide(recusal({ status: 'rejected' }))).toMatchObject({ field: 'outcome' });
  });
});

describe('what a decision does', () => {
  const facts = (recusals: Recusal[]) => ({ officers: [officer('u1', '王某'), officer('u2', '李某')], recusals });
  test('a pending application stops nobody, a granted one does', () => {
    expect(isRecused([recusal()], 'u1')).toBe(false);
    expect(recusalFacts(facts([recusal()]), 'u1')).toMatchObject({
      recusedHandlers: [],
      actorRecused: false,
      recusalsPending: 1,
      recusalsPendingNames: ['王某'],
    });
    expect(recusalFacts(facts([recusal({ status: 'granted' })]), 'u1')).toMatchObject({
      recusedHandlers: ['王某'],
      actorRecused: true,
      recusalsPending: 0,
    });
  });
  test('a hint stays open until somebody applied or decided', () => {
    const conflicts = [
      {
        officerId: 'u1',
        officerName: '王某',
        partyName: '某店',
        kind: 'relative' as const,
        matches: [],
        message: '提示',
      },
    ];
    expect(recusalFacts({ ...facts([]), conflicts }).openConflicts).toEqual(['提示']);
    expect(recusalFacts({ ...facts([recusal({ status: 'withdrawn' })]), conflicts }).openConflictCount).toBe(1);
    expect(recusalFacts({ ...facts([recusal({ status: 'rejected' })]), conflicts }).openConflictCount).toBe(0);
  });
});

describe('hints from declared relations', () => {
  const relation = (patch: Partial<OfficerRelation>): OfficerRelation => ({
    id: 'x',
    userId: 'u1',
    kind: 'relative',
    name: '钱某',
    note: '',
    declaredOn: '2025-01-01',
    endedOn: null,
    ...patch,
  });
  const party: Party = {
    id: 'party-1',
    kind: 'organization',
    name: '济南泉韵超市（有限公司）',
    uscc: '91370102MA3TEDT05W',
    legalRepresentative: '钱某',
    phone: '0531-82960000',
    address: '解放路 1 号',
  };
  const hint = (patch: Partial<OfficerRelation>) =>
    conflictHints([officer('u1', '王某')], [relation(patch)], [party], '2026-03-02')[0]?.matches;
  test.each([
    ['the representative', {}, ['法定代表人（负责人）']],
    ['the code, in small letters', { name: '甲', uscc: '91370102ma3tedt05w' }, ['统一社会信用代码']],
    ['the name, with other brackets', { name: '济南泉韵超市(有限公司)' }, ['名称（姓名）']],
    ['telephone and address', { name: '乙', phone: '053182960000', address: '解放路1号' }, ['电话', '地址']],
  ])('%s', (_name, patch, matches) => {
    expect(hint(patch)).toEqual(matches);
  });
  test('nothing agrees, another officer, an ended relation: no hint', () => {
    expect(hint({ name: '丙' })).toBeUndefined();
    expect(hint({ userId: 'u2' })).toBeUndefined();
    expect(hint({ endedOn: '2026-03-02' })).toBeUndefined();
  });
});
