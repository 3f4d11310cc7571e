import type { Deadline } from '#contracts';
import { TIER_NAMES, displayValue, formatFen, moneyInWords, toCivilDate, yuanToFen } from '#rules';
import { deadlinesOf, officersOf, procedureOf } from '../cases/case-file.ts';
import { fieldsOf } from '../cases/masking.ts';
import type { Platform } from '../platform.ts';
import type { CaseDoc } from '../store/collections.ts';
import { EVIDENCE, USERS } from '../store/collections.ts';
import type { Reader } from '../store/port.ts';

/** 2026年4月7日. */
export const chineseDate = (instant: string): string => {
  const [year = '', month = '', day = ''] = toCivilDate(instant).split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
};

/**
 * Everything a document may show, as texts, frozen with it: `{party.name}`, `{data.violationFacts}` (as a person reads
 * it), `{words.decidedFineYuan}` (大写), `{officerNames}`, `{events.caseFiled}`, `{deadlines.CF26.dueOn}`…
 */
export async function documentSnapshot(
  platform: Platform,
  reader: Reader,
  item: CaseDoc,
  elementId: string | null,
): Promise<Record<string, unknown>> {
  const procedure = await procedureOf(platform, item);
  const organ = platform.organs.get(item.organId);
  const officers = await officersOf(reader, item.handlers);
  const evidence = await reader.find(EVIDENCE, { where: { caseId: item.id }, sort: [['uploadedAt', 'asc']] });
  const now = platform.clock.now();
  const data: Record<string, unknown> = {};
  const words: Record<string, string> = {};
  const fields = fieldsOf(procedure);
  for (const [key, value] of Object.entries(item.data)) {
    const field = fields.get(key);
    data[key] = field ? displayValue(field, value) : displayRows(value);
    const fen = typeof value === 'string' && field?.widget === 'money' ? yuanToFen(value) : null;
    if (fen !== null) words[key] = moneyInWords(fen);
  }
  // People are named, not numbered.
  data['handlers'] = officers.map((officer) => officer.name).join('、');
  const actor = item.stepActors.at(-1);
  const actorName = actor ? ((await reader.get(USERS, actor.userId))?.name ?? '') : '';
  const [party] = item.parties;
  return {
    caseNumber: item.number,
    caseTitle: item.title,
    leadNumber: item.leadNumber,
    procedureName: procedure.manifest.name,
    today: chineseDate(now),
    elementId,
    organ: { name: organ?.name ?? '', shortName: organ?.shortName ?? '', prefix: organ?.numberPrefix ?? '' },
    party: party ? { ...party, identifier: party.uscc ?? party.idNumber ?? '' } : {},
    officers: officers.map((officer) => ({
      name: officer.name,
      certificate: officer.certificates.find((item) => item.kind === 'enforcement')?.number ?? '',
    })),
    officerNames: officers
      .map((officer) => {
        const certificate = officer.certificates.find((item) => item.kind === 'enforcement')?.number;
        return certificate ? `${officer.name}（${certificate}）` : officer.name;
      })
      .join('、'),
    actorName,
    data,
    words,
    evidence: evidence
      .filter((piece) => piece.supersededBy === null)
      .map(({ name, kind, sha256, sm3, description }, index) => ({
        ...{ name, kind, sha256, sm3, description },
        index: String(index + 1),
      })),
    events: Object.fromEntries(
      item.events.map((event) => [
        event.type.replace(/[.-]([a-z])/g, (_all, letter: string) => letter.toUpperCase()),
        chineseDate(event.at),
      ]),
    ),
    deadlines: Object.fromEntries((await deadlinesOf(platform, reader, item)).map(deadlineText)),
    discretion: discretionText(item),
  };
}

function displayRows(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? '' : String(value);
}

const deadlineText = (deadline: Deadline): [string, Record<string, string>] => [
  deadline.code.replace(/[^A-Za-z0-9]/g, ''),
  {
    name: deadline.name,
    dueOn: deadline.dueOn ? chineseDate(deadline.dueOn) : '',
    remaining: deadline.remainingText,
    basis: `《${deadline.basis.law}》${deadline.basis.article}`,
  },
];

function discretionText(item: CaseDoc): Record<string, string> {
  const result = item.discretion;
  if (!result) return { tier: '', range: '', text: '' };
  const range =
    result.minFen === undefined || result.maxFen === undefined
      ? ''
      : `${formatFen(result.minFen)} 至 ${formatFen(result.maxFen)}`;
  const tier = TIER_NAMES[result.recommendedTier];
  const matched = result.matched.map((entry) => entry.code).join('、');
  return {
    tier,
    range,
    text: `建议档次：${tier}${range ? `，幅度 ${range}` : ''}${matched ? `，适用清单项 ${matched}` : ''}`,
  };
}
