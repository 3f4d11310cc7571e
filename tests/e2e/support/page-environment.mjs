import { rmSync } from 'node:fs';
import { TestEnvironment } from 'jest-environment-node';

/** Characters of a page's text that are printed, of its beginning and of its end, where dialogs and lists stand. */
const SHOWN = { first: 1000, last: 700 };

const shorten = (text) =>
  text.length <= SHOWN.first + SHOWN.last ? text : `${text.slice(0, SHOWN.first)} …… ${text.slice(-SHOWN.last)}`;

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
          shorten(text.replace(/\s*\n\s*/g, ' | ')),
        ].join('\n'),
      );
    }
  }

  async teardown() {
    for (const folder of this.global.copiedPages ?? []) rmSync(folder, { recursive: true, force: true });
    await super.teardown();
  }
}
