import type { Mailbox } from '../../message/message.js';
import type { Chain, ChainMessage } from '../../quote/unroll.js';
import { makeVisible } from '../../text/visible-text.js';
import { isoWrittenDate } from '../answer/iso-date.js';
import { makeLinesVisible } from '../format/display-text.js';
import { countOf, readableDate } from '../format/phrases.js';
import { paint, plainStyle, type TextStyle } from '../format/text-style.js';
import { placeOf } from './explanation.js';
import { labelled } from './labelled-lines.js';

/** The chain inside one message or printed text, as text: every message in full, oldest first. */
export function* writeChainView(
  { messages, problems }: Chain,
  name: string,
  style: TextStyle = plainStyle,
): Generator<string, void, undefined> {
  yield `${paint(makeVisible(name), 'bold', style)}: a chain of ${countOf(messages.length, 'message')}, oldest first\n`;
  for (const [index, message] of messages.entries()) {
    const title = ` ${index + 1} of ${messages.length} `;
    yield `\n${paint(`══${title}${'═'.repeat(Math.max(2, style.width - title.length - 2))}`, 'dim', style)}\n`;
    for (const [label, value] of headFields(message)) yield `${labelled(label, value, style).join('\n')}\n`;
    yield '\n';
    const text = message.text.trimEnd();
    for (const line of text ? makeLinesVisible(text) : [paint('[No text.]', 'dim', style)]) yield `${line}\n`;
  }
  if (!problems.length) return;
  yield `\n${paint('Put right or set aside while reading', 'bold', style)}\n`;
  for (const [text, count] of counted(problems.map((problem) => problem.message)))
    yield `  ${makeVisible(text)}${count > 1 ? ` (${count} times)` : ''}\n`;
}

function headFields(message: ChainMessage): readonly (readonly [string, string])[] {
  const { date, origin } = message;
  const written = date && makeVisible(date.raw.trim());
  const fields: (readonly [string, string | null])[] = [
    ['Date', date && `${readableDate(isoWrittenDate(date))} (written "${written}")`],
    ['From', message.from && mailboxText(message.from)],
    ['To', message.to.map(mailboxText).join(', ')],
    ['Cc', message.cc.map(mailboxText).join(', ')],
    ['Bcc', message.bcc.map(mailboxText).join(', ')],
    ['Subject', message.subject && makeVisible(message.subject)],
    ['Message-ID', message.messageId && `<${makeVisible(message.messageId)}>`],
    ['Stands in', origin && placeOf(origin)],
  ];
  return fields.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

function mailboxText({ name, address }: Mailbox): string {
  return makeVisible(name && address ? `${name} <${address}>` : name || address);
}

function counted(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
