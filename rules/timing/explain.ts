import type { ClockDefinition, Duration } from '#contracts';
import type { CalendarIndex } from './calendar.ts';
import { dayOfMs, formatDay, toShanghaiInstant } from './civil-date.ts';
import type { ComputedRun } from './clock-run.ts';
import type { Grant } from './ladder.ts';
import type { Pause } from './pauses.ts';
import { formatBasis, formatDuration } from './words.ts';

const formatMinute = (ms: number): string => {
  const instant = toShanghaiInstant(ms);
  return `${formatDay(dayOfMs(ms))}${instant.slice(11, 16)}`;
};

/** Rules of counting that a limit of this unit follows, with their source. */
const UNIT_SENTENCES: Partial<Record<Duration['unit'], string>> = {
  M: '以月计算的，届满日是届满月份的对应日，没有对应日的为该月最后一日（民法典第二百零二条，待确认）。',
  Y: '以年计算的，届满日是届满年份的对应日，没有对应日的为该月最后一日（民法典第二百零二条，待确认）。',
  H: '以小时计算的，从事件发生的时刻起从严连续计算，不扣除休息日，届满不顺延。',
};

const startSentences = (definition: ClockDefinition, computed: ComputedRun): string[] => {
  const { run, offsetEnds, baseDay } = computed;
  const limit = `${formatDuration(definition.limit)}（${formatBasis(definition.basis)}）`;
  if (definition.limit.unit === 'H')
    return [`${formatMinute(run.start.ms)}发生起算事件，期限${limit}。`, UNIT_SENTENCES.H ?? ''];
  if (definition.direction === 'backward')
    return [
      `${formatDay(baseDay)}是倒推的起点，当日和办理当日都不计入，其间至少留足完整的${limit}。`,
      ...(UNIT_SENTENCES[definition.limit.unit] ? [UNIT_SENTENCES[definition.limit.unit] ?? ''] : []),
    ];
  if (offsetEnds.length > 0)
    return [
      `${formatDay(run.start.day)}发生起算事件，当日不计入。`,
      ...(definition.startOffsets ?? []).map(
        (offset, index) => `其后${formatDuration(offset)}届满于${formatDay(offsetEnds[index] ?? baseDay)}。`,
      ),
      `以其中最晚的${formatDay(baseDay)}为准，从次日起算${limit}。`,
      UNIT_SENTENCES[definition.limit.unit] ?? '',
    ].filter((sentence) => sentence !== '');
  return [
    `${formatDay(baseDay)}发生起算事件，当日不计入，从次日起算${limit}。`,
    ...(UNIT_SENTENCES[definition.limit.unit] ? [UNIT_SENTENCES[definition.limit.unit] ?? ''] : []),
  ];
};

const grantSentence = ({ step, event, length }: Grant): string =>
  `经${step.approver}批准延长${formatDuration(length)}（${formatDay(event.day)}${step.basis ? `，${formatBasis(step.basis)}` : ''}）。`;

const pauseSentence = (pause: Pause): string =>
  `${pause.reason}：${formatDay(pause.from.day)}起${pause.until ? `至${formatDay(pause.until.day)}` : '，尚未结束'}，期间不计入。`;

const endSentences = (definition: ClockDefinition, computed: ComputedRun, calendar: CalendarIndex): string[] => {
  const { rawDay, dueDay, dueMs } = computed;
  if (definition.limit.unit === 'H') return [`届满时刻为${formatMinute(dueMs)}。`];
  if (definition.direction === 'backward') return [`最迟应在${formatDay(dueDay)}办理。`];
  if (dueDay === rawDay) {
    const kind = calendar.kindOfDay(rawDay);
    return kind.working || definition.rollOver === 'next-working-day'
      ? [`届满日为${formatDay(dueDay)}。`]
      : [`届满日为${formatDay(dueDay)}（${kind.reason}），本期限不因节假日顺延。`];
  }
  return [
    `按日计算到${formatDay(rawDay)}，遇${calendar.kindOfDay(rawDay).reason}顺延，届满日为${formatDay(dueDay)}。`,
    ...(definition.side === 'organ' ? [`机关自身的义务建议在${formatDay(rawDay)}前完成，不依赖顺延。`] : []),
  ];
};

const openingSentences = ({ opensDay, dueDay }: ComputedRun): string[] =>
  typeof opensDay === 'number' ? [`可以办理的期间为${formatDay(opensDay)}至${formatDay(dueDay)}。`] : [];

/** How the due date came about: one Chinese sentence a step. */
export const explainRun = (
  definition: ClockDefinition,
  computed: ComputedRun,
  calendar: CalendarIndex,
  provisionalYears: readonly number[],
): string[] => [
  ...startSentences(definition, computed),
  ...computed.ladder.grants.map(grantSentence),
  ...computed.pauses.map(pauseSentence),
  ...(computed.pauses.length > 1 ? ['重叠的期间只扣除一次。'] : []),
  ...endSentences(definition, computed, calendar),
  ...openingSentences(computed),
  ...computed.findings.map((finding) => `注意：${finding.message}`),
  ...(computed.openPause ? ['中止尚未结束，届满日暂按今天恢复推算，恢复后再确定。'] : []),
  ...(provisionalYears.length > 0
    ? [`${provisionalYears.join('、')}年的放假安排尚未公布，暂按周末推算，公布后自动重算。`]
    : []),
  ...(computed.run.stop
    ? [`${formatDay(computed.run.stop.day)}已办理${computed.state === 'met-late' ? '，晚于届满日' : ''}。`]
    : []),
];
