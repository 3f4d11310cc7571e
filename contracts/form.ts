/**
 * A form is a form-js schema (`*.form`). The platform reads these extra members from a component's `properties`:
 *
 * | property    | value                                                                        |
 * |-------------|------------------------------------------------------------------------------|
 * | `widget`    | one of `WIDGETS`: the platform's own field; Camunda Tasklist shows the plain |
 * | `format`    | `uscc` 统一社会信用代码 · `id-number` 身份证号 · `mobile` · `money`          |
 * | `sensitive` | `true`: masked for those who may not see it (CF50)                           |
 * | `certificate` | for `officers`: the certificate that those named must hold (`hearing-host`, `supervision`…) |
 * | `evidenceKind` | default kind for the `evidence` widget                                    |
 */
export const WIDGETS = {
  officers: '执法人员选择：值为人员 id 的数组',
  evidence: '证据：值为证据 id 的数组',
  violation: '违法行为与清单项：值为清单项编号',
  'law-article': '法条：值为 {law, article} 的数组',
  money: '金额（元）：值为十进制字符串，如 12500.00',
  region: '行政区划：值为区划代码',
  signature: '签名确认：值为 {userId, name, at}',
  'penalty-units': '处罚单元（违法行为 × 当事人）：值为 {id, violationCode, partyId, proposedFineFen, …} 的数组',
  'discretion-advice': '裁量建议（只读）：显示推荐档次和幅度',
} as const;
export type Widget = keyof typeof WIDGETS;

export const FIELD_FORMATS = ['uscc', 'id-number', 'mobile', 'money'] as const;
export type FieldFormat = (typeof FIELD_FORMATS)[number];

/** The part of a form-js component that the platform relies on. Unknown members are kept. */
export interface FormComponent {
  type: string;
  id: string;
  key?: string;
  path?: string;
  label?: string;
  description?: string;
  text?: string;
  values?: { label: string; value: string }[];
  valuesKey?: string;
  valuesExpression?: string;
  defaultValue?: unknown;
  disabled?: boolean;
  readonly?: boolean | string;
  conditional?: { hide?: string };
  validate?: {
    required?: boolean;
    minLength?: number;
    maxLength?: number;
    min?: number | string;
    max?: number | string;
    pattern?: string;
    validationType?: string;
  };
  expression?: string;
  components?: FormComponent[];
  properties?: Record<string, string>;
  layout?: { row?: string; columns?: number | null };
  [member: string]: unknown;
}

export interface FormSchema {
  type: 'default';
  id: string;
  schemaVersion?: number;
  components: FormComponent[];
  [member: string]: unknown;
}
