// Measures how many messages whose quotation stands word for word (20 words or more in a row) in a produced message's own text
// hang below that message, below one between, or carry a cross-reference to it. The search is its own, by the lines of the bodies.
// It leaves out what is nobody's quotation of somebody: lines of headers, what stands below a header without marks (it is another
// message, that of the archive or none), footers of lists, words that their author, or a dozen others, wrote elsewhere too, and runs of
// fewer than 80 words that are the notice of a firm or somebody's telephone numbers. Words that stand in a message above as well, all of them,
// are that message's: the same patch is sent in several versions.
// node bench/quotes/verbatim.mjs [FILE...] [--missed 10]; default: each list of ../shared/data/lists and two custodians of Enron
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { readLinks, reconstruct } = await import('../../dist/index.js');
const LEAST = 20;
const KEY = 12;
/** Words that more messages wrote are a form or a notice; they are counted apart. */
const COMMON = 12;
/** Words of a message that are quoted under more subjects are its author's signature, or a notice; they are left out, as `recurs` leaves out others. */
const MOST_SUBJECTS = 3;
/** Words whose subjects are counted together. */
const STRETCH = 8;
/** Words in a row that are looked for elsewhere, to see whether they are a signature, a notice or what a program prints. */
const PHRASE = 6;
/** Labels of the headers that stand in bodies of the shared data. */
const LABEL =
  /^\s*\*?(?:From|To|Cc|Bcc|Sent|Sent by|Date|Subject|Reply-To|Importance|Von|An|Gesendet|Datum|Betreff|De|A|À|Envoyé|Objet|Da|Inviato|Oggetto)\s?:|\sTo:.*\scc:.*\sSubject:/i;
const TRAILER = /^\s*Cc\s?:/i;
/** Words of which two make a run the notice of a firm, or somebody's telephone numbers. */
const NOTICE = /^(?:confidential|privileged|recipient|addressed|error|notify|disseminat\p{L}*|unauthori[sz]ed)$/u;
const CONTACT = /^(?:tel|telephone|phone|ph|fax|mobile|téléphone|telefon)$/u;

const args = process.argv.slice(2);
const missedAt = args.indexOf('--missed');
const shown = missedAt < 0 ? 0 : Number(args.splice(missedAt, 2)[1]);
const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
for (const paths of args.length ? [args] : defaults()) {
  const { reconstruction } = await timed(() =>
    reconstruct(
      paths.map((path) => ({ path })),
      { findings: false },
    ),
  );
  print(paths, measure(reconstruction));
}

function defaults() {
  if (!existsSync(data)) return [];
  const lists = readdirSync(join(data, 'lists')).filter((name) => !name.endsWith('.tsv'));
  const enron = ['dasovich-j.tar.gz', 'steffes-j.tar.gz'].map((name) => join(data, 'enron', name));
  return [...lists.map((name) => [join(data, 'lists', name)]), enron];
}

async function timed(run) {
  const before = performance.now();
  const reconstruction = await run();
  console.error(`${Math.round((performance.now() - before) / 1000)} s`);
  return { reconstruction };
}

function measure({ posts, links, crossReferences = [] }) {
  const parents = new Map(readLinks(posts, links).map(({ child, parent }) => [child, parent]));
  const references = new Map();
  for (const { post, quoted } of crossReferences) references.set(post, (references.get(post) ?? new Set()).add(quoted));
  // A message that is known from quotations stands for those that quote it.
  const witnesses = new Map();
  for (const post of posts)
    if (post.kind === 'recovered')
      witnesses.set(post.key, new Set(post.recovered.witnesses.map((witness) => witness.post)));
  const stands = (named, key) => named === key || witnesses.get(named)?.has(key);
  const mails = posts
    .filter(({ kind, duplicateOf }) => kind === 'produced' && duplicateOf === null)
    .map((post) => ({
      post,
      key: post.key,
      time: post.message.date?.time ?? null,
      ...partsOf(post.message.body?.text ?? ''),
    }));
  const byKey = new Map(mails.map((mail) => [mail.key, mail]));
  const wrote = new Map();
  for (const { passages } of mails)
    for (const words of passages)
      for (let at = 0; at + KEY <= words.length; at += LEAST - KEY + 1)
        wrote.set(words.slice(at, at + KEY).join(' '), []);
  for (const mail of mails)
    for (let at = 0; at + KEY <= mail.own.length; at++) {
      const found = wrote.get(mail.own.slice(at, at + KEY).join(' '));
      if (found && found.at(-1)?.mail !== mail) found.push({ mail, at });
    }
  const result = {
    mails: mails.length,
    references: crossReferences.length,
    quoting: 0,
    linked: 0,
    told: 0,
    passages: 0,
    passagesTold: 0,
    missed: [],
  };
  const matches = new Map(mails.map((mail) => [mail, mail.passages.map((words) => matchesOf(words, mail, wrote))]));
  wrote.clear();
  const isSomebodys = judgeMatches(matches, mails);
  const subjects = subjectsOf(matches);
  for (const mail of mails) {
    const above = new Set();
    for (let up = parents.get(mail.key); up !== undefined && !above.has(up); up = parents.get(up)) above.add(up);
    const isLinked = (key) => [...above].some((one) => stands(one, key));
    const told = new Set([mail.key, ...above].flatMap((one) => [...(references.get(one) ?? [])]));
    const isTold = (key) => isLinked(key) || [...told].some((one) => stands(one, key));
    let any = false;
    let linked = false;
    let anyTold = false;
    for (const [index, words] of mail.passages.entries()) {
      const told = matches
        .get(mail)
        [index].filter(
          (match) => isSomebodys(match) && stretchesOf(match).some((at) => subjects.get(at).size <= MOST_SUBJECTS),
        );
      const targets = [...new Set(told.map(({ key }) => key))];
      if (!targets.length) continue;
      // Patches are sent again, version by version: whoever answers the third quotes words that stand in the second as well.
      if (told.every((match) => [...above].some((one) => holds(byKey.get(one), match)))) targets.push(...above);
      any = true;
      linked ||= targets.some(isLinked);
      result.passages++;
      if (targets.some(isTold)) {
        anyTold = true;
        result.passagesTold++;
      } else result.missed.push({ mail: mail.post, targets, words: words.slice(0, 30).join(' ') });
    }
    if (any) result.quoting++;
    if (linked) result.linked++;
    if (anyTold) result.told++;
  }
  return result;
}

/** True for a message whose own text holds all words of a match. */
function holds(mail, { own, start, end }) {
  if (mail === undefined) return false;
  mail.joined ??= ` ${mail.own.join(' ')} `;
  return mail.joined.includes(` ${own.slice(start, end).join(' ')} `);
}

/** Where earlier messages wrote 20 words in a row of a passage themselves: their key, and the range of their words. */
function matchesOf(words, mail, wrote) {
  const matches = [];
  for (let at = 0; at + KEY <= words.length; at += LEAST - KEY + 1) {
    const found = wrote.get(words.slice(at, at + KEY).join(' ')) ?? [];
    if (found.length > COMMON || recurs(found)) continue;
    for (const { mail: other, at: place } of found) {
      if (other === mail || (other.time !== null && mail.time !== null && other.time > mail.time)) continue;
      let from = 0;
      while (from < at && from < place && words[at - from - 1] === other.own[place - from - 1]) from++;
      let to = KEY;
      while (at + to < words.length && place + to < other.own.length && words[at + to] === other.own[place + to]) to++;
      if (from + to >= LEAST) matches.push({ key: other.key, own: other.own, start: place - from, end: place + to });
    }
  }
  return matches;
}

/** Tells whether of the words that match at least `KEY` are their author's alone: no signature, notice or output of a program. */
function judgeMatches(matches, mails) {
  const phrases = new Map();
  for (const { own, start, end } of [...matches.values()].flat(2))
    for (let at = start; at + PHRASE <= end; at++) phrases.set(own.slice(at, at + PHRASE).join(' '), null);
  for (const mail of mails)
    for (let at = 0; at + PHRASE <= mail.own.length; at++) {
      const phrase = mail.own.slice(at, at + PHRASE).join(' ');
      const seen = phrases.get(phrase);
      if (seen === undefined) continue;
      if (seen === null) phrases.set(phrase, { found: [{ mail }], common: false });
      else if (!seen.common && seen.found.at(-1).mail !== mail) {
        seen.found.push({ mail });
        seen.common = seen.found.length > COMMON || recurs(seen.found);
      }
    }
  return ({ own, start, end }) => {
    const words = own.slice(start, end);
    if (words.length < 80 && [NOTICE, CONTACT].some((kind) => words.filter((word) => kind.test(word)).length > 1))
      return false;
    let alone = end - start;
    let counted = start;
    for (let at = start; at + PHRASE <= end; at++) {
      if (!phrases.get(own.slice(at, at + PHRASE).join(' '))?.common) continue;
      alone -= at + PHRASE - Math.max(counted, at);
      counted = at + PHRASE;
    }
    return alone >= KEY;
  };
}

/** True for words that people of one host wrote under two subjects: a signature, or the notice of a firm. */
function recurs(found) {
  const [{ mail: first }] = found.length ? found : [{}];
  return found.some(
    ({ mail }) =>
      mail !== first &&
      hostOf(mail) === hostOf(first) &&
      mail.post.message.subject.base !== first.post.message.subject.base,
  );
}

function hostOf({ post }) {
  const address = post.message.from?.address ?? '';
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

function stretchesOf({ key, start, end }) {
  const stretches = [];
  for (let at = Math.floor(start / STRETCH); at * STRETCH < end; at++) stretches.push(`${key} ${at}`);
  return stretches;
}

/** By stretch of a message's words, the subjects under which it is quoted. */
function subjectsOf(matches) {
  const subjects = new Map();
  for (const [{ post }, passages] of matches)
    for (const match of passages.flat())
      for (const stretch of stretchesOf(match))
        subjects.set(stretch, (subjects.get(stretch) ?? new Set()).add(post.message.subject.base.toLowerCase()));
  return subjects;
}

/**
 * Quoted passages (lines with the same marks, or a block below "Original Message") and the author's own words. What stands without marks
 * below the lines of a header belongs to neither: another message wrote it.
 */
function partsOf(text) {
  const own = [];
  const passages = [];
  let open = null;
  let depth = 0;
  let below = false;
  let drop = null;
  const lines = text.split('\n');
  for (const [at, line] of lines.entries()) {
    const marks = /^(?:[ \t]?>)+/.exec(line)?.[0] ?? '';
    const count = marks.replaceAll(/[^>]/g, '').length;
    const content = line.slice(marks.length);
    if (/^\s*-{3,}\s?(?:Original Message|Forwarded by)/i.test(line)) {
      below = true;
      drop = 'header';
      passages.push([]);
      open = null;
      continue;
    }
    drop = dropped(drop, content, count !== depth);
    if (count === 0 && !below) {
      if (drop === 'header' && isHeader(lines, at)) below = 'header';
      if (line.trim() !== '') open = null;
      if (drop === null) own.push(...wordsOf(line));
    } else if (below === 'header' && count === 0) open = null;
    else {
      if (open === null || count !== depth) {
        open = [];
        passages.push(open);
      }
      if (drop === null) open.push(...wordsOf(content));
    }
    depth = count;
  }
  return { own, passages: passages.filter((words) => words.length >= LEAST) };
}

/** Whether a line belongs to a header (to the empty line below its labels) or the footer of a list, and is left out. */
function dropped(before, content, turns) {
  if (LABEL.test(content)) return 'header';
  if (/^\s*_{20,}\s*$|^\s*\[\[alternative HTML/.test(content)) return 'footer';
  return content.trim() === '' || turns ? null : before;
}

/** A label that begins a header: another one stands within the next lines, or it tells the subject and nothing else stands beside it. */
function isHeader(lines, at) {
  if (/^\s*Subject:\s*\S/i.test(lines[at]) && (lines[at + 1] ?? '').trim() === '') return true;
  // Below a change git writes whom it was sent to, line by line (`Cc: …`): the change itself follows.
  if (TRAILER.test(lines[at])) return false;
  return lines.slice(at + 1, at + 4).some((line) => LABEL.test(line) && !TRAILER.test(line));
}

function wordsOf(line) {
  return line.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function print(paths, { mails, references, quoting, linked, told, passages, passagesTold, missed }) {
  const share = (part, all) => `${part} of ${all} (${((100 * part) / Math.max(1, all)).toFixed(2)} %)`;
  console.log(
    `${paths.map((path) => path.split('/').at(-1)).join(' ')}: ${mails} messages, ${references} cross-references; by links ${share(linked, quoting)}, told ${share(told, quoting)}; passages told ${share(passagesTold, passages)}`,
  );
  for (const { mail, targets, words } of missed.slice(0, shown))
    console.log(`  ${mail.key} ${mail.message.subject.text}\n    ${targets.join(' ')}\n    ${words}`);
}
