import { createForm, onFormValuesChange } from '@formily/core';
import { createSchemaField, FormProvider } from '@formily/react';
import { toJS } from '@formily/reactive';
import { Form } from 'antd';
import { forwardRef, useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState } from 'react';
import type { FormSchema, ProblemIssue } from '#contracts';
import { interpretForm } from '#rules';
import type { FormState } from '#rules';
import { ErrorSummary, goToField } from '../parts/error-summary.tsx';
import './case-form.css';
import { convertForm } from './convert.ts';
import { FormRenderingContext } from './form-context.ts';
import type { FormEnvironment, FormRendering } from './form-context.ts';
import { FormField, FormGroup, FormList, FormRow, FormStatic, FormUnsupported } from './form-parts.tsx';
import { installSafeCompiler } from './safe-compiler.ts';

installSafeCompiler();

const SchemaField = createSchemaField({
  components: { FormRow, FormField, FormGroup, FormList, FormStatic, FormUnsupported },
});

/** One empty list: a new one at each drawing would look like a change. */
const NONE: readonly never[] = [];

export interface CaseFormHandle {
  /** Shows all errors. Gives the data to send, or null when something must be mended first. */
  submit: () => Record<string, unknown> | null;
  /** What is in the form now, finished or not. */
  values: () => Record<string, unknown>;
}

export interface CaseFormProps {
  form: FormSchema;
  /** Read once; a form under the hands of its user is not overwritten. */
  initialData: Record<string, unknown>;
  environment: FormEnvironment;
  readonly?: boolean;
  readonlyFields?: readonly string[];
  /** Told after each change by the user, with the raw values. */
  onChange?: (values: Record<string, unknown>) => void;
  /** What the server refused; shown at the fields until the form changes. */
  serverIssues?: readonly ProblemIssue[];
}

const isBlank = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** Values as a text to compare: a field that Formily gave an empty list is not different from one without a value. */
function textOf(values: Record<string, unknown>): string {
  return JSON.stringify(values, (_, value: unknown) => (isBlank(value) ? undefined : value)) ?? '{}';
}

/** form-js submits `''` where other tools omit: the start of a form is defaults under the data that exists. */
function startValues(defaults: Record<string, unknown>, data: Record<string, unknown>): Record<string, unknown> {
  const given = Object.entries(data).filter(([, value]) => value !== null && value !== undefined);
  return structuredClone({ ...defaults, ...Object.fromEntries(given) });
}

/**
 * A case form: form-js schema, rendered with Formily and antd, its meaning from `interpretForm`. Errors of a field are
 * shown once the person has left it, all of them after an attempt to submit.
 */
export const CaseForm = forwardRef<CaseFormHandle, CaseFormProps>(function CaseForm(props, ref) {
  const { form: schema, environment, readonly = false, readonlyFields = NONE, onChange, serverIssues = NONE } = props;
  const converted = useMemo(() => convertForm(schema), [schema]);
  const [values, setValues] = useState(() => startValues(converted.defaults, props.initialData));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [attempted, setAttempted] = useState(false);
  const [refused, setRefused] = useState<readonly ProblemIssue[]>([]);
  const known = useRef<string>('');
  if (known.current === '') known.current = textOf(values);
  const changed = useRef(onChange);
  changed.current = onChange;

  const formily = useMemo(
    () =>
      createForm({
        values,
        effects() {
          onFormValuesChange((form) => {
            const next = toJS(form.values) as Record<string, unknown>;
            // Mounting fields touches the values without changing them: that is no edit.
            const text = textOf(next);
            if (text === known.current) return;
            known.current = text;
            setValues(next);
            setRefused([]);
            changed.current?.(next);
          });
        },
      }),
    // The form is made once for its schema; `values` is only its start.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [converted],
  );
  useEffect(() => setRefused(serverIssues), [serverIssues]);

  const { now, extra } = environment;
  const state = useMemo<FormState>(
    () => interpretForm(schema, values, { now, ...(extra ? { extra } : {}) }),
    [schema, values, now, extra],
  );

  const leave = useCallback(
    (path: string) => setLeft((former) => (former.has(path) ? former : new Set(former).add(path))),
    [],
  );
  const rendering = useMemo<FormRendering>(() => {
    const issuesAt = (path: string) => [
      ...state.issues.filter((issue) => issue.path === path && (attempted || left.has(path))),
      ...refused.filter((issue) => issue.path === path),
    ];
    const { components } = converted;
    return { components, state, values, environment, readonly, readonlyFields, issuesAt, leave };
  }, [converted, state, values, environment, readonly, readonlyFields, attempted, left, refused, leave]);

  // One handle for the life of the form, so that a page may wait for it.
  const latest = useRef({ state, values });
  latest.current = { state, values };
  useImperativeHandle(
    ref,
    () => ({
      submit: () => {
        setAttempted(true);
        const { issues, data } = latest.current.state;
        if (issues.length === 0) return data;
        // After the messages are drawn.
        setTimeout(() => goToField(issues[0]!.path), 0);
        return null;
      },
      values: () => latest.current.values,
    }),
    [],
  );

  const shownIssues = [...(attempted ? state.issues : []), ...refused];
  return (
    <FormRenderingContext.Provider value={rendering}>
      <FormProvider form={formily}>
        <Form component="div" layout="vertical" className="qh-form" colon={false}>
          <ErrorSummary issues={shownIssues} />
          <SchemaField schema={converted.schema} />
        </Form>
      </FormProvider>
    </FormRenderingContext.Provider>
  );
});
