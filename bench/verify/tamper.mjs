/** Numbers in [0, 1), the same on every run. */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const pick = (list, next) => list[Math.floor(next() * list.length)];

/** One byte of a text becomes another, wherever it stands. */
export function changeByte(text, next) {
  const at = Math.floor(next() * text.length);
  const other = pick(
    [...'aZ09 ,"{'].filter((character) => character !== text[at]),
    next,
  );
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** One word of a text becomes another. */
export function changeWord(text, next) {
  const words = [...text.matchAll(/\b[a-z]{4,12}\b/g)];
  const { index, 0: word } = pick(words, next);
  return `${text.slice(0, index)}${word === 'other' ? 'another' : 'other'}${text.slice(index + word.length)}`;
}

const rowsOf = (lines) => lines.trimEnd().split('\n');

/** One post of a thread table gets another parent, another confidence, less evidence; or its link is gone. */
export function changeLink(table, next) {
  const rows = rowsOf(table);
  const linked = [...rows.keys()].filter((at) => !rows[at].endsWith('"link":null}') && rows[at].includes('"link":{'));
  const at = pick(linked, next);
  const row = JSON.parse(rows[at]);
  const changes = [
    () => ({ ...row, parent: JSON.parse(pick(rows, next)).key === row.parent ? null : JSON.parse(rows[0]).key }),
    () => ({ ...row, link: { ...row.link, confidence: row.link.confidence === 0.5 ? 0.6 : 0.5 } }),
    () => ({ ...row, link: { ...row.link, evidence: row.link.evidence.slice(1) } }),
    () => ({ ...row, parent: null, depth: 0, link: null }),
  ];
  const changed = JSON.stringify(pick(changes, next)());
  return `${rows.with(at, changed === rows[at] ? JSON.stringify({ ...row, parent: null }) : changed).join('\n')}\n`;
}

/** One finding is left out, put in, made graver or lighter, loses its places, or moves to the end. */
export function changeFinding(findings, next) {
  const rows = rowsOf(findings);
  const at = Math.floor(next() * (rows.length - 1));
  const row = JSON.parse(rows[at]);
  const changes = [
    () => rows.toSpliced(at, 1),
    () => rows.toSpliced(at, 0, JSON.stringify({ ...row, key: 'f-new' })),
    () => rows.with(at, JSON.stringify({ ...row, severity: row.severity === 'info' ? 'warning' : 'info' })),
    () => rows.with(at, JSON.stringify({ ...row, origins: [] })),
    () => [...rows.toSpliced(at, 1), rows[at]],
  ];
  return `${pick(changes, next)().join('\n')}\n`;
}

/** One bit of a file flips, anywhere. */
export function flipBit(bytes, next) {
  const changed = Buffer.from(bytes);
  changed[Math.floor(next() * bytes.length)] ^= 1 << Math.floor(next() * 8);
  return changed;
}

/** One word, one link, one finding, one person or one index of a case, as SQL. */
export function changeCase({ posts, links, findings, people }, next) {
  const below = (limit) => Math.floor(next() * limit);
  return pick(
    [
      `UPDATE post SET subject = coalesce(subject, '') || ' indeed' WHERE number = ${below(posts)}`,
      `UPDATE link SET parent = (parent + 1) % ${posts} WHERE rowid = ${1 + below(links)}`,
      `UPDATE link SET confidence = confidence / 2 WHERE rowid = ${1 + below(links)}`,
      `DELETE FROM link WHERE rowid = ${1 + below(links)}`,
      `UPDATE explanation SET record = replace(record, '"weight":', '"weight":1') WHERE rowid = (SELECT min(rowid) FROM explanation WHERE record LIKE '%"weight":%')`,
      `UPDATE finding SET severity = 'critical' WHERE number = ${below(findings)}`,
      `DELETE FROM finding WHERE number = ${below(findings)}`,
      `UPDATE person SET name = name || ' Jr.' WHERE number = ${below(people)}`,
      'DROP INDEX post_key',
    ],
    next,
  );
}
