import { App as AntApp, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { DiscretionItem } from '#contracts';
import { Page, ProblemView, serverNow, useCall, useCrumbs, useRead } from '#ui';
import { ItemEditor } from './item-editor.tsx';

const blank = (today: string): DiscretionItem => ({
  code: '',
  list: 'no-penalty',
  department: '',
  violation: '',
  penaltyBasis: [],
  conditions: [],
  combine: 'all',
  exclusions: [],
  outcome: '不予处罚',
  measures: [],
  origin: '摘',
  effectiveFrom: today,
  version: 1,
  status: 'effective',
});

export default function NewItemPage() {
  const { message } = AntApp.useApp();
  const navigate = useNavigate();
  const [item, setItem] = useState(() => blank(serverNow().slice(0, 10)));
  const departments = useRead('discretionDepartments');
  const known = useRead('discretionItem', { params: { code: item.code }, enabled: item.code !== '' });
  const put = useCall('putDiscretionItem', ['discretionItems', 'discretionDepartments']);
  useCrumbs([{ title: '新建' }]);
  const taken = known.data?.item.code === item.code && item.code !== '';
  const save = () =>
    put.mutate(
      { params: { code: item.code }, query: { reason: '新建' }, body: item },
      {
        onSuccess: (saved) => {
          void message.success(`已新建 ${saved.code}`);
          void navigate(`/lists/${encodeURIComponent(saved.code)}`);
        },
      },
    );
  const lacking = [!item.code && '编号', !item.department && '部门', !item.violation && '违法行为'].filter(Boolean);
  return (
    <Page
      title="新建清单项"
      actions={
        <Button type="primary" disabled={lacking.length > 0 || taken} loading={put.isPending} onClick={save}>
          保存
        </Button>
      }
    >
      {taken ? <p role="alert">编号 {item.code} 已经有了，请换一个编号，或者到该清单项修改。</p> : null}
      {lacking.length > 0 ? <p className="qh-muted">还要填写：{lacking.join('、')}。</p> : null}
      {put.isError ? <ProblemView error={put.error} /> : null}
      <section className="qh-card">
        <ItemEditor
          item={item}
          creating
          departments={(departments.data?.departments ?? []).map(({ name }) => name)}
          onChange={(part) => setItem((former) => ({ ...former, ...part }))}
        />
      </section>
    </Page>
  );
}
