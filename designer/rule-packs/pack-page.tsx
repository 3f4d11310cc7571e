import { Alert, Button, Input, Modal, Popconfirm, Space, Tabs } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router-dom';
import type { RouteResponse, RulePackVersion } from '#contracts';
import { formatTime, Page, PageSkeleton, ProblemView, useCall, useCrumbs, useRead, useSession } from '#ui';
import { ClockRules } from './clock-rules.tsx';
import { EffectivePanel, useEffectiveRules } from './effective-view.tsx';
import { GateRules } from './gate-rules.tsx';
import { ParameterRules } from './parameter-rules.tsx';
import { IssueLines } from './rule-words.tsx';
import { ScopeCard } from './scope-card.tsx';
import { usePackDraft, type PackDraftHandle } from './use-pack-draft.ts';
import { DiffView, StatusTag, VersionsTab } from './versions-tab.tsx';

type Detail = RouteResponse<'rulePack'>;

export default function PackPage() {
  const { pack = '' } = useParams();
  const detail = useRead('rulePack', { params: { pack } });
  useCrumbs([{ title: detail.data?.name ?? pack }]);
  if (detail.isError) return <ProblemView error={detail.error} onRetry={() => void detail.refetch()} />;
  if (detail.isPending) return <PageSkeleton />;
  const draft = detail.data.history.find((one) => ['draft', 'submitted', 'returned'].includes(one.status));
  const shown =
    draft ?? detail.data.history.find((one) => one.number === detail.data.current?.number) ?? detail.data.history[0];
  if (!shown) return null;
  // A new editor for another version; a save of our own keeps the one that is open.
  return <PackEditor key={`${shown.number}:${shown.status}`} detail={detail.data} version={shown} />;
}

const saveText = ({ saveState, readOnly }: PackDraftHandle): string => {
  if (readOnly) return '';
  if (saveState.kind === 'saving') return '正在保存…';
  if (saveState.kind === 'dirty') return '有未保存的修改';
  if (saveState.kind === 'saved')
    return saveState.at ? `已自动保存 ${formatTime(saveState.at.toISOString())}` : '已保存';
  return '没有保存';
};

function PackEditor({ detail, version }: { detail: Detail; version: RulePackVersion }) {
  const session = useSession();
  const canWrite = session.user.roles.includes('configurer');
  const draft = usePackDraft(version);
  const readOnly = draft.readOnly || !canWrite;
  const { body, change, issues, saveState } = draft;
  const organs = useRead('organs', { staleTimeMs: 300_000 });
  const scope = { departments: [] as string[], regions: [] as string[], procedures: [] as string[], ...body.scope };
  const organ = (organs.data?.items ?? []).find(
    (one) =>
      one.department !== '' &&
      (scope.departments.length === 0 || scope.departments.includes(one.department)) &&
      (scope.regions.length === 0 || scope.regions.some((region) => one.regionCode.startsWith(region))),
  );
  const inherited = useEffectiveRules(
    organ
      ? {
          organId: organ.id,
          procedureCode: scope.procedures[0] ?? 'penalty-ordinary',
          asOf: body.effectiveFrom,
          without: detail.pack,
        }
      : null,
  );
  const content = { clocks: [], gates: [], parameters: {}, ...body.content };
  const setContent = (part: Partial<typeof content>) => change({ content: { ...content, ...part } });
  return (
    <Page
      title={`${body.name || detail.pack}　第 ${version.number} 版`}
      subtitle={
        <span className="qh-row">
          <StatusTag status={version.status} />
          <span role="status">{saveText(draft)}</span>
          {version.status === 'returned' ? `退回：${version.reviewComment ?? ''}` : null}
        </span>
      }
      actions={<Actions detail={detail} version={version} draft={draft} canWrite={canWrite} />}
    >
      <div className="qh-stack">
        {saveState.kind === 'conflict' || saveState.kind === 'failed' ? (
          <Alert
            type="error"
            showIcon
            message={saveState.message}
            {...(saveState.kind === 'conflict'
              ? { action: <Button onClick={() => window.location.reload()}>刷新</Button> }
              : {})}
          />
        ) : null}
        {issues.length > 0 && !readOnly ? (
          <Alert
            type="warning"
            showIcon
            message={`还有 ${issues.length} 处需要改正，改好后才能送审`}
            description={<IssueLines issues={issues.slice(0, 8)} />}
          />
        ) : null}
        <ScopeCard pack={detail.pack} body={body} issues={issues} readOnly={readOnly} onChange={change} />
        {inherited.isError ? <ProblemView error={inherited.error} /> : null}
        <Tabs
          items={[
            {
              key: 'clocks',
              label: `期限 ${content.clocks.length || ''}`,
              children: (
                <ClockRules
                  rules={content.clocks}
                  inherited={inherited.data?.clocks ?? []}
                  issues={issues}
                  readOnly={readOnly}
                  onChange={(clocks) => setContent({ clocks })}
                />
              ),
            },
            {
              key: 'gates',
              label: `闸门 ${content.gates.length || ''}`,
              children: (
                <GateRules
                  gates={content.gates as never}
                  inherited={inherited.data?.gates ?? []}
                  issues={issues}
                  readOnly={readOnly}
                  onChange={(gates) => setContent({ gates })}
                />
              ),
            },
            {
              key: 'parameters',
              label: '参数',
              children: (
                <ParameterRules
                  parameters={content.parameters as never}
                  inherited={inherited.data}
                  issues={issues}
                  readOnly={readOnly}
                  onChange={(parameters) => setContent({ parameters })}
                />
              ),
            },
            {
              key: 'effective',
              label: '实际适用',
              children: (
                <EffectivePanel
                  {...(version.status === 'published' || version.status === 'retired'
                    ? {}
                    : { withDraftOf: detail.pack })}
                  {...(organ ? { start: { organId: organ.id } } : {})}
                />
              ),
            },
            {
              key: 'versions',
              label: `版本 ${detail.history.length}`,
              children: <VersionsTab detail={detail} canWrite={canWrite} />,
            },
          ]}
        />
      </div>
    </Page>
  );
}

function Actions({
  detail,
  version,
  draft,
  canWrite,
}: {
  detail: Detail;
  version: RulePackVersion;
  draft: PackDraftHandle;
  canWrite: boolean;
}) {
  const stale = ['rulePack', 'rulePacks'] as const;
  const params = { pack: detail.pack };
  const open = useCall('openRulePackDraft', [...stale]);
  const submit = useCall('submitRulePack', [...stale]);
  const discard = useCall('discardRulePackDraft', [...stale]);
  const [asking, setAsking] = useState<'submit' | 'review' | null>(null);
  if (!canWrite) return null;
  const before = detail.history.find((one) => one.status === 'published')?.number ?? null;
  if (version.status === 'published' || version.status === 'retired')
    return (
      <Button type="primary" loading={open.isPending} onClick={() => open.mutate({ params, body: {} })}>
        修改（开新草稿）
      </Button>
    );
  if (version.status === 'submitted')
    return (
      <>
        <Button type="primary" onClick={() => setAsking('review')}>
          审批
        </Button>
        {asking === 'review' ? (
          <ReviewDialog pack={detail.pack} version={version} before={before} onClose={() => setAsking(null)} />
        ) : null}
      </>
    );
  return (
    <Space>
      <Button disabled={!draft.canUndo} onClick={draft.undo}>
        撤销
      </Button>
      <Popconfirm
        title="放弃这份草稿？"
        description="草稿里的修改会丢失，已发布的版本不受影响。"
        okText="放弃"
        cancelText="不放弃"
        onConfirm={() => discard.mutate({ params })}
      >
        <Button danger disabled={detail.history.length < 2}>
          放弃草稿
        </Button>
      </Popconfirm>
      <Button
        type="primary"
        onClick={() => {
          void draft.saveNow().then((saved) => saved && setAsking('submit'));
        }}
      >
        送审
      </Button>
      <Modal
        open={asking === 'submit'}
        title="送审"
        okText="送审"
        cancelText="再看看"
        confirmLoading={submit.isPending}
        onCancel={() => setAsking(null)}
        onOk={() => submit.mutate({ params, body: {} }, { onSuccess: () => setAsking(null) })}
      >
        <p>送审后由另一名法制人员批准；施行日期以前登记的案件不受影响。</p>
        <DiffView pack={detail.pack} from={before} to={version.number} />
        {submit.isError ? <ProblemView error={submit.error} /> : null}
      </Modal>
    </Space>
  );
}

function ReviewDialog({
  pack,
  version,
  before,
  onClose,
}: {
  pack: string;
  version: RulePackVersion;
  before: number | null;
  onClose: () => void;
}) {
  const [comment, setComment] = useState('');
  const approve = useCall('approveRulePack', ['rulePack', 'rulePacks']);
  const back = useCall('returnRulePack', ['rulePack', 'rulePacks']);
  const body = { params: { pack }, body: { comment } };
  return (
    <Modal
      open
      title={`审批：${version.name} 第 ${version.number} 版，自 ${version.effectiveFrom} 起施行`}
      width="min(720px, 96vw)"
      onCancel={onClose}
      footer={[
        <Button
          key="back"
          disabled={comment.trim() === ''}
          loading={back.isPending}
          onClick={() => back.mutate(body, { onSuccess: onClose })}
        >
          退回
        </Button>,
        <Button
          key="approve"
          type="primary"
          loading={approve.isPending}
          onClick={() => approve.mutate(body, { onSuccess: onClose })}
        >
          批准并发布
        </Button>,
      ]}
    >
      <div className="qh-stack-small">
        <DiffView pack={pack} from={before} to={version.number} />
        <Input.TextArea
          aria-label="审批意见"
          placeholder="审批意见（退回时必填）"
          value={comment}
          onChange={(event) => setComment(event.target.value)}
        />
        {approve.isError ? <ProblemView error={approve.error} /> : null}
        {back.isError ? <ProblemView error={back.error} /> : null}
      </div>
    </Modal>
  );
}
