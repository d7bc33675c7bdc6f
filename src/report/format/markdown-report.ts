import { batesText } from '../answer/bates.js';
import { eventText } from '../answer/events.js';
import { digestFindings } from '../answer/finding-digest.js';
import type { Report, ReportPost, ReportThread } from '../answer/report.js';
import { escapeMarkdown } from './markdown-text.js';
import {
  byteSize,
  countOf,
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
import { eachProduction } from './thread-table.js';

/**
 * The report as Markdown (CommonMark with GitHub's tables): a table of contents, then a nested list a thread.
 * Everything that comes from a mail is escaped: a subject cannot become a link, an image or markup.
 */
export function* writeMarkdownReport(report: Report): Generator<string, void, undefined> {
  const { totals } = report;
  yield `# Correspondence chains\n\n`;
  yield `${countOf(totals.threads, 'thread')} of ${countOf(totals.produced, 'message')}, ${withCommas(totals.recovered)} recovered, ${withCommas(totals.missing)} missing. `;
  yield `${spanText(totals.first, totals.last)}.\n\n`;
  yield '| source | format | custodian | messages | bytes | SHA-256 |\n| --- | --- | --- | ---: | ---: | --- |\n';
  for (const { name, format, custodian, messages, size, sha256 } of report.sources)
    yield `| ${escapeMarkdown(name)} | ${format} | ${escapeMarkdown(custodian ?? '')} | ${messages} | ${size} | ${sha256 ?? ''} |\n`;
  if (report.events.length) {
    yield '\n| event | day | before | on the day | after |\n| --- | --- | ---: | ---: | ---: |\n';
    for (const { date, label, before, on, after } of report.events)
      yield `| ${escapeMarkdown(label)} | ${escapeMarkdown(date)} | ${before} | ${on} | ${after} |\n`;
  }
  yield findingSection(report);
  for (const thread of report.threads) yield threadSection(thread);
  if (!report.problems.length) return;
  yield '\n## What was wrong with the input\n\n| problem | severity | count | example |\n| --- | --- | ---: | --- |\n';
  for (const { code, severity, count, examples } of report.problems)
    yield `| ${code} | ${severity} | ${count} | ${escapeMarkdown(examples[0]?.message ?? '')} |\n`;
}

/** The gravest findings, how many there are, and how to see them all. */
function findingSection({ findings }: Report): string {
  const digest = digestFindings(findings);
  if (digest === null) return '';
  return [
    '\n## What to know\n',
    `${digest.counts}: ${escapeMarkdown(digest.kinds)}.\n`,
    ...digest.gravest.map(({ kind, summary }) => `- **${escapeMarkdown(kind)}** ${escapeMarkdown(summary)}`),
    ...(digest.more ? [`- and ${withCommas(digest.more)} more as grave`] : []),
    '\n`rethread findings` lists all with the bytes that prove them, `rethread missing` the requests.\n',
  ].join('\n');
}

function threadSection(thread: ReportThread): string {
  const counts = [countOf(thread.posts.length, 'post')];
  if (thread.recovered) counts.push(`${thread.recovered} recovered`);
  if (thread.missing) counts.push(`${thread.missing} missing`);
  const people = thread.people
    .slice(0, 12)
    .map((person) => escapeMarkdown(personName(person)) + (person.posts ? ` ${person.posts}` : ''));
  if (thread.people.length > people.length) people.push(`and ${thread.people.length - people.length} more`);
  return [
    `\n## ${escapeMarkdown(thread.subject) || '(no subject)'}\n`,
    `${spanText(thread.first, thread.last)} · ${counts.join(', ')} · thread \`${shortThreadKey(thread.key)}\`\n`,
    people.length ? `${people.join(', ')}\n` : '',
    ...thread.events.map((event) => `◆ ${escapeMarkdown(eventText(event))}\n`),
    ...thread.posts.map(postItem),
    '',
  ].join('\n');
}

/** CommonMark nests lists by indentation; more than this many levels stand at the last one, with their depth written out. */
const LEVELS = 12;

function postItem(post: ReportPost): string {
  const indent = '  '.repeat(Math.min(post.depth, LEVELS));
  const recipients = [...post.to, ...post.cc, ...post.bcc].map((mailbox) => escapeMarkdown(personName(mailbox)));
  const depth = post.depth > LEVELS ? `(${post.depth}) ` : '';
  const line = [
    `${indent}- ${depth}${readableDate(post.date)} **${escapeMarkdown(personName(post.from))}**`,
    recipients.length ? ` ${post.action === 'forward' ? '⇒' : '→'} ${recipients.join(', ')}` : '',
    ` \`${shortKey(post.key)}\``,
  ].join('');
  const notes: string[] = [];
  if (post.attachedTo) notes.push(`**attached** to ${post.attachedTo.map((key) => `\`${shortKey(key)}\``).join(', ')}`);
  else if (post.kind === 'recovered') notes.push(`**recovered** from ${countOf(post.witnesses.length, 'quotation')}`);
  if (post.kind === 'missing')
    notes.push(
      `**missing**, known from ${post.knownFrom ?? 'a trace'} of ${post.witnesses.map((key) => `\`${shortKey(key)}\``).join(', ')}`,
    );
  if (post.sending) notes.push(`**${escapeMarkdown(sendingText(post.sending))}**`);
  for (const { from, to, date } of post.resent ?? [])
    notes.push(
      `**resent** by ${escapeMarkdown(personName(from))} to ${to.map((one) => escapeMarkdown(personName(one))).join(', ')}, ${readableDate(date)}`,
    );
  if (post.newSubject) notes.push(`Subject: ${escapeMarkdown(post.subject)}`);
  const basis = linkPhrase(post.link);
  if (basis !== null) notes.push(`linked by ${basis}`);
  for (const { post: quoted, words } of post.quotes ?? []) notes.push(quotePhrase(quoted, words));
  const bates = eachProduction(post, batesText);
  if (bates) notes.push(`Bates ${escapeMarkdown(bates)}`);
  if (post.copies.length > 1) notes.push(`${post.copies.length} copies`);
  for (const { date, label } of post.events) notes.push(`◆ since then: **${escapeMarkdown(`${date} ${label}`)}**`);
  if (post.silence !== null) notes.push(`after ${countOf(post.silence, 'day')} of silence`);
  for (const { name, contentType, size } of post.attachments)
    notes.push(`attachment ${escapeMarkdown(name ?? contentType)} (${byteSize(size)})`);
  return notes.length ? `${line}  \n${indent}  ${notes.join(' · ')}` : line;
}
