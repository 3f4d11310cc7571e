import type { Value } from '../values/value.ts';
import { BudgetExceeded } from '../values/budget.ts';
import type { Zone } from '../values/zones.ts';

/** What Zeebe calls the things that can go wrong without an evaluation failing. */
export type WarningType =
  | 'NO_VARIABLE_FOUND'
  | 'NO_CONTEXT_ENTRY_FOUND'
  | 'NO_PROPERTY_FOUND'
  | 'NOT_COMPARABLE'
  | 'INVALID_TYPE'
  | 'NO_FUNCTION_FOUND'
  | 'FUNCTION_INVOCATION_FAILURE'
  | 'ASSERT_FAILURE'
  | 'UNKNOWN';

export interface Warning {
  type: string;
  message: string;
}

/** What an expression may see: variables by name, read only when asked for. */
export interface ValueScope {
  get: (name: string) => Value | undefined;
}

/**
 * What one evaluation may cost. A step is about a quarter of a microsecond of one core; built-in functions cost steps by the
 * size of what they read and make, so that steps bound memory as well.
 */
export interface Budget {
  steps: number;
  depth: number;
}

export const DEFAULT_BUDGET: Budget = { steps: 100_000, depth: 200 };
/** A decision with all that it requires. */
export const DECISION_BUDGET: Budget = { steps: 200_000, depth: 200 };
/** No text of an evaluation gets longer than this many characters, no list longer than this many items. */
export const MAX_TEXT = 1_000_000;
export const MAX_LIST = 100_000;
const MAX_WARNINGS = 50;
const UTC: Zone = { offset: 0 };

export { BudgetExceeded } from '../values/budget.ts';

export class AssertionFailure extends Error {}

/** What is left of a budget; shared by all expressions of one decision. */
interface Meter {
  steps: number;
  depth: number;
  readonly budget: Budget;
}

const meterOf = (budget: Budget): Meter => ({ ...budget, budget });

/** The state of one evaluation. */
export class Machine {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly scope: ValueScope;
  /** Where `now()` and `today()` are. */
  readonly zone: Zone;
  readonly warnings: Warning[];
  readonly #meter: Meter;
  /** Pays for work; throws when nothing is left. */
  readonly spend: (steps: number) => void;

  constructor(scope: ValueScope, now: number, zone: Zone = UTC, budget: Budget = DEFAULT_BUDGET, from?: Machine) {
    this.scope = scope;
    this.now = now;
    this.zone = zone;
    this.warnings = from?.warnings ?? [];
    const meter = from ? from.#meter : meterOf(budget);
    this.#meter = meter;
    this.spend = (steps) => {
      meter.steps -= steps;
      if (meter.steps < 0) {
        throw new BudgetExceeded(`the evaluation was stopped because it took more than ${meter.budget.steps} steps`);
      }
    };
  }

  /** The same evaluation where other variables are visible. */
  within(scope: ValueScope): Machine {
    return new Machine(scope, this.now, this.zone, DEFAULT_BUDGET, this);
  }

  /** Runs a function's body one level deeper. */
  nested<T>(run: () => T): T {
    const meter = this.#meter;
    if (--meter.depth < 0) {
      throw new BudgetExceeded(`the evaluation was stopped because calls are nested deeper than ${meter.budget.depth}`);
    }
    const result = run();
    meter.depth++;
    return result;
  }

  warn(type: WarningType, message: string): null {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ type, message: message.slice(0, 1_000) });
    return null;
  }

  /** Pays for a text and refuses one that is too long. */
  text(value: string): string {
    if (value.length > MAX_TEXT) {
      throw new BudgetExceeded(`the evaluation was stopped because a text is longer than ${MAX_TEXT} characters`);
    }
    this.spend(value.length >> 6);
    return value;
  }

  /** Pays for a list of this many items and refuses one that is too long. */
  list(size: number): void {
    if (size > MAX_LIST) {
      throw new BudgetExceeded(`the evaluation was stopped because a list has more than ${MAX_LIST} items`);
    }
    this.spend(1 + (size >> 1));
  }
}
