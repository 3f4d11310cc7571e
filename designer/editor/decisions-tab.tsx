import { Button, Empty, Flex, Segmented } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { DecisionAnalysis, DecisionCheck, ProcedureManifest } from '#contracts';
import { tablesOf } from '#rules';
import { PageSkeleton } from '#ui';
import { freeName, pathsEnding, withManifest, withText } from '../draft/package-files.ts';
import type { Draft } from '../draft/use-draft.ts';
import { DecisionFindings } from '../decision/decision-findings.tsx';
import { newDecisionTable } from '../decision/new-decision.ts';
import { SeverityCheck } from '../decision/severity-check.tsx';

const DecisionEditor = lazy(() =>
  import('../decision/decision-editor.tsx').then((module) => ({ default: module.DecisionEditor })),
);

interface DecisionsTabProps {
  draft: Draft;
  manifest: ProcedureManifest;
  /** By file. */
  analyses: Readonly<Record<string, DecisionAnalysis[]>>;
  readOnly: boolean;
}

const tablesSafely = (xml: string): ReturnType<typeof tablesOf> => {
  try {
    return tablesOf(xml);
  } catch {
    return [];
  }
};
const plain = (text: string): string => text.replace(/^"(.*)"$/, '$1');

/** The decision tables of a procedure, with what their analysis found. */
export function DecisionsTab({ draft, manifest, analyses, readOnly }: DecisionsTabProps) {
  const paths = pathsEnding(draft.files, '.dmn');
  const [chosen, setChosen] = useState<string | null>(null);
  const [marked, setMarked] = useState<string[]>([]);
  const path = chosen !== null && paths.includes(chosen) ? chosen : paths[0];
  const xml = path === undefined ? '' : (draft.files.get(path)?.content ?? '');
  const tables = useMemo(() => tablesSafely(xml), [xml]);
  const add = () => {
    const id = freeName(
      'decision',
      paths.map((candidate) => candidate.replace('.dmn', '')),
    );
    draft.change((map) => withText(map, `${id}.dmn`, newDecisionTable(id, '新决策')));
    setChosen(`${id}.dmn`);
  };
  const setCheck = (decision: string, check: DecisionCheck | null) =>
    draft.change((map) =>
      withManifest(map, (current) => ({
        ...current,
        decisionChecks: [
          ...current.decisionChecks.filter((other) => other.decision !== decision),
          ...(check ? [check] : []),
        ],
      })),
    );
  return (
    <Flex vertical gap={8} style={{ height: '100%', overflow: 'auto' }}>
      <Flex justify="space-between">
        {paths.length > 0 ? (
          <Segmented
            value={path}
            options={paths.map((value) => ({ value, label: value.replace('.dmn', '') }))}
            onChange={(value) => {
              setChosen(value);
              setMarked([]);
            }}
          />
        ) : (
          <span />
        )}
        {readOnly ? null : <Button onClick={add}>新建决策表</Button>}
      </Flex>
      {path ? (
        <>
          <div style={{ flex: '1 0 360px', minHeight: 360 }}>
            <Suspense fallback={<PageSkeleton />}>
              <DecisionEditor
                xml={xml}
                identity={`${path}-${draft.epoch}`}
                readOnly={readOnly}
                marked={marked}
                onChange={(changed) => draft.change((map) => withText(map, path, changed))}
              />
            </Suspense>
          </div>
          <DecisionFindings analyses={analyses[path] ?? []} marked={marked} onMark={setMarked} />
          {tables.map((table) => (
            <SeverityCheck
              key={table.id}
              decision={table.id}
              outputs={table.outputs.map((output, index) => ({
                name: output.name,
                label: output.label,
                values: [...new Set(table.rows.map((row) => plain(row.outputs[index] ?? '')))],
              }))}
              inputs={table.inputs}
              check={manifest.decisionChecks.find((check) => check.decision === table.id)}
              readOnly={readOnly}
              onChange={(check) => setCheck(table.id, check)}
            />
          ))}
        </>
      ) : (
        <Empty description="本规程还没有决策表" />
      )}
    </Flex>
  );
}
