import type { WrittenDate } from '../../date/written-clock.js';
import { copyMessage } from '../../message/copy-message.js';
import { parseSubject } from '../../message/header/subject.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { Message, MessageDate } from '../../message/message.js';
import type { Problem } from '../../source/source.js';
import { PRINTED_MARK_NAMES, type PrintedMark } from './clean-printed.js';
import { type PrintedChain, splitPrintedChain } from './printed-chain.js';

/** True for a message that came as printed or pasted text, without any header of its own. */
export function isPrinted(message: Message): boolean {
  const { body } = message;
  return body !== null && body.textSource === 'plain' && message.headers.text === '' && body.text !== '';
}

/**
 * True for a text that tells of no mail: no header above it, no message embedded in it, neither sender nor date. One file of a folder that
 * happens to end in `.txt` is no message without a sender.
 */
export function tellsNoMail(message: Message): boolean {
  if (!isPrinted(message) || message.from !== null || message.date !== null) return false;
  return splitPrinted(message).split.embedded.every(({ header }) => header.style === 'none');
}

/**
 * Gives a printed conversation the sender, date, recipients and subject that stand at its top, and the problems of its paper.
 *
 * `"From: Ann\nSent: 3 Jan 2020 10:05\nTo: Bob\n..."` read as a text without header → a message from Ann to Bob. Other
 * messages are given back as they are; so is a record, but for one that tells its sender in its text alone. The date is taken as UTC, as every date without a zone; its source is `record`.
 */
export function readPrintedMessage(given: Message): Message {
  const message = tellsOnlyInText(given)
    ? copyMessage(given, { body: { ...given.body!, textSource: 'plain' } })
    : given;
  if (!isPrinted(message)) return message;
  const { top, title, marks } = splitPrinted(message);
  const problems = [
    ...message.problems.filter((problem) => !top?.date || problem.code !== 'date-missing'),
    ...reportMarks(marks, message),
    ...(title === null ? [] : [titleProblem(title, message)]),
  ];
  if (!top && problems.length === message.problems.length) return message;
  return copyMessage(message, { ...(top ? fieldsOf(top, title, message) : {}), problems });
}

/**
 * True for a record whose sender stands in its text alone, in a header at its top: a page that was scanned, with fields that somebody
 * added. That header is the record's own if it tells the record's subject, or the record has none.
 */
function tellsOnlyInText({ from, body, headers, subject }: Message): boolean {
  if (from !== null || body === null || body.textSource !== 'record' || headers.text !== '') return false;
  const { top } = splitPrintedChain(body.text, {});
  if (!top?.from) return false;
  return subject.text === '' || (top.subject !== null && parseSubject(top.subject).base === subject.base);
}

const titleProblem = (title: string, { origin }: Message): Problem => ({
  code: 'subject-from-title',
  severity: 'info',
  message: `The header tells no subject; the line above it was taken for one: "${title}".`,
  origin,
});

function fieldsOf(top: NonNullable<PrintedChain['top']>, title: string | null, message: Message): Partial<Message> {
  const subject = top.subject ?? title;
  return {
    from: message.from ?? top.from,
    to: top.to,
    cc: top.cc,
    bcc: top.bcc,
    ...(subject === null ? {} : { subject: parseSubject(subject) }),
    ...(top.date ? { date: printedDate(top.date) } : {}),
  };
}

/** Splits the body of a printed message. */
export function splitPrinted(message: Message): PrintedChain {
  return splitPrintedChain(message.body?.text ?? '', {});
}

function printedDate(date: WrittenDate): MessageDate {
  return { time: date.local - (date.offset ?? 0) * 60_000, offset: date.offset, source: 'record', raw: date.raw };
}

/** One problem a kind of mark, at its first place: a stack of paper has a stamp on every page. */
function reportMarks(marks: readonly PrintedMark[], message: Message): readonly Problem[] {
  const locate = (mark: PrintedMark) =>
    message.body ? locateInBody(message.body, { start: mark.start, end: mark.end }) : null;
  const text = message.body?.text ?? '';
  const misread = marks
    .filter(({ code }) => code === 'label-misread')
    .map((mark): Problem => {
      const written = text.slice(mark.start, mark.end);
      return {
        code: 'label-misread',
        severity: 'info',
        message: `The label "${written}" was read as "${mark.label}:".`,
        origin: locate(mark),
      };
    });
  const aside = (['bates-number', 'page-stamp', 'form-feed'] as const).flatMap((code): Problem[] => {
    const same = marks.filter((mark) => mark.code === code);
    if (!same.length) return [];
    const name = PRINTED_MARK_NAMES[code];
    const count = same.length === 1 ? `A ${name} was` : `${same.length} ${name}s were`;
    return [{ code, severity: 'info', message: `${count} set aside.`, origin: locate(same[0]!) }];
  });
  return [...misread, ...aside];
}
