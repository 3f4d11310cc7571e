import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App as AntApp, Button, Form, Input, Modal, Select, TreeSelect } from 'antd';
import { Link } from 'react-router-dom';
import { ROLE_NAMES, RoleId } from '#contracts';
import type { RouteBody, UserView } from '#contracts';
import {
  CERTIFICATE_KIND_NAMES,
  CERTIFICATE_STATUS_NAMES,
  EMPLOYMENT_NAMES,
  ProblemView,
  SCOPE_NAMES,
  useCall,
} from '#ui';
import { useOrganTree } from './use-organ-tree.ts';

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));
const DATE = { pattern: /^\d{4}-\d{2}-\d{2}$/, message: '例如 2026-04-07' };

/** New certificates are entered here; the state of known ones changes on the page of certificates, with reason and paper. */
function Certificates({ known }: { known: number }) {
  return (
    <Form.List name="certificates">
      {(rows, { add, remove }) => (
        <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
          <legend style={{ padding: '0 0 8px' }}>证件</legend>
          {known > 0 ? (
            <p className="qh-muted qh-small">
              已登记的证件在<Link to="/certificates">证件</Link>页面变更，并写明理由和依据文书。
            </p>
          ) : null}
          {rows.map((row) => (
            <div key={row.key} className="qh-row" style={{ alignItems: 'flex-start', marginBottom: 8 }}>
              <Form.Item noStyle name={[row.name, 'kind']} initialValue="enforcement">
                <Select
                  aria-label="证件种类"
                  disabled={row.name < known}
                  style={{ width: 130 }}
                  options={optionsOf(CERTIFICATE_KIND_NAMES)}
                />
              </Form.Item>
              <Form.Item noStyle name={[row.name, 'number']} rules={[{ required: true, message: '请填写证号' }]}>
                <Input aria-label="证号" disabled={row.name < known} placeholder="证号" style={{ width: 150 }} />
              </Form.Item>
              <Form.Item noStyle name={[row.name, 'status']} initialValue="active">
                <Select
                  aria-label="证件状态"
                  disabled={row.name < known}
                  style={{ width: 100 }}
                  options={optionsOf(CERTIFICATE_STATUS_NAMES)}
                />
              </Form.Item>
              <Form.Item noStyle name={[row.name, 'validFrom']} rules={[{ required: true }, DATE]}>
                <Input
                  aria-label="有效期起"
                  disabled={row.name < known}
                  placeholder="起 2024-01-01"
                  style={{ width: 130 }}
                />
              </Form.Item>
              <Form.Item noStyle name={[row.name, 'validTo']} rules={[{ required: true }, DATE]}>
                <Input
                  aria-label="有效期止"
                  disabled={row.name < known}
                  placeholder="止 2028-12-31"
                  style={{ width: 130 }}
                />
              </Form.Item>
              {row.name < known ? null : (
                <Button icon={<DeleteOutlined />} type="text" aria-label="删除证件" onClick={() => remove(row.name)} />
              )}
            </div>
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => add()}>
            增加证件
          </Button>
        </fieldset>
      )}
    </Form.List>
  );
}

/** Creates or changes a person. */
export function PersonDialog({ user, onClose }: { user: UserView | null; onClose: () => void }) {
  const { message } = AntApp.useApp();
  const [form] = Form.useForm<RouteBody<'createUser'>>();
  const tree = useOrganTree();
  const create = useCall('createUser', ['users']);
  const update = useCall('updateUser', ['users']);
  const done = {
    onSuccess: () => {
      void message.success('已保存');
      onClose();
    },
  };
  const required = (label: string) => [{ required: true, message: `请填写${label}` }];
  const error = create.error ?? update.error;
  return (
    <Modal
      open
      title={user ? `修改人员：${user.name}` : '新建人员'}
      okText="保存"
      width="min(760px, 96vw)"
      confirmLoading={create.isPending || update.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error ? <ProblemView error={error} /> : null}
      <Form<RouteBody<'createUser'>>
        form={form}
        layout="vertical"
        initialValues={user ?? { scope: 'organ', employment: 'established', roles: [], certificates: [] }}
        onFinish={(fields) => {
          const { password, legalReviewSince, ...others } = fields;
          const body = {
            ...others,
            ...(password ? { password } : {}),
            ...(legalReviewSince ? { legalReviewSince } : {}),
          };
          if (user) update.mutate({ params: { id: user.id }, body }, done);
          else create.mutate({ body }, done);
        }}
      >
        <div className="qh-person-grid">
          <Form.Item name="name" label="姓名" rules={required('姓名')}>
            <Input />
          </Form.Item>
          <Form.Item name="account" label="账号" rules={required('账号')}>
            <Input disabled={user !== null} autoComplete="off" />
          </Form.Item>
          <Form.Item name="organId" label="机关" rules={required('机关')}>
            <TreeSelect showSearch treeNodeFilterProp="title" treeData={tree} popupMatchSelectWidth={false} />
          </Form.Item>
          <Form.Item name="post" label="岗位">
            <Input />
          </Form.Item>
          <Form.Item name="roles" label="角色" rules={required('角色')}>
            <Select mode="multiple" options={RoleId.options.map((value) => ({ value, label: ROLE_NAMES[value] }))} />
          </Form.Item>
          <Form.Item name="scope" label="范围" rules={required('范围')}>
            <Select options={optionsOf(SCOPE_NAMES)} />
          </Form.Item>
          <Form.Item name="employment" label="用工">
            <Select options={optionsOf(EMPLOYMENT_NAMES)} />
          </Form.Item>
          <Form.Item
            name="legalReviewSince"
            label="首次从事法制审核"
            extra="不填表示没有从事过；待确认：2018 年以前从事的不要求法律职业资格"
            rules={[DATE]}
          >
            <Input placeholder="例如 2015-06-01" />
          </Form.Item>
          {user ? (
            <Form.Item name="status" label="状态">
              <Select
                options={[
                  { value: 'active', label: '正常' },
                  { value: 'locked', label: '锁定' },
                  { value: 'disabled', label: '停用' },
                ]}
              />
            </Form.Item>
          ) : null}
          <Form.Item
            name="password"
            label={user ? '重设口令' : '初始口令'}
            extra="至少 8 位"
            rules={[{ required: !user, min: 8, message: '口令至少 8 位' }]}
          >
            <Input.Password autoComplete="new-password" />
          </Form.Item>
        </div>
        <Certificates known={user?.certificates.length ?? 0} />
      </Form>
    </Modal>
  );
}
