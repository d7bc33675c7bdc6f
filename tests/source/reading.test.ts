import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openable, shownName } from '../../src/source/file-path.js';
import { findFiles } from '../../src/source/find-files.js';
import { type ReadSourcesOptions, readSources, type SourceInput } from '../../src/source/read-sources.js';
import type { Problem, RawMessage } from '../../src/source/source.js';
import { sharedData, withoutSharedData } from '../shared-data.js';
import { faultInTiling } from '../source-cutting.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sources-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const message = (subject: string, body = 'Fine.') =>
  `Date: Tue, 4 Jan 2005 11:30:00 +0000\nFrom: bob@example.org\nSubject: ${subject}\n\n${body}\n`;
const separated = (subject: string, body?: string) =>
  `From bob@example.org Tue Jan  4 11:30:00 2005\n${message(subject, body)}\n`;

function put(path: string, content: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

async function read(inputs: readonly (string | SourceInput)[], options?: ReadSourcesOptions) {
  const reading = readSources(
    inputs.map((input) => (typeof input === 'string' ? { path: input } : input)),
    options,
  );
  const messages: RawMessage[] = [];
  for await (const batch of reading) messages.push(...batch);
  for (const source of reading.sources) {
    const own = (origin: { readonly source: string }) => origin.source === source.name;
    const cut = { messages: messages.filter(({ origin }) => own(origin)), gaps: reading.gaps.filter(own) };
    expect(faultInTiling(cut, source.contentLength)).toBe('');
    expect(source.messages).toBe(cut.messages.length);
  }
  const codes = reading.problems.map(({ severity, code }) => `${severity} ${code}`);
  const subjects = messages.map(({ bytes }) => /^Subject: (.*)$/m.exec(Buffer.from(bytes ?? []).toString())?.[1]);
  return { ...reading, messages, codes, subjects };
}

describe('reading sources', () => {
  it('tells size, hash and custodian of a file', async () => {
    const content = separated('a') + separated('b');
    const path = put('box', content);
    const { sources, messages } = await read([{ path, custodian: 'Bob' }]);
    expect(sources).toEqual([
      {
        name: path,
        format: 'mbox',
        custodian: 'Bob',
        size: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
        compression: null,
        contentLength: content.length,
        messages: 2,
      },
    ]);
    expect(messages.every(({ custodian }) => custodian === 'Bob')).toBe(true);
    expect((await read([path], { hash: false })).sources[0]!.sha256).toBeNull();
  });

  it('reads a file of many chunks as it reads a small one', async () => {
    const body = `${'A long line of text that fills the file. '.repeat(40)}\n`.repeat(40);
    const content = Array.from({ length: 160 }, (_, index) =>
      separated(`s${index}`, index === 70 ? body.repeat(80) : body),
    ).join('');
    expect(content.length).toBeGreaterThan(12 << 20);
    const path = put('large', content);
    const { subjects, sources, messages } = await read([path]);
    expect(subjects).toEqual(Array.from({ length: 160 }, (_, index) => `s${index}`));
    expect(sources[0]!.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    const again = readSources([{ path }], { reuseBuffers: true });
    const hashes: string[] = [];
    for await (const batch of again) {
      await new Promise(setImmediate);
      for (const { bytes } of batch) hashes.push(createHash('md5').update(bytes!).digest('hex'));
    }
    expect(hashes).toEqual(messages.map(({ bytes }) => createHash('md5').update(bytes!).digest('hex')));
  });

  it('streams a list of records that is longer than what is looked at first', async () => {
    const records = Array.from({ length: 300 }, (_, index) => ({ id: index, text: 'x'.repeat(20000) }));
    const path = put('large.json', JSON.stringify({ next: null, list: 'x', messages: records }));
    const { messages, sources } = await read([path]);
    expect(messages.map(({ record }) => (record as { id: number }).id)).toEqual(records.map(({ id }) => id));
    expect(sources[0]!.format).toBe('json');
  });

  it('tells what was wrong with a gzip file, and where', async () => {
    const [one, two] = [gzipSync(separated('a')), gzipSync(separated('b'))];
    const path = put('odd.gz', Buffer.concat([one, Buffer.alloc(100, 1), two.subarray(0, two.length - 4)]));
    const { subjects, codes, problems } = await read([path]);
    expect([subjects, codes]).toEqual([
      ['a', 'b'],
      ['warning gzip-trailing-bytes', 'error gzip-truncated'],
    ]);
    expect(problems.map(({ origin }) => origin?.offset)).toEqual([
      separated('a').length,
      separated('ab').length * 2 - 2,
    ]);
  });

  it('undoes gzip of one member or several', async () => {
    const path = put('box.gz', Buffer.concat([gzipSync(separated('a')), gzipSync(separated('b'))]));
    const { sources, subjects } = await read([path]);
    expect(subjects).toEqual(['a', 'b']);
    expect(sources[0]).toMatchObject({ compression: 'gzip', contentLength: (separated('a') + separated('b')).length });
  });

  it('reads standard input, compressed or not', async () => {
    const content = separated('a') + separated('b');
    for (const bytes of [Buffer.from(content), gzipSync(content)]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, index) =>
        bytes.subarray(index * 7, index * 7 + 7),
      );
      const { sources, subjects } = await read(['-'], { stdin: Readable.from(pieces) });
      expect(subjects).toEqual(['a', 'b']);
      expect(sources[0]).toMatchObject({ name: '-', size: bytes.length, contentLength: content.length });
      expect(sources[0]!.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('walks a folder in sorted order and remarks on what is no mail', async () => {
    put('walk/b/2.eml', message('b2'));
    put('walk/b/10.eml', message('b10'));
    put('walk/a.mbox', separated('a1') + separated('a2'));
    put('walk/README.md', 'What this folder holds.\n');
    put('walk/.DS_Store', '\u0000\u0001');
    put('walk/logo.png', Buffer.from('89504e470d0a1a0a00', 'hex'));
    put('walk/store.pst', Buffer.from('2142444e00000000', 'hex'));
    put('walk/empty', '');
    put('walk/fidonet', ' From : Ann Moor\n To   : Bo Finch\n Subj : Keys\n======\nText.\n');
    put('walk/gone.eml', '');
    const { subjects, codes, problems } = await read([join(folder, 'walk')]);
    expect(subjects).toEqual(['a1', 'a2', 'b10', 'b2']);
    expect(codes).toEqual([
      'info skipped',
      'info not-mail',
      'info empty',
      'warning not-mail',
      'warning empty',
      'info not-mail',
      'warning store-not-read',
    ]);
    expect(problems.at(-1)?.message).toMatch(/an Outlook store that cannot be read: its header is cut off/);
  });

  it('ends in a loop of symbolic links and reads a file once', async () => {
    const file = put('loop/in/a.eml', message('a'));
    symlinkSync('..', join(folder, 'loop/in/up'));
    symlinkSync('in/a.eml', join(folder, 'loop/same.eml'));
    symlinkSync('nowhere', join(folder, 'loop/broken'));
    const { subjects, codes } = await read([join(folder, 'loop'), file]);
    expect(subjects).toEqual(['a']);
    expect(codes.sort()).toEqual(['error not-found', 'info already-read', 'info already-read', 'info skipped']);
  });

  it('reads a file of a folder as the production of the custodian that it is named for', async () => {
    const file = put('case/holt.mbox', separated('a1'));
    put('case/other.mbox', separated('b1'));
    const problems: Problem[] = [];
    const inputs = [{ path: join(folder, 'case') }, { path: file, custodian: 'Holt' }];
    const files = findFiles(inputs, Readable.from([]), problems);
    expect(files.map(({ custodian }) => custodian)).toEqual(['Holt', null]);
  });

  it('knows a Maildir, its subfolders, and that all in it is mail', async () => {
    put('Mail/cur/1.host:2,S', message('seen'));
    put('Mail/new/2.host', 'no header at all\n');
    mkdirSync(join(folder, 'Mail/tmp'));
    put('Mail/dovecot-uidlist', '3 V1\n');
    put('Mail/.Old.2004/cur/3.host:2,', message('old'));
    mkdirSync(join(folder, 'Mail/.Old.2004/new'));
    const { messages, sources } = await read([join(folder, 'Mail')]);
    expect(sources.map(({ format }) => format)).toEqual(['maildir', 'maildir', 'maildir']);
    expect(messages.map((raw) => raw.folder)).toEqual(['Old/2004', '', '']);
  });

  it.each([
    ['a path that does not exist', () => join(folder, 'nowhere'), 'not-found'],
    ['an empty file', () => put('empty', ''), 'empty'],
    ['a picture', () => put('a.png', Buffer.from('89504e470d0a1a0a0000', 'hex')), 'not-mail'],
    ['a text that is no mail', () => put('list.md', 'milk\nbread\n'), 'not-mail'],
    ['an Outlook data file', () => put('a.pst', Buffer.from('2142444e0000', 'hex')), 'store-not-read'],
    ['a Lotus Notes database', () => put('a.nsf', Buffer.from('1a00000400000000', 'hex')), 'format-not-read'],
    ['a folder without mail', () => dirname(put('dull/list.md', 'milk\n')), 'no-mail-in-folder'],
  ])('says in one error what is wrong with %s', async (_, make, code) => {
    const path = make();
    const { problems, messages } = await read([path]);
    expect(messages).toEqual([]);
    const errors = problems.filter(({ severity }) => severity === 'error');
    expect(errors.map((problem) => problem.code)).toEqual([code]);
    expect(errors[0]!.message).toContain(path);
  });

  it.each([
    ['a.eml', 'error'],
    ['a.MSG', 'error'],
    ['a.mbox', 'error'],
    ['._a.eml', 'info'],
    ['a.md', 'info'],
  ])('says as loudly as its name says that it is mail that a file holds none: %s', async (name, severity) => {
    put(`named ${name}/b.eml`, message('b'));
    put(`named ${name}/${name}`, 'no header at all\n');
    const { subjects, codes } = await read([join(folder, `named ${name}`)]);
    expect([subjects, codes]).toEqual([['b'], [`${severity} not-mail`]]);
  });

  it.each([
    ['> Von: Ada Moor\n> Betreff: Wehr\n> Datum: 6. Mai 2019\n', 'warning'],
    ['| De : Ada Moor\n| Objet : Barrage\n| \u00c0 : Bo Roth\n', 'warning'],
    [
      '>> \u041e\u0442: Ada Moor\n>> \u0422\u0435\u043c\u0430: \u041f\u043b\u0430\u043d\n>> \u041a\u043e\u043c\u0443: Bo Roth\n',
      'warning',
    ],
    ['Von: hier\nNach: dort\nDatum: morgen\n', 'info'],
    ['milk\nbread\n', 'info'],
  ])('warns of a text that is not read and has the labels of a mail, in any language: %s', async (text, severity) => {
    const name = `labels ${text.codePointAt(3)} ${text.length}`;
    put(`${name}/b.eml`, message('b'));
    put(`${name}/a.dat`, `Kept by the office.\n\n${text}>\n> Aenean quis diam urna.\n`);
    const { codes } = await read([join(folder, name)]);
    expect(codes).toEqual([`${severity} not-mail`]);
  });

  it.skipIf(process.getuid?.() === 0)('says which file may not be read, and reads the others', async () => {
    chmodSync(put('mixed/a.eml', message('a')), 0);
    put('mixed/b.eml', message('b'));
    const { subjects, codes } = await read([join(folder, 'mixed')]);
    expect(subjects).toEqual(['b']);
    expect(codes).toEqual(['error permission-denied']);
  });

  it('reports progress up to the last byte and message', async () => {
    const path = put('progress', separated('a').repeat(3));
    let last = {};
    await read([path], { onProgress: (progress) => (last = progress) });
    const size = separated('a').length * 3;
    expect(last).toEqual({ bytesRead: size, bytesTotal: size, messages: 3, source: path });
  });
});

describe.skipIf(withoutSharedData('source-reading.test.ts'))('reading the shared data', () => {
  it('finds the messages of the list archives that are counted in stats.tsv, and every byte', async () => {
    const { readFileSync } = await import('node:fs');
    const rows = readFileSync(join(sharedData, 'lists/stats.tsv'), 'utf8').trim().split('\n').slice(1);
    const counts = new Map(rows.map((row) => [row.split('\t')[0]!, Number(row.split('\t')[1])]));
    const some = [...counts.keys()].filter((name) => /mixed|twisted/.test(name));
    const { sources } = await read(
      some.map((name) => join(sharedData, 'lists', name)),
      { hash: false },
    );
    expect(sources.map(({ messages }) => messages)).toEqual(some.map((name) => counts.get(name)));
  });
});

describe('a file that changes while it is read', () => {
  const first = () => put('changing/a.mbox', separated('first'));
  it.each<readonly [what: string, before: string, after: string, subjects: readonly string[]]>([
    ['grows', separated('a'), separated('a') + separated('b').repeat(3), ['first', 'a', 'b', 'b', 'b']],
    ['shrinks', separated('a') + separated('b'), separated('a'), ['first', 'a']],
    ['is emptied', separated('a'), '', ['first']],
  ])('is read as it is then, and that is told: it %s', async (_what, before, after, subjects) => {
    const folder = dirname(first());
    const changing = put('changing/b.mbox', before);
    const reading = readSources([{ path: folder }]);
    const found: (string | undefined)[] = [];
    for await (const batch of reading) {
      if (found.length === 0) writeFileSync(changing, after);
      found.push(...batch.map(({ bytes }) => /^Subject: (.*)$/m.exec(Buffer.from(bytes!).toString())?.[1]));
    }
    expect(found).toEqual(subjects);
    expect(reading.problems.filter(({ code }) => code === 'file-changed')).toHaveLength(1);
    expect(reading.sources.at(-1)).toMatchObject({ name: changing, size: after.length, contentLength: after.length });
    rmSync(folder, { recursive: true });
  });

  it('is told where it is long, too', async () => {
    const folder = dirname(first());
    const long = separated('long', 'A long line of text that fills the file.\n'.repeat(60_000));
    const changing = put('changing/b.mbox', long.repeat(3));
    const reading = readSources([{ path: folder }], { hash: false });
    let seen = 0;
    for await (const batch of reading) {
      if (seen === 0) writeFileSync(changing, long);
      seen += batch.length;
    }
    expect([seen, reading.problems.map(({ code }) => code)]).toEqual([2, ['file-changed']]);
    expect(reading.sources.at(-1)!.contentLength).toBe(long.length);
  });
});

describe('file names that are no UTF-8', () => {
  const name = (text: string) => Buffer.from(text, 'latin1');
  const inside = (path: string, more: Buffer) => Buffer.concat([Buffer.from(`${path}/`), more]);
  it.runIf(process.platform === 'linux')('are read in folders of any depth, and shown with their bytes', async () => {
    const root = join(folder, 'old');
    const deep = inside(root, name('f\xfcr'));
    mkdirSync(deep, { recursive: true });
    writeFileSync(Buffer.concat([deep, name('/gr\xfcn.eml')]), message('a'));
    writeFileSync(Buffer.concat([deep, name('/gr\xf6n.eml')]), message('b'));
    writeFileSync(Buffer.concat([deep, name('/\xff.mbox')]), separated('c', 'x'.repeat(5 << 20)));
    writeFileSync(join(root, 'zwei ü.eml'), message('d'));
    const { subjects, sources, codes } = await read([root]);
    expect([subjects, codes]).toEqual([['d', 'c', 'b', 'a'], []]);
    expect(sources.map((source) => source.name.slice(root.length + 1))).toEqual([
      'zwei ü.eml',
      'f\\xFCr/\\xFF.mbox',
      'f\\xFCr/gr\\xF6n.eml',
      'f\\xFCr/gr\\xFCn.eml',
    ]);
    expect(sources.every(({ sha256 }) => sha256?.length === 64)).toBe(true);
    // As the command line gives them: each byte that is none is lost.
    expect((await read([`${root}/f\ufffdr`])).subjects).toEqual(['c', 'b', 'a']);
    expect((await read([`${root}/f\ufffdr/\ufffd.mbox`])).subjects).toEqual(['c']);
    // Two names fit: that is no name of a file.
    expect((await read([`${root}/f\ufffdr/gr\ufffdn.eml`])).codes).toEqual(['error not-found']);
  });

  it('never look the same where their bytes differ', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), fc.uint8Array({ maxLength: 8 }), (one, other) => {
        fc.pre(!one.includes(0x5c) && !other.includes(0x5c) && Buffer.compare(one, other) !== 0);
        expect(shownName(Buffer.from(one))).not.toBe(shownName(Buffer.from(other)));
        if (process.platform !== 'win32')
          expect(Buffer.from(openable(shownName(Buffer.from(one))) as string)).toEqual(Buffer.from(one));
      }),
    );
  });
});
