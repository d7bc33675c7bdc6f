/** Why two readers differ, and which of them reads what stands there; `both` where each is true by its own custom. */
export interface Reason {
  readonly because: string;
  readonly right: 'rethread' | 'mailparser' | 'both' | 'neither';
}

/** Stands for "no difference", where null is one without an explanation. */
export const SAME = 'same';

/** rethread reads what stands there. */
export const oursRight = (because: string): Reason => ({ because, right: 'rethread' });
/** mailparser reads what stands there. */
export const theirsRight = (because: string): Reason => ({ because, right: 'mailparser' });
/** Each reading is true, by its own custom. */
export const bothRight = (because: string): Reason => ({ because, right: 'both' });
/** Nobody can read what stands there. */
export const neitherRight = (because: string): Reason => ({ because, right: 'neither' });

/** White space as one space, and none around. */
export const flatText = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

/** A text without anything but its letters and digits: layout does not count. */
export const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** Letters and digits of ASCII alone: what stays where two readers take the other bytes for different letters. */
export const asciiOf = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '');

/** The same but for letters beyond ASCII: `Frösche` and `Fr\ufffdsche`. */
export const isSameButForCharset = (a: string, b: string): boolean =>
  lettersOf(a) !== lettersOf(b) && asciiOf(a) === asciiOf(b);
