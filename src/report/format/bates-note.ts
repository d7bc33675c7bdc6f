import type { Production } from '../../source/source.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesText } from '../answer/bates.js';
import { keepInPlace } from './display-text.js';

/** What follows a place where a load file numbers its document: ` [M001 to M004]`; '' where none does. */
export function batesNote(bates: Pick<Production, 'begin' | 'end'> | string | null): string {
  const text = typeof bates === 'string' ? bates : bates && batesText(bates);
  return text ? ` [${keepInPlace(makeVisible(text))}]` : '';
}
