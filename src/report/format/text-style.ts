/** How text comes out on a screen. */
export interface TextStyle {
  /** Columns of the screen. */
  readonly width: number;
  /** True if ANSI colours may be written. */
  readonly colour: boolean;
  /** True where a person watches: lines are cut to the width, and columns have headings. Absent for files and pipes. */
  readonly terminal?: boolean;
}

/** For files and pipes: 80 columns, no colour. */
export const plainStyle: TextStyle = { width: 80, colour: false };

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;

/** A name for how text looks on a terminal. */
export type Tone = keyof typeof CODES;

/** Puts a text in a tone where the style allows colour; the text itself must hold no control characters. */
export function paint(text: string, tone: Tone, style: TextStyle): string {
  return style.colour && text ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text;
}
