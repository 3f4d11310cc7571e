import { Button, Empty, Flex, Segmented } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { PageSkeleton } from '#ui';
import { freeName, pathsEnding, withText } from '../draft/package-files.ts';
import type { Draft } from '../draft/use-draft.ts';
import { newDecisionTable } from '../decision/new-decision.ts';

const DecisionEditor = lazy(() =>
  import('../decision/decision-editor.tsx').then((module) => ({ default: module.DecisionEditor })),
);

/** The decision tables of a procedure. */
export function DecisionsTab({ draft, readOnly }: { draft: Draft; readOnly: boolean }) {
  const paths = pathsEnding(draft.files, '.dmn');
  const [chosen, setChosen] = useState<string | null>(null);
  const path = chosen !== null && paths.includes(chosen) ? chosen : paths[0];
  const add = () => {
    const id = freeName(
      'decision',
      paths.map((candidate) => candidate.replace('.dmn', '')),
    );
    draft.change((map) => withText(map, `${id}.dmn`, newDecisionTable(id, '新决策')));
    setChosen(`${id}.dmn`);
  };
  return (
    <Flex vertical gap={8} style={{ height: '100%' }}>
      <Flex justify="space-between">
        {paths.length > 0 ? (
          <Segmented
            value={path}
            options={paths.map((value) => ({ value, label: value.replace('.dmn', '') }))}
            onChange={setChosen}
          />
        ) : (
          <span />
        )}
        {readOnly ? null : <Button onClick={add}>新建决策表</Button>}
      </Flex>
      {path ? (
        <div style={{ flex: 1, minHeight: 0 }}>
          <Suspense fallback={<PageSkeleton />}>
            <DecisionEditor
              xml={draft.files.get(path)?.content ?? ''}
              identity={`${path}-${draft.epoch}`}
              readOnly={readOnly}
              onChange={(xml) => draft.change((map) => withText(map, path, xml))}
            />
          </Suspense>
        </div>
      ) : (
        <Empty description="本规程还没有决策表" />
      )}
    </Flex>
  );
}
