/** A line of iCalendar: `DTSTART;TZID=Europe/Oslo:20160404T090000`. */
export interface ContentLine {
  /** In capitals. */
  readonly name: string;
  /** By name in capitals, quotes gone. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As written, escapes in place. */
  readonly value: string;
}

/** Lines that are read of one calendar. */
const MOST_LINES = 20_000;

/** The content lines of iCalendar (RFC 5545 §3.1), unfolded; what is no content line is passed over. */
export function* contentLines(text: string): Generator<ContentLine> {
  let count = 0;
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    if (count++ > MOST_LINES) return;
    const parsed = parseLine(line);
    if (parsed) yield parsed;
  }
}

function parseLine(line: string): ContentLine | null {
  const name = /^[A-Za-z0-9-]{1,60}/.exec(line)?.[0];
  if (name === undefined) return null;
  const parameters = new Map<string, string>();
  let at = name.length;
  while (line[at] === ';') {
    const equals = line.indexOf('=', at);
    if (equals < 0) return null;
    let end = equals + 1;
    let quoted = false;
    for (; end < line.length && (quoted || (line[end] !== ';' && line[end] !== ':')); end++)
      if (line[end] === '"') quoted = !quoted;
    parameters.set(line.slice(at + 1, equals).toUpperCase(), line.slice(equals + 1, end).replaceAll('"', ''));
    at = end;
  }
  return line[at] === ':' ? { name: name.toUpperCase(), parameters, value: line.slice(at + 1) } : null;
}

/** A text value without its escapes (RFC 5545 §3.3.11): `a\, b\nc` → `a, b` and `c` on two lines. */
export const plainText = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign)).trim();
