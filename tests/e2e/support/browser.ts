import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { DEMO_PASSWORD } from '#seed';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);

/** The built pages; QUANHENG_TEST_WEB names another build. */
const pages = (): string => resolve(process.env['QUANHENG_TEST_WEB'] ?? 'dist/web');

/** What the environment of page tests (page-environment.mjs) reads and removes. */
const seen = globalThis as { openPages?: OpenPage[]; copiedPages?: string[] };

/** A copy of the built pages: a build that runs meanwhile must not pull them away from under a test. */
export const copyOfPages = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-web-'));
  (seen.copiedPages ??= []).push(folder);
  cpSync(pages(), folder, { recursive: true, dereference: true });
  return folder;
};

/** Whether pages can be tried here; says so when not, and fails where all parts are demanded. */
export function browserAvailable(): boolean {
  if (CHROMIUM && existsSync(join(pages(), 'index.html'))) return true;
  const missing = CHROMIUM ? '没有构建页面（npm run build:web）' : '没有 Chromium';
  if (process.env['QUANHENG_REQUIRE_ALL'] === '1') throw new Error(missing);
  console.log(`${missing}，略过页面测试。`);
  return false;
}

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

interface OpenPage {
  account: string;
  page: Page;
  /** Requests that were refused or got no answer. */
  failures: string[];
}

/** Pages that are looked at when a test fails (page-environment.mjs). */
function watch(account: string, page: Page): void {
  const failures: string[] = [];
  page.on('requestfailed', (request) =>
    failures.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText ?? ''}`),
  );
  page.on('response', (response) => {
    if (response.status() >= 400) failures.push(`${response.status()} ${response.url()}`);
  });
  (seen.openPages ??= []).push({ account, page, failures });
}

/**
 * One person at one computer: a context of their own, signed in through the page. Page errors fail the test.
 * The person asks for little motion unless told otherwise: a click on something that still slides open may be pressed on
 * one element and let go on another, and is lost then.
 */
export async function signInPage(
  browser: Browser,
  url: string,
  account: string,
  errors: string[],
  viewport = { width: 1440, height: 900 },
  reducedMotion: 'reduce' | 'no-preference' = 'reduce',
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    reducedMotion,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  watch(account, page);
  page.on('pageerror', (error) => errors.push(`${account}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text()))
      errors.push(`${account}: ${message.text()}`);
  });
  await page.goto(`${url}/sign-in`);
  await page.getByRole('textbox', { name: '账号' }).fill(account);
  await page.getByLabel('口令', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((address) => !address.pathname.includes('sign-in'));
  return page;
}

/** Waits until nothing slides or fades: a click on what still moves may be lost. */
export const untilStill = (page: Page): Promise<unknown> =>
  page.waitForFunction(
    () =>
      document.querySelector('[class*="-appear"], [class*="-enter"], [class*="-leave"]') === null &&
      document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
