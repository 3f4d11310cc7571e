import { ImportOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useNavigate } from 'react-router-dom';
import type { LawBrief, LawLevel, LawState } from '#contracts';
import { LAW_LEVEL_NAMES, LAW_STATE_NAMES } from '#contracts';
import { holdsRole, Page, PageTable, useRead, useSession, useTableState } from '#ui';
import type { PageColumn } from '#ui';
import { LawStateTag } from './words.tsx';

const COLUMNS: PageColumn<LawBrief>[] = [
  {
    key: 'name',
    title: '名称',
    fixed: true,
    render: (law) => (
      <div style={{ minWidth: 240, maxWidth: 520 }}>
        <div>{law.name}</div>
        <div className="qh-muted qh-small">{[law.code, law.number].filter(Boolean).join('　')}</div>
      </div>
    ),
    text: (law) => law.name,
  },
  {
    key: 'level',
    title: '效力级别',
    render: (law) => <span className="qh-nowrap">{LAW_LEVEL_NAMES[law.level]}</span>,
    text: (law) => LAW_LEVEL_NAMES[law.level],
  },
  { key: 'organ', title: '制定机关', render: (law) => law.organ || '—', text: (law) => law.organ },
  {
    key: 'publishedOn',
    title: '现行版本',
    render: (law) => <span className="qh-nowrap">{law.publishedOn ?? '—'}</span>,
    text: (law) => law.publishedOn ?? '',
  },
  {
    key: 'effectiveOn',
    title: '施行',
    render: (law) => <span className="qh-nowrap">{law.effectiveOn ?? '—'}</span>,
    text: (law) => law.effectiveOn ?? '',
  },
  {
    key: 'state',
    title: '状态',
    render: (law) => <LawStateTag state={law.state} />,
    text: (law) => LAW_STATE_NAMES[law.state],
  },
  {
    key: 'articles',
    title: '条文',
    align: 'right',
    render: (law) => (
      <span className="qh-nowrap">
        {law.excerpt ? <span className="qh-muted">要点 </span> : null}
        {law.articleCount}
      </span>
    ),
    text: (law) => String(law.articleCount),
  },
  {
    key: 'versions',
    title: '版本',
    align: 'right',
    render: (law) => law.versionCount,
    text: (law) => String(law.versionCount),
  },
  {
    key: 'cited',
    title: '被规则引用',
    align: 'right',
    render: (law) => law.cited || <span className="qh-muted">—</span>,
    text: (law) => String(law.cited),
  },
];

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

export default function LibraryPage() {
  const navigate = useNavigate();
  const session = useSession();
  const state = useTableState(['level', 'organ', 'state']);
  const laws = useRead('laws', {
    query: {
      page: state.page,
      pageSize: state.pageSize,
      q: state.q,
      level: (state.get('level') || undefined) as LawLevel | undefined,
      organ: state.get('organ') || undefined,
      state: (state.get('state') || undefined) as LawState | undefined,
    },
    keepPrevious: true,
  });
  const filter = (name: string, placeholder: string, options: { value: string; label: string }[], width: number) => (
    <Select
      allowClear
      showSearch
      optionFilterProp="label"
      placeholder={placeholder}
      aria-label={placeholder}
      style={{ width }}
      value={state.get(name) || undefined}
      options={options}
      onChange={(value?: string) => state.set({ [name]: value })}
    />
  );
  return (
    <Page
      title="法规库"
      actions={
        <>
          <Button icon={<SearchOutlined />} onClick={() => void navigate('/laws/search')}>
            全文检索
          </Button>
          {holdsRole(session, ['configurer']) ? (
            <Button type="primary" icon={<ImportOutlined />} onClick={() => void navigate('/laws/import')}>
              导入
            </Button>
          ) : null}
        </>
      }
    >
      <PageTable<LawBrief>
        name="法规库"
        columns={COLUMNS}
        read={laws}
        rowKey={(law) => law.id}
        state={state}
        searchPlaceholder="名称、代号、文号"
        onOpen={(law) => void navigate(`/laws/${encodeURIComponent(law.id)}`)}
        empty={{ title: '法规库还是空的', hint: '请导入法律、法规、规章的文本。' }}
        filters={
          <>
            {filter('level', '效力级别', optionsOf(LAW_LEVEL_NAMES), 140)}
            {filter(
              'organ',
              '制定机关',
              (laws.data?.organs ?? []).map((organ) => ({ value: organ, label: organ })),
              200,
            )}
            {filter(
              'state',
              '状态',
              optionsOf(LAW_STATE_NAMES).filter(({ value }) => value !== 'superseded'),
              120,
            )}
          </>
        }
        card={(law) => (
          <div>
            <strong>{law.name}</strong> <LawStateTag state={law.state} />
            <div className="qh-muted qh-small">
              {LAW_LEVEL_NAMES[law.level]}　{law.publishedOn ?? ''}　{law.articleCount} 条
            </div>
          </div>
        )}
      />
    </Page>
  );
}
