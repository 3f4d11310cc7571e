import { Button, Tabs } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { holdsRole, Page, useSession } from '#ui';
import { ReviewResults, Reviews } from '../gate-review/reviews.tsx';
import { StartDialog } from '../gate-review/start-dialog.tsx';
import { Warnings } from '../gate-review/warnings.tsx';

/** Warnings about running cases, and checks of many cases against the same gates. */
export default function GateReviewPage() {
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const [starting, setStarting] = useState(false);
  const tab = search.get('tab') ?? 'warnings';
  const review = search.get('review');
  const show = (next: Record<string, string>) => setSearch(new URLSearchParams(next));
  return (
    <Page
      title={review ? '批量检查结果' : '执法预警'}
      subtitle="同一套闸门：办案时阻断，在办时预警，办结后检查。"
      actions={
        holdsRole(session, ['supervisor']) ? (
          <Button type="primary" onClick={() => setStarting(true)}>
            批量检查
          </Button>
        ) : undefined
      }
    >
      {review ? (
        <>
          <div>
            <Button type="link" style={{ paddingInline: 0 }} onClick={() => show({ tab: 'reviews' })}>
              ← 全部批量检查
            </Button>
          </div>
          <ReviewResults key={review} id={review} />
        </>
      ) : (
        <Tabs
          activeKey={tab}
          destroyOnHidden
          onChange={(key) => show({ tab: key })}
          items={[
            { key: 'warnings', label: '预警', children: <Warnings /> },
            { key: 'reviews', label: '批量检查', children: <Reviews onOpen={(id) => show({ review: id })} /> },
          ]}
        />
      )}
      {starting ? (
        <StartDialog
          onClose={() => setStarting(false)}
          onStarted={({ id }) => {
            setStarting(false);
            show({ review: id });
          }}
        />
      ) : null}
    </Page>
  );
}
