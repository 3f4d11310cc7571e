import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { DEMO_CASES } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage, untilStill } from './support/browser.ts';

// Certificates, 回避, the register of numbers and the check record in Chromium, on a desk and on a phone.

const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const PHONE = { width: 390, height: 844 };
/** A folder for pictures of the pages, to look at. */
const shots = process.env['QUANHENG_SHOTS'];

const suite = browserAvailable() ? describe : describe.skip;

suite('people, papers and checks', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let driver: CaseDriver;
  let webDir: string;
  const errors: string[] = [];
  const picture = async (page: Page, name: string) => {
    if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  /** Nothing sticks out at the side, once the page has settled in its new size. */
  const expectFit = (page: Page) =>
    page.waitForFunction(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1, null, {
      timeout: 10_000,
    });

  beforeAll(async () => {
    webDir = copyOfPages();
    platform = await startPlatform({ settings: { webDir } });
    browser = await launch();
    driver = new CaseDriver(platform.runner, demo);
    await driver.register();
    const verify = await driver.advanceTo('Task_Verify');
    const handlers = [await platform.runner.userId('zhifa1'), await platform.runner.userId('zhifa3')];
    await driver.complete(verify, { handlers }).catch(() => undefined);
    await driver.complete(verify);
    await driver.advanceTo('Task_Inspect');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await platform.stop();
    rmSync(webDir, { recursive: true, force: true });
  }, 30_000);
  afterEach(() => expect(errors).toEqual([]));

  test('a supervisor suspends a certificate with reason and paper, and sees it in the history', async () => {
    const page = await signInPage(browser, platform.url, 'jiandu1', errors);
    await page.goto(`${platform.url}/certificates`);
    await page.getByRole('row', { name: /吕长河/ }).waitFor();
    await page.getByText('过期 1', { exact: true }).click();
    await page.getByRole('row', { name: /吕长河/ }).waitFor({ state: 'hidden' });
    await page.getByRole('row', { name: /韩立新/ }).waitFor();
    await picture(page, 'certificates');
    await page.getByText('全部', { exact: true }).click();
    await page.getByRole('row', { name: /吕长河/ }).click();
    await page.getByRole('button', { name: /暂\s?扣/ }).click();
    await page.getByLabel('理由').fill('监督决定暂扣三十日');
    await page.getByLabel('依据文书').fill('监决〔2026〕1号');
    await picture(page, 'certificate-suspend');
    await page
      .getByRole('dialog')
      .last()
      .getByRole('button', { name: /暂\s?扣/ })
      .click();
    await page.getByText('有效 → 暂扣').waitFor();
    await picture(page, 'certificate-history');
    await page.context().close();
  }, 60_000);

  test('a supervisor enters one certificate: a number that is taken is told, nothing typed is lost', async () => {
    const page = await signInPage(browser, platform.url, 'jiandu1', errors);
    await page.goto(`${platform.url}/certificates`);
    await page.getByRole('button', { name: '录入证件' }).click();
    const dialog = page.getByRole('dialog', { name: '录入证件' });
    await dialog.getByRole('button', { name: /录\s?入/ }).click();
    await dialog.getByText('请选择持证人').waitFor();
    await dialog.getByLabel('持证人').fill('何同舟');
    await page.getByTitle(/^何同舟（/).click();
    await dialog.getByLabel('证号').fill('鲁A01020001');
    await dialog.getByLabel('有效期起').fill('2026-01-01');
    await dialog.getByLabel('有效期止').fill('2030-12-31');
    await dialog.getByLabel('理由').fill('新录用人员考试合格');
    await picture(page, 'certificate-new');
    await dialog.getByRole('button', { name: /录\s?入/ }).click();
    await dialog.getByRole('alert').filter({ hasText: '鲁A01020001' }).waitFor();
    await picture(page, 'certificate-new-taken');

    await dialog.getByRole('button', { name: /取\s?消/ }).click();
    await page.getByRole('button', { name: '继续填写' }).click();
    expect(await dialog.getByLabel('理由').inputValue()).toBe('新录用人员考试合格');
    await dialog.getByLabel('证号').fill('鲁A01020999');
    await dialog.getByRole('button', { name: /录\s?入/ }).click();
    await page.getByRole('dialog', { name: '证件' }).getByText('新录用人员考试合格').waitFor();
    await page.getByRole('row', { name: /鲁A01020999/ }).waitFor({ state: 'attached' });
    await page.context().close();
  }, 90_000);

  test.each([
    ['with motion', 'no-preference'],
    ['for who asked the system for little motion', 'reduce'],
  ] as const)(
    'lists open where they belong, dialogs open and close, %s',
    async (_title, motion) => {
      const page = await signInPage(browser, platform.url, 'jiandu1', errors, undefined, motion);
      await page.goto(`${platform.url}/certificates`);
      await page.getByRole('row', { name: /吕长河/ }).waitFor();
      const moving = await page.evaluate(() => {
        const button = document.querySelector('button') ?? document.body;
        const { animationName, transitionProperty } = getComputedStyle(button);
        const { transitionProperty: behind } = getComputedStyle(button, '::after');
        return [document.documentElement.dataset['motion'], animationName, transitionProperty, behind];
      });
      expect(moving).toEqual(
        motion === 'reduce' ? ['little', 'none', 'none', 'none'] : ['normal', 'none', 'all', 'all'],
      );
      await page.getByRole('button', { name: '录入证件' }).click();
      const dialog = page.getByRole('dialog', { name: '录入证件' });
      const field = dialog.locator('.ant-select').filter({ has: page.locator('#kind') });
      const list = page.locator('.ant-select-dropdown');
      await field.waitFor();
      await untilStill(page);
      const place = await field.boundingBox();
      for (const kind of ['监督证', '法律职业资格']) {
        await field.click();
        await list.getByTitle(kind, { exact: true }).waitFor();
        await untilStill(page);
        await picture(page, `list-${motion}`);
        const opened = await list.boundingBox();
        expect(opened?.x).toBeCloseTo(place?.x ?? NaN, 0);
        expect(opened?.y).toBeGreaterThan(place?.y ?? NaN);
        await list.getByTitle(kind, { exact: true }).click();
        await list.waitFor({ state: 'hidden' });
        await field.getByTitle(kind).waitFor();
        await untilStill(page);
      }
      await dialog.getByRole('button', { name: /取\s?消/ }).click();
      const leave = page.getByRole('button', { name: /放\s?弃/ });
      await leave.waitFor();
      await untilStill(page);
      await leave.click();
      await dialog.waitFor({ state: 'hidden' });
      await page.context().close();
    },
    60_000,
  );

  test('an officer applies for 回避, the leader grants it and names who takes the place', async () => {
    const officer = await signInPage(browser, platform.url, 'zhifa1', errors);
    await officer.goto(`${platform.url}/cases/${driver.caseId}`);
    await officer.getByRole('button', { name: '申请回避' }).click();
    await officer.getByLabel('被申请回避的人员').click();
    await officer.getByTitle(/李文静/).click();
    await officer.getByLabel('理由').fill('办案人员是竞争对手负责人的近亲属');
    await picture(officer, 'recusal-apply');
    await officer
      .getByRole('button', { name: /登\s?记/ })
      .last()
      .click();
    await officer.getByTestId('recusal').getByText('待决定').waitFor();
    await officer.context().close();

    const leader = await signInPage(browser, platform.url, 'juzhang1', errors);
    await leader.goto(`${platform.url}/cases/${driver.caseId}`);
    await leader.getByRole('button', { name: /决\s?定/ }).click();
    await leader.getByText('同意回避').click();
    await leader.getByLabel('接替的办案人员').click();
    await leader.getByText('执法证已暂扣').first().waitFor();
    await picture(leader, 'recusal-decide');
    await leader.getByTitle('何同舟').click();
    await leader.getByLabel('理由').fill('经核实情况属实应当回避');
    await leader.getByRole('button', { name: '作出决定' }).click();
    await leader.getByTestId('recusal').getByText('同意回避').waitFor();
    await leader.getByLabel('时间线与人员').getByText('何同舟').first().waitFor();
    await picture(leader, 'case-recused');
    await leader.context().close();
  }, 90_000);

  test('the check record shows the refused submission, is filtered, and two runs are compared', async () => {
    const page = await signInPage(browser, platform.url, 'zhifa1', errors);
    await page.goto(`${platform.url}/cases/${driver.caseId}`);
    await page.getByRole('button', { name: '检查记录' }).click();
    await page.getByText('提交被退回', { exact: true }).waitFor();
    await picture(page, 'why');
    await page.getByText('提交被退回', { exact: true }).click();
    await page.getByTestId('finding-G02').first().waitFor();
    await page.getByRole('button', { name: '与另一次比较' }).first().click();
    await page.getByRole('cell', { name: 'G02 人员资格：结果' }).waitFor();
    await picture(page, 'why-compare');
    await page.keyboard.press('Escape');
    await page.setViewportSize(PHONE);
    await expectFit(page);
    await picture(page, 'why-phone');
    await page.context().close();
  }, 60_000);

  test.each([
    ['/certificates', '证件'],
    ['/numbers', '编号登记簿'],
    ['/relations', '利害关系申报'],
  ])(
    '%s (%s) fits a phone',
    async (path, title) => {
      const page = await signInPage(browser, platform.url, 'kezhang1', errors, PHONE);
      await page.goto(`${platform.url}${path}`);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await expectFit(page);
      await picture(page, `phone${path.replace('/', '-')}`);
      await page.context().close();
    },
    60_000,
  );

  test('the register of numbers tells each series, and a series its numbers', async () => {
    const page = await signInPage(browser, platform.url, 'kezhang1', errors);
    await page.goto(`${platform.url}/numbers`);
    const row = page.getByRole('row', { name: /济历市监立〔\d{4}〕1号/ });
    await row.getByText('● 无缺号').waitFor();
    await picture(page, 'numbers');
    await row.click();
    await page
      .getByRole('list', { name: '编号' })
      .getByText(/济历市监立〔\d{4}〕1号/)
      .waitFor();
    await picture(page, 'number-entries');
    await page.goto(`${platform.url}/relations`);
    await page
      .getByRole('button', { name: /申\s?报/ })
      .first()
      .click();
    await page.getByLabel('统一社会信用代码').fill('91370102MA3TEDT05X');
    await page.getByLabel('电话').click();
    await page.getByText('校验位不符').waitFor();
    await picture(page, 'relations');
    await page.context().close();
  }, 60_000);
});
