/** The cases of the TCK that are not passed, by suite and case (`*` for all of a suite's), each with the reason. */
export const TCK_DIFFERENCES: Record<string, string> = {
  '0036-dt-variable-input _20445ee0-744d-4488-a90e-136701510871/Compare Boolean':
    'In Zeebe a cell that is true takes any input, also false',
  '0036-dt-variable-input _58109f16-2e9b-496e-bfff-5f0adbfa0279/Compare Boolean':
    'In Zeebe a cell that is true takes any input, also false',
  '0050-feel-abs-function 007/decision007': 'Zeebe takes the parameter of abs under the name `number` too',
  '0076-feel-external-java *': 'Functions of Java are refused: a decision is data, not code',
  '1146-feel-context-put-function nested008/nested008': 'Zeebe takes a list of keys under the name `key` too',
  '1146-feel-context-put-function nested009/nested009': 'Zeebe puts a context where the path meets another value',
};
