import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Citation } from '#contracts';
import { useRead } from '../../api/hooks.ts';
import { ArticleLink } from '../../parts/article-link.tsx';
import { useDebounced } from '../../parts/debounced.ts';
import type { FieldDefinition, FieldProps } from '../field-definition.ts';

function Picker({ id, taken, onAdd }: { id: string; taken: Citation[]; onAdd: (citation: Citation) => void }) {
  const [words, setWords] = useState('');
  const [lawId, setLawId] = useState<string>();
  const [article, setArticle] = useState<string>();
  const q = useDebounced(words, 250);
  const laws = useRead('laws', { query: { q, pageSize: 50 }, keepPrevious: true });
  const law = laws.data?.items.find((item) => item.id === lawId);
  const whole = useRead('law', { params: { id: lawId ?? '' }, enabled: lawId !== undefined, staleTimeMs: 600_000 });
  const articles = whole.data?.text?.articles ?? [];
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,2fr) minmax(0,1fr) auto', gap: 8 }}>
      <Select
        id={id}
        showSearch
        filterOption={false}
        placeholder="法规名称"
        aria-label="法规名称"
        value={lawId}
        loading={laws.isFetching}
        onSearch={setWords}
        onChange={(next: string) => {
          setLawId(next);
          setArticle(undefined);
        }}
        options={(laws.data?.items ?? []).map((item) => ({ value: item.id, label: item.name }))}
      />
      <Select
        showSearch
        placeholder="条"
        aria-label="条"
        disabled={!law}
        value={article}
        onChange={setArticle}
        options={articles.map(({ label }) => ({ value: label, label }))}
      />
      <Button
        icon={<PlusOutlined />}
        disabled={!law || !article || taken.some((item) => item.law === law.name && item.article === article)}
        onClick={() => {
          if (!law || !article) return;
          const version = whole.data?.version?.publishedOn;
          onAdd({ law: law.name, article, ...(law.code ? { code: law.code } : {}), ...(version ? { version } : {}) });
          setArticle(undefined);
        }}
      >
        加入
      </Button>
    </div>
  );
}

function LawArticle({ id, value, onChange, readonly }: FieldProps) {
  const citations = Array.isArray(value) ? (value as Citation[]) : [];
  return (
    <div className="qh-stack-small">
      {citations.map((citation) => (
        <div key={`${citation.law}${citation.article}`} className="qh-row">
          <ArticleLink citation={citation} />
          {readonly ? null : (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`移除《${citation.law}》${citation.article}`}
              onClick={() => onChange(citations.filter((other) => other !== citation))}
            />
          )}
        </div>
      ))}
      {readonly ? null : <Picker id={id} taken={citations} onAdd={(citation) => onChange([...citations, citation])} />}
    </div>
  );
}

export const lawArticle: FieldDefinition = { name: 'law-article', Control: LawArticle, composite: true };
