import { InvalidArgument } from '../errors.ts';
import type { Fields } from './fields.ts';

/** Collects what is wrong with a request, in Zeebe's words, and refuses it with all of that at once. */
export class Checks {
  private readonly found: string[] = [];

  require(name: string, value: unknown): this {
    return this.refuseIf(value === undefined, `No ${name} provided.`);
  }

  /** A text that must have something in it. */
  requireText(name: string, value: string | undefined): this {
    return this.refuseIf(!value?.trim(), `No ${name} provided.`);
  }

  requirePositive(name: string, value: number | undefined): this {
    if (value === undefined) return this.require(name, value);
    return this.refuseIf(value < 1, `The value for ${name} is '${value}' but must be greater than 0.`);
  }

  /** A reference that later records may name; there must be something to refer to. */
  operation(fields: Fields): this {
    const reference = fields.long('operationReference');
    return this.refuseIf(
      reference !== undefined && reference < 1,
      `The value for operationReference is '${reference}' but must be > 0.`,
    );
  }

  exactlyOne(values: Record<string, string | undefined>): this {
    const names = Object.keys(values).join(', ');
    const given = Object.values(values).filter((value) => value !== undefined).length;
    return this.refuseIf(given === 0, `At least one of [${names}] is required.`).refuseIf(
      given > 1,
      `Only one of [${names}] is allowed.`,
    );
  }

  refuseIf(wrong: boolean, text: string): this {
    if (wrong) this.found.push(text);
    return this;
  }

  /** @throws InvalidArgument with all that was found */
  done(): void {
    if (this.found.length > 0) throw new InvalidArgument(this.found.join(' '));
  }
}
