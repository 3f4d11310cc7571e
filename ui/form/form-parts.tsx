import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { ArrayField } from '@formily/core';
import { observer, RecursionField, useField, useFieldSchema } from '@formily/react';
import { Alert, Button, Divider, Form, Table } from 'antd';
import type { ReactNode } from 'react';
import type { FormComponent } from '#contracts';
import { evaluateExpression } from '#rules';
import { fieldElementId } from '../parts/error-summary.tsx';
import { emptyRow } from './convert.ts';
import { fieldDefinitionOf } from './fields/index.ts';
import { useFormRendering } from './form-context.ts';
import type { FormRendering } from './form-context.ts';
import { fillTemplate, parseBold, parseLines } from './text-template.ts';

interface PartProps {
  componentId: string;
  span?: number;
  children?: ReactNode;
}

/** `list.0.name` of Formily is `list[0].name` of the form's meaning and of the server's messages. */
export function dataPath(formilyPath: string): string {
  return formilyPath.replace(/\.(\d+)(?=\.|$)/g, '[$1]');
}

function usePart(componentId: string): { component: FormComponent; rendering: FormRendering } {
  const rendering = useFormRendering();
  return { component: rendering.components.get(componentId)!, rendering };
}

const cell = (span: number | undefined) => ({ gridColumn: `span ${span ?? 16}` });

export function FormRow({ children }: { children?: ReactNode }) {
  return <div className="qh-form-row">{children}</div>;
}

/** A field with its label, description and messages. All that its state decides comes from `interpretForm`. */
export const FormField = observer(({ componentId, span }: PartProps) => {
  const field = useField<ArrayField>();
  const { component, rendering } = usePart(componentId);
  const path = dataPath(field.path.toString());
  const state = rendering.state.fields[path];
  const definition = fieldDefinitionOf(component);
  if (state && !state.visible) return null;
  if (component.type === 'expression') return null; // computed, never shown: as in form-js
  if (!definition) return <FormUnsupported componentId={componentId} {...(span ? { span } : {})} />;
  const issues = rendering.issuesAt(path);
  const id = fieldElementId(path);
  const readonly =
    rendering.readonly || state?.readonly === true || rendering.readonlyFields.includes(component.key ?? component.id);
  const label = component.label ?? (component['dateLabel'] as string | undefined) ?? (component['timeLabel'] as string);
  const described = [component.description ? `${id}-description` : '', issues.length > 0 ? `${id}-message` : ''];
  return (
    <div style={cell(span)} data-field={path}>
      <Form.Item
        {...(definition.ownLabel ? {} : { label })}
        {...(definition.composite ? {} : { htmlFor: id })}
        required={state?.required ?? false}
        validateStatus={issues.length > 0 ? 'error' : ''}
        help={
          issues.length > 0 ? (
            <span id={`${id}-message`}>{issues.map((issue) => issue.message).join('；')}</span>
          ) : undefined
        }
        extra={component.description ? <span id={`${id}-description`}>{component.description}</span> : undefined}
      >
        <definition.Control
          id={id}
          component={component}
          value={field.value}
          onChange={(value) => void field.onInput(value)}
          onBlur={() => rendering.leave(path)}
          readonly={readonly}
          invalid={issues.length > 0}
          describedBy={described.filter(Boolean).join(' ') || undefined}
          options={state?.options ?? []}
          environment={rendering.environment}
          values={rendering.values}
        />
      </Form.Item>
    </div>
  );
});

/** Fields that belong together. */
export const FormGroup = observer(({ componentId, span, children }: PartProps) => {
  const { component, rendering } = usePart(componentId);
  if (rendering.state.fields[componentId]?.visible === false) return null;
  return (
    <fieldset style={cell(span)} className={component['showOutline'] ? 'qh-form-group outlined' : 'qh-form-group'}>
      {component.label ? <legend>{component.label}</legend> : null}
      {children}
    </fieldset>
  );
});

/** Rows that can be added and removed. */
export const FormList = observer(({ componentId, span }: PartProps) => {
  const field = useField<ArrayField>();
  const schema = useFieldSchema();
  const { component, rendering } = usePart(componentId);
  const path = dataPath(field.path.toString());
  if (rendering.state.fields[path]?.visible === false) return null;
  const rows = Array.isArray(field.value) ? field.value : [];
  const items = Array.isArray(schema.items) ? schema.items[0] : schema.items;
  const changeable = !rendering.readonly && component['allowAddRemove'] !== false;
  return (
    <fieldset style={cell(span)} className="qh-form-group outlined" id={fieldElementId(path)} tabIndex={-1}>
      {component.label ? <legend>{component.label}</legend> : null}
      {rows.map((_, index) => (
        <div key={index} className="qh-form-list-row" role="group" aria-label={`第 ${index + 1} 行`}>
          <span className="qh-muted">{index + 1}</span>
          <div style={{ minWidth: 0 }}>
            <RecursionField schema={items!} name={index} />
          </div>
          {changeable ? (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`删除第 ${index + 1} 行`}
              onClick={() => void field.remove(index)}
            />
          ) : null}
        </div>
      ))}
      {changeable ? (
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => void field.push(emptyRow(component))}>
          增加一行
        </Button>
      ) : null}
    </fieldset>
  );
});

function RichText({ text }: { text: string }) {
  const inline = (line: string) =>
    parseBold(line).map((part, index) => (part.bold ? <strong key={index}>{part.text}</strong> : part.text));
  return (
    <div className="qh-form-text">
      {parseLines(text).map((line, index) => {
        if (line.kind === 'heading') return <h3 key={index}>{inline(line.text)}</h3>;
        if (line.kind === 'item') return <p key={index}>· {inline(line.text)}</p>;
        return <p key={index}>{inline(line.text)}</p>;
      })}
    </div>
  );
}

/** HTML of a form is shown as its text only: no markup of an author runs in a reader's page. */
function textOfHtml(html: string): string {
  return new DOMParser().parseFromString(html, 'text/html').body.textContent ?? '';
}

function StaticTable({
  component,
  scope,
  now,
}: {
  component: FormComponent;
  scope: Record<string, unknown>;
  now: string;
}) {
  const source = component['dataSource'];
  const outcome = typeof source === 'string' ? evaluateExpression(source, scope, now).value : [];
  const columns = (component['columns'] ?? []) as { key: string; label: string }[];
  const rows = Array.isArray(outcome) ? (outcome as Record<string, unknown>[]) : [];
  return (
    <Table
      size="small"
      pagination={rows.length > 10 ? { pageSize: 10 } : false}
      dataSource={rows.map((row, index) => ({ ...row, __key: index }))}
      rowKey="__key"
      columns={columns.map((column) => ({
        key: column.key,
        title: column.label,
        render: (_: unknown, row: Record<string, unknown>) => String(row[column.key] ?? ''),
      }))}
    />
  );
}

/** Texts, lines, pictures and tables between the fields. */
export const FormStatic = observer(({ componentId, span }: PartProps) => {
  const { component, rendering } = usePart(componentId);
  if (rendering.state.fields[componentId]?.visible === false) return null;
  const scope = { ...rendering.environment.extra, ...rendering.values };
  const now = rendering.environment.now;
  const body = () => {
    switch (component.type) {
      case 'separator':
        return <Divider style={{ margin: '8px 0' }} />;
      case 'spacer':
        return <div style={{ height: Number(component['height'] ?? 16) }} />;
      case 'text':
        return <RichText text={fillTemplate(component.text ?? '', scope, now)} />;
      case 'html':
        return <RichText text={textOfHtml(fillTemplate(String(component['content'] ?? ''), scope, now))} />;
      case 'table':
        return <StaticTable component={component} scope={scope} now={now} />;
      default: {
        const source = fillTemplate(String(component['source'] ?? ''), scope, now);
        // Pictures come from the platform or from the form itself; a foreign address would tell who reads what.
        return /^(\/(?!\/)|data:image\/)/.test(source) ? (
          <img src={source} alt={String(component['alt'] ?? '')} style={{ maxWidth: '100%' }} />
        ) : null;
      }
    }
  };
  return <div style={cell(span)}>{body()}</div>;
});

/** A part of the form that cannot be shown is said to be so, at its place. */
export function FormUnsupported({ componentId, span }: PartProps) {
  const { component } = usePart(componentId);
  return (
    <div style={cell(span)}>
      <Alert
        type="error"
        showIcon
        message={`表单中的“${component.label ?? component.key ?? component.id}”（${component.type}）无法显示`}
        description="请联系法制人员修改表单。"
      />
    </div>
  );
}
