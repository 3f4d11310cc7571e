/** What is wrong with a resource, element by element, in the words of the deployment's rejection. */
export class Problems {
  private readonly byElement = new Map<string, string[]>();

  add(element: string, message: string): void {
    const known = this.byElement.get(element);
    if (known) known.push(message);
    else this.byElement.set(element, [message]);
  }

  get found(): boolean {
    return this.byElement.size > 0;
  }

  toString(): string {
    return [...this.byElement]
      .map(
        ([element, messages]) => `- Element: ${element}\n${messages.map((text) => `    - ERROR: ${text}`).join('\n')}`,
      )
      .join('\n');
  }
}
