import { Skeleton } from 'antd';
import { useEffect } from 'react';
import type { ReactNode } from 'react';

/** The frame of a page: title at the left, its one primary button at the right, always at the same place. */
export function Page({
  title,
  subtitle,
  actions,
  children,
}: {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · 泉衡`;
  }, [title]);
  return (
    <div className="qh-page">
      <div className="qh-page-head">
        <div className="qh-page-title">
          <h1>{title}</h1>
          {subtitle ? <div className="qh-muted">{subtitle}</div> : null}
        </div>
        {actions ? <div className="qh-page-actions">{actions}</div> : null}
      </div>
      {children}
    </div>
  );
}

/** Shape of a page while its parts load. */
export function PageSkeleton() {
  return (
    <div className="qh-page" aria-busy="true" aria-label="正在加载">
      <Skeleton active title={{ width: 240 }} paragraph={false} />
      <div className="qh-card">
        <Skeleton active paragraph={{ rows: 8 }} />
      </div>
    </div>
  );
}
