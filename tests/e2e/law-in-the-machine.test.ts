import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { DEMO_CASES, runPenaltyCase } from '#seed';
import { startPlatform, type TestPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

// What a 法制人员 does without writing code, and another one approves: a list, a time limit, a procedure. At the end a new
// case obeys the new rule while an older one keeps the old.

const run = browserAvailable() ? describe : describe.skip;
const SHOTS = process.env['QUANHENG_TEST_SHOTS'];
const CODE = 'penalty-ordinary';
const PACK = { name: '市场监管（提速）', code: 'shijian-fast' };
const EFFECTIVE_FROM = '2030-03-12';
const LIMIT = { old: '15个工作日', new: '10个工作日' };

/** A list as departments keep them: the second, third and fifth row have something wrong. */
const LIST = [
  ['序号', '违法行为', '适用条件', '法定依据', '配套监管措施'],
  ['1', '未按规定公示收费标准', '首次；当场改正', '《某市价格条例》第十二条', '行政指导'],
  ['2', '逾期报送价格监测报表', '持续不足X个月；及时改正', '《某市价格条例》第十三条', '预警提示'],
  ['3', '', '首次；危害后果轻微', '《某市价格条例》第十四条', ''],
  ['4', '未按规定保存交易记录', '首次；及时改正', '《某市价格条例》第十五条', '约谈'],
  ['5', '未按规定公示收费标准', '首次', '《某市价格条例》第十二条', ''],
];
const MENDED = [
  { row: 3, heading: '适用条件', wrong: 'X', text: '持续不足1个月；及时改正' },
  { row: 4, heading: '违法行为', wrong: '', text: '未按规定备案收费项目' },
  { row: 6, heading: '违法行为', wrong: '', text: '未按规定张贴收费目录' },
] as const;

run('the law in the machine, kept by people who write no code', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const errors: string[] = [];
  const pages = new Map<string, Page>();
  const as = async (account: string): Promise<Page> => {
    const known = pages.get(account) ?? (await signInPage(browser, platform.url, account, errors));
    known.setDefaultTimeout(30_000);
    pages.set(account, known);
    return known;
  };
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  };
  /** A case that waits at 线索核查, registered by zhifa1 now. */
  const registered = async (demo: number): Promise<string> =>
    (await runPenaltyCase(platform.runner, DEMO_CASES[demo]!, { stopBefore: 'Task_Verify' })).caseId;

  beforeAll(async () => {
    if (SHOTS) mkdirSync(SHOTS, { recursive: true });
    platform = await startPlatform({ settings: { webDir: copyOfPages() } });
    await platform.moveClock('2030-03-04T09:00:00+08:00');
    browser = await launch();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  test('a list is imported once its three flagged rows are mended in the preview', async () => {
    const page = await as('fazhi1');
    await page.goto(`${platform.url}/lists/import`);
    await page.locator('input[type=file]').setInputFiles({
      name: '不予处罚清单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(LIST.map((cells) => cells.join(',')).join('\r\n')),
    });
    await page.getByRole('combobox', { name: '清单类型' }).click();
    await page.getByTitle('不予处罚清单', { exact: true }).click();
    await page.getByRole('combobox', { name: '部门' }).fill('发展改革');
    await page.keyboard.press('Enter');
    await page.getByText('共 5 行：可以导入 2 行，有错误 3 行').waitFor();
    await shoot(page, 'list-flagged');
    expect(await page.getByRole('button', { name: /^导入 \d+ 行$/ }).isDisabled()).toBe(true);
    for (const { row, heading, text } of MENDED) {
      await page.locator(`tr[data-row-key="${row - 1}"] .ant-table-row-expand-icon`).click();
      await page.getByLabel(`第 ${row} 行 ${heading}`).fill(text);
    }
    await page.getByText('共 5 行：可以导入 5 行，有错误 0 行').waitFor();
    await shoot(page, 'list-mended');
    await page.getByRole('button', { name: '导入 5 行' }).click();
    await page.getByText('已导入 5 项：新增 5 项').waitFor();
    // The preview has such rows as well.
    await page.getByRole('link', { name: '导出 Excel' }).waitFor();
    for (const { text } of MENDED.slice(1)) await page.getByRole('row', { name: new RegExp(text) }).waitFor();
    await shoot(page, 'list-imported');
  }, 120_000);

  test('a time limit is changed for one department from a day on, and the other 法制人员 approves', async () => {
    const page = await as('fazhi1');
    await page.goto(`${platform.url}/rule-packs`);
    await page.getByRole('button', { name: '新建规则包' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称', { exact: true }).fill(PACK.name);
    await dialog.getByLabel('代码', { exact: true }).fill(PACK.code);
    await dialog.getByRole('combobox', { name: '适用部门' }).click();
    await page.keyboard.type('市场监管');
    await page.keyboard.press('Enter');
    await dialog.getByText('新建规则包').click();
    await dialog.getByRole('button', { name: /新\s*建/ }).click();
    await page.waitForURL(`**/rule-packs/${PACK.code}`);
    await page.getByLabel('施行日期').fill(EFFECTIVE_FROM);
    const clock = page.getByTestId('clock-rule-CF-02');
    await clock.getByRole('button', { name: '在本包改写' }).click();
    await clock.getByLabel('期限数值').fill('10');
    await clock.getByLabel('期限数值').press('Tab');
    await page.getByText(/已自动保存/).waitFor();
    await shoot(page, 'pack-draft');
    await page.getByRole('button', { name: /送\s*审/ }).click();
    await dialog.getByText('线索核查（CF-02）').first().waitFor();
    await shoot(page, 'pack-submit');
    await dialog.getByRole('button', { name: /送\s*审/ }).click();
    await page.getByText('送审', { exact: true }).first().waitFor();

    const reviewer = await as('fazhi2');
    await reviewer.goto(`${platform.url}/rule-packs/${PACK.code}`);
    await reviewer.getByRole('button', { name: /审\s*批/ }).click();
    await reviewer.getByRole('dialog').getByText(LIMIT.new).waitFor();
    await shoot(reviewer, 'pack-review');
    await reviewer.getByRole('button', { name: '批准并发布' }).click();
    await reviewer.getByText('已发布').first().waitFor();
    await shoot(reviewer, 'pack-published');
  }, 120_000);

  test('a procedure that decides without notice is refused, and the run that breaks the law is drawn', async () => {
    const page = await as('fazhi1');
    await page.goto(`${platform.url}/designer/${CODE}`);
    await page.getByRole('button', { name: '修改', exact: true }).click();
    await page.locator('.djs-container svg').first().waitFor();
    await page.getByText('检查通过，没有问题').waitFor();
    const submit = page.getByRole('button', { name: '送审', exact: true });
    expect(await submit.isEnabled()).toBe(true);

    await chooseStep(page, '告知书送达');
    await page.locator('.djs-context-pad [data-action="delete"]').click();
    const problem = page.getByRole('listitem').filter({ hasText: '有一条路没有送达处罚告知就作出了决定' });
    await problem.waitFor();
    expect(await problem.getByText('行政处罚法').count()).toBeGreaterThan(0);
    await shoot(page, 'legality-problem');
    expect(await submit.isDisabled()).toBe(true);
    expect(await page.locator('.quanheng-run').count()).toBe(0);

    await problem.getByText('看走法').click();
    const walk = page.getByRole('region', { name: '违反规则的走法' });
    await walk.getByText('处理决定审批').waitFor();
    expect(await walk.getByText('线索登记').count()).toBe(1);
    expect(await walk.getByText('告知书送达', { exact: true }).count()).toBe(0);
    await page.locator('.quanheng-run[data-element-id="Task_Decision"]').waitFor();
    await page.locator('.quanheng-run[data-element-id="Start"]').waitFor();
    await shoot(page, 'legality-run');
    await page.getByText(/^已保存/).waitFor();

    // The server refuses it too, whatever a page allows.
    const session = await platform.api('fazhi1');
    await expect(session.call('submitDraft', { params: { code: CODE }, body: { note: '直接送审' } })).rejects.toThrow(
      /没有送达处罚告知|检查没有通过/,
    );
  }, 120_000);

  test('undone, the procedure passes, is submitted and published as a new version', async () => {
    const page = await as('fazhi1');
    await page.getByRole('button', { name: '撤销' }).click();
    await page.getByText('检查通过，没有问题').waitFor();
    expect(await page.locator('.quanheng-run').count()).toBe(0);
    expect(await page.getByRole('region', { name: '违反规则的走法' }).count()).toBe(0);
    await chooseStep(page, '告知书送达');
    await page.getByText(/^已保存/).waitFor();
    await shoot(page, 'legality-mended');
    await page.getByRole('button', { name: '送审', exact: true }).click();
    await page.getByRole('dialog').getByLabel('修改说明').fill('核对告知步骤');
    await page.getByRole('dialog').getByRole('button', { name: '送审' }).click();
    await page.getByText('等待他人审批').waitFor();

    const reviewer = await as('fazhi2');
    await reviewer.goto(`${platform.url}/designer/${CODE}`);
    await reviewer.getByRole('button', { name: '批准并发布' }).click();
    await reviewer.getByRole('dialog').getByRole('button', { name: '批准并发布' }).click();
    await reviewer.getByText('v2 已发布').waitFor();
  }, 120_000);

  test('a case registered after the day obeys the new limit; an older one keeps its own', async () => {
    const older = await registered(0);
    await platform.moveClock(`${EFFECTIVE_FROM}T09:00:00+08:00`);
    const newer = await registered(1);
    const page = await as('zhifa1');
    const why = async (caseId: string, name: string): Promise<string> => {
      await page.goto(`${platform.url}/cases/${caseId}`);
      await page.getByRole('region', { name: '期限' }).getByRole('button', { name: '线索核查为什么' }).click();
      const explanation = page.getByRole('tooltip');
      await explanation.getByText(/^日历 /).waitFor();
      await shoot(page, name);
      return explanation.innerText();
    };
    const before = await why(older, 'case-older');
    expect(before).toContain(`从次日起算${LIMIT.old}`);
    expect(before).toContain('届满日为2030-03-25');
    expect(before).not.toContain(PACK.name);
    const after = await why(newer, 'case-newer');
    expect(after).toContain(`从次日起算${LIMIT.new}`);
    expect(after).toContain('届满日为2030-03-26');
    expect(after).toContain(`规则 ${PACK.name} 第 1 版`);

    // The check that ran at registration says by which version of the pack.
    await page.goto(`${platform.url}/cases/${newer}/why`);
    const check = page.getByRole('button', { name: /核算核查期限/ });
    await check.click();
    await page.getByText(`${PACK.name} v1（按 ${EFFECTIVE_FROM} 有效的规则）`).waitFor();
    await shoot(page, 'why-newer');
    await page.goto(`${platform.url}/cases/${older}/why`);
    await check.click();
    await page.getByText('标准规则（按 2030-03-04 有效的规则）').waitFor();
  }, 120_000);

  test('no page threw an error or broke the content security policy', () => {
    expect(errors).toEqual([]);
  });
});

/** Finds a step of the drawing by its name and chooses it. */
async function chooseStep(page: Page, name: string): Promise<void> {
  const find = page.getByRole('combobox', { name: '查找步骤' });
  await find.focus();
  await find.fill(name);
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByTitle(name, { exact: true }).click();
  await page.getByLabel('步骤名称').waitFor();
}
