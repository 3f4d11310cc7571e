import type { TckResult } from './tck.ts';
import { playLevel, tckFolder } from './tck.ts';
import { TCK_DIFFERENCES } from './tck-differences.ts';

const folder = tckFolder();
const share = (results: TckResult[]): number => results.filter(({ passed }) => passed).length / results.length;
const isExplained = ({ suite, id }: TckResult): boolean =>
  `${suite} ${id}` in TCK_DIFFERENCES || `${suite} *` in TCK_DIFFERENCES;

if (!folder) {
  test('the DMN TCK is at ../shared/data/dmn-tck', () => {
    console.log('没有 ../shared/data/dmn-tck，DMN TCK 未运行。');
    expect(process.env.QUANHENG_REQUIRE_ALL).not.toBe('1');
  });
} else {
  const [two, three] = [playLevel(folder, 2), playLevel(folder, 3)] as const;

  test('level 2 is passed whole', () => {
    expect(two.length).toBeGreaterThanOrEqual(126);
    expect(two.filter(({ passed }) => !passed)).toEqual([]);
  });

  test('level 3 is passed to at least 97 %', () => {
    expect(three.length).toBeGreaterThanOrEqual(2462);
    expect(share(three)).toBeGreaterThanOrEqual(0.97);
  });

  test('what fails is known, with its reason', () => {
    expect(three.filter((result) => !result.passed && !isExplained(result))).toEqual([]);
  });

  test('what is said to fail does fail', () => {
    const failing = three.filter(({ passed }) => !passed);
    const outdated = Object.keys(TCK_DIFFERENCES).filter(
      (name) => !failing.some(({ suite, id }) => name === `${suite} ${id}` || name === `${suite} *`),
    );
    expect(outdated).toEqual([]);
  });
}
