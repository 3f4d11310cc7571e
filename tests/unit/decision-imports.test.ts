import type { Command, EngineRecord } from '#engine';
import { EngineState, step, toBase64, utf8Bytes } from '#engine';

// A deployment may hold models that import each other; an expression that runs away becomes a failure that is recorded.

const NOW = Date.UTC(2026, 0, 31, 8);
const DMN = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

const base = (factor: string): string => `<definitions xmlns="${DMN}" id="base" name="base" namespace="urn:base">
  <businessKnowledgeModel id="scale" name="scale"><variable name="scale"/>
    <encapsulatedLogic><formalParameter name="n"/><literalExpression><text>n * ${factor}</text></literalExpression></encapsulatedLogic>
  </businessKnowledgeModel>
  <decision id="floor" name="floor"><variable name="floor"/><literalExpression><text>10</text></literalExpression></decision>
</definitions>`;
const main = `<definitions xmlns="${DMN}" id="main" name="main" namespace="urn:main">
  <import name="base" namespace="urn:base" importType="${DMN}"/>
  <decision id="fine" name="fine"><variable name="fine"/>
    <informationRequirement><requiredDecision href="urn:base#floor"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="urn:base#scale"/></knowledgeRequirement>
    <literalExpression><text>max(base.floor, base.scale(amount))</text></literalExpression>
  </decision>
</definitions>`;

const engine = () => {
  const state = new EngineState();
  const records: EngineRecord[] = [];
  const run = (command: Command) => {
    const result = step(state, command, NOW);
    records.push(...result.records);
    return result.response;
  };
  const deploy = (...resources: [string, string][]) =>
    run({
      valueType: 'DEPLOYMENT',
      intent: 'CREATE',
      key: -1,
      value: {
        resources: resources.map(([resourceName, text]) => ({ resourceName, resource: toBase64(utf8Bytes(text)) })),
        processesMetadata: [],
        decisionsMetadata: [],
        decisionRequirementsMetadata: [],
        formMetadata: [],
        deploymentKey: -1,
        tenantId: '<default>',
      },
    });
  const decide = (decisionId: string, variables: object) => {
    run({
      valueType: 'DECISION_EVALUATION',
      intent: 'EVALUATE',
      key: -1,
      value: { decisionId, decisionKey: -1, variables } as never,
    });
    return records.findLast(({ valueType }) => valueType === 'DECISION_EVALUATION')!;
  };
  return { state, deploy, decide };
};

test('a decision uses what another file of the deployment defines, in whatever order they come', () => {
  const { deploy, decide } = engine();
  expect(deploy(['main.dmn', main], ['base.dmn', base('1.15')])?.kind).toBe('done');
  expect(decide('fine', { amount: 100 })).toMatchObject({ intent: 'EVALUATED', value: { decisionOutput: '115' } });
  expect(decide('fine', { amount: 1 })).toMatchObject({ value: { decisionOutput: '10' } });
});

test('it keeps the version that it was deployed with', () => {
  const { state, deploy, decide } = engine();
  deploy(['main.dmn', main], ['base.dmn', base('2')]);
  deploy(['base.dmn', base('3')]);
  state.decisionGraphs.clear();
  expect(decide('fine', { amount: 100 })).toMatchObject({ value: { decisionOutput: '200' } });
});

test('a missing model, and models in a circle, are refused with their names', () => {
  const { deploy } = engine();
  expect(JSON.stringify(deploy(['main.dmn', main]))).toContain(
    `'fine' requires the model 'urn:base', which is not part of the deployment`,
  );
  const back = base('1').replace(
    '<businessKnowledgeModel',
    `<import name="m" namespace="urn:main" importType="${DMN}"/><businessKnowledgeModel`,
  );
  expect(JSON.stringify(deploy(['main.dmn', main], ['base.dmn', back]))).toContain('import each other in a circle');
});

test('a decision that runs away fails and is recorded', () => {
  const { deploy, decide } = engine();
  const endless = main
    .replace(/<import[^>]*>/, '')
    .replace(
      /<informationRequirement>.*<\/informationRequirement>\s*<knowledgeRequirement>.*<\/knowledgeRequirement>/s,
      '',
    )
    .replace(/<text>.*<\/text>/, '<text>count(for i in 1..99999, j in 1..99999 return 1)</text>');
  deploy(['main.dmn', endless]);
  expect(decide('fine', {})).toMatchObject({
    intent: 'FAILED',
    value: { evaluationFailureMessage: expect.stringContaining('was stopped because it took more than') },
  });
});
