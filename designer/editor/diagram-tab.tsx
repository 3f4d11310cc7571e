import { Alert, Empty, Select, Tabs } from 'antd';
import { useCallback, useMemo, useRef, useState, type RefObject } from 'react';
import type { ProcedureManifest, StepDefinition } from '#contracts';
import { readModel, type ProcedureModel } from '#rules';
import { BpmnEditor, type BpmnEditorHandle, type SelectedElement } from '../bpmn/bpmn-editor.tsx';
import {
  emptyStep,
  freeName,
  newForm,
  withStep,
  withText,
  withoutSteps,
  type FormEntry,
} from '../draft/package-files.ts';
import type { Draft } from '../draft/use-draft.ts';
import { StepPanel } from '../settings/step-panel.tsx';

interface DiagramTabProps {
  draft: Draft;
  manifest: ProcedureManifest;
  forms: readonly FormEntry[];
  formNames: Readonly<Record<string, string>>;
  readOnly: boolean;
  problems: ReadonlySet<string>;
  handle: RefObject<BpmnEditorHandle>;
  onEditForm: (formId: string) => void;
}

const PROCESS = 'process.bpmn';

const readSafely = (xml: string): ProcedureModel | null => {
  try {
    return readModel(xml);
  } catch {
    return null;
  }
};

/** The drawing with the settings of the chosen step beside it. */
export function DiagramTab({
  draft,
  manifest,
  forms,
  formNames,
  readOnly,
  problems,
  handle,
  onEditForm,
}: DiagramTabProps) {
  const { files, change, epoch } = draft;
  const [selected, setSelected] = useState<SelectedElement | null>(null);
  const [properties, setProperties] = useState<HTMLElement | null>(null);
  const xml = files.get(PROCESS)?.content ?? '';
  const model = useMemo(() => readSafely(xml), [xml]);
  const documents = useMemo(
    () => manifest.documents.map((document) => ({ name: document.name, value: document.code })),
    [manifest.documents],
  );
  const stepNames = useMemo(
    () =>
      Object.fromEntries(
        (model?.elements ?? [])
          .filter((element) => element.type === 'userTask')
          .map((element) => [element.id, element.name || element.id]),
      ),
    [model],
  );
  // Steps of the drawing as it was last heard of; undo and restored revisions bring others.
  const known = useRef<{ epoch: number; ids: Set<string> } | null>(null);
  if (known.current?.epoch !== epoch) known.current = { epoch, ids: new Set(Object.keys(stepNames)) };

  const onChange = useCallback(
    (changed: string, tasks: { id: string; name: string; form?: string }[]) => {
      const now = new Set(tasks.map((task) => task.id));
      const gone = new Set([...(known.current?.ids ?? [])].filter((id) => !now.has(id)));
      known.current = { epoch, ids: now };
      change((map) => {
        let next = withText(map, PROCESS, changed);
        if (gone.size > 0) next = withoutSteps(next, gone);
        for (const task of tasks) {
          const step = manifest.steps.find((candidate) => candidate.elementId === task.id);
          if (!step || (task.form !== undefined && step.form !== task.form))
            next = withStep(next, task.id, task.form === undefined ? {} : { form: task.form });
        }
        return next;
      });
    },
    [change, epoch, manifest.steps],
  );
  const element = model?.elements.find((candidate) => candidate.id === selected?.id);
  const isStep =
    element !== undefined &&
    (element.type === 'userTask' ||
      (element.type === 'startEvent' && manifest.steps.some((step) => step.elementId === element.id)));
  const updateStep = (elementId: string, update: Partial<StepDefinition>) => {
    if (element?.type === 'userTask' && (update.form !== undefined || update.role !== undefined))
      handle.current?.bindUserTask(elementId, {
        ...(update.form === undefined ? {} : { form: update.form }),
        ...(update.role === undefined ? {} : { role: update.role }),
      });
    change((map) => withStep(map, elementId, update));
  };
  const addForm = (elementId: string) => {
    const id = freeName(
      'form',
      forms.map((form) => form.id),
    );
    change((map) => withText(map, `${id}.form`, `${JSON.stringify(newForm(id), null, 2)}\n`));
    updateStep(elementId, { form: id });
    onEditForm(id);
  };
  const settings =
    element && isStep ? (
      <StepPanel
        elementId={element.id}
        elementName={element.name}
        manifest={manifest}
        step={manifest.steps.find((step) => step.elementId === element.id) ?? emptyStep(element.id, manifest)}
        forms={forms}
        formNames={formNames}
        stepNames={stepNames}
        readOnly={readOnly}
        onRename={(name) => handle.current?.bindUserTask(element.id, { name })}
        onChange={(update) => updateStep(element.id, update)}
        onNewForm={() => addForm(element.id)}
        onEditForm={onEditForm}
      />
    ) : (
      <Empty
        style={{ padding: 24 }}
        description={
          selected
            ? '这个图形没有办理设置。平台作业的参数在“属性”里填写'
            : '点选一个人工步骤，设置由谁办理、填什么表单、过哪些闸门'
        }
      />
    );
  return (
    <div className="designer-split">
      <div className="designer-split-main">
        {xml === '' ? (
          <Alert type="error" showIcon message="规程包里没有 process.bpmn" />
        ) : (
          <BpmnEditor
            xml={xml}
            epoch={epoch}
            readOnly={readOnly}
            documents={documents}
            problems={problems}
            onChange={onChange}
            onSelect={setSelected}
            propertiesParent={properties}
            handle={handle}
          />
        )}
      </div>
      <aside className="designer-split-side" aria-label="步骤设置">
        <Select
          className="designer-find-step"
          aria-label="查找步骤"
          placeholder="查找步骤"
          showSearch
          optionFilterProp="label"
          value={selected && stepNames[selected.id] ? selected.id : null}
          options={Object.entries(stepNames).map(([value, label]) => ({ value, label }))}
          onChange={(id: string | null) => id && handle.current?.select(id)}
        />
        <Tabs
          items={[
            { key: 'step', label: '办理设置', children: settings },
            {
              key: 'properties',
              label: '属性',
              disabled: readOnly,
              forceRender: true,
              children: <div className="designer-properties" ref={setProperties} />,
            },
          ]}
        />
      </aside>
    </div>
  );
}
