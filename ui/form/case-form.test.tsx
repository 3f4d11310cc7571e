import { act, fireEvent, render, screen } from '@testing-library/react';
import { createRef } from 'react';
import type { FormSchema } from '#contracts';
import { CaseForm } from './case-form.tsx';
import type { CaseFormHandle, CaseFormProps } from './case-form.tsx';

const SCHEMA: FormSchema = {
  type: 'default',
  id: 'review',
  components: [
    { type: 'textfield', id: 'F1', key: 'partyName', label: '名称', validate: { required: true } },
    {
      type: 'radio',
      id: 'F2',
      key: 'result',
      label: '结论',
      values: [
        { label: '立案', value: 'file' },
        { label: '不予立案', value: 'reject' },
      ],
      validate: { required: true },
    },
    {
      type: 'textarea',
      id: 'F3',
      key: 'reason',
      label: '不予立案理由',
      conditional: { hide: '=result != "reject"' },
      validate: { required: true },
    },
    {
      type: 'dynamiclist',
      id: 'L1',
      path: 'goods',
      label: '物品',
      defaultRepetitions: 1,
      allowAddRemove: true,
      components: [{ type: 'textfield', id: 'G1', key: 'name', label: '品名', validate: { required: true } }],
    },
    { type: 'text', id: 'T1', text: '当事人：**{{partyName}}** <b>x</b>' },
    { type: 'iframe', id: 'X1', label: '外部网页' },
  ],
};

function show(more: Partial<CaseFormProps> = {}) {
  const handle = createRef<CaseFormHandle>();
  const edits: Record<string, unknown>[] = [];
  render(
    <CaseForm
      ref={handle}
      form={SCHEMA}
      initialData={{}}
      environment={{ now: '2026-04-07T09:30:00+08:00' }}
      onChange={(values) => edits.push(values)}
      {...more}
    />,
  );
  return { handle: handle.current!, edits };
}

const type = (label: string | RegExp, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByLabelText(label), { target: { value } });
  });

describe('CaseForm', () => {
  test('opening a form is no edit', async () => {
    const { edits } = show();
    await act(async () => undefined);
    expect(edits).toEqual([]);
  });

  test('opening a form with lists and nested groups is no edit either', async () => {
    const form: FormSchema = {
      type: 'default',
      id: 'lists',
      components: [
        { type: 'checklist', id: 'C', key: 'measures', label: '措施', values: [{ label: '约谈', value: 'talk' }] },
        {
          type: 'group',
          id: 'G',
          path: 'party',
          components: [{ type: 'textfield', id: 'N', key: 'name', label: '姓名' }],
        },
      ],
    };
    const { edits } = show({ form });
    await act(async () => undefined);
    expect(edits).toEqual([]);
    await type('姓名', '王某');
    expect(edits.at(-1)).toMatchObject({ party: { name: '王某' } });
  });

  test('a condition shows and hides its field as the answer changes', async () => {
    show();
    expect(screen.queryByLabelText('不予立案理由')).toBeNull();
    await act(async () => {
      fireEvent.click(screen.getByLabelText('不予立案'));
    });
    expect(screen.getByLabelText('不予立案理由')).toBeTruthy();
  });

  test('an incomplete form is not handed over; each error is in the summary and at its field', async () => {
    const { handle } = show();
    let result: unknown;
    await act(async () => {
      result = handle.submit();
    });
    expect(result).toBeNull();
    const summary = screen.getByTestId('error-summary');
    expect(summary.textContent).toContain('请填写“名称”');
    expect(summary.textContent).toContain('请填写“品名”');
    expect(document.getElementById('field-partyName-message')?.textContent).toBe('请填写“名称”');
    expect(screen.getByLabelText('名称').getAttribute('aria-invalid')).toBe('true');
  });

  test('a complete form hands over its data without hidden and empty values', async () => {
    const { handle } = show({ initialData: { reason: '旧的理由' } });
    await type('名称', '惠民超市');
    await type('品名', '饼干');
    await act(async () => {
      fireEvent.click(screen.getByLabelText('立案'));
    });
    let result: unknown;
    await act(async () => {
      result = handle.submit();
    });
    expect(result).toEqual({ partyName: '惠民超市', result: 'file', goods: [{ name: '饼干' }] });
  });

  test('rows are added and removed', async () => {
    const { handle } = show();
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: /增加一行/ }));
    });
    expect(screen.getAllByLabelText('品名')).toHaveLength(2);
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: '删除第 1 行' }));
    });
    expect(screen.getAllByLabelText('品名')).toHaveLength(1);
    expect((handle.values()['goods'] as unknown[]).length).toBe(1);
  });

  test('text is filled in from the data and never becomes markup', async () => {
    show({ initialData: { partyName: '惠民超市' } });
    const text = document.querySelector('.qh-form-text')!;
    expect(text.textContent).toBe('当事人：惠民超市 <b>x</b>');
    expect(text.querySelector('b')).toBeNull();
  });

  test('what cannot be shown says so at its place', () => {
    show();
    expect(screen.getByText(/“外部网页”（iframe）无法显示/)).toBeTruthy();
  });

  test("the server's refusal is shown at the field until the form changes", async () => {
    const issues = [{ path: 'partyName', message: '与营业执照不符' }];
    show({ initialData: { partyName: '甲' }, serverIssues: issues });
    expect(document.getElementById('field-partyName-message')?.textContent).toBe('与营业执照不符');
    await type('名称', '乙');
    expect(document.getElementById('field-partyName-message')).toBeNull();
  });

  test('read-only fields can be read and not changed', () => {
    show({ initialData: { partyName: '惠民超市' }, readonlyFields: ['partyName'] });
    expect((screen.getByLabelText('名称') as HTMLInputElement).readOnly).toBe(true);
  });
});
