// Makes list mail that never was: seeded, so that every run gives the same bytes.
//
//   node bench/headers/make-mail.mjs MESSAGES FILE.mbox [--seed N]
//
// Sizes follow what public list archives show: headers of 3.6 KB on average (Received, DKIM and ARC fields, folded),
// bodies of 0.5 to 90 KB, most of them short, threads of 1 to some hundred messages with References up to 16 ids,
// 1 in 50 with a parent that was never sent.
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { printHelp } from '../print-help.mjs';

/** Seeded numbers in [0, 1). */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  };
}

const WORDS = (
  'patch driver memory page lock queue buffer device kernel test build error return value function call struct field ' +
  'please apply thanks version change commit series review comment line file path check should would could maybe think ' +
  'different another because problem question report trace log output input time user space system interface option'
).split(' ');
const NAMES = ['Ann Lind', 'Bob Ferris', 'Cem Aydin', 'Dana Krol', 'Eva Moss', 'Finn Berg', 'Gita Rao', 'Hal Norr'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const START = Date.UTC(2015, 0, 5);
const TEXT = 4 << 20;

/** The messages, one buffer each, without separator: `{from, date, bytes}`. */
export function* makeMail(count, seed = 1) {
  const random = randomNumbers(seed);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const number = (limit) => Math.floor(random() * limit);
  const text = makeText(random);
  const token = (length) => {
    const at = number(TEXT);
    return text.encoded.slice(at, at + length);
  };
  const open = [];
  let time = START;
  for (let index = 0; index < count; index++) {
    time += 1000 * number(600);
    const person = number(3000);
    const name = `${NAMES[person % 8]} ${person}`;
    const address = `person${person}@site${person % 97}.example`;
    const id = `${(time / 1000).toString(36)}.${index}.${token(8)}@site${person % 97}.example`;
    const parent = open.length > 0 && random() < 0.7 ? open[Math.floor(random() ** 2 * open.length)] : null;
    const lost = parent !== null && random() < 0.02 ? `${token(20)}@gone.example` : null;
    const references = parent === null ? [] : [...parent.references.slice(-14), parent.id];
    if (lost !== null) references.push(lost);
    const subject =
      parent === null
        ? `[PATCH v${1 + number(4)}] ${pick(WORDS)}: ${pick(WORDS)} ${pick(WORDS)} ${pick(WORDS)}`
        : parent.subject;
    const post = { id, references, subject };
    if (open.length < 400) open.unshift(post);
    else open[number(400)] = post;
    const date = writeDate(time, person % 2 ? '+0000' : '-0700');
    const lines = [
      `Return-Path: <list-owner@lists.example>`,
      `Received: from mail${number(9)}.lists.example (mail.lists.example [192.0.2.${number(250)}])`,
      `\tby archive.example (Postfix) with ESMTP id ${token(11)}`,
      `\tfor <archive@archive.example>; ${date}`,
      ...hops(number(5), token, date),
      `ARC-Seal: i=1; a=rsa-sha256; t=${time / 1000}; cv=none; d=site${person % 97}.example; s=arc;`,
      `        b=${token(60)}`,
      ...folded(token, 5),
      `ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=site${person % 97}.example; s=arc;`,
      `        h=from:to:cc:subject:date:message-id:in-reply-to:references:mime-version:content-type;`,
      `        bh=${token(44)};`,
      ...folded(token, 6),
      `ARC-Authentication-Results: i=1; mx.example; dkim=pass header.i=@site${person % 97}.example header.s=k1;`,
      `       spf=pass (mx.example: domain of list-owner@lists.example designates 192.0.2.7 as permitted sender)`,
      `       smtp.mailfrom=list-owner@lists.example; dmarc=pass (p=NONE sp=NONE dis=NONE)`,
      `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=site${person % 97}.example;`,
      `\th=from:to:cc:subject:date:message-id:in-reply-to:references; s=k1; bh=${token(44)};`,
      `\tb=${token(60)}`,
      ...folded(token, 4 + number(3)),
      `X-Spam-Status: No, score=-${number(9)}.${number(9)} required=5.0 tests=DKIM_SIGNED,DKIM_VALID,`,
      `\tMAILING_LIST_MULTI,SPF_PASS autolearn=ham version=3.4.1`,
      `X-Google-Smtp-Source: ${token(76)}`,
      `From: ${name} <${address}>`,
      `To: Somebody Else <person${number(3000)}@site${number(97)}.example>`,
      `Cc: The list <list@lists.example>, ${pick(NAMES)} <person${number(3000)}@site1.example>,`,
      `        ${pick(NAMES)} <person${number(3000)}@site2.example>`,
      `Subject: ${parent === null ? '' : 'Re: '}${subject}`,
      `Date: ${date}`,
      `Message-ID: <${id}>`,
    ];
    if (parent !== null) lines.push(`In-Reply-To: <${lost ?? parent.id}>`);
    if (references.length > 0) lines.push(`References: ${references.map((reference) => `<${reference}>`).join('\n ')}`);
    lines.push(
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=us-ascii',
      'Content-Transfer-Encoding: 7bit',
      'User-Agent: Mail/1.5',
      'Precedence: bulk',
      'List-ID: <list.lists.example>',
      'X-Mailing-List: list@lists.example',
      '',
      '',
    );
    const header = Buffer.from(lines.join('\n'), 'latin1');
    const length = Math.min(90000, Math.floor(300 * Math.exp(random() * 3.2 + (random() < 0.12 ? 2 : 0))));
    const at = number(TEXT - length);
    yield { from: address, time, bytes: Buffer.concat([header, text.plain.subarray(at, at + length), LINE_END]) };
  }
}

const LINE_END = Buffer.from('\n');

function* hops(count, token, date) {
  for (let hop = 0; hop < count; hop++) {
    yield `Received: from relay${hop}.example (relay${hop}.example [198.51.100.${hop}])`;
    yield `        (using TLSv1.2 with cipher ECDHE-RSA-AES128-GCM-SHA256 (128/128 bits))`;
    yield `        by mx.example with ESMTPS id ${token(16)}; ${date}`;
  }
}

function* folded(token, count) {
  for (let line = 0; line < count; line++) yield `         ${token(64)}`;
}

/** Prose to cut bodies from, and base64-like text to cut signatures from. */
function makeText(random) {
  let prose = '';
  let line = '';
  while (prose.length < TEXT) {
    line += `${WORDS[Math.floor(random() * WORDS.length)]} `;
    if (line.length < 64) continue;
    prose += `${random() < 0.25 ? '> ' : ''}${line.trimEnd()}\n${random() < 0.12 ? '\n' : ''}`;
    line = '';
  }
  const bytes = Buffer.alloc((TEXT * 3) / 4 + 300);
  for (let at = 0; at + 4 <= bytes.length; at += 4) bytes.writeUInt32LE(Math.floor(random() * 4294967296), at);
  const encoded = bytes.toString('base64').replaceAll('+', 'a').replaceAll('/', 'b');
  return { plain: Buffer.from(prose, 'latin1'), encoded };
}

function writeDate(time, zone) {
  const date = new Date(time);
  const two = (value) => String(value).padStart(2, '0');
  return `${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${zone}`;
}

/** `Mon Jan  5 10:00:00 2015`, as in a `From ` line. */
function writeFromDate(time) {
  const date = new Date(time);
  return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)} ${date.getUTCFullYear()}`;
}

/** Writes an mbox (its text has no line that begins with "From "). */
export function writeMbox(file, count, seed) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  const output = openSync(partial, 'w');
  let waiting = [];
  let size = 0;
  const flush = () => {
    const all = Buffer.concat(waiting);
    for (let at = 0; at < all.length; ) at += writeSync(output, all, at);
    waiting = [];
    size = 0;
  };
  for (const { from, time, bytes } of makeMail(count, seed)) {
    const separator = Buffer.from(`From ${from} ${writeFromDate(time)}\n`, 'latin1');
    waiting.push(separator, bytes, LINE_END);
    size += separator.length + bytes.length;
    if (size > 8 << 20) flush();
  }
  flush();
  closeSync(output);
  renameSync(partial, file);
}

/** Writes a Maildir with the same messages, a file each. */
export function writeMaildir(folder, count, seed) {
  const partial = `${folder}.partial`;
  for (const part of ['cur', 'new', 'tmp']) mkdirSync(`${partial}/${part}`, { recursive: true });
  let index = 0;
  for (const { time, bytes } of makeMail(count, seed)) {
    const file = openSync(`${partial}/cur/${time / 1000}.${String(index++).padStart(7, '0')}.host:2,S`, 'w');
    writeSync(file, bytes);
    closeSync(file);
  }
  renameSync(partial, folder);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  printHelp(import.meta.url);
  const [count, file] = process.argv.slice(2);
  const seed = process.argv.includes('--seed') ? Number(process.argv[process.argv.indexOf('--seed') + 1]) : 1;
  if (!(Number(count) > 0) || !file) {
    console.error('usage: make-mail.mjs MESSAGES FILE.mbox [--seed N]');
    process.exit(2);
  }
  writeMbox(file, Number(count), seed);
}
