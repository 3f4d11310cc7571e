import { App, Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import type { ScopedVariable } from '#engine';
import { EmptyState } from '#ui';

interface VariablesTableProps {
  variables: readonly ScopedVariable[];
  names: Readonly<Record<string, string>>;
  /** Absent where they can't be changed: at an earlier moment. */
  onChange?: (scopeKey: number, variables: Record<string, unknown>) => void;
}

const textOf = (value: unknown): string => JSON.stringify(value, null, 1) ?? 'null';

/** The variables of the run by name; each can be changed, to try what would be. */
export function VariablesTable({ variables, names, onChange }: VariablesTableProps) {
  const { message } = App.useApp();
  const [filter, setFilter] = useState('');
  const [edited, setEdited] = useState<{ variable: ScopedVariable; text: string } | null>(null);
  const shown = variables.filter(({ name }) => name.toLowerCase().includes(filter.trim().toLowerCase()));
  const save = () => {
    if (!edited) return;
    try {
      const value: unknown = JSON.parse(edited.text);
      onChange?.(edited.variable.scopeKey, { [edited.variable.name]: value });
      setEdited(null);
    } catch {
      void message.error('这不是正确的 JSON：文字要加双引号，例如 "approve"；数字、true、false、null 不加');
    }
  };
  return (
    <>
      <Input
        allowClear
        aria-label="查找变量"
        placeholder="查找变量"
        value={filter}
        onChange={(event) => setFilter(event.target.value)}
        style={{ marginBottom: 8 }}
      />
      <Table<ScopedVariable>
        size="small"
        aria-label="变量"
        rowKey={({ scopeKey, name }) => `${scopeKey}-${name}`}
        dataSource={[...shown]}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: <EmptyState title={filter ? '没有这个名字的变量' : '还没有变量'} /> }}
        columns={[
          {
            title: '名称',
            key: 'name',
            width: 132,
            render: (_, { name, scopeElementId }) => (
              <>
                <div className="simulation-name">{name}</div>
                {names[scopeElementId] ? (
                  <div className="qh-muted qh-small">只在“{names[scopeElementId]}”里</div>
                ) : null}
              </>
            ),
          },
          {
            title: '值',
            key: 'value',
            render: (_, { value }) => <pre className="simulation-value">{textOf(value)}</pre>,
          },
          ...(onChange
            ? [
                {
                  title: '',
                  key: 'edit',
                  width: 56,
                  render: (_: unknown, variable: ScopedVariable) => (
                    <Button
                      type="link"
                      size="small"
                      aria-label={`修改变量 ${variable.name}`}
                      onClick={() => setEdited({ variable, text: textOf(variable.value) })}
                    >
                      改
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      <Modal
        open={edited !== null}
        title={`修改变量 ${edited?.variable.name ?? ''}`}
        okText="改"
        cancelText="不改"
        onOk={save}
        onCancel={() => setEdited(null)}
      >
        <Input.TextArea
          aria-label="变量的值"
          autoSize={{ minRows: 2, maxRows: 12 }}
          value={edited?.text ?? ''}
          onChange={(event) => setEdited((now) => (now ? { ...now, text: event.target.value } : now))}
        />
      </Modal>
    </>
  );
}
