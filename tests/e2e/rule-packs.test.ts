import type { Browser } from 'playwright-core';
import { DEMO_CASES, runPenaltyCase } from '#seed';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

// A 法制人员 changes a time limit for one department; another approves; an older case keeps the old one, a new case obeys.

const SHOTS = process.env['QUANHENG_TEST_SHOTS'];
const run = browserAvailable() ? describe : describe.skip;

run('rule packs in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const errors: string[] = [];

  beforeAll(async () => {
    platform = await startPlatform({ settings: { webDir: copyOfPages() } });
    browser = await launch();
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  const shoot = async (page: Awaited<ReturnType<typeof signInPage>>, name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  };
  const registered = async (): Promise<string> =>
    (await runPenaltyCase(platform.runner, DEMO_CASES[0]!, { stopBefore: 'Task_Verify' })).caseId;
  const limitOf = async (caseId: string): Promise<number | undefined> =>
    (await (await platform.api('fazhi1')).call('effectiveRules', { body: { caseId } })).clocks.find(
      (clock) => clock.code === 'CF-02',
    )?.limit.length;

  test('a limit is changed for one department, approved by another person, and only later cases obey it', async () => {
    const older = await registered();
    const page = await signInPage(browser, platform.url, 'fazhi1', errors);
    await page.goto(`${platform.url}/rule-packs`);
    await page.getByRole('button', { name: '新建规则包' }).click();
    await page.getByLabel('名称', { exact: true }).fill('市场监管（试点）');
    await page.getByLabel('代码', { exact: true }).fill('shijian-pilot');
    await page.getByRole('combobox', { name: '适用部门' }).click();
    await page.keyboard.type('市场监管');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('新建规则包').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /新\s*建/ })
      .click();
    await page.waitForURL('**/rule-packs/shijian-pilot');
    const clock = page.getByTestId('clock-rule-CF-02');
    await clock.getByRole('button', { name: '在本包改写' }).click();
    await clock.getByLabel('期限数值').fill('3');
    await clock.getByLabel('预警数值').fill('5');
    await clock.getByLabel('期限数值').press('Tab');
    await clock.getByText('不能提前5个工作日预警').waitFor();
    await shoot(page, 'clock-wrong');
    await clock.getByLabel('期限数值').fill('10');
    await clock.getByLabel('预警数值').fill('2');
    await clock.getByLabel('预警数值').press('Tab');
    await page.getByText(/已自动保存/).waitFor();
    await clock.getByText('不能提前5个工作日预警').waitFor({ state: 'detached' });
    await shoot(page, 'clock');

    await page.getByRole('tab', { name: /参数/ }).click();
    await page.getByRole('tabpanel').getByLabel('听证的“较大数额”').waitFor();
    await shoot(page, 'parameters');
    await page.getByRole('tab', { name: /闸门/ }).click();
    await page
      .getByRole('row', { name: /^G21/ })
      .getByRole('button', { name: /收\s*紧/ })
      .click();
    await page.getByRole('dialog').getByLabel('闸门名称').waitFor();
    await shoot(page, 'gate-form');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /实际适用/ }).click();
    await page.getByText('按本草稿已经发布来看').waitFor();
    await page.getByRole('cell', { name: /自线索登记起10个工作日内/ }).waitFor();
    await shoot(page, 'effective');

    await page.getByRole('button', { name: /送\s*审/ }).click();
    await page.getByRole('dialog').getByText('线索核查（CF-02）').first().waitFor();
    await shoot(page, 'submit');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /送\s*审/ })
      .click();
    await page.getByText('送审', { exact: true }).first().waitFor();

    const reviewer = await signInPage(browser, platform.url, 'fazhi2', errors);
    await reviewer.goto(`${platform.url}/rule-packs/shijian-pilot`);
    await reviewer.getByRole('button', { name: /审\s*批/ }).click();
    await reviewer.getByRole('dialog').getByText('10个工作日').waitFor();
    await reviewer.getByRole('button', { name: '批准并发布' }).click();
    await reviewer.getByText('已发布').first().waitFor();
    await reviewer.getByRole('tab', { name: /版本/ }).click();
    await reviewer.getByText('1 件在办案件登记于第一版施行之前').waitFor();
    await shoot(reviewer, 'versions');

    expect(await limitOf(older)).toBe(15);
    expect(await limitOf(await registered())).toBe(10);
    await reviewer.goto(`${platform.url}/rule-packs`);
    await reviewer.getByText('市场监管（试点）').waitFor();
    await shoot(reviewer, 'list');
    await reviewer.setViewportSize({ width: 390, height: 844 });
    await reviewer
      .getByRole('link', { name: /市场监管/ })
      .first()
      .waitFor();
    await reviewer.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    await shoot(reviewer, 'list-phone');
    expect(errors).toEqual([]);
  }, 120_000);

  test('the library is searched, and a gate is tried on a real case', async () => {
    const page = await signInPage(browser, platform.url, 'jiandu1', errors);
    await page.goto(`${platform.url}/gates`);
    await page.getByRole('textbox', { name: '编号、名称、条文' }).fill('处罚告知');
    await page.getByRole('row', { name: /^G16/ }).click();
    await page.getByRole('combobox', { name: '试查的案件' }).click();
    await page.getByRole('combobox', { name: '试查的案件' }).fill(DEMO_CASES[0]!.partyName.slice(0, 4));
    await page.locator('.ant-select-item-option').first().click();
    await page.getByRole('button', { name: /试\s*查/ }).click();
    await page.getByTestId('finding-G16').waitFor();
    await shoot(page, 'gates');
    expect(errors).toEqual([]);
  }, 60_000);

  test('supervision checks many cases and opens one of the results', async () => {
    const officer = await platform.api('zhifa1');
    await runPenaltyCase(platform.runner, DEMO_CASES[1]!, { stopBefore: 'Task_Publicity' });
    expect((await officer.call('cases', {})).total).toBeGreaterThan(1);
    const page = await signInPage(browser, platform.url, 'jiandu1', errors);
    await page.goto(`${platform.url}/gate-review`);
    await shoot(page, 'warnings');
    await page.getByRole('button', { name: '批量检查' }).click();
    await shoot(page, 'review-start');
    await page.getByRole('button', { name: '开始检查' }).click();
    await page.getByText(/已完成：已查/).waitFor();
    await shoot(page, 'review');
    expect(errors).toEqual([]);
  }, 60_000);
});
