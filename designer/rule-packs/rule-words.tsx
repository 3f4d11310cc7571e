import { Tag } from 'antd';
import type { ClockDefinition, Duration, ProblemIssue, RuleSource, TimeUnit } from '#contracts';
import { CASE_EVENTS } from '#contracts';
import { durationText, eventText, UNIT_TEXT } from '#rules';

export const UNIT_OPTIONS = (Object.keys(UNIT_TEXT) as TimeUnit[]).map((value) => ({ value, label: UNIT_TEXT[value] }));
export const EVENT_OPTIONS = Object.entries(CASE_EVENTS).map(([value, label]) => ({ value, label }));

/** `自线索登记起15个工作日内（至立案、不予立案止）；经机关负责人批准可延长15个工作日`. */
export const clockSentence = (clock: ClockDefinition): string => {
  const limit =
    clock.direction === 'backward'
      ? `在${eventText(clock.startsOn)}之前至少${durationText(clock.limit)}`
      : `自${eventText(clock.startsOn)}起${durationText(clock.limit)}内`;
  const until = clock.stopsOn.length > 0 ? `（至${clock.stopsOn.map(eventText).join('、')}止）` : '';
  const extended = clock.extensions
    .map((one) => `经${one.approver}批准可延长${one.add ? durationText(one.add) : ''}`)
    .join('，');
  const pauses = clock.pauses.length > 0 ? `；${clock.pauses.map((pause) => pause.reason).join('、')}的时间不计入` : '';
  return `${limit}${until}${extended ? `；${extended}` : ''}${pauses}`;
};

export function SourceTag({ source }: { source: RuleSource | undefined }) {
  if (!source) return null;
  const color = { standard: 'default', procedure: 'blue', pack: 'purple' }[source.layer];
  return (
    <Tag color={color}>
      {source.name}
      {source.number === undefined ? '' : ` 第 ${source.number} 版`}
    </Tag>
  );
}

export function IssueLines({ issues }: { issues: readonly ProblemIssue[] }) {
  if (issues.length === 0) return null;
  return (
    <ul className="qh-plain-list" role="alert" style={{ color: '#cf1322', margin: 0 }}>
      {issues.map((issue) => (
        <li key={issue.path + issue.message}>■ {issue.message}</li>
      ))}
    </ul>
  );
}

export const sameDuration = (a: Duration | undefined, b: Duration | undefined): boolean =>
  a?.length === b?.length && a?.unit === b?.unit;
