import type { CaseFacts, Finding, ParsedBody } from '#contracts';
import { evaluateGates, STANDARD_GATES, expressionError } from '#rules';
import { calendarOf, factsOf } from '../cases/case-file.ts';
import type { Person } from '../identity/person.ts';
import type { Platform } from '../platform.ts';
import { invalid, notFound } from '../problem-error.ts';
import { rulesOfCase } from '../rule-packs/rules-of-case.ts';
import { CASES } from '../store/collections.ts';

const EMPTY = {
  caseId: '',
  procedureCode: '',
  parties: [],
  officers: [],
  events: [],
  data: {},
  evidence: [],
  documents: [],
  stepActors: [],
  history: [],
} satisfies Omit<CaseFacts, 'organ'>;

/** What gates would say of a case, or of facts that somebody makes up; nothing is stored. */
export async function previewGates(
  platform: Platform,
  person: Person,
  body: ParsedBody<'previewGate'>,
): Promise<Finding[]> {
  const { store } = platform;
  for (const [path, label, text] of [
    ['gate.condition', '通过的条件', body.gate?.condition],
    ['gate.appliesWhen', '适用的情形', body.gate?.appliesWhen],
  ] as const)
    if (text !== undefined && expressionError(text)) throw invalid(path, `${label}写错了，不能理解：${text}`, label);
  const item = body.caseId === undefined ? null : await store.get(CASES, body.caseId);
  if (body.caseId !== undefined && (!item || item.void || !platform.organs.seesCase(person, item)))
    throw notFound('该案件');
  const organ = platform.organs.get(person.organId);
  const known: CaseFacts = item
    ? await factsOf(platform, store, item)
    : {
        ...EMPTY,
        organ: {
          id: person.organId,
          name: organ?.name ?? '',
          level: organ?.level ?? 'city',
          department: organ?.department ?? '',
          regionCode: organ?.regionCode ?? '',
        },
      };
  const rules = item ? await rulesOfCase(platform, item) : null;
  const gates = [...(rules?.gates ?? STANDARD_GATES)].filter((gate) => gate.code !== body.gate?.code);
  return evaluateGates(body.gate ? [body.gate.code, ...body.codes] : body.codes, {
    facts: {
      ...known,
      data: { ...known.data, ...body.data },
      events: [
        ...known.events.filter((event) => !body.events.some((made) => made.type === event.type)),
        ...body.events.map(({ type, on }, index) => ({ id: `preview-${index}`, type, at: `${on}T08:00:00.000+08:00` })),
      ],
    },
    now: body.on === undefined ? platform.clock.now() : `${body.on}T12:00:00.000+08:00`,
    gates: body.gate ? [body.gate, ...gates] : gates,
    parameters: body.parameters ?? rules?.parameters ?? {},
    calendar: item ? await calendarOf(platform, store, item) : await platform.calendars.current(store),
  });
}
