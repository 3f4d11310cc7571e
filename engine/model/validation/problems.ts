import type { XmlElement } from '#feel';

/** What is wrong with a model, element by element, in the words of the deployment's rejection. */
export class Problems {
  private readonly byElement: Map<XmlElement, string[]>;

  constructor(byElement = new Map<XmlElement, string[]>()) {
    this.byElement = byElement;
  }

  add(element: XmlElement, message: string): void {
    const known = this.byElement.get(element);
    if (known) known.push(message);
    else this.byElement.set(element, [message]);
  }

  get found(): boolean {
    return this.byElement.size > 0;
  }

  replacedBy(others: Problems): Problems {
    return new Problems(new Map([...this.byElement, ...others.byElement]));
  }

  /** Every line ends with a line break, as in Zeebe's text. */
  toText(nameOf: (element: XmlElement) => string): string {
    return [...this.byElement]
      .map(
        ([element, messages]) =>
          `- Element: ${nameOf(element)}\n${messages.map((text) => `    - ERROR: ${text}\n`).join('')}`,
      )
      .join('');
  }
}
