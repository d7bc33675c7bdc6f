/** How an SQLite file begins (SQLite file format §1.3), and the application id of a case, `rthd`, which stands at byte 68. */
const BEGINNING = 'SQLite format 3\0';
const APPLICATION = 'rthd';
const APPLICATION_AT = 68;

/** Bytes of the head that tell a case: as many must be there. */
export const CASE_HEAD = 72;

/** True where a file begins as a case does, but for one byte: a damaged case is no evidence, and is told as what it is. */
export function isCaseHead(head: Uint8Array): boolean {
  if (head.length < CASE_HEAD) return false;
  const told = BEGINNING + APPLICATION;
  let other = 0;
  for (let at = 0; at < told.length; at++) {
    const place = at < BEGINNING.length ? at : APPLICATION_AT + at - BEGINNING.length;
    if (head[place] !== told.charCodeAt(at)) other++;
  }
  return other <= 1;
}
