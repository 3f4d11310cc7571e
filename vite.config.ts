import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { FORM_JS_ZH } from './designer/localization/form-js-zh.ts';

/**
 * form-js has no translation hook: its hard-coded English literals are replaced while building. Only literals in
 * label-like positions are touched, so that keys and types of the schema stay what they are.
 */
function formJsChinese(): Plugin {
  const module = /@bpmn-io\/form-js-(editor|viewer)\/dist\/index\.es\.js/;
  const literal =
    /\b(label|name|title|children|description|placeholder|tooltip|text|value|emptyMessage)(:\s*(?:valueLabel \|\| )?)(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)")/g;
  return {
    name: 'quanheng:form-js-zh',
    enforce: 'pre',
    transform(code, id) {
      if (!module.test(id)) return null;
      const translated = code.replace(
        literal,
        (whole: string, member: string, colon: string, single?: string, double?: string) => {
          const chinese = colon.includes('||') ? '请选择' : FORM_JS_ZH[single ?? double ?? ''];
          return chinese === undefined ? whole : `${member}${colon}${JSON.stringify(chinese)}`;
        },
      );
      const returned = translated.replace(/\breturn '([A-Z][A-Za-z ]+)';/g, (whole: string, text: string) => {
        const chinese = FORM_JS_ZH[text];
        return chinese === undefined ? whole : `return ${JSON.stringify(chinese)};`;
      });
      return { code: returned, map: null };
    },
  };
}

/** Address of the running platform that `vite` (development only) hands `/api` to. */
const backend = process.env.QUANHENG_DEV_BACKEND ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), formJsChinese()],
  optimizeDeps: { rolldownOptions: { plugins: [formJsChinese()] } },
  resolve: {
    // Rooms resolve to their sources; two copies of these libraries would not know each other's classes.
    conditions: ['development', 'module', 'browser'],
    dedupe: [
      'react',
      'react-dom',
      '@formily/core',
      '@formily/react',
      '@formily/reactive',
      '@bpmn-io/properties-panel',
      'bpmn-js',
      'diagram-js',
      'preact',
      'inferno',
    ],
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: backend, changeOrigin: false } } },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // The editors are big and load on their own routes only.
    chunkSizeWarningLimit: 3000,
    // The inline preload helper would need a CSP exception.
    modulePreload: { polyfill: false },
  },
});
