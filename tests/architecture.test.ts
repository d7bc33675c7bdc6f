import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const STAGES = [
  ...['text', 'language', 'date'],
  ...[
    'source',
    'message',
    'people',
    'dedupe',
    'quote',
    'recover',
    'link',
    'thread',
    'finding',
    'report',
    'viewer',
    'run',
    'case',
    'engine',
    'server',
    'verify',
  ],
  'cli',
];
const PURE = new Set([
  ...['text', 'language', 'date'],
  ...['people', 'dedupe', 'quote', 'recover', 'link', 'thread', 'finding', 'report'],
]);
/** What modules hold besides constants, by the reason for it: none of it changes a result. */
const MODULE_STATE = {
  'room that one call uses and leaves, kept so that a million calls need not make it anew': [
    'text/word-hashes.ts buffer',
    'text/distinct-hashes.ts sorted',
    'text/shingles.ts room',
    'text/shingles.ts page',
    'text/shingles.ts used',
    'text/bare-words.ts words',
    'quote/line-table.ts breaks',
    'quote/line-table.ts COLUMNS',
    'quote/marks/assign-lines.ts COLUMNS',
    'quote/header-block/find-headers.ts following',
    'source/cut-source.ts owned',
    'link/feature/sent-twice.ts middles',
    'message/header/read-header-message.ts room',
  ],
  'what a pure function gave for the same text or record before': [
    'finding/missing-message/id-citations.ts kept',
    'link/feature/subject-features.ts read',
    'link/feature/read-features.ts namesRead',
    'message/header/kept-fields.ts spellings',
    'message/mime/charset.ts decoders',
    'message/mime/charset.ts resolved',
    'source/text-charset.ts decoders',
    'message/address/mailbox.ts knownSingle',
    'message/address/mailbox.ts knownList',
    'message/address/shared-mailboxes.ts count',
    'message/address/shared-mailboxes.ts shared',
    'dedupe/gathered-post.ts factsOf',
    'recover/rewritten-ids.ts found',
    'people/name/name-form.ts cache',
    'report/page/pairs.ts kept',
    'report/page/pairs.ts activities',
  ],
  'a module that is loaded with the first message that needs it': [
    'message/read-message.ts recordReader',
    'message/read-message.ts bodyDecoders',
    'message/read-message.ts outlookReader',
    'message/read-message.ts enclosedReader',
  ],
  'a table that is filled while its module is loaded': [
    'source/table/table-columns.ts BY_NAME',
    'quote/header-block/label-table.ts WEAK',
    'date/date-tokens.ts KNOWN',
    'date/date-tokens.ts LOST',
    'language/attribution-words.ts VERBS',
    'language/attribution-words.ts BROKEN',
    'language/attribution-words.ts CONNECTORS',
    'language/attribution-words.ts STARTERS',
  ],
  'a page in a browser has one place to scroll': ['viewer/search/virtual-list.tsx places'],
};
const everyFile = readdirSync('src', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const files = everyFile.filter((file) => /\.tsx?$/.test(file));
const imports = (file: string) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2]!);
const stageOf = (file: string) => relative('src', file).split(/[\\/]/)[0]!;

describe('architecture', () => {
  it('imports only earlier stages', () => {
    const wrong: string[] = [];
    for (const file of files) {
      const stage = STAGES.indexOf(stageOf(file));
      if (stage < 0) continue;
      for (const name of imports(file)) {
        if (!name.startsWith('.')) continue;
        const target = STAGES.indexOf(stageOf(resolve(dirname(file), name).replace(`${resolve('.')}/`, '')));
        if (target > stage) wrong.push(`${file} imports ${name}`);
        if (target < 0 && STAGES[stage] !== 'cli') wrong.push(`${file} imports ${name}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps the stages after reading pure: no node modules, no clock, no randomness', () => {
    const wrong = files.filter(
      (file) =>
        PURE.has(stageOf(file)) &&
        (imports(file).some((name) => name.startsWith('node:')) ||
          /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\./.test(readFileSync(file, 'utf8'))),
    );
    expect(wrong).toEqual([]);
  });

  it('has no cycle of imports', () => {
    const graph = new Map(
      files.map((file) => [
        resolve(file),
        imports(file)
          .filter((name) => name.startsWith('.'))
          .map((name) => resolve(dirname(file), name).replace(/\.js$/, '.ts')),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    for (const start of graph.keys()) {
      const path: string[] = [start];
      const next = [0];
      while (path.length) {
        const at = path.at(-1)!;
        const target = (graph.get(at) ?? [])[next[next.length - 1]!++];
        if (target === undefined) {
          done.add(at);
          path.pop();
          next.pop();
        } else if (path.includes(target))
          cycles.push([...path, target].map((file) => relative('.', file)).join(' -> '));
        else if (!done.has(target)) {
          path.push(target);
          next.push(0);
        }
      }
    }
    expect(cycles).toEqual([]);
  });

  it('has rooms that can be seen at a glance: no folder holds more than 25 files side by side', () => {
    const counts = new Map<string, number>();
    for (const file of everyFile) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 25)).toEqual([]);
  });

  it('has room left where docs/architecture.md sends something new', () => {
    const table = /## Where something new goes\n([\s\S]*?)\n## /.exec(
      readFileSync('docs/architecture.md', 'utf8'),
    )![1]!;
    const rooms = [...table.matchAll(/^\|[^|]*\| `(src\/[a-z/-]+)\/`/gm)].map(([, folder]) => folder!);
    expect(rooms.length).toBeGreaterThan(5);
    const full = rooms.filter((room) => everyFile.filter((file) => dirname(file) === room).length > 23);
    expect(full).toEqual([]);
  });

  it('says at its top why a file of more than 300 lines is one', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 301);
    expect(long.filter((file) => !/^\/\/ Long because /.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('tells what every export is', () => {
    const silent = files.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /(^|\n)(.*)\nexport (?:async )?(?:const|function\*?|interface|type|class) (\w+)/g,
        ),
      ]
        .filter(([, , before]) => !before!.trimEnd().endsWith('*/'))
        .map(([, , , name]) => `${file}: ${name}`),
    );
    expect(silent).toEqual([]);
  });

  it('keeps no state in modules, but for what is named here with its reason', () => {
    const found = files.flatMap((file) => {
      const text = readFileSync(file, 'utf8');
      const lets = [...text.matchAll(/^(?:export )?let (\w+)/gm)].map((match) => match[1]!);
      // One that begins empty is filled by somebody, be it through another name.
      const stores = [...text.matchAll(/^(?:export )?const (\w+)[^=\n]*= new (?:Weak)?(?:Map|Set)\b(.*)/gm)]
        .filter(
          ([, name, rest]) =>
            (/^(?:<.*>)?\(\);/.test(rest!) && !new RegExp(`const ${name}: Readonly`).test(text)) ||
            new RegExp(`\\b${name}\\.(?:set|add|delete|clear)\\(`).test(text),
        )
        .map((match) => match[1]!);
      const lists = [...text.matchAll(/^(?:export )?const (\w+)[^=\n]*= \[\];/gm)]
        .map((match) => match[1]!)
        .filter((name) => new RegExp(`\\b${name}(?:\\[[^\\]\n]+\\] = |\\.push\\()`).test(text));
      const objects = [
        ...text.matchAll(
          /^(?:export )?const (\w+)[^=\n]*= new (?!(?:Weak)?(?:Map|Set)\b|Intl\b|Uint|Int|Float|BigUint|RegExp|URL|TextDecoder|TextEncoder|Error|Array\b)[A-Z]/gm,
        ),
      ].map((match) => match[1]!);
      return [...lets, ...stores, ...lists, ...objects].map(
        (name) => `${relative('src', file).replaceAll('\\', '/')} ${name}`,
      );
    });
    const allowed = new Set(Object.values(MODULE_STATE).flat());
    expect(found.filter((name) => !allowed.has(name))).toEqual([]);
    expect([...allowed].filter((name) => !found.includes(name))).toEqual([]);
  });

  it('makes no record whose fields another one holds', () => {
    expect(files.filter((file) => /\bObject\.create\(/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('is told truly: what docs/architecture.md names is there, and decided where it says', () => {
    const page = readFileSync('docs/architecture.md', 'utf8');
    const faults = [...page.matchAll(/`((?:src|tests)\/[\w./-]+)`/g)]
      .map((match) => match[1]!)
      .filter((path) => !existsSync(path))
      .map((path) => `there is no ${path}`);
    const rows = page.split('## Where is it decided?')[1]!.split('\n## ')[0]!.split('\n').slice(6);
    const quoted = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    for (const row of rows.filter((line) => line.startsWith('| '))) {
      const [, question, where, what] = row.split('|');
      let room = '';
      const paths = quoted(where!).map((path) => {
        const slash = path.lastIndexOf('/');
        if (slash >= 0) room = path.slice(0, slash);
        return join('src', slash >= 0 ? path : `${room}/${path}`);
      });
      const named = paths.filter((path) => path.endsWith('.ts'));
      for (const path of paths) if (!existsSync(path)) faults.push(`${question!.trim()}: there is no ${path}`);
      const texts = named.filter((path) => existsSync(path)).map((path) => readFileSync(path, 'utf8'));
      for (const name of quoted(what!).filter((text) => /^\w+$/.test(text))) {
        const defined = new RegExp(`^export (?:async )?(?:function\\*?|const) ${name}\\b`, 'm');
        const isExported = files.some((file) => defined.test(readFileSync(file, 'utf8')));
        if (isExported && !texts.some((text) => defined.test(text)))
          faults.push(`${question!.trim()}: ${name} stands in none of ${named.join(', ')}`);
        if (!isExported && !files.some((file) => new RegExp(`\\b${name}\\b`).test(readFileSync(file, 'utf8'))))
          faults.push(`${question!.trim()}: there is no ${name}`);
      }
    }
    expect(rows.length).toBeGreaterThan(10);
    expect(faults).toEqual([]);
  });

  it('names files for what they hold', () => {
    expect(files.filter((file) => /(^|\/)(utils?|helpers?|common|core|misc|manager)(\.ts|\/)/.test(file))).toEqual([]);
  });
});
