import { Descriptions, Table, Tag } from 'antd';
import type { CaseDetail, ElementVisit } from '#contracts';
import { DocumentList, FindingList, formatDuration, formatInstantExact } from '#ui';
import { namesOf, readableValue, shownValue } from '../case/names.ts';

const STATES = {
  active: { text: '进行中', color: 'blue' },
  completed: { text: '已完成', color: 'green' },
  terminated: { text: '已终止', color: 'default' },
  incident: { text: '故障', color: 'red' },
} as const;

/** Who passed this element when, with which form, which variables changed, which checks ran, which papers came out. */
export function VisitDetail(props: {
  visit: ElementVisit;
  index: number;
  count: number;
  /** The case, for labels of fields and names of people; absent while it loads. */
  detail: CaseDetail | undefined;
}) {
  const { visit, index, count, detail } = props;
  const names = namesOf(detail);
  const labels = new Map((detail?.fields ?? []).map((field) => [field.key, field.label]));
  const state = STATES[visit.state];
  return (
    <section className="qh-stack-small" aria-label={`${visit.name || visit.elementId} 第 ${index} 次`}>
      <div className="qh-row">
        {count > 1 ? <strong>第 {index} 次</strong> : null}
        <Tag color={state.color}>{state.text}</Tag>
      </div>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'actor', label: '办理人', children: visit.actorName ?? '系统' },
          { key: 'start', label: '开始', children: formatInstantExact(visit.startedAt) },
          { key: 'end', label: '结束', children: visit.endedAt ? formatInstantExact(visit.endedAt) : '—' },
          { key: 'time', label: '用时', children: formatDuration(visit.durationMs) },
        ]}
      />
      {visit.form ? (
        <details open>
          <summary>填写的表单（{visit.form.id}）</summary>
          <Descriptions
            size="small"
            bordered
            column={1}
            items={Object.entries(visit.form.data).map(([key, value]) => ({
              key,
              label: labels.get(key) ?? key,
              children: (
                <span style={{ overflowWrap: 'anywhere' }}>
                  {shownValue(detail, key, value) ?? readableValue(value, names)}
                </span>
              ),
            }))}
          />
        </details>
      ) : null}
      {visit.variableChanges.length > 0 ? (
        <details open>
          <summary>变量前后（{visit.variableChanges.length}）</summary>
          <Table
            size="small"
            pagination={false}
            rowKey="name"
            dataSource={visit.variableChanges}
            scroll={{ x: true }}
            columns={[
              { title: '变量', dataIndex: 'name' },
              { title: '之前', dataIndex: 'before', render: (value: string | null) => value ?? '—' },
              { title: '之后', dataIndex: 'after' },
            ]}
          />
        </details>
      ) : null}
      {visit.checks.length > 0 ? (
        <details open>
          <summary>检查（{visit.checks.length}）</summary>
          {visit.checks.map((check) => (
            <div key={check.id} className="qh-stack-small" style={{ paddingTop: 6 }}>
              <span>
                {check.passed ? '✔ 通过' : '✘ 未通过'}　<span className="qh-muted">{formatInstantExact(check.at)}</span>
              </span>
              <FindingList findings={check.findings} />
              {check.deadlines.map((deadline) => (
                <div key={deadline.code}>
                  {deadline.name}：{deadline.dueOn ?? ''} {deadline.remainingText}
                </div>
              ))}
            </div>
          ))}
        </details>
      ) : null}
      {visit.documents.length > 0 ? (
        <details open>
          <summary>文书（{visit.documents.length}）</summary>
          <DocumentList items={visit.documents} />
        </details>
      ) : null}
    </section>
  );
}
