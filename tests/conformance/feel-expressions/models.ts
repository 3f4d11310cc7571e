// The decisions that carry an expression or a cell, the same for Zeebe and for us.

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const model = (id: string, logic: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d_${id}" name="${id}" namespace="http://camunda.org/schema/1.0/dmn"><decision id="${id}" name="${id}"><variable id="v_${id}" name="v"/>${logic}</decision></definitions>`;

export const expressionModel = (id: string, text: string): string =>
  model(id, `<literalExpression id="l_${id}"><text>${escape(text)}</text></literalExpression>`);

/** A table of one rule: true where the cell takes the input, null where it does not. */
export const cellModel = (id: string, input: string, cell: string): string =>
  model(
    id,
    `<decisionTable id="dt_${id}"><input id="i_${id}"><inputExpression id="ie_${id}"><text>${escape(input)}</text></inputExpression></input><output id="o_${id}" name="o"/><rule id="r_${id}"><inputEntry id="n_${id}"><text>${escape(cell)}</text></inputEntry><outputEntry id="oe_${id}"><text>true</text></outputEntry></rule></decisionTable>`,
  );
