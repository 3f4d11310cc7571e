import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  boundary,
  end,
  error,
  message,
  modelText,
  onError,
  onSignal,
  receive,
  scriptTask,
  service,
  signal,
  start,
  userTask,
} from '../../scenarios/support/bpmn-text.ts';
import type { ModelSpec } from '../../scenarios/support/bpmn-text.ts';

/** A chain with one job, whose type is the name of the process. */
const oneJob = (id: string): ModelSpec => ({
  id,
  nodes: [start('S'), service('work', id), end('E')],
  flows: ['S work E'],
});

const header = '<zeebe:taskHeaders><zeebe:header key="area" value="济南"/></zeebe:taskHeaders>';

const PROCESSES: ModelSpec[] = [
  {
    id: 'order',
    nodes: [
      start('S'),
      service('pack', 'pack', { extensions: header }),
      boundary('broken', 'pack', onError('broken_error')),
      service('repair', 'repair'),
      receive('paid', { attributes: { messageRef: 'paid_message' } }),
      service('ship', 'ship'),
      end('E'),
      end('F'),
    ],
    flows: ['S pack paid ship E', 'broken repair F'],
    definitions: error('broken_error', 'broken') + message('paid_message', 'paid', '=orderId'),
  },
  {
    id: 'sum',
    nodes: [
      start('S'),
      scriptTask('add', { extensions: '<zeebe:script expression="=x + y" resultVariable="z"/>' }),
      end('E'),
    ],
    flows: ['S add E'],
  },
  oneJob('echo'),
  oneJob('pushed'),
  oneJob('late'),
  {
    id: 'alarm',
    nodes: [start('S', { inner: onSignal('alarm_signal') }), service('work', 'alarm'), end('E')],
    flows: ['S work E'],
    definitions: signal('alarm_signal', 'alarm'),
  },
  {
    id: 'ask',
    nodes: [start('S'), { id: 'wait', tag: 'receiveTask', attributes: { messageRef: 'never_message' } }, end('E')],
    flows: ['S wait E'],
    definitions: message('never_message', 'never', '="none"'),
  },
  {
    id: 'review',
    nodes: [start('S'), userTask('decide', { extensions: '<zeebe:userTask/>' }), end('E')],
    flows: ['S decide E'],
  },
];

const BROKEN: ModelSpec = {
  id: 'broken',
  nodes: [start('S'), { id: 'work', tag: 'serviceTask' }, end('E')],
  flows: ['S work E'],
};

const DISCOUNT = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="prices" name="Prices" namespace="http://quanheng.example/clients">
  <decision id="discount" name="Discount">
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="amount" label="amount"><inputExpression id="amountText" typeRef="number"><text>amount</text></inputExpression></input>
      <input id="kind" label="kind"><inputExpression id="kindText" typeRef="string"><text>kind</text></inputExpression></input>
      <output id="percent" label="percent" name="percent" typeRef="number"/>
      <rule id="large"><inputEntry id="i1"><text>&gt;= 1000</text></inputEntry><inputEntry id="i2"><text>"new"</text></inputEntry><outputEntry id="o1"><text>12.5</text></outputEntry></rule>
      <rule id="other"><inputEntry id="i3"><text></text></inputEntry><inputEntry id="i4"><text></text></inputEntry><outputEntry id="o2"><text>0</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;

const FORM = { id: 'question', type: 'default', schemaVersion: 16, components: [] };

/** Writes what the programs deploy: processes, a decision, a form, and two files that must be refused. */
export const writeModels = (folder: string): void => {
  mkdirSync(folder, { recursive: true });
  for (const model of [...PROCESSES, BROKEN]) writeFileSync(join(folder, `${model.id}.bpmn`), modelText(model));
  writeFileSync(join(folder, 'discount.dmn'), DISCOUNT);
  writeFileSync(join(folder, 'note.txt'), 'no resource of a kind that engines know');
  writeFileSync(join(folder, 'question.form'), JSON.stringify(FORM));
};
