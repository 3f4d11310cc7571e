import { SearchOutlined } from '@ant-design/icons';
import { Button, Input, Modal } from 'antd';
import type { InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useRead } from '../api/hooks.ts';
import { useSession } from '../api/session.tsx';
import { useDebounced } from '../parts/debounced.ts';
import { navigationFor } from './areas.ts';

interface Hit {
  id: string;
  group: string;
  title: string;
  detail: string;
  target: string;
}

const KINDS = { case: '案件', person: '人员', procedure: '规程', article: '法条' } as const;

function targetOf(kind: keyof typeof KINDS, id: string, title: string): string {
  switch (kind) {
    case 'case':
      return `/cases/${id}`;
    case 'person':
      return `/people?q=${encodeURIComponent(title)}`;
    case 'procedure':
      return `/designer/${id}`;
    case 'article': {
      const [lawId = '', article = ''] = id.split('#');
      return `/laws/${encodeURIComponent(lawId)}?article=${encodeURIComponent(article)}`;
    }
  }
}

function useHits(words: string): { hits: Hit[]; busy: boolean } {
  const { user } = useSession();
  const q = useDebounced(words.trim(), 200);
  const found = useRead('search', { query: { q }, enabled: q !== '', keepPrevious: true });
  const pages = navigationFor(user.roles).flatMap((group) => group.items);
  const commands: Hit[] = pages
    .filter((item) => words.trim() === '' || item.label.includes(words.trim()))
    .map((item) => ({ id: item.path, group: '前往', title: item.label, detail: item.group, target: item.path }));
  if (user.roles.includes('officer') && '登记线索'.includes(words.trim())) {
    commands.unshift({ id: 'new', group: '命令', title: '登记线索', detail: '开始一个新案件', target: '/cases/new' });
  }
  const hits = q === '' || words.trim() === '' ? [] : (found.data?.hits ?? []);
  return {
    hits: [
      ...hits.map((hit) => ({
        id: `${hit.kind}-${hit.id}`,
        group: KINDS[hit.kind],
        title: hit.title,
        detail: hit.detail,
        target: targetOf(hit.kind, hit.id, hit.title),
      })),
      ...commands,
    ],
    busy: found.isFetching,
  };
}

function SearchPanel({ close }: { close: () => void }) {
  const navigate = useNavigate();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState(0);
  const { hits, busy } = useHits(words);
  const input = useRef<InputRef>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);
  useEffect(() => setChosen(0), [words]);
  const open = (hit: Hit | undefined) => {
    if (!hit) return;
    close();
    void navigate(hit.target);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter belongs to the input method then
    if (event.key === 'ArrowDown') setChosen((index) => Math.min(index + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setChosen((index) => Math.max(index - 1, 0));
    else if (event.key === 'Enter') open(hits[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <div onKeyDown={onKeyDown}>
      <Input
        ref={input}
        size="large"
        prefix={<SearchOutlined />}
        placeholder="案件、人员、法条、规程、页面"
        aria-label="全局查找"
        role="combobox"
        aria-expanded
        aria-controls="search-hits"
        aria-activedescendant={hits[chosen] ? `search-hit-${chosen}` : undefined}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <ul id="search-hits" role="listbox" aria-label="查找结果" className="qh-plain-list qh-search-hits">
        {hits.map((hit, index) => (
          <li
            key={hit.id}
            id={`search-hit-${index}`}
            role="option"
            aria-selected={index === chosen}
            className={index === chosen ? 'qh-search-hit chosen' : 'qh-search-hit'}
            onMouseEnter={() => setChosen(index)}
            onClick={() => open(hit)}
          >
            <span className="qh-muted qh-small">{hit.group}</span>
            <span>{hit.title}</span>
            <span className="qh-muted qh-small">{hit.detail}</span>
          </li>
        ))}
        {hits.length === 0 ? (
          <li className="qh-muted" style={{ padding: 16, textAlign: 'center' }}>
            {busy ? '正在查找…' : '没有找到'}
          </li>
        ) : null}
      </ul>
      <div className="qh-muted qh-small">↑↓ 选择　Enter 打开　Esc 关闭</div>
    </div>
  );
}

/** Ctrl+K: one place to find cases, people, articles, procedures and pages. */
export function SearchButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <>
      <Button
        className="qh-search-button"
        icon={<SearchOutlined />}
        aria-label="全局查找"
        onClick={() => setOpen(true)}
      >
        <span className="qh-search-words">
          查找 <kbd>Ctrl K</kbd>
        </span>
      </Button>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        destroyOnHidden
        width="min(640px, 96vw)"
        style={{ top: 80 }}
        aria-label="全局查找"
      >
        <SearchPanel close={() => setOpen(false)} />
      </Modal>
    </>
  );
}
