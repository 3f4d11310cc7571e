import { Alert, Tag } from 'antd';
import type { ArticleChange, LawState } from '#contracts';
import { LAW_STATE_NAMES } from '#contracts';

const STATE_COLORS: Record<LawState, string> = {
  'in-force': 'green',
  upcoming: 'blue',
  superseded: 'default',
  repealed: 'red',
};

export function LawStateTag({ state }: { state: LawState }) {
  return <Tag color={STATE_COLORS[state]}>{LAW_STATE_NAMES[state]}</Tag>;
}

export const CHANGE_KIND_NAMES: Record<ArticleChange['kind'], string> = {
  unchanged: '未变',
  moved: '条号变动',
  changed: '有修改',
  added: '新增',
  removed: '删去',
};
const CHANGE_COLORS: Record<ArticleChange['kind'], string> = {
  unchanged: 'default',
  moved: 'blue',
  changed: 'gold',
  added: 'green',
  removed: 'red',
};

export function ChangeTag({ kind }: { kind: ArticleChange['kind'] }) {
  return <Tag color={CHANGE_COLORS[kind]}>{CHANGE_KIND_NAMES[kind]}</Tag>;
}

/** `有修改 3 条`, `新增 1 条`…, without what does not occur. */
export function ChangeCounts({ counts }: { counts: Partial<Record<ArticleChange['kind'], number>> }) {
  const kinds = (['changed', 'added', 'removed', 'moved'] as const).filter((kind) => (counts[kind] ?? 0) > 0);
  if (kinds.length === 0) return <span className="qh-muted">条文没有变化</span>;
  return (
    <span>
      {kinds.map((kind) => (
        <Tag key={kind} color={CHANGE_COLORS[kind]}>
          {CHANGE_KIND_NAMES[kind]} {counts[kind]} 条
        </Tag>
      ))}
    </span>
  );
}

export const SUBJECT_NAMES: Record<string, string> = {
  procedure: '规程',
  step: '步骤',
  gate: '闸门',
  clock: '期限',
  parameter: '参数',
  document: '文书',
  form: '表单',
  'list-item': '清单项',
  pack: '规则包',
  factor: '裁量因素',
};

/** `2021-01-22 版` */
export const versionName = (version: { publishedOn: string | null; effectiveOn: string | null }): string =>
  version.publishedOn
    ? `${version.publishedOn} 版`
    : version.effectiveOn
      ? `${version.effectiveOn} 施行的版本`
      : '日期不明的版本';

export function ExcerptNotice() {
  return (
    <Alert
      type="warning"
      showIcon
      message="这里收录的是要点摘录，不是条文原文，待确认。"
      description="法制人员可以从“导入”上传官方文本；同一公布日期的文本会成为这个版本的全文，不算修改。"
    />
  );
}
