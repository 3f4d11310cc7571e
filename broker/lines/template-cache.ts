import type { Layout } from './layouts.ts';
import type { Shape, Values } from './value-template.ts';
import { shapeOf, ValueTemplate } from './value-template.ts';

/** Templates of one element: of a job with and without retries left, of the body and the inner activity of a loop. */
const MAX_VARIANTS = 4;
/** Of values that fit none, one in so many makes a template: values that have no likes cost little more than their text. */
const MAKE_EVERY = 4;
/** Elements of one type of value, over all definitions; all begin anew when there are more. */
const MAX_ELEMENTS = 4000;

interface Variants {
  templates: ValueTemplate[];
  misses: number;
}

/** The templates of one type of value, by the elements that its values speak of. */
export class TemplateCache {
  private readonly layout: Layout<Values>;
  private readonly shape: Shape;
  private readonly definitions = new Map<number, Map<string, Variants>>();
  private elementCount = 0;

  constructor(layout: Layout<Values>) {
    this.layout = layout;
    this.shape = shapeOf(layout);
  }

  /** The template that the value fits; undefined when the value has to be put into text as a whole. */
  find(value: Values): ValueTemplate | undefined {
    const variants = this.variantsOf(value);
    const { templates } = variants;
    for (let index = 0; index < templates.length; index++) if (templates[index]!.fits(value)) return templates[index];
    return variants.misses++ % MAKE_EVERY === 0 ? this.make(templates, value) : undefined;
  }

  private variantsOf(value: Values): Variants {
    const elements = this.elementsOf(this.layout.definition(value));
    const element = this.layout.element(value);
    const known = elements.get(element);
    if (known) return known;
    const variants = { templates: [], misses: 0 };
    elements.set(element, variants);
    this.elementCount++;
    return variants;
  }

  private elementsOf(definition: number): Map<string, Variants> {
    const known = this.definitions.get(definition);
    if (known) return known;
    if (this.elementCount > MAX_ELEMENTS) {
      this.definitions.clear();
      this.elementCount = 0;
    }
    const elements = new Map<string, Variants>();
    this.definitions.set(definition, elements);
    return elements;
  }

  private make(templates: ValueTemplate[], value: Values): ValueTemplate | undefined {
    if (this.shape.fields.some(([name]) => value[name] === undefined)) return undefined;
    const template = new ValueTemplate(this.shape, value);
    if (templates.length === MAX_VARIANTS) templates.shift();
    templates.push(template);
    return template;
  }
}
