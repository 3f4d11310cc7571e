const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const ONE = '<literalExpression id="l"><text>1</text></literalExpression>';
const INPUT = '<input id="i"><inputExpression id="ie"><text>a</text></inputExpression></input>';

const model = (content: string, attributes = 'id="d" name="n" namespace="u"', namespace = DMN_13): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="${namespace}" ${attributes}>\n${content}\n</definitions>`;
const decision = (content: string, attributes = 'id="x" name="x"'): string =>
  `<decision ${attributes}>${content}</decision>`;
const table = (attributes: string, content: string): string =>
  model(decision(`<decisionTable id="t" ${attributes}>${content}</decisionTable>`));
const rule = (inputs: string[], ...outputs: string[]): string => {
  const cells = (name: string, texts: string[]): string =>
    texts.map((text, at) => `<${name} id="${name}${at}"><text>${text}</text></${name}>`).join('');
  return `<rule id="r">${cells('inputEntry', inputs)}${cells('outputEntry', outputs)}</rule>`;
};

/** Models with one thing each that the schema of DMN or Zeebe's reader may object to. */
export const DMN_MODELS: readonly (readonly [name: string, text: string])[] = [
  ['empty', model('')],
  ['ok', model(decision(ONE))],
  ['noid', model(decision(ONE, 'name="x"'))],
  ['noname', model(decision(ONE, 'id="x"'))],
  ['attr', model(decision(ONE, 'id="x" name="x" bad="1"'))],
  ['child', model(decision(ONE + '<foo/>'))],
  ['order', model(decision(ONE + '<variable id="v" name="v"/>'))],
  ['nonamespace', model(decision(ONE), 'id="d" name="n"')],
  ['hit', model(decision('<decisionTable id="t" hitPolicy="BAD"><output id="o"/></decisionTable>'))],
  [
    'noout',
    model(
      decision(
        '<decisionTable id="t"><input id="i"><inputExpression id="ie"><text>a</text></inputExpression></input></decisionTable>',
      ),
    ),
  ],
  [
    'rulecells',
    model(
      decision(
        '<decisionTable id="t"><input id="i"><inputExpression id="ie"><text>a</text></inputExpression></input><output id="o"/><rule id="r"><outputEntry id="oe"><text>1</text></outputEntry></rule></decisionTable>',
      ),
    ),
  ],
  ['11', model(decision(ONE), 'id="d" name="n" namespace="u"', 'http://www.omg.org/spec/DMN/20151101/dmn.xsd')],
  [
    '12',
    model(decision(ONE, 'id="x"'), 'id="d" name="n" namespace="u"', 'http://www.omg.org/spec/DMN/20180521/MODEL/'),
  ],
  [
    '14',
    model(decision(ONE, 'id="x"'), 'id="d" name="n" namespace="u"', 'https://www.omg.org/spec/DMN/20211108/MODEL/'),
  ],
  [
    '15',
    model(decision(ONE, 'id="x"'), 'id="d" name="n" namespace="u"', 'https://www.omg.org/spec/DMN/20230324/MODEL/'),
  ],
  ['unk', model(decision(ONE), 'id="d" name="n" namespace="u"', 'urn:what')],
  ['root', '<?xml version="1.0"?><decision xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="a" name="a"/>'],
  ['malformed', '<?xml version="1.0"?><definitions'],
  ['dup', model(decision(ONE) + decision(ONE))],
  [
    'href',
    model(decision('<informationRequirement id="i"><requiredDecision href="#nope"/></informationRequirement>' + ONE)),
  ],
  ['13http', model(decision(ONE), 'id="d" name="n" namespace="u"', 'http://www.omg.org/spec/DMN/20191111/MODEL/')],
  ['11alt', model(decision(ONE), 'id="d" name="n" namespace="u"', 'http://www.omg.org/spec/DMN/20151101/dmn11.xsd')],
  [
    '11bad',
    model(decision(ONE, 'id="x"'), 'id="d" name="n" namespace="u"', 'http://www.omg.org/spec/DMN/20151101/dmn11.xsd'),
  ],
  ['rule', model(decision('<decisionTable id="t" hitPolicy="RULE ORDER"><output id="o"/></decisionTable>'))],
  [
    '14ok',
    model(
      decision('<variable id="v" name="x" typeRef="string"/>' + ONE),
      'id="d" name="n" namespace="u"',
      'https://www.omg.org/spec/DMN/20211108/MODEL/',
    ),
  ],
  [
    '15ok',
    model(
      decision('<variable id="v" name="x" typeRef="string"/>' + ONE),
      'id="d" name="n" namespace="u"',
      'https://www.omg.org/spec/DMN/20230324/MODEL/',
    ),
  ],
  ['ext', model(decision('<extensionElements><foo xmlns="urn:z"/></extensionElements>' + ONE))],
  [
    'in ref',
    model(decision('<informationRequirement id="i"><requiredInput href="#nope"/></informationRequirement>' + ONE)),
  ],
  [
    'in ok',
    model(
      '<inputData id="a" name="a"/>' +
        decision('<informationRequirement id="i"><requiredInput href="#a"/></informationRequirement>' + ONE),
    ),
  ],
  [
    'know ref',
    model(decision('<knowledgeRequirement id="i"><requiredKnowledge href="#nope"/></knowledgeRequirement>' + ONE)),
  ],
  [
    'auth ref',
    model(decision('<authorityRequirement id="i"><requiredAuthority href="#nope"/></authorityRequirement>' + ONE)),
  ],
  [
    'wrong kind',
    model(
      '<inputData id="a" name="a"/>' +
        decision('<informationRequirement id="i"><requiredDecision href="#a"/></informationRequirement>' + ONE),
    ),
  ],
  ['empty req', model(decision('<informationRequirement id="i"/>' + ONE))],
  ['nologic', model(decision(''))],
  ['noid def', model(decision(ONE), 'name="n" namespace="u"')],
  ['badfeel', model(decision('<literalExpression id="l"><text>1 +</text></literalExpression>'))],
  [
    'cycle',
    model(decision('<informationRequirement id="i"><requiredDecision href="#x"/></informationRequirement>' + ONE)),
  ],
  [
    'collect',
    model(
      decision(
        '<decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM"><output id="o"/><output id="o2"/></decisionTable>',
      ),
    ),
  ],
  [
    'textin',
    model(
      decision(
        '<decisionTable id="t"><input id="i"><inputExpression id="ie"/></input><output id="o"/><rule id="r"><inputEntry id="q"><text>&lt;</text></inputEntry><outputEntry id="oe"><text>1</text></outputEntry></rule></decisionTable>',
      ),
    ),
  ],
  [
    'notext',
    model(
      decision(
        '<decisionTable id="t"><input id="i"><inputExpression id="ie"><text>a</text></inputExpression></input><output id="o"/><rule id="r"><inputEntry id="q"/><outputEntry id="oe"/></rule></decisionTable>',
      ),
    ),
  ],
  ['two out', table('', INPUT + '<output id="o"/><output id="o2"/>')],
  ['two out label', table('', INPUT + '<output id="o" label="L1" name="n"/><output id="o2" label="L2"/>')],
  ['two out ok', table('', INPUT + '<output id="o" name="a"/><output id="o2" name="b"/>')],
  ['two out same', table('', INPUT + '<output id="o" name="a"/><output id="o2" name="a"/>')],
  ['prio none', table('hitPolicy="PRIORITY"', INPUT + '<output id="o"/>' + rule(['1'], '1'))],
  ['outord none', table('hitPolicy="OUTPUT ORDER"', INPUT + '<output id="o"/>' + rule(['1'], '1'))],
  [
    'collect two',
    table('hitPolicy="COLLECT" aggregation="SUM"', INPUT + '<output id="o" name="a"/><output id="o2" name="b"/>'),
  ],
  ['collect two noagg', table('hitPolicy="COLLECT"', INPUT + '<output id="o" name="a"/><output id="o2" name="b"/>')],
  ['empty in entry', table('', INPUT + '<output id="o"/>' + rule([''], '1'))],
  ['empty out entry', table('', INPUT + '<output id="o"/>' + rule(['1'], ''))],
  ['dash out', table('', INPUT + '<output id="o"/>' + rule(['1'], '-'))],
  [
    'in noexpr',
    table(
      '',
      '<input id="i" label="a"><inputExpression id="ie"><text></text></inputExpression></input><output id="o"/>',
    ),
  ],
  ['in noinputexpr', table('', '<input id="i" label="a"/><output id="o"/>')],
  ['noinput', table('', '<output id="o"/>' + rule([], '1'))],
  [
    'fewer in',
    table('', INPUT + INPUT.replace('"i"', '"i2"').replace('"ie"', '"ie2"') + '<output id="o"/>' + rule(['1'], '1')),
  ],
  ['more in', table('', INPUT + '<output id="o"/>' + rule(['1', '2'], '1'))],
  ['fewer out', table('', INPUT + '<output id="o" name="a"/><output id="o2" name="b"/>' + rule(['1'], '1'))],
  ['more out', table('', INPUT + '<output id="o" name="a"/>' + rule(['1'], '1', '2'))],
  [
    'lang',
    model(decision('<literalExpression id="l" expressionLanguage="javascript"><text>1</text></literalExpression>')),
  ],
  [
    'lang feel',
    model(decision('<literalExpression id="l" expressionLanguage="feel"><text>1</text></literalExpression>')),
  ],
  [
    'lang FEEL',
    model(
      decision(
        '<literalExpression id="l" expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/"><text>1</text></literalExpression>',
      ),
    ),
  ],
  ['ONE empty', model(decision('<literalExpression id="l"><text></text></literalExpression>'))],
  ['ONE notext', model(decision('<literalExpression id="l"/>'))],
  [
    'ctx',
    model(
      decision('<context id="c"><contextEntry id="e"><variable id="v" name="a"/>' + ONE + '</contextEntry></context>'),
    ),
  ],
  ['ctx novar', model(decision('<context id="c"><contextEntry id="e">' + ONE + '</contextEntry></context>'))],
  ['inv nofn', model(decision('<invocation id="c"/>'))],
  [
    'inv unknown',
    model(decision('<invocation id="c"><literalExpression id="l"><text>nope</text></literalExpression></invocation>')),
  ],
  [
    'inv complex',
    model(
      decision('<invocation id="c"><literalExpression id="l"><text>nope(1)</text></literalExpression></invocation>'),
    ),
  ],
  ['func', model(decision('<functionDefinition id="c">' + ONE + '</functionDefinition>'))],
  ['func java', model(decision('<functionDefinition id="c" kind="Java">' + ONE + '</functionDefinition>'))],
  ['list', model(decision('<list id="c">' + ONE + '</list>'))],
  ['rel', model(decision('<relation id="c"><column id="cc" name="a"/><row id="r">' + ONE + '</row></relation>'))],
  [
    'rel mismatch',
    model(
      decision(
        '<relation id="c"><column id="cc" name="a"/><row id="r">' +
          ONE +
          ONE.replace('"l"', '"l2"') +
          '</row></relation>',
      ),
    ),
  ],
  [
    'bkm',
    model(
      '<businessKnowledgeModel id="b" name="b"/>' +
        decision('<knowledgeRequirement id="k"><requiredKnowledge href="#b"/></knowledgeRequirement>' + ONE),
    ),
  ],
  [
    'bkm logic',
    model(
      '<businessKnowledgeModel id="b" name="b"><encapsulatedLogic id="el"><formalParameter id="fp" name="a"/>' +
        ONE +
        '</encapsulatedLogic></businessKnowledgeModel>' +
        decision(
          '<knowledgeRequirement id="k"><requiredKnowledge href="#b"/></knowledgeRequirement>' +
            ONE.replace('"l"', '"l2"'),
        ),
    ),
  ],
  [
    'bkm bad',
    model(
      '<businessKnowledgeModel id="b" name="b"><encapsulatedLogic id="el"><formalParameter id="fp" name="a"/><literalExpression id="l"><text>a +</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>' +
        decision(ONE.replace('"l"', '"l2"')),
    ),
  ],
  [
    'bkm cycle',
    model(
      '<businessKnowledgeModel id="b" name="b"><encapsulatedLogic id="el">' +
        ONE +
        '</encapsulatedLogic><knowledgeRequirement id="k"><requiredKnowledge href="#b"/></knowledgeRequirement></businessKnowledgeModel>' +
        decision(ONE.replace('"l"', '"l2"')),
    ),
  ],
  ['dup name', model(decision(ONE) + decision(ONE.replace('"l"', '"l2"'), 'id="y" name="x"'))],
  ['noname empty', model(decision(ONE, 'id="x" name=""'))],
  ['item', model('<itemDefinition id="it" name="T"><typeRef>string</typeRef></itemDefinition>' + decision(ONE))],
  ['item bad', model('<itemDefinition id="it" name="T"><typeRef>nope</typeRef></itemDefinition>' + decision(ONE))],
  [
    'item tests',
    model(
      '<itemDefinition id="it" name="T"><typeRef>string</typeRef><allowedValues id="av"><text>"a",</text></allowedValues></itemDefinition>' +
        decision(ONE),
    ),
  ],
  ['outvals', table('', INPUT + '<output id="o"><outputValues id="ov"><text>"a",</text></outputValues></output>')],
  [
    'invals',
    table(
      '',
      INPUT.replace('</inputExpression>', '</inputExpression><inputValues id="iv"><text>"a",</text></inputValues>') +
        '<output id="o"/>',
    ),
  ],
  [
    'default out',
    table('', INPUT + '<output id="o"><defaultOutputEntry id="de"><text>1 +</text></defaultOutputEntry></output>'),
  ],
  ['svc', model(decision(ONE) + '<decisionService id="s" name="s"><outputDecision href="#nope"/></decisionService>')],
  [
    'two bad',
    model(
      decision('<literalExpression id="l"><text>1 +</text></literalExpression>') +
        decision('<literalExpression id="l3"><text>2 +</text></literalExpression>', 'id="y" name="y"'),
    ),
  ],
];
