/** What stands in the content of an element, after XML Schema 1.0 part 1, section 3.8. */
export type Particle =
  | { kind: 'element'; name: string; type?: string | undefined }
  /** Elements of any namespace, or of any other than `target`; `strict` ones must be declared. */
  | { kind: 'any'; other: boolean; strict: boolean; target: string }
  | { kind: 'sequence' | 'choice'; parts: Particle[] }
  | { kind: 'times'; part: Particle; min: number; many: boolean };

export interface AttributeUse {
  type: string;
  required: boolean;
}

export interface ComplexType {
  name: string;
  abstract: boolean;
  mixed: boolean;
  base?: string | undefined;
  content?: Particle | undefined;
  attributes: ReadonlyMap<string, AttributeUse>;
  /** Attributes of other namespaces are welcome. */
  anyAttribute: boolean;
}

export interface ElementDeclaration {
  name: string;
  type: string;
  abstract: boolean;
  /** The element that it may stand for. */
  head?: string | undefined;
}

/** Names carry the prefixes under which the document is read; types of XML Schema itself begin with `@`. */
export interface Schema {
  /** Prefix to namespace. */
  namespaces: Readonly<Record<string, string>>;
  elements: ReadonlyMap<string, ElementDeclaration>;
  types: ReadonlyMap<string, ComplexType>;
  /** Types of texts: their values, or none where every text is one. */
  texts: ReadonlyMap<string, readonly string[]>;
}
