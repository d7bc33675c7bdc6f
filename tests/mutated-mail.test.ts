import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { headerFields } from '../src/message/header-text.js';
import { locateInBody } from '../src/message/locate-in-body.js';
import type { Message } from '../src/message/message.js';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';
import { buildReport } from '../src/report/answer/report.js';
import { checkSources, writeSourceCheck } from '../src/report/answer/source-check.js';
import { noFilter } from '../src/report/answer/thread-filter.js';
import { caseViews } from '../src/report/case-views.js';
import { findingViews } from '../src/report/format/finding-list.js';
import { writeThreadList } from '../src/report/format/thread-list.js';
import { threadTable } from '../src/report/format/thread-table.js';
import { reportViews } from '../src/report/report-views.js';
import { writeCsvTable } from '../src/report/table/csv-table.js';
import { reconstruct } from '../src/run/reconstruct.js';
import type { Origin } from '../src/source/source.js';
import { explainedLinks } from './explained-links.js';
import { folderOf } from './report-fixture.js';

const DAMAGED = 10;

/** What mail is damaged with. */
const SCRAPS = [
  '\n\n',
  '\r',
  '\0',
  '\u001b[2J\u0007',
  '\u009b31m',
  '\ud83d',
  '=?utf-8?Q?=1B[2J?=',
  'From a@moor.example Mon Jan  3 10:00:00 2005\n',
  '-----Original Message-----\nFrom: Ada\nSent: y\nTo: z\nSubject: w\n',
  'Content-Type: multipart/mixed; boundary="x"\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Type: text/plain; charset=utf-16\n',
  'Content-Length: 50\n',
  'Message-ID: <>\n',
  'Date: 99 Foo 99999\n',
  '"',
  '\\ud800',
  '{',
  ']',
  'z\u0336'.repeat(3000),
];

/** Numbers in [0, 1), the same on every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Some bytes flipped, deleted, doubled, exchanged, cut off or put in between. */
function damage(mail: Buffer, seed: number): Buffer {
  const next = numbers(seed);
  let bytes = Buffer.from(mail);
  for (let count = 0; count < 4; count++) {
    const at = Math.floor(next() * bytes.length);
    const end = Math.min(bytes.length, at + Math.floor(next() ** 3 * 3000));
    const between = (...middle: readonly Buffer[]) =>
      Buffer.concat([bytes.subarray(0, at), ...middle, bytes.subarray(end)]);
    const stretch = bytes.subarray(at, end);
    const scrap = Buffer.from(SCRAPS[Math.floor(next() * SCRAPS.length)]!, next() < 0.5 ? 'latin1' : 'utf8');
    const lineEnd = bytes.indexOf(10, at) + 1;
    const changes = [
      () => between(),
      () => between(stretch, stretch),
      () => between(Buffer.from(stretch.map((byte, index) => (index % 7 ? byte : byte ^ 0x87)))),
      () => between(Buffer.alloc(stretch.length)),
      () => bytes.subarray(0, Math.max(at, 200)),
      () => between(scrap, stretch),
      () => Buffer.concat([bytes.subarray(0, lineEnd), scrap, bytes.subarray(lineEnd)]),
    ];
    bytes = changes[Math.floor(next() * changes.length)]!();
  }
  return bytes;
}

const CASE = 'samples/case';
const isRow = new Ajv().compile(JSON.parse(readFileSync('src/report/format/thread-table.schema.json', 'utf8')));
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Cs}/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\p{Cs}/u;

describe('damaged mail', () => {
  // The mbox without most of its messages: enough to quote each other, quick to thread.
  const mbox = readFileSync(`${CASE}/holt.mbox`);
  const part = mbox.subarray(mbox.length - 24_000);
  const json = readFileSync(`${CASE}/tarrant.json`);

  it.each([
    ['mbox', 'a.mbox', part.subarray(part.indexOf('\nFrom ') + 1), (bytes: Buffer) => bytes],
    ['JSON', 'a.json', json, (bytes: Buffer) => bytes],
    ['mbox in gzip', 'a.mbox.gz', part.subarray(part.indexOf('\nFrom ') + 1), gzipSync],
  ])(
    'is read without a fault, accounted for to the byte, and shown without what a screen obeys: %s',
    async (_, name, mail, pack) => {
      const folder = folderOf({});
      for (let seed = 1; seed <= DAMAGED; seed++) {
        const bytes = damage(mail, seed);
        const path = join(folder, name);
        writeFileSync(path, pack(bytes));
        const reconstruction = await reconstruct([{ path }]);
        const headers = await reconstruct([{ path }], { bodies: false, findings: false });
        expect(checkSources(reconstruction).complete, `seed ${seed}`).toBe(true);
        expect(checkSources(headers).messages, `seed ${seed}`).toBe(checkSources(reconstruction).messages);
        expectPlaces(reconstruction, bytes, seed);
        expectVisible(reconstruction, seed);
      }
    },
  );
});

/** Each place lies in the source, what stands in a message lies in it, and plain words stand where they are said to stand. */
function expectPlaces(reconstruction: Reconstruction, bytes: Buffer, seed: number): void {
  const { posts, findings, sources } = reconstruction;
  const end = sources[0]?.contentLength ?? 0;
  const whole = { offset: 0, length: end };
  const within = (
    { offset, length }: Origin,
    outer: { readonly offset: number; readonly length: number },
    what: string,
  ) => {
    const holds = offset >= outer.offset && length >= 0 && offset + length <= outer.offset + outer.length;
    expect(holds, `seed ${seed}: ${what} at ${offset}, ${length} bytes`).toBe(true);
  };
  const expectParts = (message: Message) => {
    for (const { name, value, origin } of headerFields(message.headers)) {
      within(origin, message.origin, name);
      if (origin.row === undefined)
        expect(bytes.toString('latin1', origin.offset, origin.offset + origin.length)).toContain(
          `${name}:${value}`.trimEnd(),
        );
    }
    for (const { origin } of message.attachments) within(origin, message.origin, 'an attachment');
    const { body } = message;
    for (const { 0: word, index } of body?.text.matchAll(/\b[a-z]{7,20}\b/gi) ?? []) {
      const place = locateInBody(body!, { start: index, end: index + word.length });
      within(place, message.origin, word);
      const there = bytes.toString('latin1', place.offset, place.offset + place.length);
      if (place.length === word.length) expect(there, `seed ${seed}`).toBe(word);
    }
  };
  for (const post of posts) {
    if (post.kind === 'produced') for (const copy of post.copies) expectParts(copy);
    if (post.kind === 'recovered')
      for (const { origin } of post.recovered.witnesses) within(origin, whole, 'a witness');
  }
  for (const { evidence } of explainedLinks(reconstruction))
    for (const { kind, weight, origins } of evidence) {
      expect(Number.isFinite(weight), `seed ${seed}: weight of ${kind}`).toBe(true);
      for (const origin of origins) within(origin, whole, kind);
    }
  for (const { kind, origins } of findings) for (const origin of origins) within(origin, whole, kind);
}

function expectVisible(reconstruction: Reconstruction, seed: number): void {
  const { findings } = reconstruction;
  const report = buildReport(reconstruction, noFilter, { findings: true, events: [] });
  const rows = [...threadTable(reconstruction)];
  for (const row of rows) expect(isRow(row), JSON.stringify(isRow.errors)).toBe(true);
  const shown: Record<string, Iterable<string>> = {
    list: writeThreadList(reconstruction.threads),
    check: writeSourceCheck(checkSources(reconstruction)),
    csv: writeCsvTable(rows),
  };
  for (const [name, view] of Object.entries(reportViews)) shown[name] = view(report);
  for (const [name, view] of Object.entries(findingViews)) shown[`findings as ${name}`] = view(findings);
  const options = { filter: noFilter, title: 'A case', events: [], folder: 'data' };
  for (const { path, content } of caseViews['csv-tables'](reconstruction, options))
    shown[path] = [String(content).slice(1)];
  for (const [name, chunks] of Object.entries(shown))
    expect(OBEYED.exec([...chunks].join('').replaceAll('\r\n', '\n')), `seed ${seed}: ${name}`).toBeNull();
  for (const name of ['gexf', 'replies-graphml', 'timeline-svg'] as const)
    for (const { content } of caseViews[name](reconstruction, options))
      expect(NO_XML.exec(String(content)), `seed ${seed}: ${name}`).toBeNull();
}
