import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { DEMO_CASES } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';
import { tick } from './support/fill-form.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

// An officer enters several violations of one case, sees the advice for each and the total, takes one away and back.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const shots = process.env['QUANHENG_SHOTS'];
const suite = browserAvailable() ? describe : describe.skip;

suite('several violations in one case', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let webDir: string;
  let taskKey = '';
  const errors: string[] = [];
  const picture = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };

  beforeAll(async () => {
    webDir = copyOfPages();
    platform = await startPlatform({ settings: { webDir } });
    browser = await launch();
    const driver = new CaseDriver(platform.runner, demo);
    await driver.register();
    taskKey = (await driver.advanceTo('Task_Report')).key;
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await platform.stop();
    rmSync(webDir, { recursive: true, force: true });
  }, 30_000);
  afterEach(() => expect(errors).toEqual([]));

  const choose = async (page: Page, number: number, words: string, title: RegExp) => {
    const unit = page.getByRole('region', { name: `处罚单元 ${number}` });
    await unit.getByRole('combobox', { name: '违法行为' }).fill(words);
    await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: title }).first().click();
    await unit.getByText('建议：').waitFor();
  };

  test('units are entered, advised and summed; one is taken away and comes back', async () => {
    const page = await signInPage(browser, platform.url, 'zhifa1', errors);
    await page.goto(`${platform.url}/tasks/${taskKey}`);
    await page.getByRole('button', { name: '领取', exact: true }).click();
    await page.getByRole('button', { name: '提交', exact: true }).waitFor();
    await tick(page, page.getByRole('checkbox', { name: /多项违法行为或者多个当事人/ }));
    await page.getByText('还没有处罚单元').waitFor();
    const add = page.getByRole('button', { name: /增加一项/ });
    await add.click();
    await choose(page, 1, 'Q36', /农药采购/);
    await page.getByRole('spinbutton', { name: '第 1 项的拟罚款（元）' }).fill('2000');
    await add.click();
    await choose(page, 2, 'C04', /种子生产经营档案/);
    await page.getByRole('spinbutton', { name: '第 2 项的拟罚款（元）' }).fill('3000');
    await page.keyboard.press('Tab');
    await page.getByText('合计拟罚款').getByText('¥5,000.00').waitFor();
    await page.getByText('共 2 个处罚单元').waitFor();
    await picture(page, 'penalty-units');

    await page.getByRole('button', { name: '删去第 1 项' }).click();
    await page.getByRole('region', { name: '处罚单元 2' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /撤\s?销/ }).click();
    await page.getByRole('region', { name: '处罚单元 2' }).waitFor();

    await page.setViewportSize({ width: 390, height: 844 });
    // The longest lines come with the advice, which is asked for anew.
    await page.getByText('共 2 个处罚单元').waitFor();
    for (const number of [1, 2])
      await page
        .getByRole('region', { name: `处罚单元 ${number}` })
        .getByText('偏离推荐档次')
        .waitFor();
    await page.waitForFunction(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1,
      null,
      { timeout: 10_000 },
    );
    await picture(page, 'penalty-units-phone');
    await page.context().close();
  }, 90_000);
});
