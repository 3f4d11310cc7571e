import type { ReactNode } from 'react';
import './entrance.css';

/** The frame of the pages before sign-in. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="qh-entrance">
      <section className="qh-entrance-brand" aria-hidden="true">
        <img src="/favicon.svg" width={64} height={64} alt="" />
        <div className="qh-entrance-name">泉衡</div>
        <div>行政执法与行政执法监督平台</div>
        <div className="qh-entrance-motto">泉执法　慧监督</div>
      </section>
      <main className="qh-entrance-form">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}
