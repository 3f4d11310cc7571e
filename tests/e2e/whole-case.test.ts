import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { unzipSync } from 'fflate';
import type { FormSchema, RouteResponse } from '#contracts';
import { DEMO_CASES, PENALTY_STEPS, STEP_ACCOUNTS, type ApiSession, type StepContext } from '#seed';
import { eventually, startPlatform, type TestPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';
import { fillForm, type FillContext } from './support/fill-form.ts';

const available = browserAvailable();
const run = available ? describe : describe.skip;
const demo = DEMO_CASES[0]!;
const NEW_STEP = '结案前复核';
const PICTURE = {
  name: '现场照片.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

run('one penalty case through the pages, from editing the procedure to the verified dossier', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const errors: string[] = [];
  const pages = new Map<string, Page>();
  const as = async (account: string): Promise<Page> => {
    const known = pages.get(account) ?? (await signInPage(browser, platform.url, account, errors));
    pages.set(account, known);
    return known;
  };

  beforeAll(async () => {
    platform = await startPlatform({ settings: { webDir: copyOfPages() } });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  test('fazhi1 changes a form field and a step name, draws one more review step, and submits', async () => {
    const page = await as('fazhi1');
    await page.goto(`${platform.url}/designer/penalty-ordinary`);
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.getByText('草稿').first().waitFor();
    await page.locator('.djs-container svg').first().waitFor();

    await findStep(page, '现场检查');
    await page.getByLabel('步骤名称').fill('现场检查和取证');
    await page.getByLabel('步骤名称').press('Enter');

    await drawStepBefore(page, '结案审批');
    await page.getByLabel('步骤名称').fill(NEW_STEP);
    await page.getByLabel('步骤名称').press('Enter');
    await pick(page, '属于阶段', '结案');
    await pick(page, '由谁办理', '法制审核人员');
    await pick(page, '填写表单', '集体讨论');

    await page.getByRole('tab', { name: /^表单/ }).click();
    await page.getByLabel('查找表单').fill('结案审批');
    await page.getByRole('menuitem', { name: '结案审批' }).click();
    await page.locator('.fjs-form-field-textarea').first().click();
    await page.locator('.bio-properties-panel-group-header').filter({ hasText: '基本' }).click();
    const label = page.getByRole('textbox', { name: '字段名称' });
    await label.fill('执行和改正情况');

    await page.getByText('检查通过，没有问题').waitFor();
    await page.getByText(/^已保存/).waitFor();
    await page.getByRole('button', { name: '送审', exact: true }).click();
    await page.getByRole('dialog').getByLabel('修改说明').fill('增加结案前复核');
    await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
    await page.getByText('等待他人审批').waitFor();
  }, 90_000);

  test('fazhi2 approves; it is published to the engine as version 2', async () => {
    const page = await as('fazhi2');
    await page.goto(`${platform.url}/designer/penalty-ordinary`);
    await page.getByRole('button', { name: '批准并发布' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '批准并发布' }).click();
    await page.getByText('v2 已发布').waitFor();
    const session = await platform.api('fazhi1');
    const procedure = await session.call('procedure', { params: { code: 'penalty-ordinary' } });
    expect(procedure.published).toMatchObject({ version: 2, reviewerName: '周正则' });
    expect(procedure.published?.processDefinitionKey).toMatch(/^\d+$/);
  }, 60_000);

  let caseId = '';
  test('the people of the department take the case through every stage on their pages', async () => {
    const sessions = new Map<string, ApiSession>();
    const session = async (account: string): Promise<ApiSession> => {
      const known = sessions.get(account) ?? (await platform.api(account));
      sessions.set(account, known);
      return known;
    };
    const handlers = [await platform.runner.userId('zhifa1'), await platform.runner.userId('zhifa2')];
    const host = await platform.runner.userId('shenhe1');
    const fill: FillContext = {
      names: { [handlers[0]!]: '王建国', [handlers[1]!]: '李文静', [host]: '赵明理' },
      picture: PICTURE,
    };
    const context: StepContext = { handlers, hearingHosts: [host], evidenceIds: ['*'], today: platform.runner.today() };

    const registrar = await as('zhifa1');
    await registrar.getByRole('button', { name: '登记线索' }).click();
    const forms = await (await session('zhifa1')).call('startForms');
    const start = forms.items.find((item) => item.procedureCode === 'penalty-ordinary')!;
    await fillForm(registrar, start.form as unknown as FormSchema, PENALTY_STEPS['Start']!(demo, context), [], fill);
    await registrar.getByRole('button', { name: '登记', exact: true }).click();
    await registrar.waitForURL(/\/cases\/[0-9a-f-]{36}$/);
    caseId = registrar.url().split('/').at(-1)!;

    const done: string[] = [];
    const seen = new Set<string>();
    for (;;) {
      const detail = await eventually('the next step or the end', async () => {
        const found: RouteResponse<'case'> = await (await session('zhifa1')).call('case', { params: { id: caseId } });
        return found.status === 'closed' || found.openTasks.some((task) => !seen.has(task.key)) ? found : null;
      });
      const task = detail.openTasks.find((candidate) => !seen.has(candidate.key));
      if (!task) break;
      seen.add(task.key);
      await workOn(task.key, task.elementId, task.name);
    }
    expect(done).toEqual([
      '线索核查',
      '立案审批',
      '现场检查和取证',
      '询问当事人',
      '责令改正与复查',
      '调查终结',
      '法制审核（案件审核）',
      '处罚告知',
      '告知书送达',
      '陈述申辩与听证登记',
      '陈述申辩复核',
      '决定书拟制',
      '处理决定审批',
      '决定书送达',
      '处罚决定公开',
      '履行',
      NEW_STEP,
      '结案审批',
    ]);

    async function workOn(key: string, elementId: string, name: string): Promise<void> {
      const isNew = !(elementId in PENALTY_STEPS);
      const account = isNew ? 'shenhe1' : STEP_ACCOUNTS[elementId]!;
      const page = await as(account);
      const detail = await (await session(account)).call('task', { params: { key } });
      await page.goto(`${platform.url}/tasks/${key}`);
      await page.getByRole('button', { name: '领取', exact: true }).click();
      await page.getByRole('button', { name: '提交', exact: true }).waitFor();
      const data = PENALTY_STEPS[isNew ? 'Task_Collective' : elementId]!(demo, context);
      await fillForm(page, detail.form as unknown as FormSchema, data, detail.step.readonlyFields, fill);
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page
        .waitForURL((address) => !address.pathname.endsWith(key))
        .catch(async (error: unknown) => {
          throw new Error(`${name}: ${await page.locator('.qh-page').innerText()}\n${String(error)}`);
        });
      done.push(name);
    }
  }, 240_000);

  test('the auditor traces the instance, verifies the chain and downloads the dossier', async () => {
    const page = await as('shenji1');
    await page.goto(`${platform.url}/cases/${caseId}`);
    await page.getByRole('tab', { name: '过程' }).click();
    await page
      .getByRole('link', { name: /过程追踪|penalty-ordinary|行政处罚普通程序/ })
      .first()
      .click();
    await page.locator('[data-element-id="Task_Decision"]').first().waitFor();
    await page.goto(`${platform.url}/audit`);
    await page.getByRole('button', { name: /校验/ }).click();
    await page
      .getByText(/记录完整/)
      .first()
      .waitFor();
    await page.goto(`${platform.url}/cases/${caseId}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('电子案卷').first().click()]);
    const path = await download.path();
    const entries = Object.keys(unzipSync(new Uint8Array(readFileSync(path))));
    expect(entries.filter((name) => name.endsWith('.pdf')).length).toBeGreaterThanOrEqual(7);
    expect(entries.some((name) => name.includes('现场照片'))).toBe(true);
  }, 90_000);

  test('no page threw an error or broke the content security policy', () => {
    expect(errors).toEqual([]);
  });
});

/** Chooses an option of a select by its label. */
async function pick(page: Page, name: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name, exact: true }).click({ force: true });
  const dropdown = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
  await dropdown.getByText(option, { exact: true }).click();
}

async function findStep(page: Page, name: string): Promise<void> {
  const find = page.getByRole('combobox', { name: '查找步骤' });
  await find.focus();
  await find.fill(name);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle(name, { exact: true }).click();
  await page.getByLabel('步骤名称').waitFor();
}

/** Drops a new task on the flow that leads to a step and makes it a user task: what a configurer does with the mouse. */
async function drawStepBefore(page: Page, name: string): Promise<void> {
  await findStep(page, name);
  const shape = await page.locator('.djs-shape.selected .djs-visual').first().boundingBox();
  if (!shape) throw new Error(`${name} is not in view`);
  await page.locator('.djs-palette [data-action="create.task"]').click();
  const target = { x: shape.x - 16, y: shape.y + shape.height / 2 };
  await page.mouse.move(target.x - 5, target.y);
  await page.mouse.move(target.x, target.y, { steps: 5 });
  await page.mouse.click(target.x, target.y);
  await page.locator('.djs-context-pad [data-action="replace"]').click();
  await page.locator('.djs-popup [data-id="replace-with-user-task"]').click();
  await page.getByLabel('步骤名称').waitFor();
}
