import { type CutContext, MESSAGE_LIMIT, type Sink, type Window } from '../format/format.js';

/**
 * Collects a source that can only be read as a whole. Null until all of it lies in the window, or where it is too long, which is told; then
 * `cut` returns what it was told to take.
 */
export function takeWhole(
  window: Window,
  sink: Sink,
  { source }: CutContext,
  what: string,
): { readonly bytes: Buffer | null; readonly taken: number } {
  const { bytes, start, offset, last } = window;
  const length = bytes.length - start;
  if (offset === 0 && length <= MESSAGE_LIMIT)
    return last ? { bytes: bytes.subarray(start), taken: length } : { bytes: null, taken: 0 };
  if (last)
    sink.gap(
      0,
      offset + length,
      'error',
      'message-too-large',
      `${source}: ${what} of more than ${MESSAGE_LIMIT} bytes was left out`,
    );
  return { bytes: null, taken: length };
}
