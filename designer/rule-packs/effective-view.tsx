import { Select, Table, Tabs } from 'antd';
import { useState } from 'react';
import type { EffectiveRules, RouteBody } from '#contracts';
import { citationText, parameterLines } from '#rules';
import { EmptyState, OriginTag, ProblemView, serverNow, useCall, useRead } from '#ui';
import { useEffect } from 'react';
import { LEVEL_WORDS, stagesText } from '../gates/gate-words.ts';
import { clockSentence, SourceTag } from './rule-words.tsx';

/** Reads the rules for a choice; a POST that changes nothing, kept up to date as the choice changes. */
export function useEffectiveRules(body: RouteBody<'effectiveRules'> | null) {
  const call = useCall('effectiveRules');
  const { mutate } = call;
  const key = body === null ? '' : JSON.stringify(body);
  useEffect(() => {
    if (key !== '') mutate({ body: JSON.parse(key) as RouteBody<'effectiveRules'> });
  }, [key, mutate]);
  return call;
}

/** Which organ, which procedure, registered when. */
export function EffectiveChooser({
  value,
  onChange,
}: {
  value: { organId: string; procedureCode: string; asOf: string };
  onChange: (value: { organId: string; procedureCode: string; asOf: string }) => void;
}) {
  const organs = useRead('organs', { staleTimeMs: 300_000 });
  const procedures = useRead('procedures', { query: { pageSize: 200, status: 'published' }, staleTimeMs: 300_000 });
  return (
    <div className="qh-row" style={{ rowGap: 8 }}>
      <Select
        aria-label="机关"
        showSearch
        optionFilterProp="label"
        placeholder="机关"
        style={{ minWidth: 260 }}
        value={value.organId || null}
        options={(organs.data?.items ?? [])
          .filter((organ) => organ.department !== '')
          .map((organ) => ({ value: organ.id, label: organ.name }))}
        onChange={(organId: string) => onChange({ ...value, organId })}
      />
      于
      <input
        type="date"
        aria-label="登记日期"
        className="ant-input"
        style={{ width: 150, padding: '4px 8px', border: '1px solid #d9d9d9', borderRadius: 6 }}
        value={value.asOf}
        onChange={(event) => event.target.value && onChange({ ...value, asOf: event.target.value })}
      />
      登记的
      <Select
        aria-label="规程"
        style={{ minWidth: 220 }}
        value={value.procedureCode || null}
        options={(procedures.data?.items ?? []).map((item) => ({ value: item.code, label: item.name }))}
        onChange={(procedureCode: string) => onChange({ ...value, procedureCode })}
      />
      案件
    </div>
  );
}

export function EffectiveRulesView({ rules }: { rules: EffectiveRules }) {
  return (
    <div className="qh-stack">
      <p className="qh-muted">
        依次适用：通用标准 → 规程{rules.packs.map((pack) => ` → ${pack.name}（第 ${pack.number} 版）`).join('')}
      </p>
      <Tabs
        items={[
          {
            key: 'clocks',
            label: `期限 ${rules.clocks.length}`,
            children: (
              <Table
                size="small"
                rowKey="code"
                pagination={false}
                dataSource={rules.clocks}
                scroll={{ x: 960 }}
                locale={{ emptyText: <EmptyState title="这个规程没有期限" /> }}
                columns={[
                  { title: '编号', dataIndex: 'code', width: 80 },
                  { title: '名称', dataIndex: 'name', width: 140 },
                  { title: '规定', render: (_value, row) => clockSentence(row) },
                  { title: '依据', width: 200, render: (_value, row) => citationText(row.basis) },
                  { title: '来源', width: 70, render: (_value, row) => <OriginTag origin={row.origin} /> },
                  { title: '来自', width: 150, render: (_value, row) => <SourceTag source={row.source} /> },
                ]}
              />
            ),
          },
          {
            key: 'gates',
            label: `闸门 ${rules.gates.length}`,
            children: (
              <Table
                size="small"
                rowKey="code"
                pagination={false}
                dataSource={rules.gates}
                scroll={{ x: 980 }}
                columns={[
                  { title: '编号', dataIndex: 'code', width: 70 },
                  { title: '名称', dataIndex: 'name', width: 140 },
                  { title: '级别', width: 70, render: (_value, row) => LEVEL_WORDS[row.level] },
                  { title: '环节', width: 180, render: (_value, row) => stagesText(row.stages) },
                  { title: '没有通过时', render: (_value, row) => row.message.replace(/\{(\w+)\}/g, '…') },
                  { title: '来源', width: 70, render: (_value, row) => <OriginTag origin={row.origin} /> },
                  { title: '来自', width: 150, render: (_value, row) => <SourceTag source={row.source} /> },
                ]}
              />
            ),
          },
          {
            key: 'parameters',
            label: '参数',
            children: (
              <Table
                size="small"
                rowKey="path"
                pagination={false}
                dataSource={parameterLines(rules.parameters)}
                locale={{
                  emptyText: <EmptyState title="没有另外规定的参数" hint="听证标准等由部门或地区规则包规定。" />,
                }}
                columns={[
                  { title: '参数', dataIndex: 'label', width: 220 },
                  {
                    title: '值',
                    render: (_value, row) => {
                      const note = rules.parameterNotes?.[row.path.split('.')[1] ?? ''];
                      return (
                        <>
                          {row.text}
                          {note && !row.path.endsWith('.basis') ? (
                            <div className="qh-muted qh-small">{note}</div>
                          ) : null}
                        </>
                      );
                    },
                  },
                  {
                    title: '来自',
                    width: 160,
                    render: (_value, row) => (
                      <SourceTag source={rules.parameterSources?.[row.path.split('.')[1] ?? '']} />
                    ),
                  },
                ]}
              />
            ),
          },
        ]}
      />
    </div>
  );
}

/** The whole panel: a choice, and what holds for it. */
export function EffectivePanel({ withDraftOf, start }: { withDraftOf?: string; start?: { organId?: string } }) {
  const session = useRead('session', { staleTimeMs: 300_000 });
  const [choice, setChoice] = useState({
    organId: start?.organId ?? '',
    procedureCode: 'penalty-ordinary',
    asOf: serverNow().slice(0, 10),
  });
  const organId = choice.organId || session.data?.user.organId || '';
  const rules = useEffectiveRules(
    organId === '' ? null : { ...choice, organId, ...(withDraftOf === undefined ? {} : { withDraftOf }) },
  );
  return (
    <div className="qh-stack">
      <EffectiveChooser value={{ ...choice, organId }} onChange={setChoice} />
      {withDraftOf === undefined ? null : <p className="qh-muted">按本草稿已经发布来看。</p>}
      {rules.isError ? <ProblemView error={rules.error} /> : null}
      {rules.data ? <EffectiveRulesView rules={rules.data} /> : null}
    </div>
  );
}
