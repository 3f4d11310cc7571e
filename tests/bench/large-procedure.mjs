/** A procedure of about `size` nodes: stages of choices, parallel branches and loops, each step with an event. */
export const largeProcedure = (size) => {
  const events = [
    'interview.done',
    'inspection.done',
    'review.done',
    'notice.served',
    'statement.received',
    'statement.reviewed',
  ];
  const nodes = [];
  const flows = [];
  const steps = [];
  let count = 0;
  const flow = (from, to) =>
    flows.push(`<bpmn:sequenceFlow id="F${flows.length}" sourceRef="${from}" targetRef="${to}"/>`);
  const task = () => {
    const id = `T${++count}`;
    nodes.push(`<bpmn:userTask id="${id}" name="${id}"/>`);
    steps.push({
      elementId: id,
      stage: 's',
      role: 'officer',
      form: 'f',
      emits: [{ event: events[count % events.length] }],
    });
    return id;
  };
  const gateway = (kind) => {
    const id = `G${++count}`;
    nodes.push(`<bpmn:${kind}Gateway id="${id}"/>`);
    return id;
  };
  let at = 'S';
  const go = (id) => {
    flow(at, id);
    at = id;
  };
  for (let block = 0; count < size - 8; block++) {
    go(task());
    const kind = ['exclusive', 'parallel', 'loop'][block % 3];
    if (kind === 'loop') {
      const [join, split] = [gateway('exclusive'), gateway('exclusive')];
      go(join);
      go(task());
      go(split);
      flow(split, join);
      continue;
    }
    const [split, join] = [gateway(kind), gateway(kind)];
    go(split);
    for (let branch = 0; branch < 3; branch++) {
      const id = task();
      flow(split, id);
      flow(id, join);
    }
    at = join;
  }
  for (const event of ['case.filed', 'decision.made', 'decision.served', 'case.closed']) {
    go(task());
    steps.at(-1).emits = [{ event }];
  }
  go('E');
  const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="x"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="S"/>${nodes.join('')}<bpmn:endEvent id="E"/>${flows.join('')}</bpmn:process></bpmn:definitions>`;
  const manifest = {
    schemaVersion: 1,
    code: 'bench',
    name: 'bench',
    kind: 'penalty-ordinary',
    processId: 'p',
    stages: [{ id: 's', name: 's' }],
    steps,
  };
  return {
    nodes: count + 2,
    files: [
      { path: 'procedure.json', encoding: 'utf8', content: JSON.stringify(manifest) },
      { path: 'process.bpmn', encoding: 'utf8', content: xml },
    ],
  };
};
