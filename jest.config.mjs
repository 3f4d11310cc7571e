import { availableParallelism } from 'node:os';

const swc = (module, tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, importAttributes: true },
      experimental: { keepImportAttributes: true },
      transform: { react: { runtime: 'automatic' } },
    },
    module: { type: module },
  },
];

/** Server-side projects run as native ES modules straight from the TypeScript sources. */
const node = (displayName, testMatch, extra = {}) => ({
  displayName,
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['development', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc('es6', false) },
  testMatch,
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  ...extra,
});

export default {
  // Timers of the gRPC client and of Zeebe's SDK end by themselves some seconds after they were closed.
  openHandlesTimeout: 20_000,
  // Much of a page test is waiting for a page, much of an integration test for a broker: two side by side also on two cores.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Modules of suites that ended stay in a worker's memory: it makes way for a new one.
  workerIdleMemoryLimit: '1500MB',
  // No test measures time: on a busy machine one that starts a broker may take several seconds.
  testTimeout: 30_000,
  reporters: ['default', '<rootDir>/tests/support/closing-line-reporter.mjs'],
  projects: [
    node('server', [
      '<rootDir>/{contracts,feel,engine,rules,broker,runtime,worker,seed,scripts,templates}/**/*.test.ts',
      '<rootDir>/tests/{unit,scenarios,structure,golden-histories}/**/*.test.ts',
    ]),
    {
      displayName: 'web',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/{ui,designer,workbench}/**/*.test.{ts,tsx}'],
      setupFiles: ['<rootDir>/tests/support/web-setup.mjs'],
      testEnvironmentOptions: { customExportConditions: ['development', 'node', 'node-addons'] },
      moduleNameMapper: { '\\.(css|less)$': '<rootDir>/tests/support/empty.cjs', '^antd/es/(.*)$': 'antd/lib/$1' },
      transform: { '^.+\\.(t|j|mj)sx?$': swc('commonjs', true) },
      transformIgnorePatterns: [
        '/node_modules/(?!(@bpmn-io|@lezer|lezer-feel|feelin|min-dash|luxon|@camunda|react-sticky-box|saxen|bpmn-moddle|dmn-moddle|moddle|moddle-xml|zeebe-bpmn-moddle)/)',
      ],
      modulePathIgnorePatterns: ['<rootDir>/dist/'],
    },
    node('integration', ['<rootDir>/tests/{integration,faults,conformance,clients}/**/*.test.ts']),
    node('e2e', ['<rootDir>/tests/e2e/**/*.test.ts'], {
      testEnvironment: '<rootDir>/tests/e2e/support/page-environment.mjs',
    }),
  ],
};
