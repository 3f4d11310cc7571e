import { Alert, Button, Flex, Segmented, Skeleton } from 'antd';
import { Suspense, useMemo, useState } from 'react';
import { ROLE_NAMES, type FormSchema, type RoleId, type StepDefinition } from '#contracts';
import { listFields } from '#rules';
import { LazyCaseForm, useFormHandle } from '#ui';
import { STAND_IN_PEOPLE } from './play/stand-ins.ts';
import { quickForm, sampleValues } from './quick-form.ts';

interface TaskFormProps {
  /** The form of the step; undefined where the step has none. */
  form: FormSchema | undefined;
  step: StepDefinition | undefined;
  /** What the case holds so far. */
  data: Record<string, unknown>;
  /** Instant of the played clock. */
  now: string;
  role: string;
  guidance: string;
  /** Gates of the step, by code and name: the platform stops at them, a simulation notes what they say. */
  gates?: readonly { code: string; name: string }[];
  submitText: string;
  busy: boolean;
  /** `whole`: the whole form was shown. */
  onSubmit: (data: Record<string, unknown>, whole: boolean) => void;
}

/** The real form of a step, whole or only with what decides the way; examples fill it in. */
export function TaskForm({
  form,
  step,
  data,
  now,
  role,
  guidance,
  gates = [],
  submitText,
  busy,
  onSubmit,
}: TaskFormProps) {
  const quick = useMemo(() => (form ? quickForm(form, step) : null), [form, step]);
  const [mode, setMode] = useState<'quick' | 'whole'>('quick');
  // Only what was entered here: what the case holds may change while the form is open.
  const [start, setStart] = useState<{ entered: Record<string, unknown>; filled: number }>({ entered: {}, filled: 0 });
  const { handle, attach, ready } = useFormHandle();
  const environment = useMemo(
    () => ({ now, ...(step ? { elementId: step.elementId } : {}), extra: data, people: STAND_IN_PEOPLE }),
    [now, step, data],
  );
  const shown = mode === 'whole' ? form : quick;
  // A form holds all that it was begun with; its own fields alone were entered.
  const values = (): Record<string, unknown> => ownValues(form, handle.current?.values() ?? {});
  const refill = (next: Record<string, unknown>) => setStart(({ filled }) => ({ entered: next, filled: filled + 1 }));
  const change = (next: 'quick' | 'whole') => {
    // What was typed goes along to the other view.
    refill({ ...start.entered, ...values() });
    setMode(next);
  };
  const submit = () => {
    const checked = shown ? handle.current?.submit() : {};
    if (checked) onSubmit({ ...start.entered, ...checked }, mode === 'whole');
  };
  return (
    <div className="simulation-task">
      {guidance || role ? (
        <p className="qh-muted">
          {role ? `由${ROLE_NAMES[role as RoleId] ?? role}办理。` : ''}
          {guidance}
        </p>
      ) : null}
      {gates.length > 0 ? (
        <p className="qh-muted qh-small">
          这一步要过闸门：{gates.map(({ code, name }) => `${code} ${name}`).join('、')}
          。不符合的会提示，并记在“文书和提示”里，试运行不拦住；人员、证件和证据按齐备看。
        </p>
      ) : null}
      {form ? (
        <Flex gap={8} wrap align="center" style={{ margin: '8px 0' }}>
          <Segmented
            aria-label="填写方式"
            value={mode}
            onChange={(value) => change(value as 'quick' | 'whole')}
            options={[
              { value: 'quick', label: '只填影响走向的' },
              { value: 'whole', label: '完整表单' },
            ]}
          />
          {shown ? (
            <Button
              onClick={() =>
                refill({ ...start.entered, ...sampleValues(shown, now.slice(0, 10)), ...present(values()) })
              }
            >
              填入示例值
            </Button>
          ) : null}
        </Flex>
      ) : null}
      {shown ? (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 4 }} />}>
          <LazyCaseForm
            key={`${mode}-${start.filled}`}
            ref={attach}
            form={shown}
            initialData={{ ...data, ...start.entered }}
            environment={environment}
            readonlyFields={step?.readonlyFields ?? []}
          />
        </Suspense>
      ) : (
        <Alert
          type="info"
          showIcon
          message={form ? '这张表单里没有影响走向和期限的内容，可以直接办理' : '这一步没有表单，可以直接办理'}
        />
      )}
      <Flex gap={8} wrap style={{ marginTop: 8 }}>
        <Button type="primary" disabled={busy || (shown !== null && shown !== undefined && !ready)} onClick={submit}>
          {submitText}
        </Button>
        {mode === 'whole' && shown ? (
          <Button disabled={busy || !ready} onClick={() => onSubmit({ ...start.entered, ...values() }, true)}>
            不检查表单，直接办理
          </Button>
        ) : null}
      </Flex>
    </div>
  );
}

/** What was really entered: an example must not be hidden by an empty text. */
const present = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );

const ownValues = (form: FormSchema | undefined, values: Record<string, unknown>): Record<string, unknown> => {
  const own = new Set(form ? listFields(form).map(({ path }) => path.split(/[.[]/)[0]) : []);
  return Object.fromEntries(Object.entries(values).filter(([name]) => own.has(name)));
};
