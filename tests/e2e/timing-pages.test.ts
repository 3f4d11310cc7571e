import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { DEMO_CASES, runPenaltyCase } from '#seed';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

const run = browserAvailable() ? describe : describe.skip;
const DAY_MS = 86_400_000;

async function sheet(rows: unknown[][]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('放假').addRows(rows);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

run('time limits in the pages', () => {
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
    expect(errors).toEqual([]);
  });

  test('a configurer tries a time limit: the days are told one by one', async () => {
    const page = await signInPage(browser, platform.url, 'fazhi1', errors);
    await page.goto(`${platform.url}/timing`);
    await page.getByRole('textbox', { name: '编号、名称、条文、事件' }).fill('先行登记保存');
    await page.getByRole('row', { name: /CF-10/ }).click();
    await page.getByLabel('先行登记保存之日').fill('2026-02-13');
    await page.getByLabel('先行登记保存之日').press('Enter');
    await page.getByLabel('在哪一天看').fill('2026-02-14');
    await page.getByLabel('在哪一天看').press('Enter');
    await page.getByRole('button', { name: /试\s?算/ }).click();
    const result = page.getByRole('region', { name: '试算结果' });
    await result.getByText('2026-03-02').first().waitFor();
    expect(await result.getByText(/2026-02-14.*第 1 日：调休上班/).count()).toBe(1);
    expect(await result.getByText(/2026-02-17.*不计入：春节/).count()).toBe(1);
    await page.context().close();
  }, 90_000);

  test('a sheet with a wrong row is refused by row and column; mended, it becomes a version', async () => {
    const page = await signInPage(browser, platform.url, 'fazhi1', errors);
    await page.goto(`${platform.url}/calendar`);
    await page.getByRole('button', { name: '导入放假安排' }).click();
    await page.getByRole('tab', { name: 'Excel 或 CSV' }).click();
    const head = ['开始日期', '结束日期', '类型', '名称'];
    const choose = async (rows: unknown[][]) =>
      page.locator('input[type=file]').setInputFiles({
        name: '2027.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await sheet([head, ...rows]),
      });
    await choose([['2027-02-30', '', '休', '春节']]);
    await page.getByText('第 2 行“日期”列：“2027-02-30”不是存在的日期').waitFor();
    await choose([
      ['2027-01-01', '2027-01-03', '休', '元旦'],
      ['2027-10-01', '2027-10-07', '休', '国庆节'],
    ]);
    await page.getByText(/读到 2027 年/).waitFor();
    await page.getByRole('button', { name: '放入草稿' }).click();
    await page.getByText(/草稿：与现行版本有/).waitFor();
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByLabel('来源').fill('试验通知');
    await page.getByRole('button', { name: /^保\s?存$/ }).click();
    await page.getByText('版本 2024-2027.1').first().waitFor();
    expect((await (await platform.api('fazhi1')).call('calendar')).version).toBe('2024-2027.1');
    await page.context().close();
  }, 90_000);

  test('an overdue fine: the case shows 加处罚款 span by span', async () => {
    const demo = DEMO_CASES[0];
    if (!demo) throw new Error('no demonstration case');
    const { caseId } = await runPenaltyCase(platform.runner, demo, { stopBefore: 'Task_Performance' });
    await platform.moveClock(new Date(platform.runtime.platform.clock.ms() + 30 * DAY_MS).toISOString());
    const page = await signInPage(browser, platform.url, 'zhifa1', errors);
    await page.goto(`${platform.url}/cases/${caseId}?tab=deadlines`);
    await page.getByRole('tab', { name: '期限' }).click();
    const panel = page.getByRole('region', { name: '加处罚款' });
    await panel.getByText('到期未缴', { exact: true }).first().waitFor();
    expect(await panel.getByText(/从次日起每日按到期未缴数额的百分之三加处罚款/).count()).toBe(1);
    await page.context().close();
  }, 90_000);
});
