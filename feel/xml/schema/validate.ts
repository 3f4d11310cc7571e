import type { XmlElement } from '../parse-xml.ts';
import type { ContentModel, Leaf } from './content-model.ts';
import type { Schema } from './schema.ts';
import { collapsed, textProblem } from './text-types.ts';
import type { WholeType } from './whole-type.ts';
import { ANY_TYPE, isDerived, OF_ANY_TYPE, wholeType } from './whole-type.ts';

/** The first mistake of a document, and where its reader finds it: at the end of an element's start or of its end tag. */
export interface SchemaProblem {
  message: string;
  element: XmlElement;
  at: 'start' | 'end';
}

/** Ends the walk. */
class Found extends Error {
  readonly problem: SchemaProblem;
  constructor(problem: SchemaProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

const fail = (element: XmlElement, at: SchemaProblem['at'], message: string): never => {
  throw new Found({ element, at, message });
};

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const MISPLACED = 'Invalid content was found starting with element';
/** Declarations of namespaces and instructions to the reader are no attributes of the element. */
const isMeta = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xsi:');

type Place = ReturnType<ContentModel['next']>[number];

/** Walks through one document. */
class Validation {
  private readonly schema: Schema;
  private readonly path: XmlElement[] = [];
  private readonly ids = new Set<string>();
  private readonly references: string[] = [];

  constructor(schema: Schema) {
    this.schema = schema;
  }

  document(root: XmlElement): void {
    const declared = this.schema.elements.get(root.name);
    if (declared) this.element(root, declared.type, declared.abstract);
    else fail(root, 'start', `cvc-elt.1.a: Cannot find the declaration of element '${root.rawName}'.`);
    const missing = this.references.find((id) => !this.ids.has(id));
    if (missing !== undefined) fail(root, 'end', `cvc-id.1: There is no ID/IDREF binding for IDREF '${missing}'.`);
  }

  private element(element: XmlElement, declaredType: string, abstract: boolean): void {
    const { rawName, attributes } = element;
    this.path.push(element);
    if (abstract)
      fail(
        element,
        'start',
        `cvc-elt.2: The value of {abstract} in the element declaration for '${rawName}' must be false.`,
      );
    if (attributes['xsi:nil'] !== undefined)
      fail(
        element,
        'start',
        `cvc-elt.3.1: Attribute '${XSI},nil' must not appear on element '${rawName}', because the {nillable} property of '${rawName}' is false.`,
      );
    const name = this.typeOf(element, declaredType);
    const type = wholeType(this.schema, name);
    if (type?.abstract)
      fail(element, 'start', `cvc-type.2: The type definition cannot be abstract for element ${rawName}.`);
    if (type) this.complex(element, type);
    else this.simple(element, name);
    this.path.pop();
  }

  /** The declared type, or the one that the element claims, which must be derived from that. */
  private typeOf(element: XmlElement, declared: string): string {
    const claimed = element.attributes['xsi:type']?.trim();
    if (claimed === undefined) return declared;
    const [prefix, local] = claimed.includes(':') ? (claimed.split(':') as [string, string]) : ['', claimed];
    const uri = this.namespaceOf(prefix);
    if (uri === undefined && prefix !== '')
      fail(
        element,
        'start',
        `UndeclaredPrefix: Cannot resolve '${claimed}' as a QName: the prefix '${prefix}' is not declared.`,
      );
    const own = Object.entries(this.schema.namespaces).find(([, namespace]) => namespace === uri)?.[0];
    const type = `${own ?? ''}:${local}`;
    const { rawName } = element;
    if (!this.schema.types.has(type))
      fail(element, 'start', `cvc-elt.4.2: Cannot resolve '${claimed}' to a type definition for element '${rawName}'.`);
    if (!isDerived(this.schema, type, declared))
      fail(
        element,
        'start',
        `cvc-elt.4.3: Type '${claimed}' is not validly derived from the type definition, '${declared.replace(/^\w+:/, '')}', of element '${rawName}'.`,
      );
    return type;
  }

  private simple(element: XmlElement, type: string): void {
    const { rawName, attributes, children, text } = element;
    const attribute = Object.keys(attributes).find((name) => !isMeta(name));
    if (attribute !== undefined)
      fail(
        element,
        'start',
        `cvc-type.3.1.1: Element '${rawName}' is a simple type, so it cannot have attributes, excepting those whose namespace name is identical to '${XSI}' and whose [local name] is one of 'type', 'nil', 'schemaLocation' or 'noNamespaceSchemaLocation'. However, the attribute, '${attribute}' was found.`,
      );
    if (children.length > 0)
      fail(
        element,
        'end',
        `cvc-type.3.1.2: Element '${rawName}' is a simple type, so it must have no element information item [children].`,
      );
    this.value(element, 'end', text, type);
  }

  private complex(element: XmlElement, type: WholeType): void {
    this.attributes(element, type);
    const { rawName, children, text } = element;
    const { model } = type;
    const state = model ? this.children(element, model) : undefined;
    const hasText = text.trim() !== '';
    if (!model && (children.length > 0 || hasText))
      fail(
        element,
        'end',
        `cvc-complex-type.2.1: Element '${rawName}' must have no character or element information item [children], because the type's content type is empty.`,
      );
    if (hasText && !type.mixed)
      fail(
        element,
        'end',
        `cvc-complex-type.2.3: Element '${rawName}' cannot have character [children], because the type's content type is element-only.`,
      );
    if (model && !model.mayEnd(state)) this.incomplete(element, model, state);
  }

  /** @returns the place of the last child */
  private children({ children }: XmlElement, model: ContentModel): number | undefined {
    let state: number | undefined;
    for (const child of children) {
      const next = model.next(state);
      const found = next.find(({ leaf }) => this.fits(child, leaf)) ?? this.misplaced(child, next);
      state = found.state;
      this.child(child, found.leaf);
    }
    return state;
  }

  private child(child: XmlElement, leaf: Leaf): void {
    const local = leaf.kind === 'element' ? leaf.type : undefined;
    const declared = local === undefined ? this.schema.elements.get(child.name) : undefined;
    if (!declared && leaf.kind === 'any' && leaf.strict)
      fail(
        child,
        'start',
        `cvc-complex-type.2.4.c: The matching wildcard is strict, but no declaration can be found for element '${child.rawName}'.`,
      );
    this.element(child, local ?? declared?.type ?? ANY_TYPE, declared?.abstract ?? false);
  }

  private fits({ name }: XmlElement, leaf: Leaf): boolean {
    if (leaf.kind === 'any') return !leaf.other || (name.includes(':') && !name.startsWith(`${leaf.target}:`));
    if (leaf.type !== undefined) return name === leaf.name;
    for (let one = this.schema.elements.get(name); one; one = this.schema.elements.get(one.head ?? ''))
      if (one.name === leaf.name) return true;
    return false;
  }

  private misplaced(child: XmlElement, next: Place[]): never {
    const { rawName } = child;
    if (next.length === 0)
      fail(
        child,
        'start',
        `cvc-complex-type.2.4.d: ${MISPLACED} '${rawName}'. No child element is expected at this point.`,
      );
    this.path.push(child);
    const [prefix = '', local] = rawName.includes(':') ? rawName.split(':') : ['', rawName];
    const uri = this.namespaceOf(prefix);
    const name = uri ? `{"${uri}":${local}}` : local;
    return fail(
      child,
      'start',
      `cvc-complex-type.2.4.a: ${MISPLACED} '${name}'. One of '{${this.expected(next)}}' is expected.`,
    );
  }

  private incomplete(element: XmlElement, model: ContentModel, state: number | undefined): never {
    const next = model.next(state);
    const begin = `The content of element '${element.rawName}' is not complete.`;
    const again = state === undefined ? undefined : next.find(({ leaf }) => leaf === model.leaf(state));
    return fail(
      element,
      'end',
      again
        ? `cvc-complex-type.2.4.i: ${begin} '${this.expected([again])}' is expected to occur a minimum of '${model.places(again.leaf)}' times. One more instance is required to satisfy this constraint.`
        : `cvc-complex-type.2.4.b: ${begin} One of '{${this.expected(next)}}' is expected.`,
    );
  }

  private expected(next: Place[]): string {
    const { namespaces } = this.schema;
    const named = ({ leaf }: Place): string => {
      if (leaf.kind === 'any') return leaf.other ? `WC[##other:"${namespaces[leaf.target]}"]` : 'WC[##any]';
      const [prefix = '', local] = leaf.name.split(':');
      return `"${namespaces[prefix]}":${local}`;
    };
    return [...new Set(next.map(named))].join(', ');
  }

  private attributes(element: XmlElement, type: WholeType): void {
    const { attributes, rawName } = element;
    for (const [name, value] of Object.entries(attributes)) {
      const use = type.attributes.get(name);
      if (use) this.value(element, 'start', value, use.type);
      else if (!isMeta(name) && !this.isWelcome(name, element, type))
        fail(
          element,
          'start',
          `cvc-complex-type.3.2.2: Attribute '${this.rawAttribute(name)}' is not allowed to appear in element '${rawName}'.`,
        );
    }
    for (const [name, { required }] of type.attributes)
      if (required && attributes[name] === undefined)
        fail(element, 'start', `cvc-complex-type.4: Attribute '${name}' must appear on element '${rawName}'.`);
  }

  /** Attributes of another namespace than that of the type's schema. */
  private isWelcome(name: string, owner: XmlElement, type: WholeType): boolean {
    if (type === OF_ANY_TYPE) return true;
    return type.anyAttribute && name.includes(':') && name.split(':')[0] !== owner.name.split(':')[0];
  }

  /** As the file writes it, whose prefix may be another. */
  private rawAttribute(name: string): string {
    const [prefix = '', local] = name.split(':');
    const uri = local === undefined ? undefined : this.schema.namespaces[prefix];
    const declared = Object.entries(this.scope()).find(([key, value]) => value === uri && key !== 'xmlns')?.[0];
    return declared === undefined ? name : `${declared.replace('xmlns:', '')}:${local}`;
  }

  private value(element: XmlElement, at: SchemaProblem['at'], value: string, type: string): void {
    const problem = textProblem(value, type, this.schema, (prefix) => this.namespaceOf(prefix) !== undefined);
    if (problem) fail(element, at, problem);
    const id = collapsed(value);
    if (type === '@IDREF') this.references.push(id);
    if (type !== '@ID') return;
    if (this.ids.has(id)) fail(element, at, `cvc-id.2: There are multiple occurrences of ID value '${id}'.`);
    this.ids.add(id);
  }

  private namespaceOf(prefix: string): string | undefined {
    return this.scope()[prefix === '' ? 'xmlns' : `xmlns:${prefix}`];
  }

  /** Declarations of namespaces that hold where the walk is. */
  private scope(): Record<string, string> {
    return Object.assign({}, ...this.path.map(({ attributes }) => attributes)) as Record<string, string>;
  }
}

/**
 * The first mistake by a schema, in the order and the words of Zeebe's reader; undefined when there is none.
 * @param root read with the prefixes of the schema's namespaces, and `xsi`
 */
export const schemaProblem = (root: XmlElement, schema: Schema): SchemaProblem | undefined => {
  try {
    new Validation(schema).document(root);
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.problem;
    throw error;
  }
};
