import { Form, Input, Select } from 'antd';
import type { ProblemIssue } from '#contracts';
import { useRead } from '#ui';
import { IssueLines } from './rule-words.tsx';
import type { PackBody } from './use-pack-draft.ts';

/** Whom a pack is for, from when, and what it inherits from. */
export function ScopeCard({
  pack,
  body,
  issues,
  readOnly,
  onChange,
}: {
  pack: string;
  body: PackBody;
  issues: readonly ProblemIssue[];
  readOnly: boolean;
  onChange: (part: Partial<PackBody>) => void;
}) {
  const organs = useRead('organs', { staleTimeMs: 300_000 });
  const packs = useRead('rulePacks', { query: { pageSize: 200 } });
  const procedures = useRead('procedures', { query: { pageSize: 200 }, staleTimeMs: 300_000 });
  const departments = [...new Set((organs.data?.items ?? []).map((organ) => organ.department))].filter(Boolean).sort();
  const regions = new Map(
    (organs.data?.items ?? [])
      .filter((organ) => organ.kind === 'government')
      .map((organ) => [organ.regionCode.replace(/(?:00)+$/, ''), organ.shortName] as const),
  );
  const scope = { departments: [], regions: [], procedures: [], ...body.scope };
  const setScope = (part: Partial<typeof scope>) => onChange({ scope: { ...scope, ...part } });
  const at = (path: string) => issues.filter((issue) => issue.path === path || issue.path.startsWith(`${path}.`));
  return (
    <section className="qh-card" aria-label="适用范围">
      <Form layout="vertical" disabled={readOnly}>
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: '0 16px' }}>
          <Form.Item label="名称">
            <Input
              aria-label="规则包名称"
              value={body.name}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          </Form.Item>
          <Form.Item label="施行日期" help={<IssueLines issues={at('effectiveFrom')} />}>
            <Input
              aria-label="施行日期"
              type="date"
              value={body.effectiveFrom}
              onChange={(event) => event.target.value && onChange({ effectiveFrom: event.target.value })}
            />
          </Form.Item>
          <Form.Item label="继承自" help={<IssueLines issues={at('parent')} />}>
            <Select
              aria-label="继承自"
              value={body.parent ?? ''}
              options={[
                { value: '', label: '不继承（最上级）' },
                ...(packs.data?.items ?? [])
                  .filter((item) => item.pack !== pack && item.current !== null)
                  .map((item) => ({ value: item.pack, label: item.name })),
              ]}
              onChange={(parent: string) => onChange({ parent: parent === '' ? null : parent })}
            />
          </Form.Item>
          <Form.Item label="适用部门（不选为全部）">
            <Select
              aria-label="适用部门"
              mode="multiple"
              placeholder="全部部门"
              value={scope.departments}
              options={departments.map((value) => ({ value, label: value }))}
              onChange={(value: string[]) => setScope({ departments: value })}
            />
          </Form.Item>
          <Form.Item label="适用地区（区划代码，不选为全部）">
            <Select
              aria-label="适用地区"
              mode="tags"
              placeholder="全部地区"
              value={scope.regions}
              options={[
                { value: '37', label: '37 山东省' },
                ...[...regions].map(([value, name]) => ({ value, label: `${value} ${name}` })),
              ]}
              onChange={(value: string[]) => setScope({ regions: value })}
            />
          </Form.Item>
          <Form.Item label="适用规程（不选为全部）">
            <Select
              aria-label="适用规程"
              mode="multiple"
              placeholder="全部规程"
              value={scope.procedures}
              options={(procedures.data?.items ?? []).map((item) => ({ value: item.code, label: item.name }))}
              onChange={(value: string[]) => setScope({ procedures: value })}
            />
          </Form.Item>
        </div>
        <Form.Item label="说明">
          <Input.TextArea
            aria-label="说明"
            autoSize
            value={body.note ?? ''}
            onChange={(event) => onChange({ note: event.target.value })}
          />
        </Form.Item>
        <IssueLines issues={at('scope')} />
      </Form>
    </section>
  );
}
