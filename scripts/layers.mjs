// The layer fence: which room may import which. One table, read by ESLint and by the test that proves the fence.
export const ROOMS = {
  contracts: [],
  feel: [],
  engine: ['feel'],
  rules: ['feel', 'contracts'],
  broker: ['engine'],
  runtime: ['rules', 'contracts'],
  worker: ['rules', 'contracts'],
  ui: ['rules', 'contracts'],
  designer: ['ui', 'engine', 'rules', 'contracts'],
  workbench: ['ui', 'rules', 'contracts'],
  seed: ['contracts'],
  scripts: ['broker', 'runtime', 'worker', 'seed', 'contracts'],
};

/** Rooms that know nothing of Node, a framework, a database or the DOM. */
export const PURE_ROOMS = ['contracts', 'feel', 'engine', 'rules'];
