import type { Sink } from './format/format.js';
import type { Origin, Severity } from './source.js';

/** Something that may be wrong thousands of times in one source: counted, and reported once with its first place. */
export class CountedProblem {
  readonly #code: string;
  readonly #severity: Severity;
  readonly #describe: (count: number) => string;
  #count = 0;
  #first: Origin | null = null;

  constructor(code: string, severity: Severity, describe: (count: number) => string) {
    this.#code = code;
    this.#severity = severity;
    this.#describe = describe;
  }

  add(origin: Origin, count = 1): void {
    if (count === 0) return;
    this.#first ??= origin;
    this.#count += count;
  }

  report(sink: Sink): void {
    if (this.#first === null) return;
    const message = this.#describe(this.#count);
    sink.problem({ code: this.#code, severity: this.#severity, message, origin: this.#first });
    this.#first = null;
  }
}
