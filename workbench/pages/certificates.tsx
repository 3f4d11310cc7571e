import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { CertificateFilter, CertificateKind, CertificateView } from '#contracts';
import {
  CERTIFICATE_KIND_NAMES,
  CERTIFICATE_STATUS_NAMES,
  ChoiceFilter,
  holdsRole,
  Page,
  PageTable,
  useRead,
  useSession,
  useTableState,
} from '#ui';
import type { PageColumn } from '#ui';
import { CertificateDialog } from './certificate-dialog.tsx';
import { CertificateDrawer } from './certificate-drawer.tsx';
import { CertificateImportDialog } from './certificate-import.tsx';
import { OrganFilter } from './organ-filter.tsx';

/** A certificate that ends within this many days is pointed out. */
const SOON_DAYS = 30;

export function CertificateStateText({ one }: { one: CertificateView }) {
  const soon = one.state === 'active' && one.daysLeft <= SOON_DAYS;
  const light = one.state !== 'active' ? 'overdue' : soon ? 'due-soon' : 'normal';
  const words = soon ? `还有 ${one.daysLeft} 天到期` : (CERTIFICATE_STATUS_NAMES[one.state] ?? one.state);
  return (
    <span className={`qh-nowrap qh-light-${light}`}>
      <span aria-hidden="true">{one.state !== 'active' ? '■' : soon ? '▲' : '●'}</span> {words}
    </span>
  );
}

const COLUMNS: PageColumn<CertificateView>[] = [
  {
    key: 'holder',
    title: '持证人',
    fixed: true,
    render: (one) => (
      <div>
        <div>{one.userName}</div>
        <div className="qh-muted qh-small">{one.organName}</div>
      </div>
    ),
    text: (one) => `${one.userName}（${one.organName}）`,
  },
  {
    key: 'kind',
    title: '种类',
    fixed: true,
    render: (one) => <span className="qh-nowrap">{CERTIFICATE_KIND_NAMES[one.kind]}</span>,
    text: (one) => CERTIFICATE_KIND_NAMES[one.kind] ?? one.kind,
  },
  { key: 'number', title: '证号', fixed: true, render: (one) => one.number, text: (one) => one.number },
  {
    key: 'state',
    title: '状态',
    fixed: true,
    render: (one) => <CertificateStateText one={one} />,
    text: (one) => CERTIFICATE_STATUS_NAMES[one.state] ?? one.state,
  },
  {
    key: 'validity',
    title: '有效期',
    render: (one) => (
      <span className="qh-nowrap">
        {one.validFrom} 至 {one.validTo}
      </span>
    ),
    text: (one) => `${one.validFrom} 至 ${one.validTo}`,
  },
  { key: 'issuer', title: '发证机关', render: (one) => one.issuedBy ?? '—', text: (one) => one.issuedBy ?? '' },
];

const STATES: { value: CertificateFilter; label: string }[] = [
  { value: 'active', label: '有效' },
  { value: 'soon', label: '临期（三十天内）' },
  { value: 'expired', label: '过期' },
  { value: 'suspended', label: '暂扣' },
  { value: 'revoked', label: '注销' },
  { value: 'collected', label: '收缴' },
  { value: 'applying', label: '申领中' },
  { value: 'unusable', label: '不能使用的全部' },
];

/** The register of certificates: who holds what, in which state, until when. */
export default function Certificates() {
  const session = useSession();
  const state = useTableState(['organId', 'kind', 'state']);
  const mayKeep = holdsRole(session, ['system-admin', 'security-admin', 'supervisor']);
  const [opened, setOpened] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const [entering, setEntering] = useState(false);
  const kind = state.get('kind');
  const chosen = STATES.find((one) => one.value === state.get('state'))?.value;
  const certificates = useRead('certificates', {
    query: {
      page: state.page,
      pageSize: state.pageSize,
      q: state.q,
      organId: state.get('organId'),
      ...(kind ? { kind: kind as CertificateKind } : {}),
      ...(chosen ? { state: chosen } : {}),
    },
    keepPrevious: true,
  });
  const counts = certificates.data?.counts;
  return (
    <Page
      title="证件"
      subtitle="执法证、监督证、听证主持人资格证和法律职业资格。过期、暂扣的证件不能用于指派和签名。"
      actions={
        mayKeep ? (
          <>
            <Button onClick={() => setImporting(true)}>批量导入</Button>
            <Button type="primary" onClick={() => setEntering(true)}>
              录入证件
            </Button>
          </>
        ) : undefined
      }
    >
      {counts ? (
        <Segmented
          aria-label="按状态查看"
          value={['active', 'soon', 'expired', 'suspended'].includes(chosen ?? '') ? (chosen ?? '') : ''}
          onChange={(value) => state.set({ state: value })}
          options={[
            { value: '', label: '全部' },
            { value: 'active', label: `有效 ${counts.active}` },
            { value: 'soon', label: `临期 ${counts.soon}` },
            { value: 'expired', label: `过期 ${counts.expired}` },
            { value: 'suspended', label: `暂扣 ${counts.suspended}` },
          ]}
        />
      ) : null}
      <PageTable<CertificateView>
        name="证件"
        columns={COLUMNS}
        read={certificates}
        rowKey={(one) => one.id}
        state={state}
        searchPlaceholder="姓名、证号、发证机关"
        onOpen={(one) => setOpened(one.id)}
        empty={{ title: '没有符合条件的证件', hint: '可以放宽筛选条件，录入证件，或者批量导入。' }}
        filters={
          <>
            <OrganFilter value={state.get('organId')} onChange={(organId) => state.set({ organId })} />
            <ChoiceFilter
              label="种类"
              width={160}
              value={kind}
              options={Object.entries(CERTIFICATE_KIND_NAMES).map(([value, label]) => ({ value, label }))}
              onChange={(value) => state.set({ kind: value })}
            />
            <ChoiceFilter
              label="状态"
              width={170}
              value={chosen ?? ''}
              options={STATES}
              onChange={(value) => state.set({ state: value })}
            />
          </>
        }
        card={(one) => (
          <div>
            <div className="qh-row">
              <strong>{one.userName}</strong>
              <CertificateStateText one={one} />
            </div>
            <div className="qh-small">
              {CERTIFICATE_KIND_NAMES[one.kind]} {one.number}
            </div>
            <div className="qh-muted qh-small">{one.organName}</div>
          </div>
        )}
      />
      {opened ? <CertificateDrawer id={opened} onClose={() => setOpened(null)} /> : null}
      {entering ? (
        <CertificateDialog
          onClose={() => setEntering(false)}
          onEntered={(id) => {
            setEntering(false);
            setOpened(id);
          }}
        />
      ) : null}
      {importing ? <CertificateImportDialog onClose={() => setImporting(false)} /> : null}
    </Page>
  );
}
