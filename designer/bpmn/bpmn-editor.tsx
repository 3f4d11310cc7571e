import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler';
import NavigatedViewer from 'camunda-bpmn-js/lib/camunda-cloud/NavigatedViewer';
import 'camunda-bpmn-js/dist/assets/camunda-cloud-modeler.css';
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from 'react';
import { Alert } from 'antd';
import { translateModule } from '../localization/translate.ts';
import './bpmn-editor.css';
import { jobTemplates } from './job-templates.ts';
import { setExtension, userTaskModule, type Modeling, type Shape } from './user-task-module.ts';

/** The services of bpmn-js that are used here; it ships no types for them. */
interface ModelerServices {
  importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
  saveXML(options: { format: boolean }): Promise<{ xml: string }>;
  on(event: string, callback: (event: { newSelection?: Shape[] }) => void): void;
  get(name: 'canvas'): {
    zoom(level?: string | number, center?: string): number;
    scrollToElement(element: Shape, padding?: object): void;
    addMarker(id: string, marker: string): void;
    removeMarker(id: string, marker: string): void;
  };
  get(name: 'elementRegistry'): {
    get(id: string): Shape | undefined;
    filter(test: (element: Shape) => boolean): Shape[];
  };
  get(name: 'selection'): { select(element: Shape): void };
  get(name: 'modeling'): Modeling;
  get(name: 'bpmnFactory'): Parameters<typeof setExtension>[4];
  get(name: 'elementTemplatesLoader'): { setTemplates(templates: object[]): void };
  get(name: 'commandStack'): { undo(): void; redo(): void };
  destroy(): void;
}

export interface SelectedElement {
  id: string;
  type: string;
  name: string;
}

export interface BpmnEditorHandle {
  select(elementId: string): void;
  /** Marks a run through the drawing, its place `at` more strongly, and shows that place; an empty run takes the marks away. */
  showRun(ids: readonly string[], at: number): void;
  /** Links a form and a role to a user task in the drawing, as one undoable change each. */
  bindUserTask(elementId: string, binding: { form?: string; role?: string; name?: string }): void;
}

export interface BpmnEditorProps {
  xml: string;
  /** A change of this number means that `xml` was replaced from outside: undo, restored revision. */
  epoch: number;
  readOnly: boolean;
  documents: { name: string; value: string }[];
  /** Elements to mark as having a problem. */
  problems: ReadonlySet<string>;
  onChange: (xml: string, userTasks: { id: string; name: string; form?: string }[]) => void;
  onSelect: (element: SelectedElement | null) => void;
  /** Where bpmn-js draws its own properties panel. */
  propertiesParent: HTMLElement | null;
  handle: Ref<BpmnEditorHandle>;
}

const MARKER = 'quanheng-problem';
const RUN_MARKER = 'quanheng-run';
const RUN_PLACE_MARKER = 'quanheng-run-place';

/** A large drawing shown whole can't be read: then it is shown from its start event in a readable size. */
const READABLE_ZOOM = 0.65;

const showFromStart = (modeler: ModelerServices): void => {
  const canvas = modeler.get('canvas');
  canvas.zoom('fit-viewport', 'auto');
  if (canvas.zoom() >= READABLE_ZOOM) return;
  const start = modeler.get('elementRegistry').filter((element) => element.type === 'bpmn:StartEvent')[0];
  canvas.zoom(READABLE_ZOOM);
  if (start) canvas.scrollToElement(start, { top: 160, bottom: 160, left: 160, right: 160 });
};

/** The BPMN editor of bpmn.io in Chinese, with the platform's jobs as element templates. */
export function BpmnEditor({
  xml,
  epoch,
  readOnly,
  documents,
  problems,
  onChange,
  onSelect,
  propertiesParent,
  handle,
}: BpmnEditorProps) {
  const container = useRef<HTMLDivElement>(null);
  const modeler = useRef<ModelerServices | null>(null);
  const marked = useRef<{ id: string; marker: string }[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef({ xml, onChange, onSelect, readOnly });
  latest.current = { xml, onChange, onSelect, readOnly };

  useEffect(() => {
    if (!container.current || !propertiesParent) return undefined;
    // A version that can't be changed is shown by the viewer: nothing on it can be dragged in vain.
    const Editor = (readOnly ? NavigatedViewer : Modeler) as unknown as new (options: object) => ModelerServices;
    const created = new Editor({
      container: container.current,
      propertiesPanel: { parent: propertiesParent },
      additionalModules: readOnly ? [translateModule] : [translateModule, userTaskModule],
      exporter: { name: '泉衡', version: '1.0' },
    });
    modeler.current = created;
    let loading = true;
    const report = async () => {
      if (loading || latest.current.readOnly) return;
      const { xml: saved } = await created.saveXML({ format: true });
      const tasks = created
        .get('elementRegistry')
        .filter((element) => element.type === 'bpmn:UserTask' && 'width' in element);
      latest.current.onChange(
        saved,
        tasks.map(({ businessObject }) => {
          const form = businessObject.extensionElements?.values.find(
            (value) => value.$type === 'zeebe:FormDefinition',
          )?.['formId'];
          return {
            id: businessObject.id,
            name: businessObject.name ?? '',
            ...(typeof form === 'string' ? { form } : {}),
          };
        }),
      );
    };
    created.on('commandStack.changed', () => void report());
    created.on('selection.changed', ({ newSelection = [] }) => {
      const [element] = newSelection;
      latest.current.onSelect(
        newSelection.length === 1 && element
          ? { id: element.businessObject.id, type: element.type, name: element.businessObject.name ?? '' }
          : null,
      );
    });
    created
      .importXML(latest.current.xml)
      .then(() => {
        showFromStart(created);
        setFailure(null);
      })
      .catch((error: unknown) => setFailure(error instanceof Error ? error.message : String(error)))
      .finally(() => {
        loading = false;
      });
    return () => {
      modeler.current = null;
      created.destroy();
    };
    // The editor owns its content; it is made anew only when the content was replaced from outside.
  }, [epoch, propertiesParent, readOnly]);

  useEffect(() => {
    if (!readOnly) modeler.current?.get('elementTemplatesLoader').setTemplates(jobTemplates(documents));
  }, [documents, epoch, propertiesParent, readOnly]);

  useEffect(() => {
    const current = modeler.current;
    if (!current) return undefined;
    const registry = current.get('elementRegistry');
    const marked = [...problems].filter((id) => registry.get(id));
    for (const id of marked) current.get('canvas').addMarker(id, MARKER);
    return () => {
      if (modeler.current !== current) return;
      for (const id of marked) if (registry.get(id)) current.get('canvas').removeMarker(id, MARKER);
    };
  }, [problems, epoch]);

  useImperativeHandle(handle, () => ({
    select(elementId) {
      const element = modeler.current?.get('elementRegistry').get(elementId);
      if (!element || !modeler.current) return;
      modeler.current.get('selection').select(element);
      modeler.current.get('canvas').scrollToElement(element);
    },
    showRun(ids, at) {
      const current = modeler.current;
      if (!current) return;
      const [canvas, registry] = [current.get('canvas'), current.get('elementRegistry')];
      for (const { id, marker } of marked.current) if (registry.get(id)) canvas.removeMarker(id, marker);
      const place = ids[at];
      const wanted = [...new Set(ids)].map((id) => ({ id, marker: RUN_MARKER }));
      if (place !== undefined) wanted.push({ id: place, marker: RUN_PLACE_MARKER });
      marked.current = wanted.filter(({ id }) => registry.get(id));
      for (const { id, marker } of marked.current) canvas.addMarker(id, marker);
      const element = place === undefined ? undefined : registry.get(place);
      if (element) canvas.scrollToElement(element, { top: 120, bottom: 120, left: 160, right: 160 });
    },
    bindUserTask(elementId, { form, role, name }) {
      const current = modeler.current;
      const element = current?.get('elementRegistry').get(elementId);
      if (!current || !element) return;
      const [modeling, factory] = [current.get('modeling'), current.get('bpmnFactory')];
      if (form !== undefined)
        setExtension(
          element,
          'zeebe:FormDefinition',
          form === '' ? null : { formId: form, bindingType: 'deployment' },
          modeling,
          factory,
        );
      if (role !== undefined)
        setExtension(element, 'zeebe:AssignmentDefinition', { candidateGroups: role }, modeling, factory);
      if (name !== undefined) modeling.updateProperties(element, { name });
    },
  }));

  return (
    <div className="bpmn-editor">
      {failure ? (
        <Alert
          type="error"
          showIcon
          message="流程图打不开"
          description={`${failure}。可以在“历史”里恢复到上一次保存。`}
        />
      ) : null}
      <div ref={container} className="bpmn-editor-canvas" role="application" aria-label="流程图编辑器" />
    </div>
  );
}
