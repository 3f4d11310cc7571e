/** The DMN file can't be used; the text says which part is at fault. */
export class DecisionModelError extends Error {}

/** A decision could not be made; the text is Zeebe's. */
export class DecisionFailure extends Error {
  readonly decisionId: string;
  constructor(decisionId: string, message: string) {
    super(message);
    this.decisionId = decisionId;
  }
}
