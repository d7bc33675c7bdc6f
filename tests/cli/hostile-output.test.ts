import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../make-archive.js';
import { runCommand } from '../run-command.js';

/** What a terminal obeys: colours, a title, the 8-bit introducer, a bell, a return, a backspace; what turns or breaks a line. */
const EVIL = '\u001b[31mred\u001b]0;title\u0007\u009b2J\b\r\u0085\u202egnp\u2066x\u2028y\u2029\u007f\ufeff';
const FORMULA = '=cmd|"/C calc"!A0';

/** Everything but line feeds and tabs that a screen would obey. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u2028-\u202e\u2060-\u206f\ufeff]/u;

const folder = mkdtempSync(join(tmpdir(), 'rethread-evil-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const q = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

function mail(at: number, more: string, text: string): string {
  const from = at % 2 ? `${q(`Ada ${EVIL}`)} <ada@moor.example>` : `${q(`${FORMULA} Bo ${EVIL}`)} <bo@quay.example>`;
  const to = at % 2 ? 'Bo <bo@quay.example>' : `"Ada ${EVIL.replaceAll('\r', '')}" <ada@moor.example>`;
  return [
    `From x@x.example Mon Jan  1 10:00:0${at} 2018`,
    `From: ${from}`,
    `To: ${to}, ${q(`@SUM(1+1)${EVIL}`)} <cy${at}@fen.example>`,
    `Date: Mon, ${at + 1} Jan 2018 10:00:00 +0000`,
    `Subject: ${at ? 'Re: ' : ''}${q(`${FORMULA} plan ${EVIL}`)}`,
    `Message-ID: <m${at}${EVIL.replaceAll(/[\r\n]/g, '')}@x.example>`,
    ...(at ? [`In-Reply-To: <m${at - 1}${EVIL.replaceAll(/[\r\n]/g, '')}@x.example>`] : []),
    `X-Gmail-Labels: ${q(`Inbox ${EVIL}`)}`,
    `X-Evil${'\u001b'}: 1`,
    more,
    '',
    text,
    '',
  ].join('\n');
}

const parts = (text: string): string =>
  [
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--b',
    `Content-Type: application/x-\u001b[32mevil; name="${FORMULA}\u001b[0m\u202e.exe"`,
    `Content-Disposition: attachment; filename*=utf-8''${encodeURIComponent(`-2+3${EVIL}.txt`)}`,
    '',
    'data',
    '--b',
    'Content-Type: message/rfc822',
    '',
    mail(7, 'X: y', `inner ${EVIL}`).split('\n').slice(1).join('\n'),
    '--b--',
  ].join('\n');

const MULTI = 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b';
const quoted = (text: string) =>
  `On Mon, 1 Jan 2018 at 10:00, Dee ${EVIL.replaceAll(/[\r\n]/g, '')} <dee@fen.example> wrote:\n> ${text}`;

beforeAll(async () => {
  const one = join(folder, 'one');
  const two = join(folder, `two\u001b[31m\u202e`);
  for (const path of [one, two]) mkdirSync(path);
  const mails = [
    mail(
      0,
      MULTI,
      parts(`First ${EVIL}\n${FORMULA}\nThe crane stands on the quay and nobody is told of it before Monday.`),
    ),
    mail(
      1,
      'Content-Type: text/plain; charset=utf-8',
      `Second ${EVIL}\n\n${quoted(`what ${EVIL} was said of the crane before that and never since`)}`,
    ),
    mail(
      2,
      `Content-Type: text/html; charset=x-${EVIL.replaceAll(/[\r\n]/g, '')}`,
      `<p>Third ${EVIL}</p><script>alert(1)</script>`,
    ),
    mail(
      3,
      'References: <nobody\u001b[1m@x.example>',
      `Fourth\n\n${quoted('The crane stands on the boat and nobody is told of it before Monday.')}`,
    ),
  ];
  writeFileSync(join(one, 'a.mbox'), mails.join('\n'));
  writeFileSync(join(two, `b\u001b[31m\u202e\u2028.mbox`), mails.slice(0, 2).join('\n'));
  writeFileSync(join(one, `=1+1\u001b[0m.bin`), 'no mail at all');
  writeFileSync(
    join(one, 'r.json'),
    JSON.stringify([
      {
        from: `Eve ${EVIL} <eve@fen.example>`,
        to: FORMULA,
        subject: EVIL,
        date: `2018-01-0\u001b9`,
        text: EVIL,
        [`odd${EVIL}`]: 'said nowhere else',
        folder: EVIL,
        attachments: [{ filename: EVIL, contentType: EVIL }],
      },
      { nothing: EVIL, [EVIL]: 1 },
    ]),
  );
  writeFileSync(
    join(one, 't.csv'),
    `From,To,Subject,Date,Body,"Odd ${EVIL.replaceAll(/[\r\n"]/g, '')}"\nann@x.example,bo@quay.example,"${EVIL.replaceAll(/["\r\n]/g, '')}",2018-01-05 10:00,"${EVIL.replaceAll(/["\r\n]/g, '')}",x\n`,
  );
  writeFileSync(
    join(one, 'p.txt'),
    `From: Ada ${EVIL.replaceAll(/[\r\n\u0085\u2028\u2029]/g, '')}\nSent: Monday, January 8, 2018 10:00 AM\nTo: Bo\nSubject: printed ${EVIL.replaceAll(/[\r\n\u0085\u2028\u2029]/g, '')}\n\nHello ${EVIL}\n`,
  );
  writeFileSync(
    join(one, 'z.zip'),
    zipOf([
      {
        name: `dir\u001b[31m/${FORMULA.replaceAll('/', '_')}\u202e.eml`,
        content: mail(5, 'X: y', `zipped ${EVIL}`).split('\n').slice(1).join('\n'),
      },
      { name: '../evil\u009b.bin', content: 'x' },
    ]),
  );
  const { status, stderr } = await run(['build', ...INPUTS, ...CUSTODIANS, '-o', 'all.case']);
  expect(status, stderr).toBeLessThan(2);
}, 120_000);

const run = (args: readonly string[]) => runCommand(args, { folder });

const where = (written: string): string => {
  // A table begins with a byte order mark and ends its lines as RFC 4180 says.
  const text = written.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const at = text.search(OBEYED);
  return at < 0 ? '' : JSON.stringify(text.slice(Math.max(0, at - 80), at + 40));
};

/** Files below a folder, and their text. */
const filesIn = (path: string): readonly string[] =>
  statSync(path).isFile() ? [path] : readdirSync(path).flatMap((name) => filesIn(join(path, name)));

const INPUTS = ['one', 'two\u001b[31m\u202e'];
const CUSTODIANS = ['--custodian', `Ada\u001b[31m\u202e=one`, '--custodian', `Bo=two\u001b[31m\u202e`];

describe('what a mail, a record, a file or a folder is called', () => {
  it.each<[string, readonly string[]]>([
    ...['text', 'markdown', 'json', 'csv-tables', 'graphml', 'gexf', 'dot', 'replies-dot', 'timeline-svg', 'html'].map(
      (format): [string, string[]] => [
        `report ${format}`,
        ['report', 'all.case', '--format', format, '-o', `report-${format}`],
      ],
    ),
    ['list', ['list', 'all.case']],
    ['chronology', ['chronology', 'all.case']],
    ['chronology csv', ['chronology', 'all.case', '--format', 'csv']],
    ['show', ['show', '@first', 'all.case']],
    ['explain', ['explain', '@second', 'all.case']],
    ['show of what there is not', ['show', EVIL, 'all.case']],
    ['export jsonl', ['export', 'all.case', '--format', 'jsonl']],
    ['export csv', ['export', 'all.case', '--format', 'csv']],
    ['export load-csv', ['export', 'all.case', '--format', 'load-csv']],
    ...['text', 'markdown', 'csv', 'jsonl'].map((format): [string, string[]] => [
      `findings ${format}`,
      ['findings', 'all.case', '--format', format],
    ]),
    ...['text', 'markdown', 'csv'].map((format): [string, string[]] => [
      `missing ${format}`,
      ['missing', 'all.case', '--format', format],
    ]),
    ...['text', 'csv', 'jsonl'].map((format): [string, string[]] => [
      `inclusive ${format}`,
      ['inclusive', 'all.case', '--all', '--format', format],
    ]),
    ...['json', 'text'].map((format): [string, string[]] => [
      `people ${format}`,
      ['people', 'all.case', '--format', format],
    ]),
    ...['text', 'json'].map((format): [string, string[]] => [
      `between ${format}`,
      ['between', 'ada@moor.example', 'bo@quay.example', 'all.case', '--format', format],
    ]),
    ...['text', 'json'].map((format): [string, string[]] => [
      `path ${format}`,
      ['path', '--from', '@first', '--to', 'bo@quay.example', 'all.case', '--format', format],
    ]),
    ...['text', 'json', 'csv'].map((format): [string, string[]] => [
      `compare ${format}`,
      ['compare', ...INPUTS, '--format', format],
    ]),
    ...['text', 'json'].map((format): [string, string[]] => [
      `sources ${format}`,
      ['sources', ...INPUTS, ...CUSTODIANS, '--format', format],
    ]),
    ...['text', 'json'].map((format): [string, string[]] => [
      `check ${format}`,
      ['check', ...INPUTS, '--all', '--format', format],
    ]),
    ['unroll', ['unroll', 'one/a.mbox']],
    ['unroll json', ['unroll', 'one/p.txt', '--format', 'json']],
    ['a smaller case', ['build', 'one', '-o', 'one.case']],
    ['an addition', ['add', 'one.case', INPUTS[1]!]],
    ...['text', 'json'].map((format): [string, string[]] => [
      `changes ${format}`,
      ['changes', 'one.case', '--format', format],
    ]),
    ...['text', 'json'].map((format): [string, string[]] => [
      `search ${format}`,
      ['search', 'one.case', 'crane', '--format', format],
    ]),
  ])('is shown, never obeyed: %s', async (_, args) => {
    const keys = args.some((arg) => arg.startsWith('@')) ? await keysOf() : [];
    const { stdout, stderr, status } = await run(
      args.map((arg) => (arg === '@first' ? keys[0]! : arg === '@second' ? keys[1]! : arg)),
    );
    expect(status, stderr).not.toBe(70);
    expect(where(stderr)).toBe('');
    expect(where(stdout)).toBe('');
    const at = args.indexOf('-o');
    if (at >= 0 && args[0] === 'report')
      for (const path of filesIn(join(folder, args[at + 1]!)))
        expect(`${path}: ${where(readFileSync(path, 'utf8'))}`).toBe(`${path}: `);
    if (args.includes('csv') || args.includes('load-csv')) expect(formulasIn(stdout)).toEqual([]);
  });
});

let keys: Promise<readonly string[]> | undefined;
function keysOf(): Promise<readonly string[]> {
  keys ??= run(['export', 'all.case', '--format', 'jsonl']).then(({ stdout }) =>
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { key: string; kind: string })
      .filter(({ kind }) => kind === 'produced')
      .map(({ key }) => key),
  );
  return keys;
}

/** Cells of a table (RFC 4180) that a spreadsheet would work out. */
const formulasIn = (csv: string): readonly string[] =>
  [...csv.replace(/^\ufeff/, '').matchAll(/"((?:[^"]|"")*)"|([^,\r\n"]+)/g)]
    .map(([, quoted, bare]) => quoted ?? bare ?? '')
    .filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^[+-]\d+(?:[.:]\d+)?$/.test(cell));
