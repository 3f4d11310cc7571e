import { useState } from 'react';
import type { NumberSeriesView } from '#contracts';
import { patternText } from '#rules';
import { ChoiceFilter, formatInstant, Page, PageTable, serverNow, useRead, useTableState } from '#ui';
import type { PageColumn } from '#ui';
import { NumberEntries } from './number-entries.tsx';
import { OrganFilter } from './organ-filter.tsx';

function Completeness({ series }: { series: NumberSeriesView }) {
  return series.complete ? (
    <span className="qh-light-normal qh-nowrap">● 无缺号</span>
  ) : (
    <span className="qh-light-overdue">■ 缺 {series.missing.join('、')}</span>
  );
}

const COLUMNS: PageColumn<NumberSeriesView>[] = [
  { key: 'organ', title: '机关', fixed: true, render: (one) => one.organName, text: (one) => one.organName },
  { key: 'word', title: '代字', fixed: true, render: (one) => one.word, text: (one) => one.word },
  {
    key: 'year',
    title: '年度',
    render: (one) => one.year ?? '不按年',
    text: (one) => String(one.year ?? '不按年'),
  },
  {
    key: 'last',
    title: '最后一号',
    fixed: true,
    render: (one) => <span className="qh-nowrap">{one.lastText}</span>,
    text: (one) => one.lastText,
  },
  { key: 'used', title: '在用', align: 'right', render: (one) => one.used, text: (one) => String(one.used) },
  { key: 'voids', title: '作废', align: 'right', render: (one) => one.voids, text: (one) => String(one.voids) },
  {
    key: 'complete',
    title: '连续',
    fixed: true,
    render: (one) => <Completeness series={one} />,
    text: (one) => (one.complete ? '无缺号' : `缺 ${one.missing.join('、')}`),
  },
  {
    key: 'pattern',
    title: '编号规则',
    render: (one) => patternText(one.pattern),
    text: (one) => patternText(one.pattern),
  },
  {
    key: 'updated',
    title: '最近编号',
    render: (one) => <span className="qh-nowrap">{formatInstant(one.updatedAt)}</span>,
    text: (one) => formatInstant(one.updatedAt),
  },
];

/** The register of case and document numbers: how far each series is, what is void, whether one is missing. */
export default function Numbers() {
  const state = useTableState(['organId', 'year']);
  const [opened, setOpened] = useState<NumberSeriesView | null>(null);
  const thisYear = Number(serverNow().slice(0, 4));
  const series = useRead('numberSeries', {
    query: {
      page: state.page,
      pageSize: state.pageSize,
      q: state.q,
      organId: state.get('organId'),
      ...(state.get('year') ? { year: Number(state.get('year')) } : {}),
    },
    keepPrevious: true,
  });
  return (
    <Page title="编号登记簿" subtitle="案号和文号按“机关＋文书代字＋年度”连续编列，作废的号留在簿中，不再使用。">
      <PageTable<NumberSeriesView>
        name="编号登记簿"
        columns={COLUMNS}
        read={series}
        rowKey={(one) => one.id}
        state={state}
        searchPlaceholder="文号、代字"
        onOpen={setOpened}
        empty={{ title: '还没有编过号', hint: '登记案件、生成文书时自动编号。' }}
        filters={
          <>
            <OrganFilter value={state.get('organId')} onChange={(organId) => state.set({ organId })} />
            <ChoiceFilter
              label="年度"
              width={110}
              value={state.get('year')}
              options={[0, 1, 2, 3, 4].map((back) => ({
                value: String(thisYear - back),
                label: String(thisYear - back),
              }))}
              onChange={(year) => state.set({ year })}
            />
          </>
        }
        card={(one) => (
          <div>
            <div className="qh-row">
              <strong>{one.lastText}</strong>
              <Completeness series={one} />
            </div>
            <div className="qh-muted qh-small">
              {one.organName}　在用 {one.used}　作废 {one.voids}
            </div>
          </div>
        )}
      />
      {opened ? <NumberEntries series={opened} onClose={() => setOpened(null)} /> : null}
    </Page>
  );
}
