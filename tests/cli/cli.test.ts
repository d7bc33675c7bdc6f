import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { exportMbox } from '../../src/cli/export-mbox.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { checkSources } from '../../src/report/answer/source-check.js';
import { plainStyle } from '../../src/report/format/text-style.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { folderOf, harbour, mail, mbox, reconstructFiles } from '../report-fixture.js';
import { main, type RunOptions, runCommand as rethread, runProcess } from '../run-command.js';

const inFolder = (files: Readonly<Record<string, string | Uint8Array>>) => {
  const folder = folderOf(files);
  return (args: readonly string[], options: RunOptions = {}) =>
    options.input === undefined
      ? rethread(args, { folder })
      : Promise.resolve(runProcess(args, { ...options, folder }));
};
const ids = (jsonl: string) =>
  jsonl
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line).messageId);

const DECIDE = ['decide', 'nowhere/d.json', '--split', 'abcdefgh'];

describe('what goes wrong becomes one line and an exit code', () => {
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  const run = inFolder({
    'a.mbox': mbox(harbour),
    'two.mbox': mbox([{ id: 'same-1@x' }, { id: 'same-2@x', subject: 'Other' }]),
    'empty.mbox': '',
    'x.png': png,
    'b.partial': 'x',
    'none/x.png': png,
  });

  it.each([
    ['no command', [], 2],
    ['an unknown command', ['thread', 'a.mbox'], 2],
    ['an unknown flag', ['list', 'a.mbox', '--colour'], 2],
    ['no input', ['list'], 2],
    ['a date that is none', ['list', 'a.mbox', '--since', 'yesterday'], 2],
    ['a confidence that is none', ['list', 'a.mbox', '--min-confidence', '7'], 2],
    ['a custodian without a path', ['list', '--custodian', 'Stone'], 2],
    ['a folder of custodians that is a file', ['list', '--custodians', 'a.mbox'], 2],
    ['a choice that is none', ['export', 'a.mbox', '--format', 'xml'], 2],
    ['a kind of finding that is none', ['findings', 'a.mbox', '--kind', 'forged'], 2],
    ['a wrong path', ['report', 'nowhere.mbox'], 3],
    ['an empty file', ['report', 'empty.mbox'], 3],
    ['a PNG', ['list', 'x.png'], 3],
    ['a directory without mail', ['export', 'none'], 3],
    ['an output in a folder that is not there', ['list', 'a.mbox', '-o', 'nowhere/x.txt'], 4],
    ['an output that is a folder', ['list', 'a.mbox', '-o', 'none'], 4],
    ['an output in a folder that is a file', ['list', 'a.mbox', '-o', 'x.png/x.txt'], 4],
    ['a folder of outputs that is a file', ['export', 'a.mbox', '--format', 'mbox-threads', '-o', 'empty.mbox'], 4],
    ['a decisions file that cannot be written', [...DECIDE, '--author', 'A', '--reason', 'B'], 4],
    ['an output beside an input of its temporary name', ['list', 'a.mbox', 'b.partial', '-o', 'b'], 2],
    ['a --map of no field', ['list', 'a.mbox', '--map', 'colour=x'], 2],
    ['an output over an input', ['list', 'a.mbox', '-o', 'a.mbox'], 2],
    ['a key that fits nothing', ['show', '9999', 'a.mbox'], 5],
    ['a key that fits several', ['explain', 'same-', 'two.mbox'], 5],
  ] as const)('%s', async (_, args, code) => {
    const { status, stdout, lines } = await run(args);
    expect({ status, stdout: args.length ? stdout : '' }).toEqual({ status: code, stdout: '' });
    if (args.length) expect(lines.at(-1)).toMatch(/^rethread: /);
    expect(lines.join('\n')).not.toMatch(/\n\s+at |Error:|node:internal/);
    expect(lines.length).toBeLessThanOrEqual(2);
  });

  it('one input of several that is not there: the rest is done, exit code 1', async () => {
    const { status, stdout, lines } = await run(['list', 'a.mbox', 'nowhere.mbox']);
    expect(status).toBe(1);
    expect(stdout).toContain('2 threads, 4 messages');
    expect(lines).toEqual(['rethread: nowhere.mbox: no such file or folder']);
  });

  it('a file without permission to read it', async (context) => {
    if (process.getuid?.() === 0) return context.skip('the superuser may read everything');
    const folder = folderOf({ 'a.mbox': mbox(harbour) });
    chmodSync(join(folder, 'a.mbox'), 0);
    const { status, lines } = await rethread(['list', 'a.mbox'], { folder });
    expect(status).toBe(3);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('permission denied');
  });

  it('a file without permission, as another user', (context) => {
    if (process.getuid?.() !== 0 || !existsSync('/usr/bin/setpriv')) return context.skip('needs root and setpriv');
    const folder = folderOf({ 'a.mbox': mbox(harbour) });
    chmodSync(folder, 0o755);
    chmodSync(join(folder, 'a.mbox'), 0);
    const command = [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      main,
      'list',
      join(folder, 'a.mbox'),
    ];
    const { status, stderr } = spawnSync('setpriv', command, { encoding: 'utf8' });
    if (/cannot find|Cannot find|EACCES.*main/.test(stderr))
      return context.skip('the program itself cannot be read by that user');
    expect(stderr).toMatch(/^rethread: .*permission denied.*\n$/);
    expect(status).toBe(3);
  });

  it('a reader that goes away ends the writing without a word, exit code 0', () => {
    const many = Array.from({ length: 4000 }, (_, index) => ({ id: `${index}@x`, subject: `Subject ${index}` }));
    const folder = folderOf({ 'many.mbox': mbox(many) });
    const script = `"${process.execPath}" "${main}" export many.mbox | head -n 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8', cwd: folder });
    expect(stdout.trim()).toBe('0');
    expect(stderr).toBe('');
  });

  it('the example of `path` leads somewhere, and no key is cut short', async () => {
    const { stdout } = await rethread(['path', '--from', 'q2urkr6s', '--to', 'crome', 'samples/case']);
    expect(stdout).toMatch(/^1 way to Silas Crome/);
    expect(stdout.match(/ {2}[a-z2-7]{8}$/gm)).toHaveLength(3);
  });

  it('`compare` offers no inputs but its two, and answers in each form', async () => {
    const help = (await rethread(['compare', '--help'])).stdout;
    expect(help).not.toMatch(/inputs|--custodian/);
    expect(help).toContain('--event');
    const files = ['samples/case/holt.mbox', 'samples/case/quill'];
    expect((await rethread(['compare', ...files, '--format', 'csv'])).stdout).toMatch(
      /^key,.*,production,expected_in,differing\r\n/,
    );
    expect(JSON.parse((await rethread(['compare', ...files, '--format', 'json'])).stdout).productions[0].name).toBe(
      'holt',
    );
    const path = await rethread(['path', '--from', 'q2urkr6s', '--to', 'crome', 'samples/case', '--format', 'json']);
    expect(JSON.parse(path.stdout).ways[0].steps).toHaveLength(3);
  });

  it('`compare` refuses to keep copies apart: nothing would be in both', async () => {
    const args = ['compare', 'samples/case/holt.mbox', 'samples/case/quill', '--dedupe', 'none'];
    const { status, stdout, lines } = await rethread(args);
    expect([status, stdout, lines]).toEqual([
      2,
      '',
      ['rethread: --dedupe none keeps copies apart: compare needs them joined'],
    ]);
  });

  it('days have no place in the JSON lines: one line, exit code 2', async () => {
    for (const command of ['export', 'findings', 'inclusive']) {
      const { status, stdout, lines } = await rethread([
        command,
        'samples/case',
        '--format',
        'jsonl',
        '--event',
        '2019-05-14=Day',
      ]);
      expect([status, stdout, lines.length], command).toEqual([2, '', 1]);
    }
  });

  it('nothing is left in the folder for temporary files, nor beside the inputs', async () => {
    const folder = folderOf({ 'a.mbox': mbox(harbour) });
    const TMPDIR = join(folder, 'temporary');
    mkdirSync(TMPDIR);
    const commands = [
      ['report', '-o', 'report.html'],
      ['export', '-o', 'a.jsonl'],
    ];
    for (const [command, ...more] of commands)
      expect(runProcess([command!, 'a.mbox', ...more], { folder, env: { TMPDIR } }).status).toBe(0);
    runProcess(['list', 'a.mbox', '-o', 'nowhere/list.txt'], { folder, env: { TMPDIR } });
    expect(readdirSync(TMPDIR)).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual([
      ...['a.jsonl', 'a.jsonl.manifest.json', 'a.mbox', 'report.html', 'temporary'],
    ]);
  });

  it('a file name cannot send commands to the terminal', async () => {
    const { stderr } = await run(['list', 'no\u001b[2Jthing']);
    expect(stderr).toContain('no␛[2Jthing');
  });
});

describe('the commands', () => {
  const files = {
    'a.mbox': mbox(harbour),
    'b.mbox.gz': gzipSync(mbox(harbour.slice(0, 1))),
    'c/d.eml': mail({ id: 'e@x', subject: 'Alone' }),
  };
  const run = inFolder(files);
  const all = ['a.mbox', 'b.mbox.gz', 'c'];

  it('the commands give the same bytes whatever the order of the inputs', async () => {
    for (const command of [['report', '--format', 'json'], ['export', '--format', 'mbox'], ['check']]) {
      const one = await run([...command, ...all]);
      expect(one.status, one.stderr).toBe(0);
      expect((await run([...command, ...[...all].reverse()])).stdout).toBe(one.stdout);
      expect(one.stdout.length).toBeGreaterThan(100);
    }
  });

  it('reads standard input', async () => {
    expect(ids((await run(['export', '-'], { input: mbox(harbour) })).stdout)).toEqual([
      'a@x',
      'b@x',
      'c@x',
      'gone@x',
      'd@x',
    ]);
  });

  it('takes what stands behind -- for files, whatever they begin with', async () => {
    expect((await run(['list', '-q', '--', 'a.mbox'])).status).toBe(0);
    expect((await run(['list', '-q', '--', '-none.mbox'])).stderr).toContain('-none.mbox: no such file');
  });

  it('filters keep whole threads', async () => {
    expect(ids((await run(['export', 'a.mbox', '--person', 'STERN', '--until', '2016-03'])).stdout)).toEqual([
      'a@x',
      'b@x',
      'c@x',
    ]);
    expect(ids((await run(['export', 'a.mbox', '--subject', 'cranes', '--since', '2016-05-02'])).stdout)).toEqual([
      'gone@x',
      'd@x',
    ]);
    expect(ids((await run(['export', 'a.mbox', '--since', '2017'])).stdout)).toEqual([]);
  });

  it('takes everybody whom a name fits, and an address for its person alone', async () => {
    const mailOf = (id: string, from: string) => mail({ id, from, subject: `Of ${id}`, to: 'cy@quay.example' });
    const holts = inFolder({
      'a.mbox': mbox([
        { id: '1@x', from: 'Marian Holt <mh@harbour.example>', subject: 'One' },
        { id: '2@x', from: 'Holt <holt@mill.example>', subject: 'Two' },
        { id: '3@x', from: 'Ivo Eberholt <ivo@quay.example>', subject: 'Three' },
      ]),
      'b.eml': mailOf('4@x', '"Holt, Frances" <fh@harbour.example>'),
    });
    const asked = (person: string) => holts(['export', 'a.mbox', 'b.eml', '--person', person]);
    const both = await asked('holt');
    expect(ids(both.stdout).sort()).toEqual(['1@x', '2@x', '4@x']);
    expect(both.stderr).toContain('"holt" fits 3 people, who are taken together');
    expect(both.stderr).toContain('"holt" could also mean Ivo Eberholt <ivo@quay.example>');
    expect(ids((await asked('holt@mill.example')).stdout)).toEqual(['2@x']);
    expect(ids((await asked('frances holt')).stdout)).toEqual(['4@x']);
    const nobody = await asked('Hollt');
    expect(nobody.status).toBe(5);
    expect(nobody.stderr).toContain('Nearest: ');
    expect((await holts(['list', '--headers-only', 'a.mbox', '--person', 'frances'])).status).toBe(5);
    expect((await holts(['list', '--headers-only', 'a.mbox', '--person', 'marian'])).stdout).toContain('One');
  });

  it('takes each file or folder below --custodians for the production of one custodian', async () => {
    const apart = inFolder({ 'all/Moor.mbox.gz': gzipSync(mbox(harbour)), 'all/Stern/in/1.mbox': mbox(harbour) });
    const [first] = (await apart(['export', '--custodians', 'all'])).stdout.split('\n');
    expect(JSON.parse(first!).copies.map((copy: { custodian: string }) => copy.custodian)).toEqual(['Moor', 'Stern']);
  });

  it('names the custodians of every copy', async () => {
    const { stdout } = await run(['export', '--custodian', 'Moor=a.mbox', '--custodian', 'Stern=b.mbox.gz']);
    const first = JSON.parse(stdout.split('\n')[0]!);
    expect(first.copies.map((copy: { custodian: string }) => copy.custodian).sort()).toEqual(['Moor', 'Stern']);
    expect((await run(['report', '--custodian', 'Moor=a.mbox', '--custodian', 'Stern=b.mbox.gz'])).stdout).toContain(
      'held by Moor, Stern',
    );
  });

  it('reads the fields that --map names', async () => {
    const { stdout } = await inFolder({ 'a.json': '[{"from":"a@a.example","Betreff":"Kran","body":"x"}]' })([
      'export',
      'a.json',
      '--map',
      'subject=Betreff',
    ]);
    expect(JSON.parse(stdout).subject).toBe('Kran');
  });

  it('show prints one message or a whole thread, quotations folded unless asked for', async () => {
    const body = 'Yes.\n\nOn Tue, 1 Mar 2016, Ada Moor wrote:\n> Shall we?\n> Today?';
    const show = inFolder({ 'a.mbox': mbox([harbour[0]!, { ...harbour[1]!, body }]) });
    const folded = (await show(['show', 'b@x', 'a.mbox'])).stdout;
    expect(folded).toContain('Yes.');
    expect(folded).toMatch(/quoted of Ada Moor; --quotes shows them/);
    expect(folded).not.toContain('Shall we?');
    expect((await show(['show', 'b@x', 'a.mbox', '--quotes'])).stdout).toContain('> Shall we?');
    const key = /^(t-\S+) .*Harbour/m.exec((await show(['list', 'a.mbox'])).stdout)![1]!;
    expect((await show(['show', key, 'a.mbox'])).stdout).toMatch(/Message-ID: +<a@x>[\s\S]*Message-ID: +<b@x>/);
  });

  it('explain names parent, evidence and the bytes that show it', async () => {
    const { stdout } = await run(['explain', 'b@x', 'a.mbox']);
    expect(stdout).toMatch(/In-Reply-To: /);
    expect(stdout).toContain('▏In-Reply-To: <a@x>');
    expect(stdout).toMatch(/support\)/);
    expect((await run(['explain', 'a@x', 'a.mbox'])).stdout).toContain('It begins its thread');
  });

  it('check proves that all bytes are accounted for', async () => {
    const { status, stdout } = await run(['check', ...all]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/all bytes accounted for\n$/);
    expect(stdout).toMatch(/SHA-256 [0-9a-f]{64}/);
  });

  it('writes -o files whole, and none where the command fails', async () => {
    const folder = folderOf({ 'a.mbox': mbox(harbour) });
    expect((await rethread(['list', 'a.mbox', '-o', 'out.txt'], { folder })).stdout).toBe('');
    expect(readFileSync(join(folder, 'out.txt'), 'utf8')).toBe((await rethread(['list', 'a.mbox'], { folder })).stdout);
    rmSync(join(folder, 'out.txt'));
    await rethread(['list', 'nowhere', '-o', 'out.txt'], { folder });
    expect(readdirSync(folder)).toEqual(['a.mbox']);
  });

  it.skipIf(process.platform === 'win32')('says so where an output stops taking bytes, and leaves none of it', () => {
    const folder = folderOf({ 'a.mbox': mbox([{ id: 'long@x', body: 'A line of words.\n'.repeat(5000) }]) });
    for (const form of ['mbox', 'mbox-threads']) {
      const command = `ulimit -f 8; exec "$0" "$@"`;
      const args = [main, 'export', 'a.mbox', '--format', form, '-o', form];
      const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath, ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect({ form, status }).toEqual({ form, status: 4 });
      expect(stderr).toMatch(
        /^rethread: mbox\S*: cannot write: the file would be larger than this system lets it be\n$/,
      );
    }
    expect(readdirSync(folder)).toEqual(['a.mbox', 'mbox-threads']);
    expect(readdirSync(join(folder, 'mbox-threads'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('an interrupted writing leaves no half of a file', () => {
    const folder = folderOf({ 'a.mbox': mbox([{ id: '1@x', subject: 'Matter' }]) });
    // The signal comes while the first bytes are on their way to the disk, however quick the machine is.
    const interrupts = `import fs from 'node:fs';
      for (const name of ['write', 'writev']) {
        const write = fs[name];
        fs[name] = (...args) => {
          process.kill(process.pid, 'SIGINT');
          setTimeout(() => write(...args), 60_000);
        };
      }`;
    const preload = ['--import', `data:text/javascript,${encodeURIComponent(interrupts)}`];
    const { signal, stderr } = spawnSync(process.execPath, [...preload, main, 'export', 'a.mbox', '-o', 'out.jsonl'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(signal).toBe('SIGINT');
    expect(stderr).toBe('rethread: interrupted; out.jsonl was not written\n');
    expect(readdirSync(folder)).toEqual(['a.mbox']);
  });

  it('every command has a help that teaches with examples', async () => {
    for (const command of ['report', 'show']) {
      const { status, stdout, stderr } = await rethread([command, '--help']);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain('Examples:');
    }
    expect((await rethread(['--help'])).stdout).toContain('Exit codes:');
    expect(runProcess(['--version']).stdout.trim()).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
  });

  it('colours nothing that is not a terminal', async () => {
    expect(runProcess(['report', 'a.mbox'], { folder: folderOf(files) }).stdout).not.toContain('\u001b');
  });
});

/** All that a message tells, apart from where it stands. */
const tellingOf = ({ posts }: Reconstruction) =>
  posts.flatMap((post) => {
    if (post.kind !== 'produced') return [];
    const { messageId, date, from, to, subject, body } = post.message;
    return [{ messageId, time: date?.time, offset: date?.offset, from, to, subject, text: body?.text.trimEnd() }];
  });

describe('export --format mbox', () => {
  const bodies = ['From here on\n>From there\n>>From afar\nplain'];
  it.each([
    ['an eml, nothing escaped', { 'a.eml': mail({ id: 'a@x', body: bodies[0]! }) }],
    ['CRLF', { 'a.eml': mail({ id: 'a@x', body: bodies[0]! }).replaceAll('\n', '\r\n') }],
    [
      'an mboxrd',
      {
        'a.mbox': mbox([
          { id: 'a@x', body: '>From here on\n>>From there\n>>>From afar\nplain' },
          { id: 'b@x', body: '>>From x' },
        ]),
      },
    ],
    ['no final line end', { 'a.eml': mail({ id: 'a@x', body: bodies[0]! }).trimEnd() }],
    [
      'a record',
      {
        'a.json': JSON.stringify([
          {
            messageId: 'a@x',
            from: 'Jürgen Moor <a@a.example>',
            to: ['b@b.example'],
            subject: 'Ä'.repeat(60),
            date: '2016-03-01T14:22:00+01:00',
            body: bodies[0]!,
          },
        ]),
      },
    ],
    [
      'a printed text',
      { 'a.txt': 'From: Ada Moor\nSent: 3 May 2019 10:05\nTo: Bo Stern\nSubject: Wall\n\nThe wall must be raised.\n' },
    ],
  ])('reads back as what was read: %s', async (_, files) => {
    const [name, content] = Object.entries<string>(files)[0]!;
    const path = join(folderOf({ [name]: content }), name);
    const read = await reconstruct([{ path }], { findings: false });
    const written: Uint8Array[] = [];
    const output = {
      style: plainStyle,
      write: (chunk: string | Uint8Array) => void written.push(Buffer.from(chunk)),
      end: async () => {},
    };
    await exportMbox(
      { dedupe: 'global', evidence: 'all', quiet: true },
      [{ path, custodian: null }],
      read.threads,
      output,
    );
    const again = await reconstructFiles({ 'z.mbox': Buffer.concat(written) }, { findings: false });
    expect(tellingOf(again)).toEqual(tellingOf(read));
    expect(checkSources(again).complete).toBe(true);
  });

  it('refuses standard input, which cannot be read twice', async () => {
    const { status, lines } = runProcess(['export', '--format', 'mbox', '-'], { input: mbox(harbour) });
    expect(status).toBe(2);
    expect(lines).toHaveLength(1);
  });
});

describe('unroll', () => {
  const chain = [
    'From: Cy Lund <cy@lund.example>',
    'Sent: Wednesday, 2 March 2016 08:00',
    'To: Bo Stern <bo@stern.example>',
    'Subject: RE: Harbour plan',
    '',
    'Third.',
    '',
    '-----Original Message-----',
    'From: Bo Stern <bo@stern.example>',
    'Sent: Tuesday, 1 March 2016 15:02',
    'To: Ada Moor <ada@moor.example>',
    'Subject: RE: Harbour plan',
    '',
    'Second.',
    '',
    '-----Original Message-----',
    'From: Ada Moor <ada@moor.example>',
    'Sent: Tuesday, 1 March 2016 14:22',
    'To: Bo Stern <bo@stern.example>',
    'Subject: Harbour plan',
    '',
    'First.',
    '',
  ].join('\n');

  it('prints a printed chain oldest first', async () => {
    const { status, stdout } = await inFolder({ 'chain.txt': chain })(['unroll', 'chain.txt']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/1 of 3[\s\S]*First\.[\s\S]*2 of 3[\s\S]*Second\.[\s\S]*3 of 3[\s\S]*Third\./);
  });

  it('says so where a file holds none', async () => {
    const { status, lines } = await inFolder({ 'a.mbox': mbox(harbour) })(['unroll', 'a.mbox']);
    expect([status, lines.length]).toEqual([5, 1]);
  });
});
