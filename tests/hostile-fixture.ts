import { readFileSync } from 'node:fs';
import { mbox } from './report-fixture.js';

/** What must never run: one a line of the file. */
export const VECTORS = readFileSync('tests/cases/hostile/vectors.txt', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) =>
    line.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  );

const PLACES = ['subject', 'from', 'address', 'text', 'html', 'file', 'id', 'quote'] as const;

/** Each vector in one place of a mail after the other, in chains so that few threads hold them all. */
export function hostileMbox(): string {
  const messages: Parameters<typeof mbox>[0][number][] = [];
  for (let number = 0; number < Math.max(500, VECTORS.length * 6 + 20); number++) {
    const vector = VECTORS[number % VECTORS.length]!;
    const place = PLACES[(number + Math.floor(number / VECTORS.length)) % PLACES.length]!;
    messages.push(hostileMail(number, vector, place));
  }
  return mbox(messages);
}

function hostileMail(number: number, vector: string, place: (typeof PLACES)[number]) {
  const line = vector.replace(/[\r\n]/g, ' ');
  const quoted = `"${line.replace(/["\\]/g, '\\$&')}"`;
  const html = `<html><body>${vector}<p>hit()</p></body></html>`;
  const file = [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    vector,
    '--b',
    `Content-Type: application/octet-stream; name=${quoted}`,
    `Content-Disposition: attachment; filename=${quoted}`,
    '',
    vector,
    '--b--',
  ].join('\n');
  const type =
    place === 'html'
      ? 'Content-Type: text/html; charset=utf-8'
      : place === 'file'
        ? 'Content-Type: multipart/mixed; boundary=b'
        : 'Content-Type: text/plain; charset=utf-8';
  const minute = String(number % 60).padStart(2, '0');
  const hour = String(Math.floor(number / 60) % 24).padStart(2, '0');
  return {
    id: place === 'id' ? `${number}-${line.replace(/\s/g, '')}@x` : `${number}@x`,
    ...(number % 60 ? { answers: `${number - (number % 60)}@x` } : {}),
    from:
      place === 'from'
        ? `${quoted} <a${number % 9}@moor.example>`
        : place === 'address'
          ? `Ada <${line}@moor.example>`
          : 'Ada <ada@moor.example>',
    to: place === 'from' ? `${quoted} <b@stern.example>` : 'Bo <bo@stern.example>',
    date: `Tue, 1 Mar 2016 ${hour}:${minute}:00 +0000`,
    subject: place === 'subject' ? line : `Matter ${number - (number % 60)}`,
    headers: ['MIME-Version: 1.0', type],
    body:
      place === 'html'
        ? html
        : place === 'file'
          ? file
          : place === 'quote'
            ? `Answer\n\nOn Tue, 1 Mar 2016 at 10:00, ${line} <x@y.example> wrote:\n> ${line}\n> hit()\n`
            : `${vector}\n`,
  };
}
