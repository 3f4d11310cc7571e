import { AutoComplete, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ImportDraft, ImportField, ImportPreview } from '#contracts';
import { FIELD_NAMES } from '#rules';
import { LIST_OPTIONS } from './list-words.tsx';

const FIELD_OPTIONS = Object.entries(FIELD_NAMES).map(([value, label]) => ({ value, label }));

type Defaults = ImportDraft['defaults'];

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="qh-stack-small" style={{ gap: 2 }}>
      <span>{label}</span>
      {children}
    </label>
  );
}

/** What holds for all rows of the sheet that say nothing themselves. */
export function DefaultsForm({
  defaults,
  departments,
  onChange,
}: {
  defaults: Defaults;
  departments: readonly string[];
  onChange: (part: Partial<Defaults>) => void;
}) {
  return (
    <div className="qh-field-grid">
      <Labelled label="清单类型">
        <Select
          aria-label="清单类型"
          placeholder="选择清单"
          value={defaults.list}
          options={LIST_OPTIONS}
          onChange={(list) => onChange({ list: list as NonNullable<Defaults['list']> })}
        />
      </Labelled>
      <Labelled label="部门">
        <AutoComplete
          aria-label="部门"
          placeholder="选择或填写部门"
          allowClear
          filterOption={(typed, option) => String(option?.value ?? '').includes(typed.trim())}
          value={defaults.department}
          options={departments.map((value) => ({ value }))}
          onChange={(value?: string) => onChange({ department: value ?? '' })}
        />
      </Labelled>
      <Labelled label="施行日期">
        <Input
          type="date"
          value={defaults.effectiveFrom ?? ''}
          onChange={(event) => onChange({ effectiveFrom: event.target.value || undefined })}
        />
      </Labelled>
      <Labelled label="编号前缀（表里没有编号时用）">
        <Input
          value={defaults.codePrefix}
          placeholder={`${defaults.department || '部门'}-`}
          onChange={(event) => onChange({ codePrefix: event.target.value.trim() })}
        />
      </Labelled>
      <Labelled label="来源">
        <Select
          aria-label="来源"
          value={defaults.origin}
          options={[
            { value: '法', label: '法：已与条文核对' },
            { value: '摘', label: '摘：摘录，未见全文' },
            { value: '编', label: '编：由条款编成' },
            { value: '忆', label: '忆：凭记忆' },
          ]}
          onChange={(origin) => onChange({ origin })}
        />
      </Labelled>
      <Labelled label="出处（文件名称、文号）">
        <Input value={defaults.originNote} onChange={(event) => onChange({ originNote: event.target.value })} />
      </Labelled>
      <Labelled label="制定机关">
        <Select
          aria-label="制定机关"
          value={defaults.issuer}
          options={[
            { value: 'own', label: '本机关' },
            { value: 'superior', label: '上级机关' },
          ]}
          onChange={(issuer) => onChange({ issuer })}
        />
      </Labelled>
    </div>
  );
}

/** What each column holds, as found by its heading; changed here where it was found wrong. */
export function MappingForm({
  preview,
  onChange,
}: {
  preview: ImportPreview;
  onChange: (mapping: ImportField[]) => void;
}) {
  return (
    <div className="qh-field-grid">
      {preview.headings.map((heading, column) => (
        <Labelled key={column} label={`第 ${column + 1} 列 ${heading || '（没有标题）'}`}>
          <Select
            aria-label={`第 ${column + 1} 列的含义`}
            value={preview.mapping[column]}
            options={FIELD_OPTIONS}
            onChange={(field: ImportField) => onChange(preview.mapping.map((one, at) => (at === column ? field : one)))}
          />
        </Labelled>
      ))}
    </div>
  );
}
