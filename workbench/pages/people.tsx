import { Button, Tag } from 'antd';
import { useState } from 'react';
import { ROLE_NAMES, RoleId } from '#contracts';
import type { UserView } from '#contracts';
import {
  CertificateState,
  ChoiceFilter,
  EMPLOYMENT_NAMES,
  holdsRole,
  Page,
  PageTable,
  SCOPE_NAMES,
  serverNow,
  useRead,
  useSession,
  useTableState,
} from '#ui';
import type { PageColumn } from '#ui';
import { PersonDialog } from './person-dialog.tsx';
import { OrganFilter } from './organ-filter.tsx';

const STATUS = {
  active: { text: '正常', color: 'green' },
  locked: { text: '锁定', color: 'orange' },
  disabled: { text: '停用', color: 'default' },
} as const;

const isOfficer = (user: UserView) => user.roles.includes('officer') || user.certificates.length > 0;

/** The certificate that matters for the person's work. */
const kindOf = (user: UserView) =>
  user.roles.includes('officer') ? 'enforcement' : (user.certificates[0]?.kind ?? 'enforcement');

const COLUMNS: PageColumn<UserView>[] = [
  {
    key: 'name',
    title: '姓名',
    fixed: true,
    render: (user) => (
      <div className="qh-nowrap">
        <div>{user.name}</div>
        <div className="qh-muted qh-small">{user.account}</div>
      </div>
    ),
    text: (user) => `${user.name}（${user.account}）`,
  },
  {
    key: 'organ',
    title: '机关与岗位',
    fixed: true,
    render: (user) => (
      <div>
        <div>{user.organName}</div>
        <div className="qh-muted qh-small">{user.post}</div>
      </div>
    ),
    text: (user) => `${user.organName} ${user.post}`,
  },
  {
    key: 'roles',
    title: '角色',
    render: (user) => user.roles.map((role) => ROLE_NAMES[role]).join('、'),
    text: (user) => user.roles.map((role) => ROLE_NAMES[role]).join('、'),
  },
  {
    key: 'scope',
    title: '范围',
    render: (user) => <span className="qh-nowrap">{SCOPE_NAMES[user.scope]}</span>,
    text: (user) => SCOPE_NAMES[user.scope] ?? '',
  },
  {
    key: 'employment',
    title: '用工',
    render: (user) => EMPLOYMENT_NAMES[user.employment],
    text: (user) => EMPLOYMENT_NAMES[user.employment] ?? '',
  },
  {
    key: 'certificate',
    title: '证件',
    render: (user) =>
      isOfficer(user) ? (
        <CertificateState certificates={user.certificates} kind={kindOf(user)} now={serverNow()} />
      ) : (
        '—'
      ),
    text: (user) => user.certificates.map((one) => `${one.number} ${one.validTo}`).join('；'),
  },
  {
    key: 'status',
    title: '状态',
    render: (user) => <Tag color={STATUS[user.status].color}>{STATUS[user.status].text}</Tag>,
    text: (user) => STATUS[user.status].text,
  },
];

export default function People() {
  const session = useSession();
  const state = useTableState(['organId', 'role']);
  const mayEdit = holdsRole(session, ['system-admin', 'security-admin']);
  const [edited, setEdited] = useState<UserView | 'new' | null>(null);
  const role = state.get('role');
  const users = useRead('users', {
    query: {
      page: state.page,
      pageSize: state.pageSize,
      q: state.q,
      organId: state.get('organId'),
      ...(role ? { role: role as RoleId } : {}),
    },
    keepPrevious: true,
  });
  return (
    <Page
      title="人员"
      actions={
        mayEdit ? (
          <Button type="primary" onClick={() => setEdited('new')}>
            新建人员
          </Button>
        ) : undefined
      }
    >
      <PageTable<UserView>
        name="人员"
        columns={COLUMNS}
        read={users}
        rowKey={(user) => user.id}
        state={state}
        searchPlaceholder="姓名、账号、岗位"
        {...(mayEdit ? { onOpen: setEdited } : {})}
        filters={
          <>
            <OrganFilter value={state.get('organId')} onChange={(organId) => state.set({ organId })} />
            <ChoiceFilter
              label="角色"
              width={170}
              value={role}
              options={RoleId.options.map((value) => ({ value, label: ROLE_NAMES[value] }))}
              onChange={(value) => state.set({ role: value })}
            />
          </>
        }
        card={(user) => (
          <div>
            <strong>{user.name}</strong> <span className="qh-muted">{user.post}</span>
            <div className="qh-small">{user.organName}</div>
            {isOfficer(user) ? (
              <CertificateState certificates={user.certificates} kind={kindOf(user)} now={serverNow()} />
            ) : null}
          </div>
        )}
      />
      {edited ? <PersonDialog user={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </Page>
  );
}
