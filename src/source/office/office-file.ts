import { Readable } from 'node:stream';
import type { ArchiveReport } from '../container/archive-report.js';
import { namesIn, problemOf } from '../container/entry-names.js';
import type { RandomBytes } from '../container/random-bytes.js';
import type { ZipListing } from '../container/zip-entries.js';
import type { InputFile } from '../find-files.js';
import { DOCUMENT_TEXT } from '../inside.js';
import { partReader, UnreadPart } from './document-part.js';
import { readWordText } from './word-text.js';
import { readWorkbook } from './workbook.js';

/**
 * What an office document holds as files in it: each sheet of a workbook as CSV, the text of a Word document; the document itself, which is told
 * of, where it is of another kind, has no text or cannot be read.
 *
 *     log.xlsx → log.xlsx › Sheet1      memo.docx → memo.docx › text
 */
export async function* officeFiles(
  file: InputFile,
  bytes: RandomBytes,
  listing: ZipListing,
  skip: NonNullable<InputFile['skip']>,
  report: ArchiveReport,
  isPlain: boolean,
): AsyncGenerator<InputFile> {
  const itself = isPlain ? file : { ...file, stream: () => Readable.from([bytes.read(0, bytes.size)]) };
  const kind = kindOf(listing);
  if (kind === null || report.isDocument?.(file.name)) {
    yield { ...itself, skip };
    return;
  }
  const nameIn = namesIn(file.name);
  let given = 0;
  try {
    for (const { name, text } of textsOf(kind, partReader(bytes, listing))) {
      if (given++ === 0 && isPlain) report.opened(kind, null);
      const own = nameIn(name);
      yield { ...file, name: own, size: text.length, named: false, stream: () => Readable.from([text]) };
    }
  } catch (error) {
    if (!(error instanceof UnreadPart)) throw error;
    const reason = `an office document that cannot be read: ${error.message}`;
    if (given === 0)
      yield { ...itself, skip: { severity: file.named ? 'error' : 'warning', code: 'not-mail', reason } };
    else
      report.problem(
        problemOf(file.name, 'document-damaged', 'error', `what follows cannot be read: ${error.message}`),
      );
    return;
  }
  if (given === 0) yield { ...itself, skip };
}

type Kind = 'xlsx' | 'docx';

function kindOf({ entries }: ZipListing): Kind | null {
  for (const { name } of entries) {
    if (name === 'xl/workbook.xml') return 'xlsx';
    if (name === 'word/document.xml') return 'docx';
  }
  return null;
}

function* textsOf(
  kind: Kind,
  part: (name: string) => Buffer | null,
): Generator<{ readonly name: string; readonly text: Buffer }> {
  if (kind === 'xlsx') yield* readWorkbook(part);
  else {
    const text = readWordText(part);
    if (text.trim() !== '') yield { name: DOCUMENT_TEXT, text: Buffer.from(text) };
  }
}
