import { Collapse, Pagination, Select, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { CHECK_KINDS } from '#contracts';
import type { CheckView } from '#contracts';
import { EmptyState, formatInstantExact, Page, ProblemView, useCrumbs, useRead, useTableState } from '#ui';
import { CheckBody } from './check-body.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import './why.css';

export const KIND_NAMES: Record<CheckView['kind'], string> = {
  timing: '期限',
  review: '闸门',
  discretion: '裁量',
  task: '提交时闸门',
  officer: '人员',
  form: '表单',
};

/** One sentence: what came out. */
export function summaryOf(check: CheckView): string {
  const wrong = check.findings.filter((finding) => finding.outcome === 'failed' || finding.outcome === 'error');
  const [first] = wrong;
  if (first) return wrong.length > 1 ? `${first.message}（等 ${wrong.length} 项）` : first.message;
  const [issue] = check.issues ?? [];
  if (issue)
    return `${issue.label ? `${issue.label}：` : ''}${issue.message}${(check.issues?.length ?? 0) > 1 ? `（等 ${check.issues?.length} 处）` : ''}`;
  const pressing = check.deadlines.filter((one) => one.light === 'overdue' || one.light === 'due-soon');
  if (pressing.length > 0) return pressing.map((one) => `${one.name}${one.remainingText}`).join('；');
  const started = check.deadlines.filter((one) => one.state !== 'not-started').length;
  if (check.deadlines.length > 0) return started > 0 ? `${started} 项期限均正常` : '还没有开始的期限';
  if (check.discretion) return check.discretion.explanation[0] ?? '已计算裁量幅度';
  return `${check.findings.length} 项均符合`;
}

function Head({ check }: { check: CheckView }) {
  return (
    <div className="qh-check-head">
      <span className={check.passed ? 'qh-light-normal' : 'qh-light-overdue'}>
        {check.passed ? '✔ 通过' : '✘ 未通过'}
      </span>
      <Tag>{KIND_NAMES[check.kind]}</Tag>
      <strong>{check.elementName ?? check.elementId}</strong>
      <span className="qh-check-summary">{summaryOf(check)}</span>
      {check.attempt ? <Tag color="orange">提交被退回{(check.times ?? 1) > 1 ? ` ${check.times} 次` : ''}</Tag> : null}
      <span className="qh-muted qh-small qh-nowrap">
        {check.actorName ? `${check.actorName}　` : '自动　'}
        {formatInstantExact(check.at)}
      </span>
    </div>
  );
}

/** Every check that ever ran on a case: what was looked at, by which rules, with what result, and what changed since. */
export default function WhyPage() {
  const { id = '' } = useParams();
  const state = useTableState(['kind', 'outcome', 'elementId', 'gate']);
  const [compared, setCompared] = useState<CheckView | null>(null);
  const found = useRead('case', { params: { id } });
  const kind = CHECK_KINDS.find((one) => one === state.get('kind'));
  const outcome = state.get('outcome');
  const checks = useRead('caseChecks', {
    params: { id },
    query: {
      page: state.page,
      pageSize: state.pageSize,
      ...(kind ? { kind } : {}),
      ...(outcome === 'passed' || outcome === 'failed' || outcome === 'refused' ? { outcome } : {}),
      ...(state.get('elementId') ? { elementId: state.get('elementId') } : {}),
      ...(state.get('gate') ? { gate: state.get('gate') } : {}),
    },
    keepPrevious: true,
  });
  const detail = found.data;
  useCrumbs(detail ? [{ title: detail.number, to: `/cases/${id}` }, { title: '检查记录' }] : []);
  const data = checks.data;
  return (
    <Page
      title="检查记录"
      subtitle={
        detail ? (
          <>
            <Link to={`/cases/${id}`}>{detail.number}</Link>　{detail.title}
          </>
        ) : undefined
      }
    >
      <div className="qh-card qh-stack-small">
        <div className="qh-row" role="search" aria-label="筛选检查">
          <Select
            allowClear
            aria-label="种类"
            placeholder="全部种类"
            style={{ width: 150 }}
            value={kind ?? null}
            options={CHECK_KINDS.map((value) => ({ value, label: `${KIND_NAMES[value]} ${data?.kinds[value] ?? ''}` }))}
            onChange={(value?: string) => state.set({ kind: value })}
          />
          <Select
            allowClear
            aria-label="结果"
            placeholder="全部结果"
            style={{ width: 150 }}
            value={outcome || null}
            options={[
              { value: 'passed', label: '通过' },
              { value: 'failed', label: '未通过' },
              { value: 'refused', label: `提交被退回 ${data?.refused ?? ''}` },
            ]}
            onChange={(value?: string) => state.set({ outcome: value })}
          />
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            aria-label="环节"
            placeholder="全部环节"
            style={{ width: 190 }}
            value={state.get('elementId') || null}
            options={(data?.elements ?? []).map((one) => ({ value: one.id, label: `${one.name} ${one.count}` }))}
            onChange={(value?: string) => state.set({ elementId: value })}
          />
          <Select
            allowClear
            showSearch
            optionFilterProp="label"
            aria-label="闸门"
            placeholder="全部闸门"
            style={{ width: 190 }}
            value={state.get('gate') || null}
            options={(data?.gates ?? []).map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
            onChange={(value?: string) => state.set({ gate: value })}
          />
        </div>
        {checks.error ? <ProblemView error={checks.error} onRetry={() => void checks.refetch()} /> : null}
        {checks.isPending ? <Skeleton active paragraph={{ rows: 6 }} /> : null}
        {data && data.items.length === 0 ? (
          <EmptyState
            title={state.filtered ? '没有符合条件的检查' : '本案还没有做过检查'}
            hint={state.filtered ? '请放宽筛选条件。' : '期限、闸门、裁量、人员和表单的每次检查都会记在这里。'}
          />
        ) : null}
        {data && data.items.length > 0 ? (
          <Collapse
            aria-label="检查"
            items={data.items.map((check) => ({
              key: check.id,
              label: <Head check={check} />,
              children: <CheckBody check={check} onCompare={() => setCompared(check)} />,
            }))}
          />
        ) : null}
        {data && data.total > 0 ? (
          <Pagination
            current={state.page}
            pageSize={state.pageSize}
            total={data.total}
            showTotal={(total) => `共 ${total} 次检查`}
            pageSizeOptions={[10, 20, 50, 100]}
            showSizeChanger
            onChange={(page, pageSize) => state.set(pageSize === state.pageSize ? { page } : { page: 1, pageSize })}
          />
        ) : null}
      </div>
      {compared ? <CompareDialog caseId={id} check={compared} onClose={() => setCompared(null)} /> : null}
    </Page>
  );
}
