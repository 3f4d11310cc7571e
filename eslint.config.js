import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';
import { PURE_ROOMS, ROOMS } from './scripts/layers.mjs';

const allRooms = Object.keys(ROOMS);

/** One block per room: what it must not import, with the alternative named in the message. */
const fences = allRooms.map((room) => {
  const forbidden = allRooms.filter((other) => other !== room && !ROOMS[room].includes(other));
  const allowed = ROOMS[room].map((name) => `#${name}`).join(', ') || 'no other room';
  return {
    files: [`${room}/**/*.{ts,tsx,mjs}`],
    ignores: ['**/*.test.ts', '**/*.test.tsx'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^#(${forbidden.join('|')})(/|$)`,
              message: `${room}/ may import ${allowed} (see docs/adr/0001-rooms.md).`,
            },
            {
              regex: `(^|/)\\.\\./(?:.*/)?(${allRooms.filter((r) => r !== room).join('|')})(/|$)`,
              message: `Rooms import each other by subpath (#room), never by climbing paths.`,
            },
            ...(PURE_ROOMS.includes(room)
              ? [
                  {
                    group: ['node:*', 'express', 'mongoose', 'mongodb', 'libsql', 'react'],
                    message: `${room}/ is pure: pass I/O results in as arguments.`,
                  },
                ]
              : []),
          ],
        },
      ],
      ...(PURE_ROOMS.includes(room)
        ? {
            'no-restricted-properties': [
              'error',
              { object: 'Date', property: 'now', message: 'Take `now` as an argument.' },
              { object: 'Math', property: 'random', message: 'Take randomness as an argument.' },
            ],
            'no-restricted-syntax': [
              'error',
              {
                selector: "NewExpression[callee.name='Date'][arguments.length=0]",
                message: 'Take `now` as an argument.',
              },
            ],
          }
        : {}),
    },
  };
});

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '.cache/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      // The full-width space is punctuation of Chinese text.
      'no-irregular-whitespace': ['error', { skipStrings: true, skipTemplates: true, skipJSXText: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  { files: ['scripts/**', 'tests/**', '*.config.*', '**/main.ts', '**/*-verify.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: {
        module: 'writable',
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['{ui,designer,workbench}/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  ...fences,
);
