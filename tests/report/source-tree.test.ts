import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import { buildIndex } from '../../src/report/page/viewer-index.js';
import { guessCustodian } from '../../src/report/source/guess-custodian.js';
import { filesOf, type SourceNode, sourceTree } from '../../src/report/source/source-tree.js';
import { sourceViews } from '../../src/report/source/source-tree-views.js';
import { reconstruct } from '../../src/run/reconstruct.js';
import { tarOf, zipOf } from '../make-archive.js';

const folder = mkdtempSync(join(tmpdir(), 'sources-'));
afterAll(() => rmSync(folder, { recursive: true }));

const mail = (id: string, day = 4) =>
  `Message-ID: <${id}@moor.example>\nFrom: Ada <ada@moor.example>\nTo: bo@fen.example\nDate: Mon, ${day} Apr 2016 09:12:00 +0200\nSubject: ${id}\n\nOpen it.\n`;
const box = (...ids: readonly string[]) =>
  ids.map((id, at) => `From a@b Mon Apr  4 09:12:00 2016\n${mail(id, 4 + at)}\n`).join('');
const FILES: Readonly<Record<string, string | Buffer>> = {
  'dump/quill.mbox': box('a', 'b', 'c'),
  'dump/eml/one.eml': mail('d'),
  'dump/vault.zip': zipOf([
    { name: 'ada@moor.example-1.mbox', content: box('e', 'f') },
    { name: 'inner.tar', content: tarOf([{ name: 'x.eml', content: mail('g') }]) },
    { name: 'locked.eml', content: 'x', flags: 0x801 },
  ]),
  'dump/notes.bin': Buffer.from([0, 1, 2, 3]),
};

let reconstruction: Reconstruction;
let tree: readonly SourceNode[];
beforeAll(async () => {
  for (const [name, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  reconstruction = await reconstruct([{ path: join(folder, 'dump') }]);
  tree = sourceTree(reconstruction);
});

const nodeOf = (name: string) => filesOf(tree).find((node) => node.name === name);

describe('the sources as a tree', () => {
  it('holds every source once, in folders and archives, and adds up what was read', () => {
    expect(tree).toHaveLength(1);
    expect(
      filesOf(tree)
        .filter(({ sha256 }) => sha256 !== null)
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(reconstruction.sources.map(({ name }) => name).toSorted());
    expect(tree[0]).toMatchObject({ kind: 'folder', read: 7, first: '2016-04-04', last: '2016-04-06' });
    expect(nodeOf('vault.zip')).toMatchObject({ kind: 'archive', format: 'zip', read: 3 });
    expect(nodeOf('vault.zip')?.children.map(({ name }) => name)).toEqual([
      'ada@moor.example-1.mbox',
      'inner.tar',
      'locked.eml',
    ]);
  });

  it('tells what failed of each, also of what was never opened', () => {
    expect(nodeOf('locked.eml')).toMatchObject({
      read: 0,
      failed: 1,
      problems: [{ code: 'archive-entry-encrypted', severity: 'error', count: 1 }],
    });
    expect(nodeOf('vault.zip')?.failed).toBe(1);
    expect(nodeOf('quill.mbox')).toMatchObject({ read: 3, failed: 0, first: '2016-04-04', last: '2016-04-06' });
  });

  it('counts nothing as failed that was read with a remark', async () => {
    const files = {
      'remark/ragged.csv':
        'From,To,Subject,Body\nada@moor.example,bo@fen.example,One,Text,more\nada@moor.example,bo@fen.example,Two,Text\n',
      'remark/lost.json': JSON.stringify({
        messages: [{ from: 'ada@moor.example', subject: 'One', text: 'x' }, { weight: 3 }],
      }),
      'remark/cut.zip': zipOf([
        { name: 'x.eml', content: mail('x') },
        { name: 'y.bin', content: 'zz' },
      ]).subarray(0, -60),
    };
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const nodes = filesOf(sourceTree(await reconstruct([{ path: join(folder, 'remark') }])));
    const told = nodes.map(({ name, read, failed, problems }) => [
      name,
      read,
      failed,
      problems.map(({ code }) => code),
    ]);
    expect(told).toEqual([
      ['cut.zip', 1, 0, ['archive-damaged']],
      ['x.eml', 1, 0, []],
      ['y.bin', 0, 0, expect.any(Array)],
      ['lost.json', 1, 1, expect.arrayContaining(['record-not-a-message'])],
      ['ragged.csv', 2, 0, expect.arrayContaining(['table-row-ragged'])],
    ]);
  });

  it('is written as text and as JSON, and its table stands on the page', () => {
    const text = [...sourceViews.text(tree)].join('');
    expect(text).toMatch(/├ quill\.mbox {2}mbox · 3 messages · 2016-04-04 … 2016-04-06/);
    expect(text).toContain('custodian perhaps quill: the name of the mailbox file');
    expect(text).toContain('archive-entry-encrypted (error)');
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(JSON.parse([...sourceViews.json(tree)].join('')).sources[0].read).toBe(7);
    const { index } = buildIndex(reconstruction, reconstruction.threads, [], { title: '', events: [] });
    const quill = index.sources.find(({ name }) => name.endsWith('quill.mbox'));
    expect(quill).toMatchObject({ messages: 3, days: ['2016-04-04', '2016-04-06'], guess: { name: 'quill' } });
  });
});

describe('the guess whose a source is', () => {
  it.each([
    ['case/vault.zip › ada@moor.example-1.mbox', 'ada@moor.example', 'an address in its path'],
    ['C/Users/ada/Outlook.pst', 'ada', 'the folder below Users'],
    ['maildir/quill-d/inbox/1.', 'quill-d', 'the folder below maildir'],
    ['case/holt.mbox', 'holt', 'the name of the mailbox file'],
    ['Takeout/Calendar/ada@moor.example.ics', 'ada@moor.example', 'an address in its path'],
    ['v.zip › ada@moor.example-Xy1_a.mbox', 'ada@moor.example', 'an address in its path'],
    ['case/storey-g.zip › storey-g/inbox.mbox', 'storey-g', 'the name of the archive that holds it'],
  ])('%s: %s', (path, name, reason) => expect(guessCustodian(path, new Map())).toEqual({ name, reason }));

  it.each([
    'case/inbox.mbox',
    'Takeout.zip › Takeout/Mail/All mail Including Spam and Trash.mbox',
    'prod/VOL01.zip › a.eml',
    'Users/a.eml',
    'Mail/V10/X/Sent Messages.mbox/U/Data/Messages/3.partial.emlx',
    'Exported/Quay.mbox/table_of_contents',
    'maildir/Maildir/cur/1.host:2,S',
    'vault/Quay matter-export-1.zip',
  ])('names nobody for %s', (path) => expect(guessCustodian(path, new Map())).toBeNull());

  it('goes by the load file first, and only where it names one', () => {
    expect(guessCustodian('case/holt.mbox', new Map([['Moor, Ada', 3]]))?.name).toBe('Moor, Ada');
    const two = new Map([
      ['Moor, Ada', 3],
      ['Fen, Bo', 1],
    ]);
    expect(guessCustodian('case/load.dat', two)).toBeNull();
  });
});
