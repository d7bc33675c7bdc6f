import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { runCommandLine } from '../../src/cli/run-command-line.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-questions-'));
const production = join(folder, 'production');
afterAll(() => rmSync(folder, { recursive: true }));

const row = (...cells: readonly string[]) => `${cells.map((cell) => `þ${cell}þ`).join('\x14')}\r\n`;
const mail = (id: string, day: number, more = '\r\nOpen the sluice at noon.\r\n') =>
  `Message-ID: <${id}@moor.example>\r\nFrom: Ada Moor <ada@moor.example>\r\nTo: bo@fen.example\r\nDate: Mon, ${day} Apr 2016 09:12:00 +0200\r\nSubject: Sluice\r\nMIME-Version: 1.0\r\n${more}`;
const receipt =
  'Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nA receipt.\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822;bo@fen.example\r\nOriginal-Message-ID: <a@moor.example>\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n--b--\r\n';
const COLUMNS = ['BegDoc', 'EndDoc', 'BegAttach', 'EndAttach', 'Custodian', 'From', 'To', 'DateSent', 'Subject'];
/** A production with Bates numbers and families, a receipt, a Sender that is not From, and names that are no well-formed text. */
const FILES = {
  'DATA/prod.dat':
    row(...COLUMNS, 'Folder Path', 'NativeLink') +
    row('M-001', 'M-002', 'M-001', 'M-003', 'Moor, Ada', 'Ada', 'Bo', '', 'Sluice', 'Ada\\Sent', 'NATIVES\\M-001.eml') +
    row('M-003', 'M-003', 'M-001', 'M-003', 'Moor, Ada', 'Clerk', '', '', 'Plan', '', '') +
    row('M-009', 'M-012', '', '', 'Fen, Bo', 'Bo', 'Ada', '', 'Dike', 'Bo\\Inbox', 'NATIVES\\M-009.eml'),
  'NATIVES/M-001.eml': mail('a', 4),
  'NATIVES/M-009.eml': mail('b', 5, 'In-Reply-To: <never@moor.example>\r\n\r\nWill do.\r\n'),
  'receipt.eml': mail('r', 6, receipt),
  'agent.eml': mail('s', 7, 'Sender: Cleo Weir <cleo@fen.example>\r\nIn-Reply-To: <a@moor.example>\r\n\r\nDone.\r\n'),
  'broken.json': JSON.stringify([
    { from: 'Eve \ud800 <eve@fen.example>', to: 'ada@moor.example', subject: 'x \udc00 y', text: 'Half a sign.' },
    {
      from: 'Fay <f\ud800ay@fen.example>',
      to: 'eve@fen.example',
      date: '2016-04-09',
      subject: 'Re: x',
      text: 'Yes.\n\nOn Fri, 8 Apr 2016 at 10:00, Eve <eve@fen.example> wrote:\n> the weir \ud800 has to be oiled before the storms of winter set in\n',
    },
  ]),
};

/** Runs a command in this process: exit code, what it wrote, what it told. */
async function answer(line: string, input: string) {
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    vi.spyOn(process[stream], 'write').mockImplementation((...[text, ...more]: readonly unknown[]) => {
      written[stream] += String(text);
      for (const done of more) if (typeof done === 'function') done();
      return true;
    }),
  );
  const words = (line.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
  const code = await runCommandLine([...words, input]).finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return { code, told: written.stderr, text: written.stdout };
}

// Each answer listens to errors of the one standard output.
process.stdout.setMaxListeners(0);

const SAMPLE = 'samples/case';
const inputs: Readonly<Record<string, string>> = { sample: SAMPLE, production };

beforeAll(async () => {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(production, name)), { recursive: true });
    writeFileSync(join(production, name), content);
  }
});

describe('a case answers from its rows as its sources do', () => {
  const built: Record<string, string> = {};
  beforeAll(async () => {
    for (const [name, input] of Object.entries(inputs)) {
      built[name] = join(folder, `${name}.case`);
      expect(await runCommandLine(['build', input, '-q', '-o', built[name]])).toBe(0);
    }
  });

  it.each([
    'list',
    'list --person holt',
    'list --since 2019-05-14 --until 2019-05-20 --event 2019-05-14=dinner',
    'list --subject lantern --event 2019-05-14=dinner',
    'list --person nobodyatall',
    'chronology',
    'chronology --utc --event 2019-05-14=dinner',
    'chronology --format csv',
    'chronology --format csv --since 2019-05 --event 2019-05-14=dinner --event 2019-05-20=the,day',
    'chronology --person holt --since 2019-05 --until 2019-06',
    'chronology --action forward --subject re',
    'show t-q65rmovy',
    'show o',
    'show zzzzzz',
    'explain oxn2idne',
    'explain t-q65rmovy',
    'findings',
    'findings --format jsonl --person quill',
    'findings --severity warning --event 2019-05-14=dinner',
    'findings --format csv --subject lantern',
    'missing',
    'missing --format csv --person quill',
    'people',
    'people --format text',
    'people --person holt',
    'between holt finch --event 2019-05-14=dinner',
    'between quill tarrant --format json --since 2019-05',
    'between holt nobodyatall',
    'path --from oxn2idne --to quill --format json',
    'path --from t-q65rmovy --to quill',
  ])('the sample: %s', async (line) => {
    expect(await answer(line, built.sample!)).toEqual(await answer(line, SAMPLE));
  });

  it.each([
    ['list', /M-001/],
    ['list --bates M-001..M-003', /M-001/],
    ['list --held-by fen', /^t-\S+ {2}2016-04-05/],
    ['list --in-folder sent', /M-001/],
    ['chronology', /M-009[\s\S]*Cleo Weir/],
    ['chronology --held-by moor', /opened/],
    ['show M-001', /Told of it[\s\S]*Open the sluice/],
    ['show M-002', /Open the sluice/],
    ['show M-011', /Will do/],
    ['show M-500', null],
    ['findings --format jsonl', /"bates":\["M-009 to M-012"\]/],
    ['findings', /M-009/],
    ['missing', /M-009/],
    ['missing --bates M-001', /0 messages/],
    ['people', /Eve/],
    ['people --person fay', /Fay/],
    ['between ada bo', /Sluice/],
  ] as const)('a production: %s', async (line, expected) => {
    const fromCase = await answer(line, built.production!);
    expect(fromCase).toEqual(await answer(line, production));
    if (expected !== null) expect(fromCase.text).toMatch(expected);
  });

  it('a text with half of a surrogate pair, quoted and produced, is found', async () => {
    const { code, text } = await answer(`search ${built.production!}`, 'storms');
    expect(code).toBe(0);
    expect(text).toMatch(/the weir . has to be[^\n]*\n[^\n]*the weir . has to be[^\n]*\n2 posts/);
  });
});
