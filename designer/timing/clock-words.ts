import { CASE_EVENTS, type ClockDefinition } from '#contracts';
import { formatDuration } from '#rules';

export const eventName = (type: string): string => (CASE_EVENTS as Record<string, string>)[type] ?? type;

export const GROUP_NAMES: Record<NonNullable<ClockDefinition['group']>, string> = {
  penalty: '行政处罚',
  compulsion: '行政强制',
  licence: '行政许可',
  reconsideration: '行政复议',
  litigation: '行政诉讼',
  transfer: '移送犯罪',
  coordination: '热线协同',
  general: '送达与兜底',
};

/** `自〔立案〕起90日内〔作出决定〕`, `〔拟举行听证之日〕7个工作日前〔听证通知〕`. */
export function clockSentence(clock: ClockDefinition): string {
  const ends = clock.stopsOn.map(eventName).join('、');
  const length = formatDuration(clock.limit);
  if (clock.direction === 'backward') return `〔${eventName(clock.startsOn)}〕${length}前〔${ends}〕`;
  const offsets = clock.startOffsets?.map(formatDuration).join('与');
  return `自〔${eventName(clock.startsOn)}〕${offsets ? `后${offsets}（取晚）届满` : ''}起${length}内〔${ends}〕`;
}

/** `经机关负责人批准可延长30日；再经机关负责人集体讨论批准可延长（由批准载明）`. */
export const ladderSentence = (clock: ClockDefinition): string =>
  clock.extensions
    .map(
      (step, index) =>
        `${index > 0 ? '再' : ''}经${step.approver}批准可延长${step.add ? formatDuration(step.add) : '（期限由批准载明）'}`,
    )
    .join('；');
