import type { PackageFile } from '#contracts';
import { readPackage } from './read-package.ts';

const file = (path: string, content: string): PackageFile => ({ path, encoding: 'utf8', content });
const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

const manifest = file(
  'procedure.json',
  JSON.stringify({
    schemaVersion: 1,
    code: 'sum',
    name: '合计',
    kind: 'other',
    processId: 'Process_Sum',
    stages: [{ id: 'only', name: '办理' }],
    steps: [],
  }),
);
const base = file(
  'base.dmn',
  `<definitions xmlns="${DMN}" id="base" name="base" namespace="urn:base">
    <decision id="Decision_Base" name="Base"><variable name="Base"/><literalExpression><text>100</text></literalExpression></decision>
  </definitions>`,
);
const total = file(
  'total.dmn',
  `<definitions xmlns="${DMN}" id="total" name="total" namespace="urn:total">
    <import namespace="urn:base" name="b" importType="${DMN}"/>
    <decision id="Decision_Total" name="Total"><variable name="Total"/>
      <informationRequirement><requiredDecision href="urn:base#Decision_Base"/></informationRequirement>
      <literalExpression><text>b.Base * 2</text></literalExpression>
    </decision>
  </definitions>`,
);

describe('decision files of a procedure package', () => {
  test.each([
    ['after', [manifest, base, total]],
    ['before', [manifest, total, base]],
  ])('a decision may need one of another file that stands %s it', (_, files) => {
    const { decisionIds, issues } = readPackage(files);
    expect(issues).toEqual([]);
    expect([...decisionIds].sort()).toEqual(['Decision_Base', 'Decision_Total']);
  });

  test('a needed model that the package lacks is told with the file and what to do', () => {
    const { decisionIds, issues } = readPackage([manifest, total]);
    expect(decisionIds).toEqual([]);
    expect(issues).toMatchObject([
      { file: 'total.dmn', rule: 'dmn-import', message: expect.stringContaining('“urn:base”不在规程包里') },
    ]);
    expect(issues[0]?.remedy).toContain('加入规程包');
  });

  test('a file that is no XML is told with its line', () => {
    const { issues } = readPackage([manifest, base, file('broken.dmn', '<definitions>\n<decision')]);
    expect(issues).toMatchObject([
      { file: 'broken.dmn', rule: 'dmn-syntax', message: expect.stringMatching(/第 \d+ 行/) },
    ]);
  });
});
