import type { Severity } from '../source.js';
import type { CutContext, Cutter, Sink, Window } from './format.js';

/** Takes a source that is known to hold nothing of its own: all its bytes are one gap with the reason. */
export class SkippedCutter implements Cutter {
  readonly format = 'unknown';
  readonly #context: CutContext;
  readonly #code: string;
  readonly #reason: string;
  readonly #severity: Severity;

  constructor(context: CutContext, severity: Severity, code: string, reason: string) {
    this.#context = context;
    this.#severity = severity;
    this.#code = code;
    this.#reason = reason;
  }

  cut(window: Window, sink: Sink): number {
    const length = window.bytes.length - window.start;
    const total = window.offset + length;
    // Taken at once at the end: the windows before stay whole.
    if (!window.last) return length;
    if (total > 0) sink.gap(0, total, this.#severity, this.#code, `${this.#context.source}: ${this.#reason}`);
    return length;
  }
}
