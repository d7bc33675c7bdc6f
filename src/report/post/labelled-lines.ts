import { wrapText } from '../format/display-text.js';
import { paint, type TextStyle } from '../format/text-style.js';

const LABEL_WIDTH = 13;

/** A label and its value as lines, the value wrapped beside the label. */
export function labelled(label: string, value: string, style: TextStyle): readonly string[] {
  const lines = wrapText(value, Math.max(20, style.width - LABEL_WIDTH));
  const head = paint(`${label}:`.padEnd(LABEL_WIDTH), 'dim', style);
  return lines.map((line, index) => (index ? ' '.repeat(LABEL_WIDTH) : head) + line);
}
