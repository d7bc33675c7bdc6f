import type { Severity } from '../source.js';
import type { CutContext, Cutter, Sink, Window } from './format.js';
import { type KnownBinary, recogniseBinary } from './known-binary.js';

/** Takes a source that is no mail, or none that is read: all its bytes are one gap. An error where the user named it. */
export class UnknownCutter implements Cutter {
  readonly format = 'unknown';
  readonly #context: CutContext;
  readonly #binary: KnownBinary | null;

  constructor(start: Uint8Array, context: CutContext) {
    this.#context = context;
    this.#binary = recogniseBinary(start);
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const length = window.bytes.length - window.start;
    if (!window.last) return length;
    const total = window.offset + length;
    if (total === 0) {
      const origin = { source, offset: 0, length: 0 };
      sink.problem({ code: 'empty', severity: this.#severity(), message: `${source}: the file is empty`, origin });
    } else if (this.#binary?.remedy) {
      const { name, remedy } = this.#binary;
      const message = `${source}: ${name}, a format that is not read: ${remedy}`;
      sink.gap(0, total, this.#severity(), 'format-not-read', message);
    } else {
      const message = `${source}: not mail${this.#binary === null ? '' : ` but ${this.#binary.name}`}`;
      sink.gap(0, total, this.#severity(), 'not-mail', message);
    }
    return length;
  }

  #severity(): Severity {
    if (this.#context.named) return 'error';
    return this.#binary?.remedy ? 'warning' : 'info';
  }
}
