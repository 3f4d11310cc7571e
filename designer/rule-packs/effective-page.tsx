import { Page } from '#ui';
import { EffectivePanel } from './effective-view.tsx';

export default function EffectivePage() {
  return (
    <Page
      title="实际适用的规则"
      subtitle="某机关某日登记的案件，各条期限、闸门、参数是什么，来自通用标准、规程还是哪个规则包。"
    >
      <EffectivePanel />
    </Page>
  );
}
