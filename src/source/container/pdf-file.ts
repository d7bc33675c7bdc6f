import { Readable } from 'node:stream';
import type { InputFile } from '../find-files.js';
import { remedyOf } from '../format/known-binary.js';
import { DOCUMENT_TEXT, INSIDE } from '../inside.js';
import type { Problem } from '../source.js';
import type { ArchiveReport } from './archive-report.js';
import { problemOf } from './entry-names.js';
import { readPdfText } from './pdf-text.js';
import type { RandomBytes } from './random-bytes.js';

/** Longest PDF whose text is read. */
export const LONGEST_PDF = 128 << 20;
/** What is told of a longer one. */
export const PDF_TOO_LARGE = 'a PDF of more than 128 MB, whose text is not read';

/**
 * The text of a PDF as a file in it, its pages parted by form feeds; the PDF itself where it has none or cannot be read, with the reason. At
 * most one in an archive is held in memory at a time.
 */
export async function* pdfFile(
  file: InputFile,
  bytes: RandomBytes,
  report: ArchiveReport,
  depth: number,
): AsyncGenerator<InputFile> {
  const itself = (reason: string, severity: Problem['severity']): InputFile => ({
    ...file,
    skip: { severity: file.named ? 'error' : severity, code: 'not-mail', reason },
    ...(depth === 1 ? {} : { stream: () => Readable.from([bytes.read(0, bytes.size)]) }),
  });
  try {
    if (bytes.size > LONGEST_PDF) {
      yield itself(PDF_TOO_LARGE, 'warning');
      return;
    }
    const read = await readPdfText(bytes.read(0, bytes.size));
    if ('missing' in read) yield itself(`a PDF document, whose text is not read: ${remedyOf('pdf')}`, 'info');
    else if ('fault' in read) yield itself(`a PDF document that cannot be read: ${read.fault}`, 'warning');
    else if (read.cut === null && read.pages.every((page) => page.trim() === ''))
      yield itself('a PDF document without text (pictures of pages): OCR it and read the text', 'info');
    else {
      if (depth === 1) report.opened('pdf', null);
      if (read.cut !== null) {
        const message = `the pages behind page ${read.pages.length} cannot be read: ${read.cut}`;
        report.problem(problemOf(file.name, 'pdf-damaged', 'error', message));
      }
      const text = Buffer.from(read.pages.join('\n\f'));
      yield {
        ...file,
        name: `${file.name}${INSIDE}${DOCUMENT_TEXT}`,
        size: text.length,
        named: false,
        stream: () => Readable.from([text]),
      };
    }
  } finally {
    bytes.close();
  }
}
