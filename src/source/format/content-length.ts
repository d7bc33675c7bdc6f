import { isBlankLine, nextLine } from './header-scan.js';

const NAME = 'content-length:';

/** True if any line of these bytes is a Content-Length field: only then the field is worth looking for. */
export function mentionsContentLength(bytes: Buffer): boolean {
  return ['\nContent-Length:', '\nContent-length:', '\ncontent-length:', '\nCONTENT-LENGTH:'].some(
    (field) => bytes.indexOf(field, 0, 'latin1') >= 0,
  );
}

/**
 * Index after the body as the header's Content-Length tells it, null if it does not tell.
 * mboxcl and mboxcl2 rely on it; elsewhere it is whatever a gateway once counted, so it must be checked.
 *
 * @param at first byte of the header
 * @param end no byte from here on is looked at
 */
export function statedEnd(bytes: Buffer, at: number, end: number): number | null {
  let length: number | null = null;
  for (let line = at; line < end; ) {
    const next = nextLine(bytes, line, end);
    if (isBlankLine(bytes, line, end)) return length === null ? null : next + length;
    const byte = bytes[line]!;
    if (byte === 67 || byte === 99)
      length = contentLength(bytes.toString('latin1', line, Math.min(next, line + 60))) ?? length;
    line = next;
  }
  return null;
}

/** `Content-Length: 312` → 312; null for any other line and for what is no number. */
function contentLength(line: string): number | null {
  if (!line.toLowerCase().startsWith(NAME)) return null;
  const text = line.slice(NAME.length).trim();
  return text.length > 0 && text.length < 13 && /^\d+$/.test(text) ? Number(text) : null;
}
