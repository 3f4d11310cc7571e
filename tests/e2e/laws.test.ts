import type { Browser, Page } from 'playwright-core';
import type { ApiSession } from '#seed';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

const text = (day: string, fine: string): string => `# 试行条例

${day} 国务院令第1号公布

<!-- INFO END -->

## 第一章 总则

第一条 为了规范试行活动，制定本条例。

## 第二章 法律责任

第二条 没有登记的，由主管部门责令改正，处${fine}罚款。

第三条 本条例自公布之日起施行。
`;

const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

(browserAvailable() ? describe : describe.skip)('the law library in the browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let author: ApiSession;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    platform = await startPlatform({ settings: { webDir: copyOfPages() } });
    browser = await launch();
    author = await platform.api('fazhi1');
    page = await signInPage(browser, platform.url, 'fazhi1', errors);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await platform.stop();
  });

  const importing = async (...files: ReturnType<typeof file>[]): Promise<void> => {
    await page.goto(`${platform.url}/laws/import`);
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByRole('button', { name: /读取并预览/ }).click();
    await page.waitForURL(/\/laws\/import\/.+/);
  };

  test('a law is uploaded beside two bad files, mended, confirmed and read', async () => {
    await importing(
      file('试行条例(2020-01-01).md', text('2020年1月1日', '一千元')),
      file('坏.docx', 'no Word file'),
      file('某办法.txt', '某办法\n第一条 甲。\n第三条 丙。'),
    );
    const confirm = page.getByRole('button', { name: /确认导入/ });
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByRole('row', { name: /坏\.docx/ }).click();
    await page.getByText('不是正确的 Word 文件').waitFor();
    await page.getByRole('button', { name: '不导入这个文件' }).click();
    await page.getByRole('button', { name: '恢复导入' }).waitFor();
    await page.locator('.ant-drawer-close').click();

    await page.getByRole('row', { name: /某办法\.txt/ }).click();
    await page.getByText('“第一条”（第 2 行）之后直接是“第三条”').waitFor();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel('效力级别').click();
    await page.locator('.ant-select-item-option', { hasText: '规范性文件' }).click();
    await page.getByLabel('公布日期').fill('2022-01-01');
    await page.getByLabel('公布日期').press('Enter');
    await page.getByRole('button', { name: '保存改正' }).click();
    await page.locator('.ant-drawer-close').click();

    await confirm.and(page.locator(':enabled')).click();
    await page.getByText('已导入 2 个版本').waitFor();

    await page.goto(`${platform.url}/laws/${encodeURIComponent('试行条例')}?article=${encodeURIComponent('第2条')}`);
    await page.locator('.qh-law-target', { hasText: '处一千元罚款' }).waitFor();
    expect(await page.getByRole('navigation', { name: '目录' }).innerText()).toContain('第二章 法律责任');
  }, 90_000);

  test('an amendment shows what it touches; a list item turns 待复核 and back', async () => {
    await author.call('putDiscretionItem', {
      params: { code: 'T1' },
      body: {
        ...{
          code: 'T1',
          list: 'no-penalty',
          department: '市场监管',
          violation: '没有登记',
          conditions: [],
          outcome: '不予处罚',
        },
        ...{ penaltyBasis: [{ law: '试行条例', article: '第二条' }], origin: '编', effectiveFrom: '2020-01-01' },
      },
    });
    await importing(file('试行条例(2026-01-01).md', text('2026年1月1日', '五千元')));
    await page.getByText('有修改 1 条').waitFor();
    await page.getByRole('button', { name: /确认导入/ }).click();
    await page.getByText('1 个清单项引用的条款有变动，已转为待复核：T1').waitFor();
    await page.getByRole('link', { name: '查看影响' }).click();
    const row = page.getByRole('row', { name: /T1 没有登记/ });
    await row.getByText('条款有修改').waitFor();
    await row.getByRole('button', { name: '恢复' }).click();
    await row.getByRole('button', { name: '转为待复核' }).waitFor();
    const { items } = await author.call('discretionItems', { query: { q: 'T1' } });
    expect(items[0]?.status).toBe('effective');
  }, 60_000);

  test('the version of the day of the act beside today’s, and both compared word by word', async () => {
    await page.goto(`${platform.url}/laws/${encodeURIComponent('试行条例')}?on=2021-05-01`);
    await page.getByText('2021-05-01 施行的是 2020-01-01 版，与现行的 2026-01-01 版不同').waitFor();
    await page.getByRole('button', { name: '对比两个版本' }).click();
    await page.locator('del', { hasText: '一' }).waitFor();
    await page.locator('ins', { hasText: '五' }).waitFor();
  }, 60_000);

  test('full text: hits are marked and open their article', async () => {
    await page.goto(`${platform.url}/laws/search`);
    await page.getByLabel('检索词').fill('没有登记 罚款');
    await page.locator('mark', { hasText: '罚款' }).first().waitFor();
    await page.getByRole('link', { name: '《试行条例》第二条' }).click();
    await page.locator('.qh-law-target').waitFor();
    expect(errors).toEqual([]);
  }, 60_000);
});
