import type { Message } from '../message/message.js';

/**
 * The words of a mail's body. The text of a print begins with the header that it has: what stands below the line of the subject and an empty
 * one is the mail's. '' where no body was read.
 */
export function textBelowHeader({ body, headers, subject }: Message): string {
  if (body === null) return '';
  const { text, textSource } = body;
  if (textSource !== 'plain' || headers.text !== '') return text;
  const at = text.slice(0, LONGEST_HEADER).indexOf(subject.text);
  const end = at < 0 ? null : /\n[ \t]*\r?\n/.exec(text.slice(at, at + LONGEST_HEADER));
  return end ? text.slice(at + end.index) : text;
}

const LONGEST_HEADER = 4000;
