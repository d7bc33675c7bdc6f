import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** What must hold of every input, whatever it is: `check(bytes, seed)` gives the sentences that do not. */
export async function inputChecker(dist) {
  const load = (file) => import(pathToFileURL(path.resolve(dist, file)).href);
  const library = await load('index.js');
  const { buildCase } = await load('case/build-case.js');
  const { writeCase } = await load('case/write-case.js');
  const { readStored } = await load('case/read-stored.js');
  const { openDatabase } = await load('source/database/sqlite-file.js');
  const folder = mkdtempSync(path.join(tmpdir(), 'rethread-fuzz-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const options = { map: {}, dedupe: 'global', evidence: 'all', minConfidence: 0, people: null, decisions: null };
  const file = path.join(folder, 'input');
  const read = () => library.reconstructAndExplain([{ path: file }], { hash: true });
  const table = (explained) => [...library.threadTable(explained.reconstruction, { explain: explained.explain })];

  return async (bytes, seed) => {
    const wrong = [];
    const expect = (holds, sentence) => holds || wrong.push(sentence);
    writeFileSync(file, bytes);
    const explained = await read();
    const { reconstruction } = explained;
    for (const { code, message } of reconstruction.problems) expect(code !== 'program-fault', message);
    const rows = table(explained);
    const balance = library.checkSources(reconstruction);
    expect(balance.complete, 'bytes are not accounted for');
    const copies = rows.reduce((sum, row) => sum + row.copies.length, 0);
    expect(copies === balance.messages, 'a message stands in no thread or in two');
    const keys = new Set(rows.map((row) => row.key));
    expect(keys.size === rows.length, 'a key twice');
    for (const row of rows) {
      expect(row.parent === null || keys.has(row.parent), `a parent that is not there: ${row.key}`);
      expect(
        row.link === null || (row.link.confidence >= 0 && row.link.confidence <= 1),
        `a confidence out of range: ${row.key}`,
      );
      for (const { weight } of row.link?.evidence ?? [])
        expect(Number.isFinite(weight), `a weight that is no number: ${row.key}`);
    }
    const ends = new Map(reconstruction.sources.map(({ name, contentLength }) => [name, contentLength]));
    const within = ({ source, offset, length }) =>
      offset >= 0 && length >= 0 && offset + length <= (ends.get(source) ?? -1);
    for (const { kind, origins, posts } of reconstruction.findings) {
      for (const origin of origins) expect(within(origin), `an origin of ${kind} outside of its source`);
      for (const post of posts) expect(keys.has(post), `${kind} names a post that is not there`);
    }
    for (const { key } of rows)
      for (const { kind, origins } of explained.explain(key)?.evidence ?? [])
        for (const origin of origins) expect(within(origin), `an origin of the evidence ${kind} outside of its source`);
    const headers = await library.reconstruct([{ path: file }], { bodies: false, findings: false });
    expect(library.checkSources(headers).messages === balance.messages, 'headers alone count other messages');
    await checkViews(library, explained, expect);
    if (seed % 5 === 0) {
      const again = JSON.stringify(table(await read()));
      expect(again === JSON.stringify(rows), 'a second run gives another table');
      const database = openDatabase(':memory:');
      const about = { program: '0', built: '', base: '', inputs: [{ path: file, custodian: null }], options };
      writeCase(database, await buildCase({ inputs: about.inputs }, options), about);
      const stored = readStored(database, { bodies: true, fields: true, people: true, findings: true });
      expect(JSON.stringify(table(stored)) === JSON.stringify(rows), 'the case gives another table');
      expect(
        JSON.stringify(stored.reconstruction.findings) === JSON.stringify(reconstruction.findings),
        'the case gives other findings',
      );
      database.close();
    }
    return [...new Set(wrong)];
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cs}/u;

/** Views are written without a fault, and without what a screen obeys or a browser runs. */
async function checkViews(library, { reconstruction, explain }, expect) {
  const report = library.buildReport(reconstruction, library.noFilter, { explain });
  expect(!OBEYED.test([...library.writeTextReport(report)].join('')), 'the text report holds control characters');
  expect(
    !OBEYED.test([...library.writeMarkdownReport(report)].join('')),
    'the Markdown report holds control characters',
  );
  JSON.parse([...library.writeJsonReport(report)].join(''));
  const options = { filter: library.noFilter, title: 'x', events: [], folder: 'data', explain };
  for (const { path: name, content } of library.writeHtmlReport(reconstruction, options)) {
    const text = String(content);
    const open = text.indexOf('application/json');
    const data = open < 0 ? '' : text.slice(text.indexOf('>', open) + 1, text.indexOf('</script>', open));
    expect(!data.includes('<'), `the data of ${name} holds markup`);
  }
}
