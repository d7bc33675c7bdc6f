// Compares RFC 5256 threads of this package with Dovecot's, message by message, on real mail.
//
//   npm run build && npm run bench:dovecot -- MBOX...     (apt-get install dovecot-imapd)
//
// Dovecot's imap program reads a mailbox of the headers from a temporary folder and answers THREAD on its standard output:
// nothing listens on any port, nothing is sent anywhere.
//
// Two rounds. As they stand: the headers as bytes; what differs then is reading or threading. As read: the headers written
// anew from what this package read; what differs then is threading alone. Exit code 1 if anything differs in the second.
// SHOW=1 prints the messages that differ.
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHeaders } from '../../dist/message/read-message.js';
import { readSources } from '../../dist/source/read-sources.js';
import { threadByOrderedSubject } from '../../dist/thread/rfc5256/ordered-subject-algorithm.js';
import { threadByReferences } from '../../dist/thread/rfc5256/references-algorithm.js';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const IMAP = '/usr/lib/dovecot/imap';
const NOBODY = 65534;
const SHARED = fileURLToPath(new URL('../../../shared/data/lists/r-help/r-help-2005.mbox.gz', import.meta.url));

const inputs = process.argv.slice(2);
if (!inputs.length && existsSync(SHARED)) inputs.push(SHARED);
if (!inputs.length || !existsSync(IMAP)) {
  console.error(
    inputs.length ? `No ${IMAP}: apt-get install dovecot-imapd` : 'Usage: npm run bench:dovecot -- MBOX...',
  );
  process.exit(2);
}

const { messages, asTheyStand, asRead } = await readMail(inputs);
console.log(`${messages.length} messages`);
// Dovecot folds characters before it takes marks off a subject, so that a fullwidth colon ends a `Re`; RFC 5256 takes them off
// first. The second round folds here as well.
const folded = messages.map(({ messageId, inReplyTo, references, subject, date }) => {
  return { messageId, inReplyTo, references, subject: { text: subject.text.normalize('NFKD') }, date };
});
let differing = 0;
for (const [round, mailbox, mail] of [
  ['as they stand', asTheyStand, messages],
  ['as read', asRead, folded],
]) {
  const answers = await askDovecot(mailbox, messages.length);
  differing = 0;
  for (const [name, thread] of [
    ['REFERENCES', threadByReferences],
    ['ORDEREDSUBJECT', threadByOrderedSubject],
  ]) {
    const start = performance.now();
    const nodes = thread(mail);
    console.log(`${name} took ${(performance.now() - start).toFixed(0)} ms here`);
    differing += report(`${name}, headers ${round}`, treesOfNodes(nodes), treesOfAnswer(answers[name]));
  }
}
process.exit(differing ? 1 : 0);

/** The messages, and two mboxes of their headers for Dovecot. */
async function readMail(paths) {
  const messages = [];
  const asTheyStand = [];
  const asRead = [];
  for await (const batch of readSources(paths.map((path) => ({ path })))) {
    for (const raw of batch) {
      const message = readHeaders(raw);
      messages.push(message);
      const text = Buffer.from(raw.bytes).toString('latin1');
      const end = /\r?\n\r?\n/.exec(text);
      const head = (end ? text.slice(0, end.index) : text.trimEnd()).replace(/^From /gm, '>From ');
      const fromLine = `From nobody@localhost ${fromLineDate(message.date?.time ?? 0)}\n`;
      asTheyStand.push(`${fromLine}${withoutDovecotFields(head)}\n\n\n`);
      asRead.push(`${fromLine}${headerOf(message)}\n\n`);
    }
  }
  return {
    messages,
    asTheyStand: Buffer.from(asTheyStand.join(''), 'latin1'),
    asRead: Buffer.from(asRead.join(''), 'latin1'),
  };
}

/** A header that says what was read and nothing else. */
function headerOf(message) {
  const ids = (list) => list.map((id) => `<${id}>`).join('\n ');
  const fields = [
    ['Message-ID', message.messageId ? ids([message.messageId]) : ''],
    ['In-Reply-To', ids(message.inReplyTo)],
    ['References', ids(message.references)],
    ['Date', message.date ? new Date(message.date.time).toUTCString().replace('GMT', '+0000') : ''],
    ['Subject', encodedWords(message.subject.text)],
  ];
  return fields.map(([name, value]) => (value ? `${name}: ${value}\n` : '')).join('');
}

function encodedWords(text) {
  const words = [];
  let word = '';
  for (const char of text) {
    if (Buffer.byteLength(word + char) > 39) {
      words.push(word);
      word = '';
    }
    word += char;
  }
  if (word) words.push(word);
  return words.map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\n ');
}

/** The date of the `From ` line plays the part of INTERNALDATE. */
function fromLineDate(time) {
  const [day, date, month, year, clock] = new Date(time).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${clock} ${year}`;
}

/** Dovecot reads its own state out of these fields. */
function withoutDovecotFields(head) {
  return head.replace(
    /^(?:X-UID|X-IMAP|X-IMAPbase|X-Keywords|X-Status|Status|Content-Length):.*\n(?:[ \t].*\n)*/gim,
    '',
  );
}

async function askDovecot(mailbox, count) {
  const folder = mkdtempSync(join(tmpdir(), 'rethread-dovecot-'));
  try {
    mkdirSync(join(folder, 'mail'));
    writeFileSync(join(folder, 'mail', 'inbox'), mailbox);
    writeFileSync(
      join(folder, 'dovecot.conf'),
      [
        'ssl = no',
        `log_path = ${folder}/log`,
        `mail_location = mbox:${folder}/mail:INBOX=${folder}/mail/inbox`,
        `base_dir = ${folder}/run`,
        `state_dir = ${folder}/run`,
        'first_valid_uid = 1',
        'mail_fsync = never',
        '',
      ].join('\n'),
    );
    // Dovecot refuses to read mail as root.
    const isRoot = process.getuid() === 0;
    const uid = isRoot ? NOBODY : process.getuid();
    if (isRoot)
      for (const path of ['', 'mail', 'mail/inbox', 'dovecot.conf']) chownSync(join(folder, path), NOBODY, NOBODY);
    const commands = [
      '1 SELECT INBOX',
      '2 THREAD REFERENCES UTF-8 ALL',
      '3 THREAD ORDEREDSUBJECT UTF-8 ALL',
      '4 LOGOUT',
    ];
    const start = performance.now();
    const output = await run(['-c', join(folder, 'dovecot.conf')], uid, folder, `${commands.join('\r\n')}\r\n`);
    const found = /^\* (\d+) EXISTS/m.exec(output);
    if (Number(found?.[1]) !== count)
      throw new Error(`Dovecot sees ${found?.[1]} messages, not ${count}\n${output.slice(0, 500)}`);
    const took = [...output.matchAll(/^[23] OK Thread completed \(([\d.]+)/gm)].map((match) => `${match[1]} s`);
    console.log(
      `Dovecot: ${took.join(' and ')} for the two, ${((performance.now() - start) / 1000).toFixed(1)} s in all`,
    );
    const [references, orderedSubject] = [...output.matchAll(/^\* THREAD ?(.*?)\r?$/gm)].map((match) => match[1]);
    return { REFERENCES: references, ORDEREDSUBJECT: orderedSubject };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args, uid, folder, input) {
  return new Promise((resolve, reject) => {
    const env = { USER: 'nobody', HOME: folder, PATH: process.env.PATH };
    const child = spawn(IMAP, args, { uid, gid: uid === NOBODY ? NOBODY : process.getgid(), env });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    child.stdin.end(input);
  });
}

/** Parent of each message (0 = root, `d...` = a dummy, named by its first message), and the order of all. */
function treesOfNodes(nodes) {
  const names = [];
  for (let i = nodes.length - 1; i >= 0; i--) names[i] = nodes[i].index >= 0 ? nodes[i].index + 1 : `d${firstBelow(i)}`;
  const parents = new Map();
  const order = [];
  for (const [i, node] of nodes.entries()) {
    if (node.index < 0) continue;
    parents.set(node.index + 1, node.parent < 0 ? 0 : names[node.parent]);
    order.push(names[i]);
  }
  return { parents, order };

  function firstBelow(place) {
    let at = place;
    while (nodes[at].index < 0) at++;
    return nodes[at].index + 1;
  }
}

/** Reads `(1 2 (3)(4))((5)(6))` (RFC 5256 §4) the same way. */
function treesOfAnswer(text) {
  const parents = new Map();
  const order = [];
  const stack = [];
  let above = 0;
  const tokens = text.match(/\(|\)|\d+/g) ?? [];
  for (const [i, token] of tokens.entries()) {
    if (token === '(') {
      stack.push(above);
      // Two opening parentheses in a row: a dummy, whose first message comes next.
      if (tokens[i + 1] === '(') above = `d${tokens.slice(i + 1, i + 40).find((next) => /\d/.test(next))}`;
    } else if (token === ')') above = stack.pop();
    else {
      parents.set(Number(token), above);
      order.push(Number(token));
      above = Number(token);
    }
  }
  return { parents, order };
}

function report(name, ours, theirs) {
  const wrong = [...theirs.parents].filter(([message, parent]) => ours.parents.get(message) !== parent);
  const moved = wrong.length ? 0 : ours.order.filter((message, place) => message !== theirs.order[place]).length;
  console.log(
    `${name}: ${theirs.parents.size - wrong.length} of ${theirs.parents.size} parents equal, ` +
      `${wrong.length ? 'order not compared' : `${moved} at another place in the order`}`,
  );
  if (process.env.SHOW)
    for (const [message, parent] of wrong.slice(0, 40))
      console.log(`  message ${message}: Dovecot ${parent}, ours ${ours.parents.get(message)}`);
  return wrong.length + moved;
}
