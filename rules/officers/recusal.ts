import type { CaseFacts, Citation, ConflictHint, OfficerRelation, Party, Recusal, RecusalAuthority } from '#contracts';
import { RELATION_KIND_NAMES } from '#contracts';
import { CF, LCX, SJ } from './sources.ts';

export const RECUSAL_BASIS: readonly Citation[] = [CF('第四十三条')];
/** Who decides about the leader of an organ: 集体讨论 or the government. */
export const LEADER_RECUSAL_BASIS: readonly Citation[] = [SJ('第四条'), LCX('第二十二条')];

export const RECUSAL_STATUS_NAMES: Record<Recusal['status'], string> = {
  pending: '待决定',
  granted: '同意回避',
  rejected: '驳回',
  withdrawn: '已撤回',
};

export const RECUSAL_AUTHORITY_NAMES: Record<RecusalAuthority, string> = {
  leader: '机关负责人决定',
  collective: '机关负责人集体讨论决定',
  government: '本级人民政府或者上一级机关决定',
};

/** Who may decide: the leader of the organ about others; about the leader a collective discussion or the government. */
export const recusalAuthorities = (recusal: Pick<Recusal, 'concernsLeader'>): RecusalAuthority[] =>
  recusal.concernsLeader ? ['collective', 'government'] : ['leader'];

export interface RecusalDecision {
  outcome: 'granted' | 'rejected';
  authority: RecusalAuthority;
  decidedOn: string;
  reason: string;
  document: string;
}

/** What is wrong with a decision, or null. @param today civil date */
export const recusalDecisionProblem = (
  recusal: Recusal,
  decision: RecusalDecision,
  deciderId: string,
  today: string,
): { field: string; problem: string } | null => {
  if (recusal.status !== 'pending')
    return { field: 'outcome', problem: `这项回避申请${RECUSAL_STATUS_NAMES[recusal.status]}，不能再次决定` };
  if (deciderId === recusal.officerId)
    return { field: 'outcome', problem: '不能决定自己的回避，请由有权决定的人员办理' };
  const allowed = recusalAuthorities(recusal);
  if (!allowed.includes(decision.authority))
    return {
      field: 'authority',
      problem: recusal.concernsLeader
        ? '机关主要负责人的回避，应当由负责人集体讨论决定，或者由本级人民政府（上一级机关）决定'
        : '办案人员的回避由机关负责人决定',
    };
  if (decision.authority !== 'leader' && decision.document.trim() === '')
    return { field: 'document', problem: '请填写集体讨论记录或者决定文书的名称和文号' };
  if (decision.reason.trim() === '') return { field: 'reason', problem: '请写明决定的理由' };
  if (decision.decidedOn < recusal.appliedOn)
    return { field: 'decidedOn', problem: `决定日期早于申请日期 ${recusal.appliedOn}` };
  if (decision.decidedOn > today) return { field: 'decidedOn', problem: '决定日期不能晚于今天' };
  return null;
};

/** Whether 回避 of the officer in the case was granted: then the officer is neither assigned nor acts. */
export const isRecused = (recusals: readonly Recusal[] | undefined, userId: string): boolean =>
  (recusals ?? []).some((recusal) => recusal.officerId === userId && recusal.status === 'granted');

const same = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && plain(a) !== '' && plain(a) === plain(b);

/** Compared without white space, brackets' width and case. */
const plain = (text: string): string =>
  text
    .replace(/[（）]/g, (bracket) => (bracket === '（' ? '(' : ')'))
    .replace(/[\s-]/g, '')
    .toUpperCase();

const matchesOf = (relation: OfficerRelation, party: Party): string[] => {
  const matches: [string, boolean][] = [
    ['统一社会信用代码', same(relation.uscc, party.uscc)],
    ['身份证号', same(relation.idNumber, party.idNumber)],
    ['名称（姓名）', same(relation.name, party.name)],
    ['法定代表人（负责人）', same(relation.name, party.legalRepresentative)],
    ['电话', same(relation.phone, party.phone)],
    ['地址', same(relation.address, party.address)],
  ];
  return matches.flatMap(([name, agrees]) => (agrees ? [name] : []));
};

/**
 * Declared relations of officers that meet a party of the case: by code, number, name, representative, phone or address.
 *
 * @param on civil date; relations that ended before it do not count
 */
export const conflictHints = (
  officers: readonly { userId: string; name: string }[],
  relations: readonly OfficerRelation[],
  parties: readonly Party[],
  on: string,
): ConflictHint[] =>
  officers.flatMap((officer) =>
    relations
      .filter((relation) => relation.userId === officer.userId && (relation.endedOn === null || relation.endedOn > on))
      .flatMap((relation) =>
        parties.flatMap((party): ConflictHint[] => {
          const matches = matchesOf(relation, party);
          if (matches.length === 0) return [];
          const kind = RELATION_KIND_NAMES[relation.kind];
          return [
            {
              officerId: officer.userId,
              officerName: officer.name,
              partyName: party.name,
              kind: relation.kind,
              matches,
              message: `${officer.name}申报过与“${relation.name}”的关系（${kind}），与当事人“${party.name}”的${matches.join('、')}一致`,
            },
          ];
        }),
      ),
  );

/** The facts about 回避 that gate conditions may name (G04). */
export interface RecusalFacts {
  /** Names of handlers whose 回避 was granted and who are still on the case. */
  recusedHandlers: string[];
  /** Whether the person about to act was recused; false when nobody is known. */
  actorRecused: boolean;
  /** How many applications wait for a decision. */
  recusalsPending: number;
  /** Names of those whom the waiting applications concern. */
  recusalsPendingNames: string[];
  /** Declared relations of handlers that meet a party and on which nothing was applied for or decided yet. */
  openConflicts: string[];
  openConflictCount: number;
}

/**
 * Reads `facts.recusals` and `facts.conflicts` for gate conditions: `count(recusedHandlers) = 0 and actorRecused = false`.
 * Pending applications do not stop the investigation (CF43), but no decision should be made while one is pending.
 */
export const recusalFacts = (
  facts: Pick<CaseFacts, 'recusals' | 'conflicts' | 'officers'>,
  actorId?: string,
): RecusalFacts => {
  const recusals = facts.recusals ?? [];
  const pending = recusals.filter((recusal) => recusal.status === 'pending');
  const spokenOf = new Set(
    recusals.filter((recusal) => recusal.status !== 'withdrawn').map((recusal) => recusal.officerId),
  );
  const open = (facts.conflicts ?? []).filter((hint) => !spokenOf.has(hint.officerId));
  return {
    recusedHandlers: facts.officers
      .filter((officer) => isRecused(recusals, officer.userId))
      .map((officer) => officer.name),
    actorRecused: actorId !== undefined && isRecused(recusals, actorId),
    recusalsPending: pending.length,
    recusalsPendingNames: [...new Set(pending.map((recusal) => recusal.officerName))],
    openConflicts: open.map((hint) => hint.message),
    openConflictCount: open.length,
  };
};
