import { wrapText } from '../format/display-text.js';
import { paint, type TextStyle } from '../format/text-style.js';

const LABEL_WIDTH = 13;

/** A label and its value as lines, the value wrapped beside the label. */
export function labelled(label: string, value: string, style: TextStyle): readonly string[] {
  const indent = Math.max(LABEL_WIDTH, label.length + 2);
  const lines = wrapText(value, Math.max(20, style.width - indent));
  const head = paint(`${label}:`.padEnd(indent), 'dim', style);
  return lines.map((line, index) => (index ? ' '.repeat(indent) : head) + line);
}
