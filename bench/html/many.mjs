// Writes a case of a million posts or more: seeded mail of some thousands, built by the program, and its rows written again and again under other
// keys, dates, subjects and people. Every table has the true schema, and the whole text stands in the index of words.
//
//     node bench/html/many.mjs OUT.case [--copies 100] [--messages 10000] [--dist dist]
//
// It takes some 7 kB of disk a post. What is left out: raw headers and lines of the table of moments are empty, dates within records stay those of the
// first copy, and moments are not put in order again.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    copies: { type: 'string', default: '100' },
    messages: { type: 'string', default: '10000' },
    dist: { type: 'string', default: 'dist' },
  },
});
const [out] = positionals;
const copies = Number(options.copies);
const load = (file) => import(pathToFileURL(path.resolve(options.dist, file)).href);
const { CASE_TABLES, SEARCHED, createIndexes, createTables } = await load('case/case-schema.js');
const { packJson } = await load('case/pack-json.js');
const { placeSeal, sealCase } = await load('case/case-seal.js');
const { readStored } = await load('case/read-stored.js');
const { openDatabase } = await load('source/database/sqlite-file.js');
const { searchableText } = await load('case/searchable-text.js');
const { headOf, packIndex } = await load('report/page/index-columns.js');
const { packNumbers } = await load('report/page/packed-numbers.js');
const { detailContext, pageData } = await load('report/page/page-data.js');
const { glanceOf } = await load('report/page/case-glance.js');

/** Sets of people: each copy is written by one of them. */
const SETS = 25;
const MONTH = 30 * 86_400;
const DOMAIN = '@quay.example';
/** Stands in the first case where a copy has letters of its own, in keys. */
const MARK = 'zzz';

/** Numbers in [0, 1), the same on every run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const SYLLABLES = 'bar den fol gar hin jor kel lam mor nap pol quin ras sil tor vel wex yar'.split(' ');
const wordOf = (number) => {
  let word = SYLLABLES[number % 18];
  for (let rest = Math.floor(number / 18); rest > 0; rest = Math.floor(rest / 18)) word += SYLLABLES[rest % 18];
  return word;
};
const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** Mailboxes of eight custodians: conversations with quotations, of which some messages were never produced. */
function writeMail(folder, count) {
  const next = numbers(7);
  const person = () => Math.floor(2000 * next() ** 3);
  const nameOf = (number) => `${capital(wordOf(number + 20))} ${capital(wordOf(number * 7 + 400))}`;
  const boxOf = (number) => `${nameOf(number)} <${nameOf(number).toLowerCase().replace(' ', '.')}.${number}${DOMAIN}>`;
  const text = () =>
    Array.from({ length: 10 + Math.floor(next() * 40) }, () => wordOf(Math.floor(9000 * next() ** 2)))
      .join(' ')
      .replace(/(.{60,72}) /g, '$1\n');
  const boxes = Array.from({ length: 8 }, () => []);
  let made = 0;
  for (let thread = 0; made < count; thread++) {
    const custodian = thread % 8;
    const people = [custodian, ...Array.from({ length: 1 + Math.floor(next() * 4) }, person)];
    const posts = 1 + Math.floor(8 * next() ** 2);
    let time = Date.UTC(2016, 2, 1, 9) + Math.floor((thread / count) * 5 * 365 * 86_400_000);
    let before = null;
    for (let post = 0; post < posts; post++) {
      const from = people[post % people.length];
      const to = people.filter((other) => other !== from);
      const own = text();
      const date = new Date(time).toUTCString();
      const quoted = before
        ? `\n\nOn ${before.date}, ${nameOf(before.from)} wrote:\n${before.own.replace(/^/gm, '> ')}`
        : '';
      const message =
        `From a@b Tue Mar  1 10:00:00 2016\nFrom: ${boxOf(from)}\nTo: ${(to.length ? to : [from]).map(boxOf).join(', ')}\nDate: ${date}\n` +
        `Message-ID: <${thread}.${post}${DOMAIN}>\n${before ? `In-Reply-To: <${thread}.${post - 1}${DOMAIN}>\n` : ''}` +
        `Subject: ${before ? 'Re: ' : ''}${capital(wordOf(thread % 4000))} ${wordOf(thread)}\n\n${own}${quoted}\n\n`;
      // One in nine was withheld: what answers it tells of it.
      if (next() > 0.11) {
        boxes[custodian].push(message);
        if (to.some((other) => other < 8 && other !== custodian))
          boxes[to.find((other) => other < 8 && other !== custodian)].push(message);
        made++;
      }
      before = { from, date, own };
      time += Math.floor(next() * 3 * 86_400_000);
    }
  }
  mkdirSync(folder, { recursive: true });
  for (const [number, box] of boxes.entries())
    writeFileSync(path.join(folder, `${wordOf(number + 20)}.mbox`), box.join(''));
}

const folder = mkdtempSync(path.join(tmpdir(), 'rethread-many-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const small = path.join(folder, 'small.case');
writeMail(path.join(folder, 'mail'), Number(options.messages));
const main = path.resolve(options.dist, 'cli/main.js');
execFileSync(process.execPath, [main, 'build', '--custodians', path.join(folder, 'mail'), '-o', small, '-q']);
console.log(`built: ${process.uptime().toFixed(0)} s`);

// The last three letters of every key become the mark.
const first = openDatabase(small);
first.exec('PRAGMA synchronous = OFF; BEGIN');
const { reconstruction, explain } = readStored(first, { bodies: true, fields: false, people: true, findings: true });
const keys = new Set([
  ...reconstruction.posts.map(({ key }) => key),
  ...reconstruction.recovered.map(({ key }) => key),
  ...reconstruction.findings.map(({ key }) => key),
]);
const marked = (text) =>
  text.replace(/(?:t-)?((?:recovered-|missing-)?[a-z0-9]+(?:-\d+)?)/g, (whole, key) =>
    keys.has(key) ? `${whole.slice(0, -3)}${MARK}` : whole,
  );
for (const [table, columns] of Object.entries(CASE_TABLES)) {
  if (['header', 'content', 'outline', 'page', 'page_column', 'participant'].includes(table)) continue;
  for (const [column, about] of Object.entries(columns)) {
    if (!/^(text|json)/.test(about)) continue;
    const change = first.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`);
    const rows = first
      .prepare(`SELECT rowid AS row, ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`)
      .all();
    for (const { row, text } of rows) {
      const now = marked(text);
      if (now !== text) change.run(now, row);
    }
  }
}
const threadOf = new Map(reconstruction.threads.flatMap(({ key, posts }) => posts.map(({ post }) => [post.key, key])));
first.exec(`CREATE TABLE base_text (number INTEGER PRIMARY KEY, ${SEARCHED.map((name) => `"${name}"`).join(', ')})`);
const addText = first.prepare(`INSERT INTO base_text VALUES (?, ${SEARCHED.map(() => '?').join(', ')})`);
for (const [number, post] of reconstruction.posts.entries()) {
  const found = searchableText(post, threadOf.get(post.key));
  addText.run(number, ...SEARCHED.map((name) => (name === 'ids' ? marked(found[name]) : found[name])));
}
first.exec('COMMIT');
first.close();
console.log(`marked: ${process.uptime().toFixed(0)} s`);

rmSync(out, { force: true });
const big = openDatabase(out);
big.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ATTACH '${small}' AS one`);
big.exec(createTables());
const counts = Object.fromEntries(
  Object.keys(CASE_TABLES).map((table) => [
    table,
    big.prepare(`SELECT count(*) AS count FROM one.${table}`).get().count,
  ]),
);
/** Columns that hold the number of a row of another table. */
const NUMBERED = {
  post: { thread: 'thread' },
  message: { post: 'post' },
  header: { number: 'message' },
  content: { number: 'message' },
  outline: { number: 'message' },
  participant: { post: 'post' },
  link: { child: 'post', parent: 'post' },
  explanation: { number: 'post' },
  moment: { post: 'post' },
  finding_post: { finding: 'finding', post: 'post' },
};
const ONCE = ['source', 'problem', 'gap', 'bates', 'page', 'page_column', 'meta'];
const BY_SET = ['mailbox', 'person', 'known', 'offer'];
const codeOf = (copy) => copy.toString(36).padStart(3, '0');
const domainOf = (set) => DOMAIN.replace('.', `${set}.`);
big.exec('BEGIN');
for (const table of ['source', 'problem', 'gap', 'bates']) big.exec(`INSERT INTO ${table} SELECT * FROM one.${table}`);
for (const { name, value } of big.prepare('SELECT * FROM one.meta').all()) {
  const records = name === 'crossReferences' ? JSON.parse(value ?? '[]') : null;
  const all =
    records &&
    Array.from({ length: copies }, (_, copy) => JSON.stringify(records).slice(1, -1).replaceAll(MARK, codeOf(copy)));
  big.prepare('INSERT INTO meta VALUES (?, ?)').run(name, all ? `[${all.filter(Boolean).join(',')}]` : value);
}
for (let copy = 0; copy < copies; copy++) {
  const set = copy % SETS;
  for (const [table, columns] of Object.entries(CASE_TABLES)) {
    if (ONCE.includes(table) || (BY_SET.includes(table) && copy >= SETS)) continue;
    const values = Object.entries(columns).map(([name, about]) => {
      const of = NUMBERED[table]?.[name] ?? (name === 'number' ? table : null);
      if (of) return `${name} + ${copy * counts[of]}`;
      if (table === 'participant' && name === 'mailbox') return `mailbox + ${set * counts.mailbox}`;
      if (['time', 'first', 'last'].includes(name)) return `${name} + ${copy * MONTH * 1000}`;
      if (['post', 'thread'].includes(table) && name === 'subject') return `subject || ' ${wordOf(copy + 500)}'`;
      // What no view of the room asks for.
      if ((table === 'header' && name === 'record') || name === 'cells') return "''";
      if (!/^(text|json)/.test(about) || table === 'header' || table === 'outline') return name;
      return `replace(replace(${name}, '${MARK}', '${codeOf(copy)}'), '${DOMAIN}', '${domainOf(set)}')`;
    });
    big.exec(`INSERT INTO ${table} SELECT ${values.join(', ')} FROM one.${table}`);
  }
  const texts = SEARCHED.map((name) =>
    name === 'ids'
      ? `replace(ids, '${MARK}', '${codeOf(copy)}')`
      : name === 'subject'
        ? `subject || ' ${wordOf(copy + 500)}'`
        : `"${name}"`,
  );
  big.exec(
    `INSERT INTO search (rowid, ${SEARCHED.join(', ')}) SELECT number + ${copy * counts.post}, ${texts.join(', ')} FROM one.base_text`,
  );
  if (copy % 10 === 9) console.log(`${copy + 1} copies: ${process.uptime().toFixed(0)} s`);
}

const page = pageData(reconstruction, reconstruction.threads, detailContext(reconstruction, explain), {
  title: '',
  events: [],
});
writePage(page.index, page.people);
big.exec('COMMIT');
console.log(`rows: ${process.uptime().toFixed(0)} s`);
big.exec(createIndexes());
big.exec('ANALYZE; DETACH one');
placeSeal(big);
big.close();
sealCase(out);
console.log(`done: ${process.uptime().toFixed(0)} s`);

/** The lists of all copies, as `writeCase` writes those of one. */
function writePage(index, people) {
  const { posts, threads, persons, findings, subjects } = index;
  const [count, perSet] = [posts.key.length, persons.id.length];
  const repeat = (list, change) => {
    const all = [];
    for (let copy = 0; copy < copies; copy++) for (const value of list) all.push(change(value, copy));
    return all;
  };
  const same = (value) => value;
  const keyed = (key, copy) => `${key.slice(0, -3)}${codeOf(copy)}`;
  const person = (number, copy) => (number < 0 ? number : number + (copy % SETS) * perSet);
  const listed = (list, copy) => list.map((number) => person(number, copy));
  const post = (number, copy) => number + copy * count;
  const bySet = (list, change) =>
    Array.from({ length: SETS }, (_, set) => list.map((value) => change(value, set))).flat();
  const domain = (text, set) => text.replaceAll(DOMAIN, domainOf(set));
  const many = {
    ...index,
    messages: index.messages * copies,
    findingKinds: index.findingKinds.map((kind) => ({ ...kind, count: kind.count * copies })),
    persons: {
      ...{ id: bySet(persons.id, domain), name: bySet(persons.name, domain), also: bySet(persons.also, domain) },
      kind: persons.kind.repeat(SETS),
    },
    subjects: repeat(subjects, (subject, copy) => `${subject} ${wordOf(copy + 500)}`),
    threads: { key: repeat(threads.key, keyed), start: repeat(threads.start, post) },
    posts: {
      ...Object.fromEntries(
        ['depth', 'parent', 'zone', 'custodians', 'copies', 'attachments', 'confidence', 'findings'].map((name) => [
          name,
          repeat(posts[name], same),
        ]),
      ),
      key: repeat(posts.key, keyed),
      kind: posts.kind.repeat(copies),
      time: repeat(posts.time, (time, copy) => (time === null ? null : time + copy * MONTH)),
      subject: repeat(posts.subject, (subject, copy) => subject + copy * subjects.length),
      from: repeat(posts.from, person),
      to: repeat(posts.to, listed),
    },
    requests: {
      ...{
        finding: repeat(index.requests.finding, (number, copy) => number + copy * findings.key.length),
        names: index.requests.names,
      },
      ...{ time: repeat(index.requests.time, (time, copy) => (time === null ? null : time + copy * MONTH)) },
      ...{ known: index.requests.known.repeat(copies), holders: repeat(index.requests.holders, same) },
    },
    agents: repeat(index.agents, ([at, who], copy) => [post(at, copy), person(who, copy)]),
    quoted: repeat(index.quoted, ([at, list], copy) => [post(at, copy), listed(list, copy)]),
    folders: repeat(index.folders ?? [], ([at, name], copy) => [post(at, copy), name]),
    findings: {
      key: repeat(findings.key, keyed),
      kind: repeat(findings.kind, same),
      severity: findings.severity.repeat(copies),
      posts: repeat(findings.posts, (list, copy) => list.map((number) => post(number, copy))),
    },
  };
  const glance = glanceOf(many, repeat(reconstruction.findings, same));
  const everybody = {
    names: bySet(people.names, same),
    addresses: bySet(people.addresses, (list, set) => list.map((address) => domain(address, set))),
    shared: Array.from({ length: SETS }, (_, set) => people.shared.map((number) => number + set * perSet)).flat(),
    merges: bySet(people.merges, same),
    offers: Array.from({ length: SETS }, (_, set) =>
      people.offers.map(([one, other, why]) => [one + set * perSet, other + set * perSet, why]),
    ).flat(),
  };
  const addPart = big.prepare('INSERT INTO page VALUES (?, ?)');
  for (const [name, value] of Object.entries({ glance, index: headOf(many), people: everybody }))
    addPart.run(name, packJson(value));
  const addColumn = big.prepare('INSERT INTO page_column VALUES (?, ?)');
  for (const [name, record] of packIndex(many)) addColumn.run(name, record);
  const places = new Map(reconstruction.posts.map(({ key }, number) => [key, number]));
  const numbersOf = new Int32Array(count * copies);
  for (let copy = 0; copy < copies; copy++)
    for (const [at, key] of posts.key.entries()) numbersOf[places.get(key) + copy * count] = at + copy * count;
  addColumn.run('post_number', packNumbers(numbersOf));
}
