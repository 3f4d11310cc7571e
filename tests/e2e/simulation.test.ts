import type { Browser, Page } from 'playwright-core';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

// A 法制人员 plays a procedure before it is published: on to a step, back, forward in time, and two ways side by side.

const SHOTS = process.env['QUANHENG_TEST_SHOTS'];
const FIRST_MS = 45_000;
const run = browserAvailable() ? describe : describe.skip;

run('playing a procedure in the designer', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const errors: string[] = [];

  beforeAll(async () => {
    platform = await startPlatform({ settings: { webDir: copyOfPages() } });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const shoot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  };
  const open = async (viewport?: { width: number; height: number }): Promise<Page> => {
    const page = await signInPage(browser, platform.url, 'fazhi1', errors, viewport);
    page.setDefaultTimeout(30_000);
    await page.goto(`${platform.url}/designer/penalty-ordinary`);
    await page.getByRole('tab', { name: '试运行' }).click({ timeout: FIRST_MS });
    return page;
  };
  const state = (page: Page, text: string) =>
    page.getByTestId('simulation-state').filter({ hasText: text }).waitFor({ timeout: FIRST_MS });
  const begin = async (page: Page): Promise<void> => {
    const form = page.getByRole('region', { name: '开始试运行' });
    await form.getByText('单位', { exact: true }).click({ timeout: FIRST_MS });
    await form.locator('.ant-radio-input:checked').waitFor({ state: 'attached' });
    await shoot(page, `start-${page.viewportSize()?.width}`);
    await form.getByRole('button', { name: /^开始/ }).click();
    await state(page, '等待办理：线索核查');
  };
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const file = async (page: Page, answer: string): Promise<void> => {
    await page.getByRole('complementary', { name: '试运行' }).getByText(answer, { exact: true }).click();
    await page.locator('.simulation-task .ant-radio-input:checked').waitFor({ state: 'attached' });
    await button(page, '办理“立案审批”').click();
  };
  const verify = async (page: Page): Promise<void> => {
    await button(page, '填入示例值').click();
    await page.locator('.simulation-task .ant-radio-input:checked').waitFor({ state: 'attached' });
    await button(page, '办理“线索核查”').click();
    await state(page, '等待办理：立案审批');
  };

  test('to a waiting step, back, past a timer, and a fork that goes another way', async () => {
    const page = await open();
    await begin(page);
    await page.locator('.djs-element.qh-active[data-element-id=Task_Verify]').waitFor();
    await page.locator('.qh-overlay-token').first().waitFor();
    await shoot(page, 'waiting');

    await verify(page);
    await shoot(page, 'filing');
    await button(page, '后退').click();
    await state(page, '等待办理：线索核查');
    await page.locator('.djs-element.qh-active[data-element-id=Task_Filing]').waitFor({ state: 'detached' });

    // The timer of the verification is met on the way, and the platform checks the limit then.
    await button(page, '到下一定时').click();
    await page.locator('.djs-element.qh-done[data-element-id=Job_LeadWarn]').waitFor();
    await page
      .getByRole('tab', { name: /^文书和提示/ })
      .last()
      .click();
    await page
      .getByText(/^预警：/)
      .first()
      .waitFor();
    await page.getByRole('tab', { name: /^办理/ }).click();
    await verify(page);

    await page.getByRole('button', { name: '分支' }).click();
    await page.getByRole('tab', { name: '分支 1' }).waitFor();
    await file(page, '不予立案');
    await state(page, '已走完');
    await page.getByRole('tab', { name: '主线' }).click();
    await state(page, '等待办理：立案审批');
    await file(page, '批准立案');
    await state(page, '现场检查');
    await page.getByRole('tab', { name: '比较' }).click();
    await page.getByRole('cell', { name: /生成不予立案审批表/ }).waitFor();
    await shoot(page, 'compare');

    await page.getByRole('tab', { name: '记录' }).click();
    await page.getByLabel('查找记录').fill('JOB CREATED');
    await page
      .getByRole('row', { name: /核算核查期限/ })
      .first()
      .click();
    await page.getByText(/^图上是第 \d+ 条记录时的样子/).waitFor();
    await page.locator('.djs-element.qh-active[data-element-id=Job_LeadClock]').waitFor();
    await shoot(page, 'records');
    await button(page, '回到现在').click();
    await page.locator('.djs-element.qh-done[data-element-id=Job_LeadClock]').waitFor();
    for (const tab of ['变量', '期限', '经过']) {
      await page.getByRole('tab', { name: tab }).last().click();
      await shoot(page, `tab-${tab}`);
    }
    await page.context().close();
    expect(errors).toEqual([]);
  }, 240_000);

  test('a draft: job by job, a variable changed, and a word when the draft has changed meanwhile', async () => {
    const page = await signInPage(browser, platform.url, 'fazhi1', errors);
    page.setDefaultTimeout(30_000);
    await page.goto(`${platform.url}/designer/penalty-ordinary`);
    await button(page, '修改')
      .or(page.getByRole('button', { name: '修 改' }))
      .click({ timeout: FIRST_MS });
    await page.getByText('已开新草稿').waitFor({ timeout: FIRST_MS });
    await page.getByRole('tab', { name: '试运行' }).click();
    await begin(page);
    const automatic = page.getByRole('switch', { name: '自动运行到等待' });
    await automatic.click();
    await page.locator('[role=switch][aria-checked=false][aria-label=自动运行到等待]').waitFor();
    await verify(page);
    await file(page, '批准立案');
    await state(page, '等待作业：生成立案审批表');
    await button(page, '单步').click();
    await state(page, '等待作业：核算办案期限');
    await button(page, '运行到等待').click();
    await state(page, '现场检查');

    await page.getByRole('tab', { name: '变量' }).click();
    await button(page, '修改变量 filingDecision').click();
    await page.getByRole('dialog').getByLabel('变量的值').fill('"reject"');
    await page.getByRole('dialog').getByRole('button', { name: /^改/ }).click();
    await page.getByRole('row', { name: /filingDecision.*"reject"/ }).waitFor();

    await page.getByRole('tab', { name: '阶段与说明' }).click();
    await page.getByLabel('阶段 1', { exact: true }).fill('线索（试改）');
    await page.getByRole('tab', { name: '试运行' }).click();
    await page.getByText('规程已经改过，这里走的还是改之前的').waitFor();
    await shoot(page, 'changed');
    await page.getByRole('button', { name: '用现在的重新开始' }).click();
    await page.getByRole('region', { name: '开始试运行' }).waitFor();
    await page.context().close();
    expect(errors).toEqual([]);
  }, 240_000);

  test.each([1440, 390])(
    'what a gate would stop is told and kept in the notes, %i px wide; people to choose are stand-ins',
    async (width) => {
      const page = await open({ width, height: width > 600 ? 900 : 844 });
      await begin(page);
      const side = page.getByRole('complementary', { name: '试运行' });
      await side.getByText('完整表单', { exact: true }).click();
      await side.getByText('建议立案', { exact: true }).click();
      await side.getByRole('combobox', { name: /拟指定办案人员/ }).click();
      await page.locator('.ant-select-dropdown:visible').getByText('试运行甲').click();
      await page.keyboard.press('Escape');
      await button(page, '不检查表单，直接办理').click();
      await state(page, '等待办理：立案审批');
      const notice = page.getByRole('alert').filter({ hasText: '真实办案时，“线索核查”在这里会被拦住' });
      await notice.getByText(/^闸门 G03 会阻断：/).waitFor();
      await shoot(page, `gate-notice-${width}`);

      const tab = side.getByRole('tab', { name: /^文书和提示 [1-9]/ });
      await tab.focus();
      await page.keyboard.press('Enter');
      await side.getByText(/^闸门 G03 会阻断：/).waitFor();
      await shoot(page, `gate-notes-${width}`);

      await button(page, '后退').click();
      await state(page, '等待办理：线索核查');
      await notice.waitFor({ state: 'detached' });
      await page.context().close();
      expect(errors).toEqual([]);
    },
    240_000,
  );

  test('on a phone it can be played too', async () => {
    const page = await open({ width: 390, height: 844 });
    await begin(page);
    await verify(page);
    await shoot(page, 'phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
    await page.context().close();
    expect(errors).toEqual([]);
  }, 240_000);
});
