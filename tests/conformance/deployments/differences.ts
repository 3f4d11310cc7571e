const CAST = "Zeebe tells of the classes inside it; here the element that can't be referred to is named.";
const NOTHING_INSIDE = 'Zeebe fails inside on what is not there; here it is named.';
const SYNTAX = 'The text of a syntax error of FEEL is our own, and names where the expression stands.';
const CELLS = 'A rule with too many or too few cells would decide otherwise than it reads; it is refused.';
const UNREAD = 'Zeebe does not read this text; here it is part of the checks of types, and has to be right.';

/** Files of which our engine does not say what Zeebe 8.6.0 says, with the reason. */
export const DEPLOYMENT_DIFFERENCES: Readonly<Record<string, string>> = {
  'root wrong.bpmn': CAST,
  'wire kind.bpmn': CAST,
  'src kind.bpmn': CAST,
  'msg kind.bpmn': CAST,
  'att kind.bpmn': CAST,
  'root.dmn': CAST,
  'wrong kind.dmn': CAST,
  'func.dmn': CAST,
  'func java.dmn': CAST,
  'noid.dmn': NOTHING_INSIDE,
  'noid def.dmn': NOTHING_INSIDE,
  'noname empty.dmn': NOTHING_INSIDE,
  'badfeel.dmn': SYNTAX,
  'textin.dmn': SYNTAX,
  'dash out.dmn': SYNTAX,
  'default out.dmn': SYNTAX,
  'two bad.dmn': SYNTAX,
  'rulecells.dmn': CELLS,
  'fewer in.dmn': CELLS,
  'more in.dmn': CELLS,
  'fewer out.dmn': CELLS,
  'more out.dmn': CELLS,
  'bkm bad.dmn': UNREAD,
  'item tests.dmn': UNREAD,
  'outvals.dmn': UNREAD,
  'invals.dmn': UNREAD,
  'idref2.bpmn': 'Of several unknown references Zeebe tells one in the order of a hash; here it is the first.',
  'default ns2.bpmn': 'A prefix for the default namespace is not told from none at attributes.',
};

const UNREADABLE = 'Unable to parse model';

/** Behind what Zeebe says of a DMN file that its schema rules out, our engine tells what and where. */
export const sameBut = (answer: string): string => answer.replace(new RegExp(`(${UNREADABLE}): .*$`, 's'), '$1');
