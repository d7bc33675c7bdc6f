/** What a release writes where it took words out of a text: black bars, `[REDACTED - privileged]`, `(b)(6)`, `REDACTED` alone. */
const MARK =
  /[█▇■▮▬▓▒░]{2,}(?:\s*[█▇■▮▬▓▒░]{2,})*|\(b\) ?\(\d\)(?: ?\([a-z]\)(?! ?\(\d))?|\[[^\][\n]{0,60}(?:redacted|withheld|geschwärzt|caviardé|exemption)[^\][\n]{0,60}\]|(?<![\p{L}\p{N}])(?:REDACTED|WITHHELD)(?![\p{L}\p{N}])/giu;

/** True if words of the text were taken out by a release. */
export const hasWithheldMarks = (text: string): boolean => text.search(MARK) >= 0;

/** What is left of a text between the marks of a release, in order; the whole of it where none stands. */
export const splitAtWithheldMarks = (text: string): readonly string[] => text.split(MARK);
