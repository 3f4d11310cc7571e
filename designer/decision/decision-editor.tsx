import { CamundaCloudModeler as DmnModeler } from 'camunda-dmn-js';
import DmnViewer from 'dmn-js/lib/NavigatedViewer';
import 'camunda-dmn-js/dist/assets/camunda-cloud-modeler.css';
import { Alert, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { translateModule } from '../localization/translate.ts';
import './decision-editor.css';

interface View {
  id: string;
  name?: string;
  type: string;
  element: { name?: string; id: string };
}
interface Modeler {
  importXML(xml: string): Promise<unknown>;
  saveXML(options: { format: boolean }): Promise<{ xml: string }>;
  getViews(): View[];
  getActiveView(): View | undefined;
  getActiveViewer(): { on?: (event: string, callback: () => void) => void } | undefined;
  open(view: View): Promise<unknown>;
  on(event: string, callback: (event: { views?: View[]; activeView?: View }) => void): void;
  destroy(): void;
}

export interface DecisionEditorProps {
  xml: string;
  identity: string;
  readOnly: boolean;
  /** Ids of rules that are marked. */
  marked?: readonly string[];
  onChange: (xml: string) => void;
}

const TYPE_NAMES: Record<string, string> = {
  drd: '关系图',
  decisionTable: '决策表',
  literalExpression: '表达式',
  boxedExpression: '函数',
};

const NO_ROWS: readonly string[] = [];

/** The decision editor of bpmn.io in Chinese: opens the first decision table at once. */
export function DecisionEditor({ xml, identity, readOnly, marked = NO_ROWS, onChange }: DecisionEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const properties = useRef<HTMLDivElement>(null);
  const modeler = useRef<Modeler | null>(null);
  const [views, setViews] = useState<View[]>([]);
  const [active, setActive] = useState<string>('');
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef({ xml, onChange });
  latest.current = { xml, onChange };

  useEffect(() => {
    if (!container.current) return undefined;
    const chinese = { additionalModules: [translateModule] };
    const Editor = (readOnly ? DmnViewer : DmnModeler) as new (options: object) => Modeler;
    const created = new Editor({
      container: container.current,
      drd: { propertiesPanel: { parent: properties.current }, ...chinese },
      decisionTable: chinese,
      literalExpression: chinese,
      boxedExpression: chinese,
    });
    modeler.current = created;
    const watched = new WeakSet<object>();
    const save = () =>
      !readOnly && void created.saveXML({ format: true }).then(({ xml: saved }) => latest.current.onChange(saved));
    created.on('views.changed', (event) => {
      setViews(event.views ?? []);
      setActive(event.activeView?.id ?? '');
      const viewer = created.getActiveViewer();
      if (viewer?.on && !watched.has(viewer)) {
        watched.add(viewer);
        viewer.on('elements.changed', save);
      }
    });
    created
      .importXML(latest.current.xml)
      .then(async () => {
        setFailure(null);
        const table = created.getViews().find((view) => view.type === 'decisionTable');
        if (table) await created.open(table);
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)));
    return () => created.destroy();
  }, [identity, readOnly]);

  useEffect(() => {
    const [first] = marked;
    if (first !== undefined)
      container.current?.querySelector(`[data-row-id="${CSS.escape(first)}"]`)?.scrollIntoView({ block: 'center' });
  }, [marked]);

  return (
    <div className="decision-editor">
      {marked.length > 0 ? (
        <style>
          {marked
            .map((id) => `.decision-editor [data-row-id="${CSS.escape(id)}"] { background: #fff1b8 !important; }`)
            .join('\n')}
        </style>
      ) : null}
      {failure ? <Alert type="error" showIcon message="决策打不开" description={failure} /> : null}
      <Segmented
        value={active}
        options={views.map((view) => ({
          value: view.id,
          label: `${view.element.name ?? view.element.id} · ${TYPE_NAMES[view.type] ?? view.type}`,
        }))}
        onChange={(id) => {
          const view = views.find((candidate) => candidate.id === id);
          if (view) void modeler.current?.open(view);
        }}
      />
      <div className="decision-editor-body">
        <div ref={container} className="decision-editor-canvas" role="application" aria-label="决策编辑器" />
        <div ref={properties} className="decision-editor-properties" />
      </div>
    </div>
  );
}
