import { Descriptions } from 'antd';
import type { Party } from '#contracts';
import { EmptyState, PARTY_KIND_NAMES } from '#ui';

export function PartiesTab({ parties }: { parties: readonly Party[] }) {
  if (parties.length === 0) return <EmptyState title="还没有当事人信息" hint="在登记或立案环节填写。" />;
  return (
    <div className="qh-stack">
      {parties.map((party) => {
        const rows: [string, string | undefined][] = [
          ['类型', PARTY_KIND_NAMES[party.kind]],
          ['统一社会信用代码', party.uscc],
          ['身份证号', party.idNumber],
          ['法定代表人（负责人）', party.legalRepresentative],
          ['地址', party.address],
          ['电话', party.phone],
        ];
        return (
          <Descriptions
            key={party.id}
            title={party.name}
            size="small"
            bordered
            column={1}
            styles={{ label: { width: 180 } }}
            items={rows.filter(([, value]) => value).map(([label, value]) => ({ key: label, label, children: value }))}
          />
        );
      })}
    </div>
  );
}
