import type { Mailbox } from '../../message/message.js';
import { makeVisible } from '../../text/visible-text.js';
import { batesText } from '../answer/bates.js';
import { eventText } from '../answer/events.js';
import { digestFindings } from '../answer/finding-digest.js';
import type { Report, ReportPost, ReportThread } from '../answer/report.js';
import { branchesOf } from '../post/tree-branches.js';
import { displayWidth, keepInPlace, padEnd, truncate, wrapItems, wrapText } from './display-text.js';
import {
  byteSize,
  confidenceText,
  countOf,
  dayOf,
  linkPhrase,
  personName,
  quotePhrase,
  readableDate,
  sendingText,
  shortKey,
  shortThreadKey,
  spanText,
  withCommas,
} from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';
import { eachProduction } from './thread-table.js';

const DATE_WIDTH = 22;
const KEY_WIDTH = 8;
const LEFT = DATE_WIDTH + 2;

/**
 * The report as an outline for a terminal or a plain text file, thread by thread:
 *
 *     ── Harbour plan ──────────────────────────────────────────────── t-5uzsivdo
 *        2016-03-01 … 2016-04-22 (52 days) · 3 posts, 1 of them missing
 *        Ada Lovelace 2, Bob Stone 1
 *
 *     2016-03-01 14:22 +0100  Ada Lovelace → Bob Stone                  5uzsivdo
 *     2016-03-01 15:02 +0100  └ Bob Stone → Ada Lovelace                k2x7q4ab
 *                                 ~ quoted text, 0.93
 *
 * Comes in chunks, so that a report of any size streams.
 */
export function* writeTextReport(report: Report, style: TextStyle = plainStyle): Generator<string, void, undefined> {
  yield `${headLines(report, style).join('\n')}\n`;
  const findings = findingLines(report, style);
  if (findings.length) yield `\n${findings.join('\n')}\n`;
  for (const thread of report.threads) yield `\n${threadOutline(thread, style).join('\n')}\n`;
  if (report.problems.length) yield `\n${problemLines(report, style).join('\n')}\n`;
}

/** One thread of the outline, a line an item, without line ends. */
function threadOutline(thread: ReportThread, style: TextStyle): readonly string[] {
  const lines = [...threadHead(thread, style)];
  const branches = branchesOf(thread.posts.map((post) => post.depth));
  thread.posts.forEach((post, index) => {
    const branch = branches[index]!;
    if (post.silence !== null)
      lines.push(
        `${' '.repeat(LEFT)}${branch.silence}${paint(`⋮ ${countOf(post.silence, 'day')} of silence`, 'dim', style)}`,
      );
    for (const { date, label } of post.events)
      lines.push(
        `${' '.repeat(LEFT)}${branch.silence}${paint(truncate(`◆ ${date} ${makeVisible(label)}`, style.width - LEFT), 'bold', style)}`,
      );
    lines.push(postLine(post, branch.post, style));
    const indent = ' '.repeat(LEFT) + branch.detail;
    const room = Math.max(16, style.width - displayWidth(indent) - 2);
    for (const detail of postDetails(post, thread, style, room)) lines.push(`${indent}  ${detail}`);
  });
  return lines;
}

function headLines({ sources, totals, events }: Report, style: TextStyle): readonly string[] {
  const copies = totals.messages > totals.produced ? ` (${withCommas(totals.messages)} with all copies)` : '';
  const absent = [];
  if (totals.recovered) absent.push(`${withCommas(totals.recovered)} recovered from quotations`);
  if (totals.missing) absent.push(`${withCommas(totals.missing)} missing`);
  const lines = [
    paint('Correspondence chains', 'bold', style),
    `${countOf(totals.produced, 'message')}${copies} in ${countOf(totals.threads, 'thread')}`,
    ...(absent.length ? [absent.join(', ')] : []),
    `${spanText(totals.first, totals.last)} · ${countOf(totals.addresses, 'address', 'addresses')} · ${countOf(sources.length, 'source')}`,
  ];
  for (const event of events) lines.push(...wrapText(`◆ ${makeVisible(eventText(event))}`, style.width));
  if (totals.hiddenThreads) lines.push(`${countOf(totals.hiddenThreads, 'thread')} left out by the filter`);
  return lines;
}

/** The gravest findings, how many there are, and how to see them all. */
function findingLines({ findings }: Report, style: TextStyle): readonly string[] {
  const digest = digestFindings(findings);
  if (digest === null) return [];
  const say = (text: string, first: string, then: string) =>
    wrapText(makeVisible(text), style.width - 5).map((line, index) =>
      truncate(`${index ? then : first}${line}`, style.width),
    );
  return [
    `${paint('──', 'dim', style)} ${paint('What to know', 'bold', style)}`,
    ...say(`${digest.counts}: ${digest.kinds}`, '   ', '   '),
    ...digest.gravest.flatMap(({ summary }) => say(summary, '   ! ', '     ')),
    ...(digest.more ? [`     and ${withCommas(digest.more)} more as grave`] : []),
    paint('   rethread findings lists all, with the bytes that prove them', 'dim', style),
  ];
}

function threadHead(thread: ReportThread, style: TextStyle): readonly string[] {
  const key = ` ${shortThreadKey(thread.key)}`;
  const subject = truncate(makeVisible(thread.subject) || '(no subject)', style.width - key.length - 6);
  const rule = '─'.repeat(Math.max(2, style.width - displayWidth(subject) - key.length - 4));
  const head = `${paint('──', 'dim', style)} ${paint(subject, 'bold', style)} ${paint(rule + key, 'dim', style)}`;
  if (thread.posts.length === 1) return [head];
  const counts = [countOf(thread.posts.length, 'post')];
  if (thread.recovered) counts.push(`${withCommas(thread.recovered)} recovered`);
  if (thread.missing) counts.push(`${withCommas(thread.missing)} missing`);
  const span = spanText(thread.first, thread.last) + (thread.days > 0 ? ` (${countOf(thread.days, 'day')})` : '');
  return [
    head,
    `   ${span} · ${counts.join(', ')}`,
    ...peopleLines(thread, style.width - 3).map((line) => `   ${line}`),
    ...thread.events.flatMap((event) =>
      wrapText(`◆ ${makeVisible(eventText(event))}`, style.width - 3).map((line) => `   ${line}`),
    ),
    '',
  ];
}

const PEOPLE_SHOWN = 6;
const NAME_WIDTH = 32;

function peopleLines({ people }: ReportThread, width: number): readonly string[] {
  const names = people
    .slice(0, PEOPLE_SHOWN)

    .map((person) => truncate(makeVisible(personName(person)), NAME_WIDTH) + (person.posts ? ` ${person.posts}` : ''));
  const more = people.length - names.length;
  if (more > 0) names.push(`and ${more} more`);
  return wrapItems(names, names.some((name) => name.includes(',')) ? ';' : ',', width);
}

function postLine(post: ReportPost, branch: string, style: TextStyle): string {
  const room = Math.max(12, style.width - LEFT - displayWidth(branch) - KEY_WIDTH - 1);
  const copies = post.copies.length > 1 ? ` ×${post.copies.length}` : '';
  const names = room - copies.length;
  const who = padEnd(truncate(whoLine(post, names), names) + copies, room);
  const tone = post.kind === 'missing' ? 'red' : post.kind === 'recovered' ? 'yellow' : null;
  return [
    padEnd(postDate(post), DATE_WIDTH),
    '  ',
    paint(branch, 'dim', style),
    tone ? paint(who, tone, style) : who,
    ' ',
    paint(shortKey(post.key), 'dim', style),
  ].join('');
}

function postDate(post: ReportPost): string {
  if (post.date !== null) return readableDate(post.date);
  if (post.interval?.before) return `before ${dayOf(post.interval.before)}`;
  if (post.interval?.after) return `after ${dayOf(post.interval.after)}`;
  return 'no date';
}

/** Sender → recipients, shortened from the right: as many recipients as fit, then how many more. */
function whoLine(post: ReportPost, room: number): string {
  const recipients = [...post.to, ...post.cc, ...post.bcc].map((mailbox) =>
    keepInPlace(makeVisible(personName(mailbox))),
  );
  if (post.kind === 'missing' && !post.from && !recipients.length) {
    const full = `[missing: known from ${knownFrom(post)}]`;
    return displayWidth(full) <= room ? full : `[missing: ${knownFrom(post)}]`;
  }
  const separator = recipients.some((recipient) => recipient.includes(',')) ? '; ' : ', ';
  const sender = keepInPlace(makeVisible(personName(post.from)));
  if (!recipients.length) return post.kind === 'produced' ? sender : `${sender} → ?`;
  const arrow = post.action === 'forward' ? ' ⇒ ' : ' → ';
  for (let shown = Math.min(recipients.length, Math.ceil(room / 3)); shown > 0; shown--) {
    const line = sender + arrow + recipients.slice(0, shown).join(separator) + moreText(recipients.length - shown);
    if (displayWidth(line) <= room) return line;
  }
  const more = moreText(recipients.length - 1);
  const names = room - arrow.length - more.length;
  const half = truncate(sender, Math.max(Math.ceil(names / 2), names - displayWidth(recipients[0]!)));
  return keepInPlace(half) + arrow + keepInPlace(truncate(recipients[0]!, names - displayWidth(half))) + more;
}

function moreText(count: number): string {
  return count ? ` +${count}` : '';
}

const namesText = (mailboxes: readonly Mailbox[]): string =>
  mailboxes.map((mailbox) => keepInPlace(makeVisible(personName(mailbox)))).join(', ') || 'somebody who is not told';

const someKeys = (keys: readonly string[]): string =>
  `${keys.slice(0, 3).map(shortKey).join(', ')}${keys.length > 3 ? ', …' : ''}`;

function knownFrom(post: ReportPost): string {
  const citing = post.witnesses[0];
  if (citing === undefined) return 'a trace';
  const trace = post.knownFrom === 'quotation' ? 'the quotation' : (post.knownFrom ?? 'a trace');
  const more = post.witnesses.length > 1 ? ` +${post.witnesses.length - 1}` : '';
  return `${trace} of ${shortKey(citing)}${more}`;
}

/** What must be said below a post: how it is known, how it is linked, what else it holds. */
function postDetails(post: ReportPost, thread: ReportThread, style: TextStyle, room: number): readonly string[] {
  const lines: string[] = [];
  const say = (text: string, tone: Parameters<typeof paint>[1] = 'dim') => {
    for (const line of wrapText(text, room)) lines.push(paint(truncate(line, room), tone, style));
  };
  if (post.attachedTo) say(`[attached to ${someKeys(post.attachedTo)}]`, 'yellow');
  else if (post.kind === 'recovered')
    say(`[recovered from ${countOf(post.witnesses.length, 'quotation')}: ${someKeys(post.witnesses)}]`, 'yellow');
  if (post.kind === 'missing' && (post.from || post.to.length)) say(`[missing: known from ${knownFrom(post)}]`, 'red');
  if (post.sending) say(`[${keepInPlace(makeVisible(sendingText(post.sending)))}]`, 'yellow');
  for (const { from, to, date } of post.resent ?? [])
    say(`» resent by ${namesText([from])} to ${namesText(to)}, ${readableDate(date)}`);
  if (post.newSubject || (post.depth === 0 && post.subject !== thread.subject && post.subject))
    say(`Subject: ${makeVisible(post.subject)}`, 'cyan');
  const basis = linkPhrase(post.link);
  if (basis !== null) say(`~ ${basis}`);
  for (const { post: quoted, words } of post.quotes ?? []) say(`" ${quotePhrase(quoted, words)}`);
  const rival = post.link?.rejected.find((rejected) => rejected.confidence >= 0.1);
  if (rival)
    say(`? or ${rival.parent === null ? 'no parent' : shortKey(rival.parent)}, ${confidenceText(rival.confidence)}`);
  const doubted = post.doubtedDate;
  if (doubted !== undefined) say(`date: "${makeVisible(doubted)}" as written, which cannot be right`);
  const lacking = doubted === undefined ? 'the Date header gives none' : 'in its place';
  if (post.dateSource === 'received') say(`date: from Received, ${lacking}`);
  if (post.dateSource === 'from-line')
    say(`date: from the "From " line, ${doubted === undefined ? 'the headers give none' : lacking}`);
  const bates = eachProduction(post, batesText);
  if (bates) say(`Bates ${makeVisible(bates)}`);
  const holders = custodiansOf(post);
  if (holders.length > 1) say(`held by ${holders.map(makeVisible).join(', ')}`);
  if (post.duplicateOf !== undefined) say(`copy of ${shortKey(post.duplicateOf)}`);
  for (const { name, contentType, size } of post.attachments)
    say(`+ ${makeVisible(name ?? contentType)} (${byteSize(size)})`, 'green');
  return lines;
}

function custodiansOf({ copies }: ReportPost): readonly string[] {
  return [...new Set(copies.flatMap(({ custodian }) => custodian ?? []))].sort();
}

/** Errors and warnings by kind; what is less is counted, for real mail is full of it. */
function problemLines({ problems }: Report, style: TextStyle): readonly string[] {
  const grave = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const rest = problems.reduce((sum, { count }) => sum + count, 0) - grave.reduce((sum, { count }) => sum + count, 0);
  return [
    `${paint('──', 'dim', style)} ${paint('What was wrong with the input', 'bold', style)}`,
    ...grave.map(({ code, severity, count, examples }) =>
      truncate(
        `   ${withCommas(count)} × ${code} (${severity}): ${makeVisible(examples[0]?.message ?? '')}`,
        style.width,
      ),
    ),
    `   ${rest ? `${countOf(rest, grave.length ? 'lesser notice' : 'notice')}; ` : ''}rethread check lists them all`,
  ];
}
