// Peak memory and speed over a mailbox that is larger than memory: an invented Takeout mbox of so many gigabytes, written to standard
// input and never to the disk.
//
//     node bench/large/run.mjs [GIGABYTES] [COMMAND...]      npm run bench:large -- 4 list - --headers-only
//     node bench/large/run.mjs [GIGABYTES] --write           writes the mailbox to standard output instead
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const [gigabytes = '4', ...command] = process.argv.slice(2);
const main = process.env.RETHREAD_MAIN ?? resolve('dist/cli/main.js');
const wanted = Number(gigabytes) * 1e9;
const lines = Buffer.from(
  randomBytes(4 << 20)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n'),
);

/** One message of the mailbox: every tenth answers the one before and is short; the others carry an attachment of some 100 KB. */
function message(number) {
  const answer = number % 10 === 9;
  const date = new Date(Date.UTC(2016, 0, 1) + number * 600_000).toUTCString();
  const head =
    `From ${1500000000000000000n + BigInt(number)}@xxx Mon Jan 01 00:00:00 +0000 2016\r\n` +
    `X-GM-THRID: ${1500000000000000000n + BigInt(answer ? number - 1 : number)}\r\nX-Gmail-Labels: Inbox,Plans\r\n` +
    `Message-ID: <${number}@quay.example>\r\n${answer ? `In-Reply-To: <${number - 1}@quay.example>\r\n` : ''}` +
    `Date: ${date}\r\nFrom: Ada <ada${number % 50}@quay.example>\r\nTo: Bo <bo@quay.example>\r\nSubject: ${answer ? 'Re: ' : ''}Plan ${number - (answer ? 1 : 0)}\r\n`;
  if (answer) return [Buffer.from(`${head}\r\nYes, ${number}.\r\n\r\n`)];
  const size = 60_000 + ((number * 7919) % 80_000);
  const start = Math.floor(((number * 104729) % (lines.length - size)) / 78) * 78;
  return [
    Buffer.from(
      `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe plan ${number} is attached.\r\n--b\r\nContent-Type: application/pdf; name=${number}.pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=${number}.pdf\r\n\r\n`,
    ),
    lines.subarray(start, start + Math.floor(size / 78) * 78),
    Buffer.from('--b--\r\n\r\n'),
  ];
}

if (command[0] === '--write') {
  let length = 0;
  for (let number = 0; length < wanted; number++)
    for (const piece of message(number)) {
      length += piece.length;
      if (!process.stdout.write(piece)) await new Promise((done) => process.stdout.once('drain', done));
    }
  process.exit();
}
const args = command.length > 0 ? command : ['check', '-', '-q'];
const started = performance.now();
const child = spawn(process.execPath, [main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
let shown = '';
child.stdout.on('data', (piece) => {
  shown = (shown + piece).slice(-4000);
});
let peak = 0;
/** The process and those that it started: large inputs are read in one of their own. */
const watch = setInterval(() => {
  try {
    const pids = [
      child.pid,
      ...readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' '),
    ];
    for (const pid of pids.filter(Boolean)) {
      const told = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
      if (told) peak = Math.max(peak, Number(told[1]) / 1024);
    }
  } catch {
    // It has ended.
  }
}, 100);
const ended = new Promise((done) => child.on('close', done));
let written = 0;
let count = 0;
while (written < wanted && child.exitCode === null) {
  for (const piece of message(count)) {
    written += piece.length;
    if (!child.stdin.write(piece)) await new Promise((done) => child.stdin.once('drain', done));
  }
  count++;
}
child.stdin.end();
const code = await ended;
clearInterval(watch);
const seconds = (performance.now() - started) / 1000;
console.log(shown.split('\n').slice(-6).join('\n'));
console.log(
  `${(written / 1e9).toFixed(1)} GB, ${count} messages by rethread ${args.join(' ')}: exit code ${code}, ${seconds.toFixed(0)} s, ${(written / 1e6 / seconds).toFixed(0)} MB/s, peak ${peak.toFixed(0)} MB`,
);
