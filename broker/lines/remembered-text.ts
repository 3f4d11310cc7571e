import type { ByteWriter } from './byte-writer.ts';

/** Texts from so many characters on are worth a copy, and up to so many they are kept. */
const SHORTEST = 16;
const LONGEST = 16_384;

/** What was put last in one place of a template: very often the same comes again, and is copied. */
export class RememberedText {
  private held: unknown;
  private text: string | undefined;
  /** Where it stands, in which era of the writers, and how many bytes it takes. */
  private place = 0;
  private size = 0;
  private era = 0;

  /** A text as a JSON string. */
  putString(to: ByteWriter, text: string): void {
    if (text.length < SHORTEST) return to.string(text);
    if (text === this.text && this.era === to.era) return to.copy(this.place, this.size);
    const place = to.length;
    to.string(text);
    this.remember(to, place, text, text);
  }

  /** Anything else as JSON; objects are never changed in place. */
  putJson(to: ByteWriter, held: unknown): void {
    const isThere = this.era === to.era;
    if (isThere && held === this.held) return to.copy(this.place, this.size);
    const text = JSON.stringify(held);
    if (isThere && text === this.text) {
      this.held = held;
      return to.copy(this.place, this.size);
    }
    const place = to.length;
    to.json(text);
    if (text.length >= SHORTEST) this.remember(to, place, held, text);
  }

  private remember(to: ByteWriter, place: number, held: unknown, text: string): void {
    if (text.length > LONGEST) return;
    this.held = held;
    this.text = text;
    this.place = place;
    this.size = to.length - place;
    this.era = to.era;
  }
}
