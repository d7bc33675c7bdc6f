// The whole job, and the questions after it, beside programs that index mail:
//
//     npm run bench:full [-- --sizes 10k,100k --runs 1 --only rethread,notmuch --question 'patch driver'] [MBOX...]
//
// MBOX is real mail (mbox, .gz), each measured on its own. Without any the mail is made by ../headers/make-mail.mjs (seeded). Both are put into
// bench/out/: an mbox, and a Maildir of the same messages for notmuch and mu.
// The whole job, from files that nothing was made of yet:
//   rethread       rethread build MBOX -o CASE                   reads, splits quotations, links by all evidence, finds, indexes words
//   list           rethread list MBOX                            the same up to the threads; nothing is kept
//   mutt           opens the mbox sorted by threads, and quits   headers alone, read-only, no header cache
//   notmuch        notmuch new                                   threads by headers, indexes words (Xapian)
//   mu             mu index                                      the same
// The questions, of what the job left: rethread search CASE, notmuch search, mu find; and the threads of one person from a case.
// No two of them do the same work: only rethread reads quotations, and only the others answer from memory-mapped indexes that grow in place.
// What counts is the best of the runs by the clock; processor seconds stand beside it, as other work disturbs the clock. Needs
// /usr/bin/time, and leaves out what is not installed (apt-get install time mutt notmuch maildir-utils).
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { writeMaildir, writeMbox } from '../headers/make-mail.mjs';
import { debianVersion, isInstalled, measure, quote, readSize, run, warm } from '../measure-command.mjs';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = `${root}bench/out`;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '10k,100k' },
    question: { type: 'string', default: 'patch driver' },
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: 'rethread,list,mutt,notmuch,mu' },
  },
});
const rethread = `${quote(process.execPath)} ${quote(`${root}dist/cli/main.js`)}`;
const QUESTION = options.question;

/** What each program needs, how it starts anew, its whole job and its questions; `at` names the files of one size. */
const PROGRAMS = [
  {
    name: 'rethread',
    needs: [],
    version: () => JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version,
    fresh: (at) => rmSync(at.case, { force: true }),
    job: (at) => `${rethread} build ${quote(at.mbox)} -o ${quote(at.case)} -q`,
    questions: {
      search: (at) => `${rethread} search ${quote(at.case)} ${quote(QUESTION)} --limit 20`,
      list: (at) => `${rethread} list ${quote(at.case)}${positionals.length > 0 ? '' : ' --person person7@'}`,
    },
  },
  {
    name: 'list',
    needs: [],
    version: () => 'rethread, nothing kept',
    fresh: () => {},
    job: (at) => `${rethread} list ${quote(at.mbox)}`,
    questions: {},
  },
  {
    name: 'mutt',
    needs: ['mutt', 'script'],
    version: () => debianVersion('mutt'),
    fresh: () => {},
    job: (at) =>
      `script -qec ${quote(
        `mutt -n -F /dev/null -R -f ${quote(at.mbox)} -e 'set folder=/tmp' -e 'set sort=threads' -e 'set quit=yes' -e 'push q'`,
      )} /dev/null </dev/null`,
    questions: {},
  },
  {
    name: 'notmuch',
    needs: ['notmuch'],
    version: () => debianVersion('notmuch'),
    fresh: (at) => {
      rmSync(`${at.maildir}/.notmuch`, { recursive: true, force: true });
      writeFileSync(
        at.notmuch,
        `[database]\npath=${at.maildir}\n[user]\nname=A\nprimary_email=a@quay.example\n[new]\ntags=new\n`,
      );
    },
    job: (at) => `NOTMUCH_CONFIG=${quote(at.notmuch)} notmuch new --quiet`,
    questions: { search: (at) => `NOTMUCH_CONFIG=${quote(at.notmuch)} notmuch search --limit=20 ${quote(QUESTION)}` },
  },
  {
    name: 'mu',
    needs: ['mu'],
    version: () => debianVersion('maildir-utils'),
    fresh: (at) => {
      rmSync(at.mu, { recursive: true, force: true });
      run(`mu init --quiet --muhome=${quote(at.mu)} --maildir=${quote(at.maildir)}`, true);
    },
    job: (at) => `mu index --quiet --muhome=${quote(at.mu)}`,
    questions: { search: (at) => `mu find --muhome=${quote(at.mu)} --maxnum=20 --threads ${quote(QUESTION)}` },
  },
];

const asked = options.only.split(',');
const unknown = asked.filter((name) => !PROGRAMS.some((program) => program.name === name));
if (unknown.length > 0 || !isInstalled('/usr/bin/time')) {
  console.error(
    unknown.length > 0
      ? `--only: no program is called ${unknown.join(', ')}`
      : '/usr/bin/time is missing: apt-get install time',
  );
  process.exit(2);
}
const programs = PROGRAMS.filter(({ name, needs }) => {
  const missing = needs.filter((program) => !isInstalled(program));
  if (asked.includes(name) && missing.length > 0)
    console.log(`${name}: left out, ${missing.join(' and ')} not installed`);
  return asked.includes(name) && missing.length === 0;
});
if (!existsSync(`${root}dist/cli/main.js`)) run(`cd ${quote(root)} && npm run build`);

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, node ${process.versions.node}`);
for (const program of programs) console.log(`${program.name}: ${program.version()}`);
for (const input of positionals) benchInput(input);
if (positionals.length === 0)
  for (const { label, count } of options.sizes.split(',').map(readSize)) benchMade(label, count);

function benchInput(input) {
  const bytes = input.endsWith('.gz') ? gunzipSync(readFileSync(input)) : readFileSync(input);
  const label = basename(input).replace(/(?:\.mbox)?(?:\.gz)?$/, '');
  benchMail(label, (at, asksMaildir) => {
    writeFileSync(at.mbox, bytes);
    const messages = splitMbox(bytes);
    rmSync(at.maildir, { recursive: true, force: true });
    if (asksMaildir) writeMessages(at.maildir, messages);
    return messages.length;
  });
}

function benchMade(label, count) {
  benchMail(label, (at, asksMaildir) => {
    if (!existsSync(at.mbox)) writeMbox(at.mbox, count, 1);
    if (asksMaildir && !existsSync(at.maildir)) writeMaildir(at.maildir, count, 1);
    return count;
  });
}

/** Cuts at the lines of mbox that tell a sender and a year, as the programs themselves do. */
function splitMbox(bytes) {
  const messages = [];
  let from = -1;
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(10, at) + 1 || bytes.length;
    const line = bytes.toString('latin1', at, Math.min(end, at + 200));
    if (/^From \S.* \d{4}\s*$/.test(line)) {
      if (from >= 0) messages.push(bytes.subarray(from, at));
      from = end;
    }
    at = end;
  }
  if (from >= 0) messages.push(bytes.subarray(from));
  return messages;
}

function writeMessages(folder, messages) {
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(`${folder}/${name}`, { recursive: true });
  messages.forEach((message, number) => {
    writeFileSync(`${folder}/cur/${number}.quay:2,S`, message);
  });
}

/** @param write puts the mail there, and tells how many messages it is */
function benchMail(label, write) {
  const at = {
    mbox: `${out}/mail-${label}.mbox`,
    maildir: `${out}/maildir-${label}`,
    case: `${out}/mail-${label}.case`,
    notmuch: `${out}/notmuch-${label}.config`,
    mu: `${out}/mu-${label}`,
  };
  mkdirSync(out, { recursive: true });
  const count = write(
    at,
    programs.some(({ name }) => name === 'notmuch' || name === 'mu'),
  );
  warm(at.mbox);
  if (existsSync(at.maildir)) warm(at.maildir);
  const jobs = new Map();
  const questions = new Map();
  for (let turn = 0; turn < Number(options.runs); turn++)
    for (const program of programs) {
      program.fresh(at);
      keepBest(jobs, program.name, measure(program.job(at)));
      for (const [question, command] of Object.entries(program.questions)) {
        measure(command(at));
        keepBest(questions, `${program.name} ${question}`, measure(command(at)));
      }
    }
  print(`${label} messages, the whole job, best of ${options.runs}`, jobs, count);
  print(`${label} messages, a question of it, the second time`, questions, null);
}

function keepBest(best, name, result) {
  const before = best.get(name);
  if (!before || (result && result.wall < before.wall)) best.set(name, result);
}

/** A row a program; the ratios are of processor seconds to the first row's. */
function print(title, results, count) {
  console.log(`\n${title}`);
  console.log(`${' '.repeat(16)}${count ? '  messages/s' : ''}    wall s     cpu s   peak MB   x the cpu of the first`);
  const first = [...results.values()].find(Boolean);
  for (const [name, result] of results)
    console.log(
      result === null
        ? `${name.padEnd(16)}  failed`
        : [
            name.padEnd(16),
            ...(count ? [String(Math.round(count / result.wall)).padStart(11)] : []),
            result.wall.toFixed(2).padStart(9),
            result.cpu.toFixed(2).padStart(9),
            String(result.memory).padStart(9),
            (result.cpu / first.cpu).toFixed(2).padStart(12),
          ].join(' '),
    );
}
