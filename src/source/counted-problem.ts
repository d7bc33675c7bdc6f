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

/** Something of which the first thousand in a source are told one by one, with their places, and the rest is counted. */
export class ToldFirst {
  readonly #rest: CountedProblem;
  #told = 0;

  constructor(code: string, describe: (count: number) => string) {
    this.#rest = new CountedProblem(code, 'warning', describe);
  }

  /** True for one that is to be told by itself. */
  isFirst(origin: Origin): boolean {
    if (this.#told++ < MOST_TOLD) return true;
    this.#rest.add(origin);
    return false;
  }

  report(sink: Sink): void {
    this.#rest.report(sink);
  }
}

const MOST_TOLD = 1000;
