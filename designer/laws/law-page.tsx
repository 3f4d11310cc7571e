import { Alert, Button, DatePicker, Descriptions, Select, Tabs } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router-dom';
import type { RouteResponse } from '#contracts';
import { LAW_CHANGE_NAMES, LAW_LEVEL_NAMES } from '#contracts';
import { holdsRole, Page, PageSkeleton, ProblemView, useCrumbs, useRead, useSession } from '#ui';
import { CitingTab } from './citing-tab.tsx';
import { CompareTab } from './compare-tab.tsx';
import { LawTextView } from './law-text-view.tsx';
import './laws.css';
import { LawSettings } from './law-settings.tsx';
import { ExcerptNotice, LawStateTag, versionName } from './words.tsx';

type Law = RouteResponse<'law'>;

/** Which version is read: one by name, the one of a day (行为时), or today's. */
function VersionPicker({ law, change }: { law: Law; change: (parts: Record<string, string | undefined>) => void }) {
  const [search] = useSearchParams();
  const on = search.get('on');
  return (
    <div className="qh-row">
      <Select
        aria-label="版本"
        style={{ minWidth: 220 }}
        value={law.version?.id}
        placeholder="没有版本"
        options={[...law.versions].reverse().map((version) => ({
          value: version.id,
          label: `${versionName(version)}（${version.state === 'in-force' ? '现行' : LAW_CHANGE_NAMES[version.change]}）`,
        }))}
        onChange={(version) => change({ version, on: undefined })}
      />
      <DatePicker
        aria-label="行为发生之日"
        placeholder="行为发生之日"
        value={on ? dayjs(on) : null}
        onChange={(day) => change({ on: day ? day.format('YYYY-MM-DD') : undefined, version: undefined })}
      />
      {on || search.get('version') ? (
        <Button onClick={() => change({ on: undefined, version: undefined })}>回到现行版本</Button>
      ) : null}
    </div>
  );
}

/** 从旧兼从轻: another version was in force on the day of the act. */
function ActNotice({ law, on, compare }: { law: Law; on: string; compare: (from: string, to: string) => void }) {
  const today = law.versions.find(({ state }) => state === 'in-force');
  if (!law.version)
    return (
      <Alert
        type="warning"
        showIcon
        message={`${on} 这部法规没有施行中的版本。`}
        description="可能尚未施行，已经废止，或法规库还没有收录当时的版本。"
      />
    );
  if (!today || today.id === law.version.id)
    return <Alert type="success" showIcon message={`${on} 施行的就是现行版本。`} />;
  const { id } = law.version;
  return (
    <Alert
      type="info"
      showIcon
      message={`${on} 施行的是 ${versionName(law.version)}，与现行的 ${versionName(today)}不同。`}
      description="实施处罚适用违法行为发生时的规定；处罚决定作出时规定已被修改或者废止，且新规定处罚较轻或者不认为违法的，适用新规定（行政处罚法第三十七条）。"
      action={<Button onClick={() => compare(id, today.id)}>对比两个版本</Button>}
    />
  );
}

function Facts({ law }: { law: Law }) {
  const { version } = law;
  return (
    <Descriptions size="small" column={{ xs: 1, md: 3 }}>
      <Descriptions.Item label="效力级别">{LAW_LEVEL_NAMES[law.level]}</Descriptions.Item>
      <Descriptions.Item label="制定机关">{law.organ || '—'}</Descriptions.Item>
      <Descriptions.Item label="文号">{version?.number || '—'}</Descriptions.Item>
      <Descriptions.Item label="公布">{version?.publishedOn ?? '—'}</Descriptions.Item>
      <Descriptions.Item label="施行">
        {version?.effectiveOn ?? '—'}
        {version?.effectiveAssumed ? <span className="qh-muted">（按公布日推定，待核对）</span> : null}
      </Descriptions.Item>
      <Descriptions.Item label="来源">
        {version ? `${version.source || '录入'}，${version.importedByName}` : '—'}
      </Descriptions.Item>
    </Descriptions>
  );
}

function LawContent({ law }: { law: Law }) {
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const [settings, setSettings] = useState(false);
  const change = (parts: Record<string, string | undefined>): void =>
    setSearch(
      (former) => {
        const next = new URLSearchParams(former);
        for (const [key, value] of Object.entries(parts)) {
          if (value === undefined) next.delete(key);
          else next.set(key, value);
        }
        return next;
      },
      { replace: true },
    );
  const on = search.get('on');
  useCrumbs([{ title: law.name }]);
  return (
    <Page
      title={law.name}
      subtitle={<LawStateTag state={law.state} />}
      actions={
        <>
          {holdsRole(session, ['configurer', 'auditor', 'supervisor']) &&
          (law.versionCount > 1 || law.state === 'repealed') ? (
            <Link to={`/laws/${encodeURIComponent(law.id)}/impact`}>
              <Button>修改的影响</Button>
            </Link>
          ) : null}
          {holdsRole(session, ['configurer']) ? <Button onClick={() => setSettings(true)}>名称与效力</Button> : null}
        </>
      }
    >
      <section className="qh-card qh-stack">
        <Facts law={law} />
        <VersionPicker law={law} change={change} />
        {on ? <ActNotice law={law} on={on} compare={(from, to) => change({ tab: 'compare', from, to })} /> : null}
        {law.version?.excerpt ? <ExcerptNotice /> : null}
      </section>
      <section className="qh-card">
        <Tabs
          activeKey={search.get('tab') ?? 'text'}
          onChange={(tab) => change({ tab: tab === 'text' ? undefined : tab })}
          items={[
            {
              key: 'text',
              label: '正文',
              children: (
                <LawTextView
                  law={law}
                  target={search.get('article')}
                  citing={(article) => change({ tab: 'citing', article })}
                />
              ),
            },
            {
              key: 'compare',
              label: '版本对比',
              children: <CompareTab law={law} from={search.get('from')} to={search.get('to')} change={change} />,
            },
            {
              key: 'citing',
              label: `被引用（${law.cited}）`,
              children: <CitingTab law={law} article={search.get('article')} change={change} />,
            },
          ]}
        />
      </section>
      {settings ? <LawSettings law={law} onClose={() => setSettings(false)} /> : null}
    </Page>
  );
}

export default function LawPage() {
  const { id = '' } = useParams();
  const [search] = useSearchParams();
  const law = useRead('law', {
    params: { id },
    query: { version: search.get('version') ?? undefined, on: search.get('on') ?? undefined },
    keepPrevious: true,
  });
  if (law.isPending) return <PageSkeleton />;
  if (law.isError) return <ProblemView error={law.error} onRetry={() => void law.refetch()} />;
  return <LawContent law={law.data} />;
}
