import type { CaseEvent } from '../../report/answer/report-file.js';
import { visibleText } from '../../text/visible-text.js';

/** An event with the place of its name in a picture of time. */
export interface PlacedEvent extends CaseEvent {
  readonly at: number;
  readonly x: number;
  /** Line of the label, from the top. */
  readonly row: number;
  /** True where the label stands left of its line. */
  readonly isLeft: boolean;
  readonly shown: string;
}

/** Pixels from one line of names to the next. */
export const LABEL_LINE = 15;
/** Pixels that a letter of a label takes at most. */
const LETTER = 7.6;

/** Gives each label a line on which no other is in its way, and lets none leave the picture; events outside of it are left out. */
export function placeLabels(
  events: readonly CaseEvent[],
  first: number,
  last: number,
  width: number,
): readonly PlacedEvent[] {
  const rows: (readonly [left: number, right: number])[][] = [];
  return events.flatMap((event) => {
    const at = Date.parse(event.date) / 1000;
    if (!(at >= first && at <= last)) return [];
    const x = ((at - first) / (last - first)) * width;
    const isLeft = x > width / 2;
    const room = Math.floor(((isLeft ? x : width - x) - 8) / LETTER);
    const letters = [...shortLabel(visibleText(event.label))];
    const shown = letters.length > room ? `${letters.slice(0, Math.max(1, room - 1)).join('')}…` : letters.join('');
    const long = Math.min(letters.length, room) * LETTER + 12;
    const [start, end] = isLeft ? [x - long, x + 4] : [x - 4, x + long];
    let row = rows.findIndex((taken) => taken.every(([left, right]) => right <= start || left >= end));
    if (row < 0) row = rows.push([]) - 1;
    rows[row]!.push([start, end]);
    return [{ ...event, at, x, row, isLeft, shown }];
  });
}

const LABEL_LETTERS = 28;

/** A label that does not run out of its picture. */
export function shortLabel(label: string): string {
  const letters = [...label];
  return letters.length > LABEL_LETTERS ? `${letters.slice(0, LABEL_LETTERS - 1).join('')}…` : label;
}
