// Adds the group 业务组件 to the form editor. It stores the platform's own field in the component's `properties`, which
// other tools keep and ignore. Plain preact: form-js-editor bundles its own copy of the properties panel.
import { h } from 'preact';
import { WIDGETS } from '#contracts';

interface Field {
  type: string;
  components?: unknown[];
  properties?: Record<string, string>;
}
type EditField = (field: Field, path: string, value: unknown) => void;

/** Which plain component types may carry which widget. */
const WIDGET_TYPES: Record<keyof typeof WIDGETS, string[]> = {
  officers: ['taglist', 'checklist'],
  evidence: ['textarea', 'textfield', 'filepicker', 'taglist'],
  violation: ['textfield', 'select'],
  'law-article': ['textarea', 'taglist'],
  money: ['textfield', 'number'],
  region: ['textfield', 'select'],
  signature: ['textfield', 'checkbox'],
  'penalty-units': ['textarea', 'textfield'],
  'discretion-advice': ['textfield', 'textarea'],
};
const FORMATS: [value: string, label: string][] = [
  ['uscc', '统一社会信用代码'],
  ['id-number', '身份证号'],
  ['mobile', '电话'],
  ['money', '金额'],
];

const without = (properties: Record<string, string>, name: string): Record<string, string> =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));

const entry = (id: string, label: string, name: string, options: (field: Field) => [string, string][]) =>
  function Entry({ element, editField }: { element: Field; editField: EditField }) {
    const current = element.properties?.[name] ?? '';
    const onChange = (event: { target: { value: string } }) => {
      const rest = without(element.properties ?? {}, name);
      editField(element, 'properties', event.target.value ? { ...rest, [name]: event.target.value } : rest);
    };
    return h(
      'div',
      { class: 'bio-properties-panel-entry' },
      h(
        'div',
        { class: 'bio-properties-panel-select' },
        h('label', { class: 'bio-properties-panel-label', for: id }, label),
        h('select', { id, class: 'bio-properties-panel-input', value: current, onChange: onChange as never }, [
          h('option', { value: '', selected: current === '' }, '（不用）'),
          ...options(element).map(([value, text]) => h('option', { value, selected: value === current }, text)),
        ]),
      ),
    );
  };

const widgetsFor = (field: Field): [string, string][] =>
  Object.entries(WIDGETS)
    .filter(
      ([name]) =>
        WIDGET_TYPES[name as keyof typeof WIDGETS].includes(field.type) || field.properties?.['widget'] === name,
    )
    .map(([name, label]) => [name, label.split('：')[0] ?? label]);

/** What the people named must hold; without it what the handlers of the case need. */
const CERTIFICATES: [string, string][] = [
  ['enforcement', '执法证'],
  ['supervision', '监督证'],
  ['hearing-host', '听证主持人资格证'],
  ['legal-profession', '法律职业资格'],
];

const ENTRIES = [
  { id: 'business-widget', component: entry('business-widget', '业务组件', 'widget', widgetsFor), property: 'widget' },
  {
    id: 'business-format',
    component: entry('business-format', '格式', 'format', (field) => (field.type === 'textfield' ? FORMATS : [])),
    property: 'format',
  },
  {
    id: 'business-certificate',
    component: entry('business-certificate', '所选人员须持证件', 'certificate', (field) =>
      field.properties?.['widget'] === 'officers' ? CERTIFICATES : [],
    ),
    property: 'certificate',
  },
  {
    id: 'business-sensitive',
    component: entry('business-sensitive', '个人信息', 'sensitive', () => [['true', '是，按权限遮盖显示']]),
    property: 'sensitive',
  },
];

interface Group {
  id: string;
  label?: string;
  entries?: object[];
}

class BusinessGroupProvider {
  static $inject = ['propertiesPanel'];
  constructor(propertiesPanel: { registerProvider(provider: unknown, priority: number): void }) {
    propertiesPanel.registerProvider(this, 500);
  }
  getGroups(field: Field, editField: EditField) {
    return (groups: Group[]): Group[] => {
      if (field.type === 'default' || field.components) return groups;
      const own: Group = {
        id: 'business',
        label: '业务组件',
        entries: ENTRIES.map(({ id, component, property }) => ({
          id,
          component,
          element: field,
          field,
          editField,
          isEdited: () => field.properties?.[property] !== undefined,
        })),
      };
      return [...groups.slice(0, 1), own, ...groups.slice(1)];
    };
  }
}

export const businessGroupModule = {
  __init__: ['businessGroupProvider'],
  businessGroupProvider: ['type', BusinessGroupProvider],
};
