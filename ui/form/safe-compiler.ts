import { Schema } from '@formily/json-schema';

let installed = false;

/**
 * Formily compiles `{{…}}` in schemas with `new Function`: a form's author could run code in every reader's browser,
 * and a content security policy forbids it anyway. Our schemas need no expressions, so such text stays text.
 */
export function installSafeCompiler(): void {
  if (installed) return;
  installed = true;
  Schema.registerCompiler((expression: string) => `{{${expression}}}`);
}
