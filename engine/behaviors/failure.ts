export type ErrorType =
  | 'IO_MAPPING_ERROR'
  | 'JOB_NO_RETRIES'
  | 'CONDITION_ERROR'
  | 'EXTRACT_VALUE_ERROR'
  | 'CALLED_ELEMENT_ERROR'
  | 'UNHANDLED_ERROR_EVENT'
  | 'CALLED_DECISION_ERROR'
  | 'DECISION_EVALUATION_ERROR'
  | 'FORM_NOT_FOUND';

/** A step of an instance can't go on; the caller turns it into an incident at the element. */
export class Failure extends Error {
  readonly errorType: ErrorType;
  /** Where variables must change to mend it, when not in the scope of the element. */
  readonly variableScopeKey: number | undefined;
  constructor(errorType: ErrorType, message: string, variableScopeKey?: number) {
    super(message);
    this.errorType = errorType;
    this.variableScopeKey = variableScopeKey;
  }
}
