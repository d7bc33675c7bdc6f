import type { PostDetail } from './viewer-data.js';

/** Stands between the text of a post and what else of it is searched: no text of a mail needs it, and no terminal obeys it. */
const END = '\ue001';

/** What is searched of a post in its text, file names and Message-ID; its text can be had back by `textOfSearched`. */
export function searchedText({ text, attachments = [], messageId = '' }: PostDetail): string {
  const beside = [...attachments.map(({ name }) => name ?? ''), messageId].join('\n').replaceAll(END, ' ');
  return `${text ?? ''}${END}${beside}`;
}

/** The text of a post from what is searched of it. */
export const textOfSearched = (searched: string): string => searched.slice(0, searched.lastIndexOf(END));
