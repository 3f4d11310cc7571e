import { Schema } from '@formily/json-schema';
import { installSafeCompiler } from './safe-compiler.ts';

describe('installSafeCompiler', () => {
  test('text in braces stays text and runs nothing', () => {
    installSafeCompiler();
    const touched = globalThis as { attacked?: boolean };
    const schema = new Schema({
      type: 'object',
      properties: { a: { type: 'string', title: '{{globalThis.attacked = true}}', 'x-component': 'Input' } },
    });
    const compiled = Schema.compile(schema.properties!['a']!.toJSON() as never) as { title: string };
    expect(compiled.title).toBe('{{globalThis.attacked = true}}');
    expect(touched.attacked).toBeUndefined();
  });
});
