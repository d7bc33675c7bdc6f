import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import fc from 'fast-check';
import { build as viteBuild } from 'vite';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../src/browser/sha256.js';
import { threadTable } from '../../src/report/format/thread-table.js';
import { threadMessages } from '../../src/run/thread-mail.js';

const folder = mkdtempSync(join(tmpdir(), 'rethread-browser-'));
const entry = resolve('dist/browser/index.js');

/** Invented mail with what asks for charsets, quotations, HTML and attachments. */
const MAIL = [
  {
    messageId: 'a@moor.example',
    from: 'Ada Moor <ada@moor.example>',
    to: 'bo@fen.example',
    date: '2016-03-01T14:22:00+01:00',
    subject: 'Plan',
    text: 'Shall we meet at the harbour wall at noon on Friday, or is that too late for the tide?',
    attachments: [{ filename: 'tide.txt', contentType: 'text/plain', content: new Uint8Array([104, 105]) }],
  },
  {
    messageId: 'b@fen.example',
    from: 'Bo Fen <bo@fen.example>',
    to: 'ada@moor.example',
    date: '2016-03-01T15:22:00+01:00',
    subject: '=?iso-8859-1?Q?Re:_Plan_f=FCr_Friday?=',
    html: '<p>Noon is fine.</p><blockquote>Shall we meet at the harbour wall at noon on Friday, or is that too late for the tide?</blockquote>',
  },
  {
    messageId: 'c@fen.example',
    inReplyTo: 'b@fen.example',
    from: 'Cy <cy@fen.example>',
    date: '2016-03-02T09:00:00Z',
    subject: 'Re: Plan',
    text: 'I come too.\n\nOn 1 Mar 2016, Dee Reed wrote:\n> Take the north gate, the south one is shut all week for the works.\n',
  },
];

const PAGE = `import { threadMessages, threadTable } from ${JSON.stringify(entry)};
threadMessages(globalThis.mail).then((reconstruction) => globalThis.done(JSON.stringify([...threadTable(reconstruction)])));`;

/** Runs a script with what a page has and nothing of Node. */
function runAsPage(script: string): Promise<string> {
  return new Promise((done) => {
    const context = createContext({ TextDecoder, TextEncoder, atob, btoa, structuredClone, mail: MAIL, done });
    runInContext(script, context);
  });
}

async function tableOfNode(): Promise<string> {
  return JSON.stringify([...threadTable(await threadMessages(MAIL))]);
}

describe('rethread/browser', () => {
  it('is one module that imports nothing', async () => {
    const { metafile } = await build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      logLevel: 'silent',
    });
    expect(Object.values(metafile.inputs).flatMap(({ imports }) => imports)).toEqual([]);
    expect(readFileSync(entry, 'utf8')).not.toMatch(/["']node:/);
  });

  it('threads in a page that esbuild bundled as it does in Node', async () => {
    const { outputFiles } = await build({
      stdin: { contents: PAGE, resolveDir: folder },
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      logLevel: 'silent',
    });
    expect(await runAsPage(outputFiles[0]!.text)).toBe(await tableOfNode());
  });

  it('threads in a page that Vite bundled as it does in Node', async () => {
    const script = join(folder, 'page.js');
    writeFileSync(script, PAGE);
    await viteBuild({
      root: folder,
      configFile: false,
      logLevel: 'silent',
      build: {
        lib: { entry: script, formats: ['iife'], name: 'page', fileName: () => 'built.js' },
        outDir: folder,
        emptyOutDir: false,
      },
    });
    expect(await runAsPage(readFileSync(join(folder, 'built.js'), 'utf8'))).toBe(await tableOfNode());
  });

  it('hashes as Node does, whatever the length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }),
      { numRuns: 100 },
    );
  });
});
