import { rmSync } from 'node:fs';
import { TestEnvironment } from 'jest-environment-node';

/** Characters of a page's text that are printed. */
const SHOWN = 1500;

/**
 * Tests of pages. When one fails, it prints what each open page showed, its address and its failed requests: a wait that
 * runs out says only what it waited for. Copies of the built pages go with the suite that made them.
 */
export default class PageEnvironment extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name !== 'test_fn_failure') return;
    for (const { account, page, failures } of this.global.openPages ?? []) {
      if (page.isClosed()) continue;
      const text = await page
        .locator('body')
        .innerText({ timeout: 5000 })
        .catch((reason) => `（读不到页面：${reason.message}）`);
      console.error(
        [
          `${event.test.name}\n${account} ${page.url()}`,
          ...failures.slice(-20),
          text.replace(/\s*\n\s*/g, ' | ').slice(0, SHOWN),
        ].join('\n'),
      );
    }
  }

  async teardown() {
    for (const folder of this.global.copiedPages ?? []) rmSync(folder, { recursive: true, force: true });
    await super.teardown();
  }
}
