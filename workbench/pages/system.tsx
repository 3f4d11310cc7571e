import { Descriptions, Skeleton } from 'antd';
import { Page, ProblemView, useRead } from '#ui';

const rowsOf = (values: Record<string, unknown>) =>
  Object.entries(values).map(([key, value]) => ({
    key,
    label: key,
    children: (
      <span style={{ overflowWrap: 'anywhere' }}>
        {typeof value === 'object' ? JSON.stringify(value) : String(value)}
      </span>
    ),
  }));

export default function System() {
  const found = useRead('system');
  return (
    <Page title="系统">
      {found.isError ? <ProblemView error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton active /> : null}
      {found.data ? (
        <div className="qh-stack">
          <section className="qh-card" aria-label="平台">
            <Descriptions
              title="平台"
              size="small"
              column={1}
              styles={{ label: { width: 200 } }}
              items={[
                { key: 'version', label: '版本', children: found.data.version },
                { key: 'store', label: '存储', children: found.data.store },
              ]}
            />
          </section>
          <section className="qh-card" aria-label="流程引擎">
            <Descriptions
              title="流程引擎"
              size="small"
              column={1}
              styles={{ label: { width: 200 } }}
              items={rowsOf(found.data.engine)}
            />
          </section>
          <section className="qh-card" aria-label="记录投影">
            <Descriptions
              title="记录投影"
              size="small"
              column={1}
              styles={{ label: { width: 200 } }}
              items={rowsOf(found.data.projection)}
            />
          </section>
        </div>
      ) : null}
    </Page>
  );
}
