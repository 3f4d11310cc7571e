import { rmSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { DEMO_CASES, STEP_ACCOUNTS } from '#seed';
import { CaseDriver } from '../support/case-driver.ts';
import type { TestPlatform } from '../support/platform.ts';
import { startPlatform } from '../support/platform.ts';
import { browserAvailable, copyOfPages, launch, signInPage } from './support/browser.ts';

// No page is wider than a phone, also when all that it asks for has come.

const PHONE = { width: 390, height: 844 };
/** Between them they see every page of the navigation. */
const ACCOUNTS = ['fazhi1', 'juzhang1', 'jiandu1', 'shenji1', 'guanli1', 'anquan1', 'shenguan1'];
const SETTLED_MS = 700;
const [demo] = DEMO_CASES;
if (!demo) throw new Error('no demonstration case');
const suite = browserAvailable() ? describe : describe.skip;

suite('on a phone', () => {
  let platform: TestPlatform;
  let browser: Browser;
  let driver: CaseDriver;
  const webDir = copyOfPages();
  const errors: string[] = [];

  beforeAll(async () => {
    platform = await startPlatform({ settings: { webDir } });
    browser = await launch();
    driver = new CaseDriver(platform.runner, demo);
    await driver.register();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
    rmSync(webDir, { recursive: true, force: true });
  }, 30_000);
  afterEach(() => expect(errors.splice(0)).toEqual([]));

  const signIn = (account: string): Promise<Page> => signInPage(browser, platform.url, account, errors, PHONE);

  /** What of a page reaches beyond the screen, outermost first, when nothing is loaded any more. */
  const tooWide = async (page: Page, path: string): Promise<string[]> => {
    await page.goto(`${platform.url}${path}`);
    await page.locator('main h1, main .qh-page').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('main .ant-skeleton, main .ant-spin-spinning'));
    await page.waitForTimeout(SETTLED_MS);
    return page.evaluate((where) => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth + 1) return [];
      const beyond = [...document.querySelectorAll('main *')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 1,
      );
      return [
        `${where}: ${scrollWidth} px`,
        ...beyond.slice(0, 5).map(({ tagName, className }) => `${tagName} ${className}`),
      ];
    }, path);
  };

  const navigation = async (page: Page): Promise<string[]> => {
    await page.getByRole('button', { name: '打开导航' }).click();
    const links = page.getByRole('dialog').getByRole('link');
    await links.first().waitFor();
    const paths = await links.evaluateAll((all) =>
      all.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );
    return [...new Set(paths)];
  };

  test.each(ACCOUNTS)(
    'every page in the navigation of %s fits',
    async (account) => {
      const page = await signIn(account);
      const wide: string[] = [];
      const paths = await navigation(page);
      expect(paths.length).toBeGreaterThan(0);
      for (const path of paths) wide.push(...(await tooWide(page, path)));
      expect(wide).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  test('every step of a penalty case fits, and its case, its trace and its checks', async () => {
    const pages = new Map<string, Page>();
    const pageOf = async (account: string): Promise<Page> => {
      const page = pages.get(account) ?? (await signIn(account));
      pages.set(account, page);
      return page;
    };
    const wide: string[] = [];
    const done = new Set<string>();
    const seen = new Set<string>();
    for (let task = await driver.nextTask(done); task; task = await driver.nextTask(done)) {
      const page = await pageOf(STEP_ACCOUNTS[task.elementId] ?? 'zhifa1');
      if (!seen.has(task.elementId))
        wide.push(...(await tooWide(page, `/tasks/${task.key}`)).map((line) => `${task!.elementId} ${line}`));
      seen.add(task.elementId);
      if (task.elementId === 'Task_Inspect' && driver.evidenceIds.length === 0)
        await driver.upload(new TextEncoder().encode('现场照片'), '现场照片.txt');
      await driver.complete(task);
      done.add(task.key);
    }
    expect(seen.size).toBeGreaterThan(10);
    const officer = await pageOf('zhifa1');
    const [instance] = (await driver.detail()).instances;
    for (const path of [`/cases/${driver.caseId}`, `/cases/${driver.caseId}/why`, '/cases/new', '/notices'])
      wide.push(...(await tooWide(officer, path)));
    wide.push(...(await tooWide(await pageOf('shenji1'), `/instances/${instance?.key}`)));
    expect(wide).toEqual([]);
    for (const page of pages.values()) await page.context().close();
  }, 300_000);
});
