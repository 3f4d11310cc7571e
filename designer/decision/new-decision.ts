/** A decision table with one input and one output to start from. `id` is the decision's id, safe for XML. */
export const newDecisionTable = (id: string, name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="definitions_${id}" name="${name}" namespace="https://quanheng.example/decisions" modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.6.0">
  <decision id="${id}" name="${name}">
    <decisionTable id="table_${id}" hitPolicy="FIRST">
      <input id="input_${id}" label="条件"><inputExpression id="expression_${id}" typeRef="string"><text>caseSource</text></inputExpression></input>
      <output id="output_${id}" label="结果" name="result" typeRef="string" />
      <rule id="rule_${id}"><inputEntry id="entry_${id}"><text></text></inputEntry><outputEntry id="outcome_${id}"><text>"其他"</text></outputEntry></rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI><dmndi:DMNDiagram id="diagram_${id}"><dmndi:DMNShape id="shape_${id}" dmnElementRef="${id}"><dc:Bounds x="160" y="100" width="180" height="80" /></dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI>
</definitions>
`;
