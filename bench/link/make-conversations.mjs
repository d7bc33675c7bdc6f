// Makes conversations that never were, without reply headers: seeded, so that every run gives the same bytes.
//
//   node bench/link/make-conversations.mjs MESSAGES FILE.mbox [--seed N]
//
// What linking has to go by is as in public list archives: 3 in 10 messages begin a conversation; of the answers 7 in 10 quote,
// in whole or in part, below an attribution line, an Outlook block or nothing, and what they quote quotes in turn; 1 in 20
// answers lost its `Re:`; subjects such as "question" are borne by many conversations. Any number of messages falls into the
// same two years, so that more mail is also denser mail.
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { randomNumbers } from '../headers/make-mail.mjs';
import { printHelp } from '../print-help.mjs';

const START = Date.UTC(2015, 0, 5);
const SPAN = 2 * 365 * 86_400_000;
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const COMMON_SUBJECTS = ['question', 'meeting', 'hello', 'weekly report', 'help needed', 'a problem'];
const SYLLABLES = 'ba co di fe gu ha jo ki la me no pi qua re si tu va wo xe yu za bro cle dri flo gra'.split(' ');
const ZONES = [0, 60, 120, -300, -480, 330];
/** Conversations that somebody may still answer. */
const OPEN = 300;

/** The messages in the order of their dates: `{time, text}`. */
export function* makeConversations(count, seed = 1) {
  const random = randomNumbers(seed);
  const number = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[number(list.length)];
  const words = makeWords(20_000, number);
  // A few words make up most of any text.
  const word = () => words[Math.floor(random() ** 3 * words.length)];
  const people = makePeople(Math.max(20, Math.round(count ** 0.75)), words, number);
  const sentences = (most) => {
    const lines = [];
    for (let left = 1 + number(most); left > 0; left--) {
      const line = Array.from({ length: 6 + number(8) }, word).join(' ');
      lines.push(line[0].toUpperCase() + line.slice(1) + pick(['.', '.', ',', '?', '']));
      if (random() < 0.2) lines.push('');
    }
    return lines;
  };
  const open = [];
  for (let index = 0; index < count; index++) {
    const time = START + Math.floor((SPAN * index) / count / 1000) * 1000;
    const parent = open.length > 0 && random() < 0.7 ? open[Math.floor(random() ** 2 * open.length)] : null;
    const author = parent !== null && random() < 0.5 ? pick(parent.company) : pick(people);
    const date = writeDate(time, author.zone);
    const own = sentences(20);
    if (parent !== null && random() < 0.3) own.unshift(`Hi ${parent.author.first},`, '');
    const lines = parent === null || random() < 0.3 ? own : quoteIn(own, parent, random, number);
    if (random() < 0.5) lines.push('', '-- ', author.name, author.address);
    const subject = parent?.subject ?? (random() < 0.05 ? pick(COMMON_SUBJECTS) : `${word()} ${word()} ${word()}`);
    const to = parent !== null && random() < 0.6 ? parent.author.address : 'list@lists.example';
    const post = {
      author,
      date,
      subject,
      lines,
      company: [...new Set([...(parent?.company ?? []), author])].slice(-6),
    };
    if (open.length < OPEN) open.unshift(post);
    else {
      open.pop();
      open.unshift(post);
    }
    const header = [
      `From ${author.address} ${writeFromDate(time)}`,
      `From: ${author.name} <${author.address}>`,
      `To: ${to}`,
      `Date: ${date}`,
      `Subject: ${parent === null || random() < 0.05 ? '' : 'Re: '}${subject}`,
      `Message-ID: <${index.toString(36)}.${number(1e9).toString(36)}@${author.host}>`,
    ];
    yield { time, text: `${header.join('\n')}\n\n${lines.join('\n')}\n\n` };
  }
}

/** An answer: above the whole quotation, below it, or between its parts. */
function quoteIn(own, parent, random, number) {
  const { author, date, subject, lines } = parent;
  const kept = lines.length > 60 ? lines.slice(0, 60) : lines;
  const style = number(10);
  if (style === 0)
    return [
      ...own,
      '',
      '-----Original Message-----',
      `From: ${author.name} <${author.address}>`,
      `Sent: ${date}`,
      `Subject: ${subject}`,
      '',
      ...kept,
    ];
  const attribution =
    style < 7
      ? `On ${date.slice(0, -6)}, ${author.name} <${author.address}> wrote:`
      : style < 9
        ? `${author.name} wrote:`
        : '';
  const head = attribution === '' ? [] : [attribution];
  const quoted = kept.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`));
  const from = number(Math.max(1, quoted.length - 4));
  const part = random() < 0.5 ? quoted : quoted.slice(from, from + 4 + number(8));
  if (random() < 0.4) return [...own, '', ...head, ...part];
  const middle = number(part.length);
  const half = number(own.length);
  return [
    ...head,
    ...part.slice(0, middle),
    '',
    ...own.slice(0, half),
    '',
    ...part.slice(middle),
    '',
    ...own.slice(half),
  ];
}

function makeWords(count, number) {
  const words = new Set();
  while (words.size < count) {
    let word = '';
    for (let left = 1 + number(4); left > 0; left--) word += SYLLABLES[number(SYLLABLES.length)];
    words.add(word);
  }
  return [...words].sort((a, b) => a.length - b.length);
}

function makePeople(count, words, number) {
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = [0, 1].map(() => {
      const word = words[number(words.length)];
      return word[0].toUpperCase() + word.slice(1);
    });
    const host = `site${index % 97}.example`;
    const address = `${first}.${last}${index}@${host}`.toLowerCase();
    return { first, name: `${first} ${last}`, host, address, zone: ZONES[index % ZONES.length] };
  });
}

const two = (value) => String(value).padStart(2, '0');
const clockOf = (date) => `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;

/** `Mon, 5 Jan 2015 10:00:00 +0100` on the sender's own clock. */
function writeDate(time, zone) {
  const date = new Date(time + zone * 60_000);
  const offset = `${zone < 0 ? '-' : '+'}${two(Math.floor(Math.abs(zone) / 60))}${two(Math.abs(zone) % 60)}`;
  return `${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${clockOf(date)} ${offset}`;
}

function writeFromDate(time) {
  const date = new Date(time);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${clockOf(date)} ${date.getUTCFullYear()}`;
}

/** Writes an mbox (none of its lines of text begins with "From "). */
export function writeConversations(file, count, seed) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  const output = openSync(partial, 'w');
  let waiting = '';
  for (const { text } of makeConversations(count, seed)) {
    waiting += text;
    if (waiting.length < 1 << 22) continue;
    writeSync(output, waiting);
    waiting = '';
  }
  writeSync(output, waiting);
  closeSync(output);
  renameSync(partial, file);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  printHelp(import.meta.url);
  const [count, file] = process.argv.slice(2);
  const seed = process.argv.includes('--seed') ? Number(process.argv[process.argv.indexOf('--seed') + 1]) : 1;
  if (!(Number(count) > 0) || !file) {
    console.error('usage: make-conversations.mjs MESSAGES FILE.mbox [--seed N]');
    process.exit(2);
  }
  writeConversations(file, Number(count), seed);
}
