import type { FormSchema, StepDefinition } from '#contracts';
import { evaluateExpression } from '../expression.ts';
import { listFields } from '../forms/fields.ts';
import { expressionNames, namesIn } from './expression-names.ts';

/** Values that stand for all others of a field: those that conditions name or a choice offers, and one that is none of them. */
export type FactValue = string | number | boolean | null;

const OTHER = '（其他值）';
/** More possibilities of one field than any condition of a procedure tells apart. */
const MAX_VALUES = 12;
/** Conditions are evaluated without a case: a time is as good as another. */
const SOME_TIME = '2026-01-01T00:00:00+08:00';

/** Constants that an expression compares a name with; of numbers also the neighbours, which stand for less and more. */
const constantsFor = (name: string, expression: string): FactValue[] =>
  expressionNames(expression)
    .constants.filter((constant) => constant.name === name)
    .flatMap(({ value }): FactValue[] => (typeof value === 'number' ? [value - 1, value, value + 1] : [value]));

/** The fields by which branches and events of a procedure are decided, with the values worth telling apart. */
export class CaseFacts {
  readonly names: string[];
  private readonly values: FactValue[][];
  /** Values a step can give to a field, as places in `values`. */
  private readonly bySetter = new Map<string, Map<number, number[]>>();

  constructor(
    names: readonly string[],
    expressions: readonly string[],
    steps: readonly StepDefinition[],
    forms: Record<string, FormSchema>,
  ) {
    const fields = new Map(
      steps.map((step) => [step.elementId, forms[step.form] ? listFields(forms[step.form]!) : []]),
    );
    const known = names.filter((name) => [...fields.values()].some((list) => list.some((field) => field.key === name)));
    this.names = known;
    this.values = known.map((name) => {
      const options = [...fields.values()].flat().filter((field) => field.key === name);
      const offered = options.flatMap((field): FactValue[] =>
        field.type === 'checkbox' ? [true, false] : (field.values ?? []).map(({ value }) => value),
      );
      const compared = expressions.flatMap((expression) => constantsFor(name, expression));
      const open = offered.length === 0 ? [OTHER] : [];
      return [...new Set<FactValue>([null, ...offered, ...compared, ...open])].slice(0, MAX_VALUES);
    });
    for (const step of steps) this.addSetter(step, fields.get(step.elementId) ?? []);
  }

  private addSetter(step: StepDefinition, fields: ReturnType<typeof listFields>): void {
    const settable = new Map<number, number[]>();
    this.names.forEach((name, index) => {
      const field = fields.find((candidate) => candidate.key === name);
      if (!field || step.readonlyFields.includes(name)) return;
      const choices = this.values[index]!.map((value, place) => ({ value, place })).filter(({ value }) => {
        if (value === null) return !field.required;
        if (field.type === 'checkbox') return typeof value === 'boolean';
        return field.values ? field.values.some((option) => option.value === value) : true;
      });
      settable.set(
        index,
        choices.map(({ place }) => place),
      );
    });
    if (settable.size > 0) this.bySetter.set(step.elementId, settable);
  }

  get count(): number {
    return this.names.length;
  }

  sets(step: StepDefinition | undefined): boolean {
    return step !== undefined && this.bySetter.has(step.elementId);
  }

  /** Every way in which the fields can stand after a step, given how they stood before. */
  after(step: StepDefinition | undefined, before: Uint8Array): Uint8Array[] {
    const settable = step && this.bySetter.get(step.elementId);
    if (!settable) return [before];
    let results = [before];
    for (const [index, places] of settable) {
      results = results.flatMap((values) =>
        places.map((place) => {
          const next = values.slice();
          next[index] = place;
          return next;
        }),
      );
    }
    return results;
  }

  private readonly judged = new Map<string, boolean | undefined>();

  /** Whether an expression holds; undefined where it reads something else than these fields. */
  holds(expression: string, values: Uint8Array): boolean | undefined {
    const key = `${expression}|${String(values)}`;
    if (!this.judged.has(key)) this.judged.set(key, this.judge(expression, values));
    return this.judged.get(key);
  }

  private judge(expression: string, values: Uint8Array): boolean | undefined {
    if (namesIn(expression).some((name) => !this.names.includes(name))) return undefined;
    const context = Object.fromEntries(this.names.map((name, index) => [name, this.values[index]![values[index]!]]));
    const outcome = evaluateExpression(expression, context, SOME_TIME);
    return outcome.error === undefined ? outcome.value === true : undefined;
  }

  /** `filingDecision = "approve"`, for a reader. */
  describe(values: Uint8Array): string {
    return this.names.map((name, index) => `${name}=${JSON.stringify(this.values[index]![values[index]!])}`).join('，');
  }
}
