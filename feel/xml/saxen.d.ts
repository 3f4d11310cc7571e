declare module 'saxen' {
  export type NamespacedElement = {
    name: string;
    originalName: string;
    attrs: Record<string, string>;
    ns: Record<string, string>;
  };
  export type Position = { line: number; column: number; data: string };
  export class Parser {
    constructor(options?: { proxy?: boolean });
    ns(namespaces: Record<string, string>): this;
    on(
      event: 'openTag',
      handler: (
        element: NamespacedElement,
        decode: (text: string) => string,
        selfClosing: boolean,
        at: () => Position,
      ) => void,
    ): this;
    on(event: 'closeTag', handler: () => void): this;
    on(event: 'text', handler: (text: string, decode: (text: string) => string) => void): this;
    on(event: 'cdata', handler: (text: string) => void): this;
    on(event: 'attention', handler: (text: string) => void): this;
    on(event: 'error' | 'warn', handler: (error: Error, at: () => Position) => void): this;
    parse(xml: string): this;
  }
}
