const XML = 'The reader of XML is another one; so are its words about what is no XML.';
const STRICT = 'JSON has to be JSON: nothing behind it, no single quotes.';
const LOCATION = 'The place of the mistake in the JSON is not told.';
const NULL = 'Zeebe fails inside on null and on empty texts in this place; here they mean the same as nothing.';

/** Answers that are not those of Zeebe 8.6.0, by the name of the call, with the reason. */
export const ANSWER_DIFFERENCES: Record<string, string> = {
  'deploy nonsense': XML,
  'deploy an empty file': XML,
  'deploy without a boundary': 'Zeebe answers 500 for a form that can not be read; it is the fault of the client: 400.',
  'create with trailing text': STRICT,
  'create from {"processDefinitionId":"manual","processDefinitionVersion":null,"variables":null,"processDefinitionKey":null,"startInstructions":null,"tenantId":null}':
    NULL,
  'create from {"processDefinitionId":1.50}': 'A number that stands for a text loses zeros at its end.',
  'create from {"processDefinitionId":"manual","awaitCompletion":""}': NULL,
  'create from {"processDefinitionId":"manual","awaitCompletion":null}': NULL,
  'create from {"processDefinitionId":"manual","startInstructions":[null]}': NULL,
  'create from {"processDefinitionId":"manual","startInstructions":[{}]}': NULL,
  'create from {"processDefinitionId":"manual","variables":{"a":123456789012345678901234567890}}':
    'A whole number that a double does not hold is refused in words of our own, from 54 bits on.',
  'activate no job': 'Zeebe names the timeout instead of the number that was given.',
  'a doubled slash': 'A path has to be written as it is documented.',
  'a key in other digits': 'A key is written in decimal digits.',
  'rpc: create with the variables {': LOCATION,
  'rpc: create with the variables {"a":1} x': STRICT,
  'rpc: create with the variables {"a":1,}': LOCATION,
  'rpc: create with the variables {"a":NaN}': LOCATION,
  "rpc: create with the variables {'a':1}": STRICT,
  'rpc: publish with bad variables': LOCATION,
  'rpc: set bad variables': LOCATION,
};
