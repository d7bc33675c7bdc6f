import type { Production } from '../../source/source.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesText } from '../answer/bates.js';
import { displayWidth, keepInPlace, truncate } from './display-text.js';

/** What follows a place where a load file numbers its document: ` [M001 to M004]`; '' where none does. */
export function batesNote(bates: Pick<Production, 'begin' | 'end'> | string | null): string {
  const text = typeof bates === 'string' ? bates : bates && batesText(bates);
  return text ? ` [${keepInPlace(makeVisible(text))}]` : '';
}

/** A line of that many columns that keeps its number: what stands before it is cut where both do not fit. */
export function withBates(before: string, note: string, width: number): string {
  if (note === '') return truncate(before, width);
  return truncate(`${truncate(before, Math.max(20, width - displayWidth(note)))}${note}`, width);
}
