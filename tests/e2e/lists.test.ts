import exceljs from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

const run = browserAvailable() ? describe : describe.skip;

const workbook = async (): Promise<Buffer> => {
  const book = new exceljs.Workbook();
  const sheet = book.addWorksheet('清单');
  sheet.addRow(['序号', '违法行为', '适用条件', '法定依据', '配套监管措施']);
  sheet.addRow(['1', '未按规定张贴公示信息', '首次；当场改正', '《某市条例》第十二条', '行政指导']);
  sheet.addRow(['2', '逾期报送统计报表', '持续不足X个月；及时改正', '《某市条例》第十三条', '预警提示']);
  sheet.addRow(['3', '', '首次；危害后果轻微', '《某市条例》第十四条', '']);
  sheet.addRow(['4', '未按规定张贴公示信息', '首次', '《某市条例》第十二条', '']);
  return Buffer.from(await book.xlsx.writeBuffer());
};

run('法制人员 keep the lists in the pages', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    platform = await startPlatform({ settings: { webDir: copyOfPages() }, packages: [] });
    browser = await launch();
    page = await signInPage(browser, platform.url, 'fazhi1', errors);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  test('a list is imported: three rows are flagged, mended in the preview, and all come in together', async () => {
    await page.goto(`${platform.url}/lists/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '不予处罚清单.xlsx', mimeType: 'application/octet-stream', buffer: await workbook() });
    await page.getByRole('combobox', { name: '清单类型' }).click();
    await page.getByTitle('不予处罚清单').click();
    await page.getByRole('combobox', { name: '部门' }).fill('商务');
    await page.keyboard.press('Enter');
    await page.getByText('共 4 行：可以导入 1 行，有错误 3 行').waitFor();
    const submit = page.getByRole('button', { name: /^导入 \d+ 行$/ });
    expect(await submit.isDisabled()).toBe(true);
    for (const [row, heading, text] of [
      [3, '适用条件', '持续不足1个月；及时改正'],
      [4, '违法行为', '未按规定备案'],
      [5, '违法行为', '未按规定张贴价目信息'],
    ] as const) {
      await page.locator(`tr[data-row-key="${row - 1}"] .ant-table-row-expand-icon`).click();
      await page.getByLabel(`第 ${row} 行 ${heading}`).fill(text);
    }
    await page.getByText('共 4 行：可以导入 4 行，有错误 0 行').waitFor();
    await page.getByRole('button', { name: '导入 4 行' }).click();
    await page.getByText('已导入 4 项：新增 4 项').waitFor();
    // The preview has such a row as well.
    await page.getByRole('link', { name: '导出 Excel' }).waitFor();
    await page.getByRole('row', { name: /逾期报送统计报表/ }).waitFor();
  }, 60_000);

  test('a suggested structure is confirmed, and the item is tried while it is edited', async () => {
    await page.getByRole('row', { name: /逾期报送统计报表/ }).click();
    await page.getByText('结构待确认').first().waitFor();
    await page.getByRole('button', { name: '修改' }).click();
    await page.getByRole('button', { name: '全部结构确认无误' }).click();
    await page.getByLabel('修改原因').fill('已与文件核对');
    await page.getByRole('button', { name: '保存为新版本' }).click();
    await page.getByText('已存为第 2 版').waitFor();
    expect(await page.getByText('结构待确认').count()).toBe(0);
    await page.getByText('第 2 版').first().waitFor();
  }, 60_000);

  test('试算 follows what is filled in and tells what lies outside the law', async () => {
    await page.goto(`${platform.url}/lists/try?code=Q09`);
    await page.getByRole('button', { name: /试算$/ }).click();
    await page.getByText('还缺少：货值金额').waitFor();
    await page.getByLabel('货值金额（元）').fill('20000');
    await page.getByLabel('拟罚款（元）').fill('450000');
    await page.getByRole('button', { name: /试算$/ }).click();
    await page.getByText('拟处罚 ¥450,000.00 超出法定幅度').waitFor();
    expect(errors).toEqual([]);
  }, 60_000);
});
