import type { Locator, Page } from 'playwright-core';
import type { FormSchema } from '#contracts';
import { listFields, type FieldInfo } from '#rules';

export interface FillContext {
  /** Names of people by user id, as the officers field finds them. */
  names: Record<string, string>;
  /** A picture that evidence fields upload. */
  picture: { name: string; mimeType: string; buffer: Buffer };
}

const elementId = (path: string): string => `#field-${path.replace(/[^A-Za-z0-9_\u4e00-\u9fff]+/g, '-')}`;

const choose = async (page: Page, selector: string, search: string, option: string): Promise<void> => {
  const input = page.locator(selector);
  await input.click();
  if (search !== '') await input.fill(search);
  const dropdown = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await dropdown.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
  await page.keyboard.press('Escape');
};

const labelOf = (field: FieldInfo, value: unknown): string =>
  field.values?.find((option) => option.value === value)?.label ?? String(value);

/** A box is drawn as the form has it, which comes a moment after the click. */
export const tick = async (page: Page, box: Locator, wanted = true): Promise<void> => {
  if ((await box.isChecked()) === wanted) return;
  await box.click();
  await box.and(page.locator(wanted ? ':checked' : ':not(:checked)')).waitFor();
};

const fillWidget = async (page: Page, field: FieldInfo, value: unknown, context: FillContext): Promise<boolean> => {
  const selector = elementId(field.path);
  switch (field.widget) {
    case 'officers':
      for (const userId of value as string[]) {
        const name = context.names[userId] ?? userId;
        const chosen = page
          .locator(`.ant-select:has(${selector}) .ant-select-selection-item`)
          .filter({ hasText: name });
        if ((await chosen.count()) === 0) await choose(page, selector, name, name);
      }
      return true;
    case 'evidence':
      await page.locator(`${selector} input[type=file]`).setInputFiles(context.picture);
      await page.locator(`${selector} [data-testid=evidence-chosen]`).first().waitFor();
      return true;
    case 'violation':
      await choose(page, selector, String(value), String(value));
      return true;
    case 'discretion-advice':
      return true;
    default:
      return false;
  }
};

const fillField = async (page: Page, field: FieldInfo, value: unknown, context: FillContext): Promise<void> => {
  const selector = elementId(field.path);
  if (await fillWidget(page, field, value, context)) return;
  switch (field.type) {
    case 'radio':
      await page.locator(selector).getByText(labelOf(field, value), { exact: true }).click();
      break;
    case 'checkbox':
      await tick(page, page.locator(selector), value === true);
      break;
    case 'checklist':
      for (const entry of value as string[])
        await tick(page, page.locator(selector).getByLabel(labelOf(field, entry), { exact: true }));
      break;
    case 'select':
      await choose(page, selector, '', labelOf(field, value));
      break;
    case 'taglist':
      for (const entry of value as string[]) await choose(page, selector, labelOf(field, entry), labelOf(field, entry));
      break;
    case 'datetime':
      await page.locator(selector).fill(
        String(value)
          .replace('T', ' ')
          .slice(0, field.component['subtype'] === 'date' ? 10 : 16),
      );
      await page.keyboard.press('Enter');
      break;
    default:
      await page.locator(selector).fill(String(value));
  }
};

/** Fills a form as a person would: field by field, in the order of the form, skipping what is hidden or can't be changed. */
export async function fillForm(
  page: Page,
  form: FormSchema,
  data: Record<string, unknown>,
  readonly: readonly string[],
  context: FillContext,
): Promise<void> {
  await page.locator('.qh-footer').waitFor();
  for (const field of listFields(form)) {
    const value = data[field.key];
    // Rows of lists are filled by their own key; the same name inside of one is another field.
    if (
      value === undefined ||
      field.path.includes('[]') ||
      field.type === 'expression' ||
      readonly.includes(field.key) ||
      field.component.readonly === true
    )
      continue;
    await fillField(page, field, value, context);
  }
}
