import type {
  ConditionTree,
  FormComponent,
  FormSchema,
  GateDefinition,
  ProcedureIssue,
  StepDefinition,
} from '#contracts';
import { CASE_EVENTS } from '#contracts';
import { evaluateExpression } from '../expression.ts';
import { labelOf, listFields } from '../forms/fields.ts';
import { conditionToFeel, factsOfTree } from '../gates/condition-tree.ts';
import { GATE_FACTS } from '../gates/gate-facts.ts';
import { mergeGates } from '../gates/merge-gates.ts';
import { conditionFromFeel } from '../gates/read-condition.ts';
import { STANDARD_GATES } from '../gates/standard-gates/index.ts';
import type { ProcedurePackage } from '../procedure/read-package.ts';
import { namesIn } from './expression-names.ts';
import type { DutyRule, PresenceRule } from './legality-rule.ts';

const FILE = 'procedure.json';
const SOME_TIME = '2026-01-01T00:00:00+08:00';

const emits = (step: StepDefinition, events: readonly string[]): boolean =>
  step.emits.some(({ event }) => events.includes(event));

export const eventTitle = (event: string): string => (CASE_EVENTS as Record<string, string>)[event] ?? event;

/** Steps whose officer may be the same as one that must be another. */
export const dutyIssues = (
  rule: DutyRule,
  procedure: ProcedurePackage,
  nameOf: (id: string) => string,
): ProcedureIssue[] => {
  const { steps } = procedure.manifest;
  const acting = steps.filter((step) => emits(step, rule.acting));
  return steps
    .filter((step) => emits(step, rule.deciding))
    .flatMap((step) => {
      const missing = acting.filter((other) => other !== step && !step.notBy.includes(other.elementId));
      if (missing.length === 0) return [];
      const names = missing.map((other) => `“${nameOf(other.elementId)}”`).join('、');
      return [
        {
          severity: rule.severity,
          rule: rule.id,
          file: FILE,
          elementId: step.elementId,
          elements: [step.elementId, ...missing.map((other) => other.elementId)],
          message: `${rule.name}：“${nameOf(step.elementId)}”没有排除办理过${names}的人`,
          remedy: `请在步骤“${nameOf(step.elementId)}”的“不能由办理过这些步骤的人办理”中选上${names}`,
          basis: [...rule.basis],
          origin: rule.origin,
        },
      ];
    });
};

export const presenceIssue = (rule: PresenceRule, procedure: ProcedurePackage): ProcedureIssue[] =>
  procedure.manifest.steps.some((step) => emits(step, rule.events))
    ? []
    : [
        {
          severity: rule.severity,
          rule: rule.id,
          file: FILE,
          message: `规程缺少法定环节“${rule.name}”：没有任何步骤记录${rule.events.map(eventTitle).join('或')}`,
          remedy: `请画上“${rule.name}”的步骤，并在步骤设置中选上它记录的事件`,
          basis: [...rule.basis],
          origin: rule.origin,
        },
      ];

/** Whether a condition can still hold when some facts are never given; undefined where it reads others. */
const judge = (tree: ConditionTree, missing: ReadonlySet<string>): boolean | undefined => {
  if (tree.kind === 'not') {
    const inner = judge(tree.item, missing);
    return inner === undefined ? undefined : !inner;
  }
  if (tree.kind !== 'test') {
    const results = tree.items.map((item) => judge(item, missing));
    if (tree.kind === 'all') return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
    return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
  }
  if (!factsOfTree(tree).every((fact) => missing.has(fact))) return undefined;
  const facts = Object.fromEntries(factsOfTree(tree).map((fact) => [fact, null]));
  return evaluateExpression(conditionToFeel(tree), facts, SOME_TIME).value === true;
};

/** Form fields, by their labels, without which a gate can't be passed and which no form collects. */
const missingFacts = (gate: GateDefinition, collected: ReadonlySet<string>): string[] => {
  const missing = GATE_FACTS.filter(
    (fact) => fact.from === 'form' && !collected.has(fact.name) && namesIn(gate.condition).includes(fact.name),
  );
  const tree = missing.length > 0 ? conditionFromFeel(gate.condition) : null;
  const names = new Set(missing.map((fact) => fact.name));
  return tree && judge(tree, names) === false ? missing.map((fact) => fact.label) : [];
};

/** Keys of the fields of a form, and of the lists and groups that they lie in. */
const fieldNames = (form: FormSchema): string[] =>
  listFields(form).flatMap((field) => [field.key, ...field.path.split(/[.[\]]+/)]);

/** Gates that can never be passed, as no form asks for what they look at. */
export const gateFieldIssues = (procedure: ProcedurePackage, nameOf: (id: string) => string): ProcedureIssue[] => {
  const { manifest, forms } = procedure;
  const gates = mergeGates(STANDARD_GATES, manifest.gates);
  const collected = new Set(Object.values(forms).flatMap(fieldNames));
  return manifest.steps.flatMap((step) =>
    step.gates.flatMap((code) => {
      const gate = gates.find((candidate) => candidate.code === code);
      const missing = gate ? missingFacts(gate, collected) : [];
      if (!gate || missing.length === 0) return [];
      return [
        {
          severity: gate.level === 'block' ? ('error' as const) : ('warning' as const),
          rule: 'gate-field',
          file: FILE,
          elementId: step.elementId,
          message: `步骤“${nameOf(step.elementId)}”的闸门 ${code}（${gate.name}）要看${missing.map((label) => `“${label}”`).join('、')}，但没有一张表单收集它`,
          remedy: '请在这一步或之前的表单中添加这个字段，或从步骤中去掉这个闸门',
          basis: [...gate.basis],
          origin: gate.origin,
        },
      ];
    }),
  );
};

/** Names that every form may read besides fields. */
const FORM_NAMES = new Set(['today', 'now', 'data', 'this', 'parent', 'i']);

/** Conditions of form fields that read a field which exists nowhere in the package. */
export const formConditionIssues = (procedure: ProcedurePackage): ProcedureIssue[] => {
  const known = new Set([
    ...FORM_NAMES,
    ...Object.values(procedure.forms).flatMap(fieldNames),
    ...GATE_FACTS.filter((fact) => fact.from === 'computed').map((fact) => fact.name.split('.')[0] ?? ''),
  ]);
  const check = (file: string, component: FormComponent): ProcedureIssue[] => {
    const texts = [
      component.conditional?.hide,
      component.expression,
      component.valuesExpression,
      typeof component.readonly === 'string' ? component.readonly : undefined,
    ].filter((text): text is string => typeof text === 'string' && text.trim().startsWith('='));
    const issues = texts.flatMap((text) =>
      namesIn(text)
        .filter((name) => !known.has(name))
        .map((name): ProcedureIssue => ({
          severity: 'error',
          rule: 'form-condition-field',
          file,
          elementId: component.id,
          message: `字段“${labelOf(component)}”的条件用到“${name}”，规程的任何表单里都没有这个字段`,
          remedy: '请改成已有字段的键，或先添加这个字段',
          basis: [],
        })),
    );
    return [...issues, ...(component.components ?? []).flatMap((child) => check(file, child))];
  };
  return Object.entries(procedure.forms).flatMap(([id, form]) =>
    form.components.flatMap((component) => check(procedure.formFiles[id] ?? id, component)),
  );
};

/** Documents of the catalogue that no step ever makes. */
export const unusedDocumentIssues = (procedure: ProcedurePackage): ProcedureIssue[] => {
  const made = new Set(
    Object.values(procedure.models).flatMap((model) =>
      model.elements.flatMap((element) => (element.headers['document'] ? [element.headers['document']] : [])),
    ),
  );
  return procedure.manifest.documents
    .filter((document) => !made.has(document.code))
    .map((document) => ({
      severity: 'warning' as const,
      rule: 'document-unused',
      file: FILE,
      message: `文书“${document.name}”在目录里，但没有一个步骤生成它`,
      remedy: '请在流程图中加上“生成文书”的作业，或从目录中删除',
      basis: [...document.basis],
    }));
};

/** Declared exceptions that say no reason. */
export const unexplainedExceptionIssues = (procedure: ProcedurePackage): ProcedureIssue[] =>
  procedure.manifest.legalityExceptions
    .filter(({ reason }) => reason.trim() === '')
    .map(({ rule }) => ({
      severity: 'error' as const,
      rule: 'legality-exception',
      file: FILE,
      message: `声明规则 ${rule} 不适用，但没有写明理由`,
      remedy: '请在“阶段与说明”里写明理由，或删除这条声明',
      basis: [],
    }));
