import { Button, Empty, Flex, Input, Menu, Popconfirm } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { PageSkeleton } from '#ui';
import { freeName, newForm, withoutFile, withText, type FormEntry } from '../draft/package-files.ts';
import type { Draft } from '../draft/use-draft.ts';

const FormEditor = lazy(() => import('../form/form-editor.tsx').then((module) => ({ default: module.FormEditor })));

const FormPreview = lazy(() => import('../form/form-preview.tsx').then((module) => ({ default: module.FormPreview })));

interface FormsTabProps {
  draft: Draft;
  forms: readonly FormEntry[];
  /** What each form is called, by id. */
  names: Readonly<Record<string, string>>;
  readOnly: boolean;
  chosen: string | null;
  onChoose: (formId: string | null) => void;
}

/** The forms of a procedure: choose, edit, add, remove. */
export function FormsTab({ draft, forms, names, readOnly, chosen, onChoose }: FormsTabProps) {
  const [filter, setFilter] = useState('');
  const form = forms.find((candidate) => candidate.id === chosen) ?? forms[0];
  const add = () => {
    const id = freeName(
      'form',
      forms.map((candidate) => candidate.id),
    );
    draft.change((map) => withText(map, `${id}.form`, `${JSON.stringify(newForm(id), null, 2)}\n`));
    onChoose(id);
  };
  return (
    <div className="designer-split">
      <Flex vertical gap={8} style={{ flex: '0 0 220px', padding: 8, borderRight: '1px solid #e5e8ef', minHeight: 0 }}>
        <Input
          allowClear
          placeholder="查找表单"
          aria-label="查找表单"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <Menu
          style={{ flex: 1, overflow: 'auto', borderInlineEnd: 0 }}
          selectedKeys={form ? [form.id] : []}
          onClick={({ key }) => onChoose(key)}
          items={forms
            .filter((candidate) => `${candidate.id}${names[candidate.id] ?? ''}`.includes(filter))
            .map((candidate) => ({
              key: candidate.id,
              label: names[candidate.id] ?? candidate.id,
              title: candidate.id,
            }))}
        />
        {readOnly ? null : (
          <Flex gap={8}>
            <Button onClick={add}>新建</Button>
            {form ? (
              <Popconfirm
                title={`删除表单“${names[form.id] ?? form.id}”？`}
                description="撤销按钮可以恢复"
                okText="删除"
                cancelText="不删"
                onConfirm={() => {
                  draft.change((map) => withoutFile(map, form.path));
                  onChoose(null);
                }}
              >
                <Button danger>删除</Button>
              </Popconfirm>
            ) : null}
          </Flex>
        )}
      </Flex>
      <div className="designer-split-main">
        {form ? (
          <Suspense fallback={<PageSkeleton />}>
            {readOnly ? (
              <FormPreview schema={form.schema} identity={form.path} />
            ) : (
              <FormEditor
                schema={form.schema}
                identity={`${form.path}-${draft.epoch}-${readOnly}`}
                onChange={(schema) =>
                  draft.change((map) => withText(map, form.path, `${JSON.stringify(schema, null, 2)}\n`))
                }
              />
            )}
          </Suspense>
        ) : (
          <Empty description="还没有表单" />
        )}
      </div>
    </div>
  );
}
