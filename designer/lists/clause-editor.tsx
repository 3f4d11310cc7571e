import { DeleteOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber, Segmented, Select, Tag } from 'antd';
import type { ReactNode } from 'react';
import type { DiscretionItem, PenaltyClause } from '#contracts';
import { patternsOf } from '#rules';
import { BandList, newBand, PartList } from './clause-lists.tsx';
import { PATTERN_NAMES } from './clause-words.ts';

/** A clause to begin with: a plain fine beside the order to correct. */
export const newClause = (item: DiscretionItem): PenaltyClause => ({
  id: `${item.code || '新项'}-${(item.clauses?.length ?? 0) + 1}`,
  text: '',
  patterns: ['P2'],
  basis: item.penaltyBasis,
  origin: '编',
  correction: 'concurrent',
  optional: false,
  bands: [newBand('法定罚款幅度')],
  overdueBands: [],
  parts: [],
  overdueParts: [],
});

function Optional({
  label,
  on,
  onChange,
  children,
}: {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <section className="qh-stack-small">
      <Checkbox checked={on} onChange={(event) => onChange(event.target.checked)}>
        {label}
      </Checkbox>
      {on ? children : null}
    </section>
  );
}

/** A penalty clause as sentences: what its pattern is follows from what is said. */
export function ClauseEditor({
  clause,
  onChange,
  onRemove,
}: {
  clause: PenaltyClause;
  onChange: (next: PenaltyClause) => void;
  onRemove: () => void;
}) {
  const put = (part: Partial<PenaltyClause>) => {
    const next = { ...clause, ...part };
    onChange({ ...next, patterns: patternsOf(next) });
  };
  const without = (key: 'responsible' | 'daily' | 'escalation') => {
    const { [key]: _gone, ...rest } = clause;
    onChange({ ...rest, patterns: patternsOf(rest) });
  };
  const { responsible, daily, escalation } = clause;
  return (
    <div className="qh-card qh-stack" role="group" aria-label={`罚则 ${clause.id}`}>
      <div className="qh-row">
        <span style={{ flex: 1 }}>
          {clause.patterns.map((pattern) => (
            <Tag key={pattern}>{PATTERN_NAMES[pattern]}</Tag>
          ))}
        </span>
        <Button type="text" icon={<DeleteOutlined />} onClick={onRemove}>
          删除这条罚则
        </Button>
      </div>
      <Input.TextArea
        aria-label="罚则条文"
        placeholder="抄录罚则条文"
        autoSize={{ minRows: 2 }}
        value={clause.text}
        onChange={(event) => put({ text: event.target.value })}
      />
      <div className="qh-row" style={{ flexWrap: 'wrap' }}>
        <Select
          aria-label="责令改正与罚款"
          style={{ width: 260 }}
          value={clause.correction}
          options={[
            { value: 'none', label: '直接处罚' },
            { value: 'first', label: '先责令改正，拒不改正才罚' },
            { value: 'concurrent', label: '责令改正，同时处罚' },
          ]}
          onChange={(correction) => put({ correction })}
        />
        <Checkbox checked={clause.optional} onChange={(event) => put({ optional: event.target.checked })}>
          条文写的是“可以”处罚
        </Checkbox>
      </div>
      <BandList
        title="罚款"
        hint="自上而下，第一个符合条件的档适用；没有条件的总是适用。下限为零即“以下”。"
        list={clause.bands}
        onChange={(bands) => put({ bands })}
      />
      {clause.correction === 'none' && clause.overdueBands.length === 0 ? null : (
        <BandList
          title="拒不改正（逾期）的罚款"
          list={clause.overdueBands}
          onChange={(overdueBands) => put({ overdueBands })}
        />
      )}
      <PartList title="其他处罚" list={clause.parts} onChange={(parts) => put({ parts })} />
      {clause.correction === 'none' && clause.overdueParts.length === 0 ? null : (
        <PartList
          title="拒不改正（逾期）的其他处罚"
          list={clause.overdueParts}
          onChange={(overdueParts) => put({ overdueParts })}
        />
      )}
      <Optional
        label="同时处罚直接责任人员（双罚）"
        on={responsible !== undefined}
        onChange={(on) =>
          on
            ? put({ responsible: { when: 'always', bands: [newBand('直接负责的主管人员和其他直接责任人员')] } })
            : without('responsible')
        }
      >
        {responsible ? (
          <>
            <Segmented
              aria-label="何时处罚责任人员"
              value={responsible.when}
              options={[
                { value: 'always', label: '同时' },
                { value: 'overdue', label: '逾期不改正时' },
              ]}
              onChange={(when) => put({ responsible: { ...responsible, when: when as 'always' | 'overdue' } })}
            />
            <BandList
              title="责任人员的罚款"
              list={responsible.bands}
              onChange={(bands) =>
                bands.length > 0 ? put({ responsible: { ...responsible, bands } }) : without('responsible')
              }
            />
          </>
        ) : null}
      </Optional>
      <Optional
        label="拒不改正的，按日连续处罚"
        on={daily !== undefined}
        onChange={(on) => {
          const basis = clause.basis[0] ?? { law: '', article: '' };
          if (on) put({ daily: { text: '自责令改正之日的次日起，按照原处罚数额按日连续处罚', basis, optional: true } });
          else without('daily');
        }}
      >
        {daily ? (
          <Input
            aria-label="按日连续处罚的条文"
            value={daily.text}
            onChange={(event) => put({ daily: { ...daily, text: event.target.value } })}
          />
        ) : null}
      </Optional>
      <Optional
        label="多次违法的，加重处罚"
        on={escalation !== undefined}
        onChange={(on) =>
          on
            ? put({ escalation: { atLeast: 3, window: { length: 2, unit: 'Y' }, text: '', bands: [], parts: [] } })
            : without('escalation')
        }
      >
        {escalation ? (
          <>
            <div className="qh-row" style={{ flexWrap: 'wrap' }}>
              <InputNumber
                aria-label="期间"
                min={1}
                value={escalation.window.length}
                onChange={(length) =>
                  put({ escalation: { ...escalation, window: { ...escalation.window, length: length ?? 1 } } })
                }
              />
              <Select
                aria-label="期间的单位"
                style={{ width: 90 }}
                value={escalation.window.unit}
                options={[
                  { value: 'Y', label: '年' },
                  { value: 'M', label: '个月' },
                ]}
                onChange={(unit) => put({ escalation: { ...escalation, window: { ...escalation.window, unit } } })}
              />
              <span>内达到</span>
              <InputNumber
                aria-label="次数（含本次）"
                min={2}
                value={escalation.atLeast}
                onChange={(atLeast) => put({ escalation: { ...escalation, atLeast: atLeast ?? 2 } })}
              />
              <span>次（含本次）的：</span>
              <Input
                aria-label="多次违法的情形"
                style={{ flex: '1 1 200px' }}
                placeholder="例如：两年内有三次以上违法行为"
                value={escalation.text}
                onChange={(event) => put({ escalation: { ...escalation, text: event.target.value } })}
              />
            </div>
            <BandList
              title="多次违法的罚款"
              list={escalation.bands}
              onChange={(bands) => put({ escalation: { ...escalation, bands } })}
            />
            <PartList
              title="多次违法的其他处罚"
              list={escalation.parts}
              onChange={(parts) => put({ escalation: { ...escalation, parts } })}
            />
          </>
        ) : null}
      </Optional>
    </div>
  );
}
