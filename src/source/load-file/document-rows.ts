import { CountedProblem } from '../counted-problem.js';
import type { CutContext, Sink } from '../format/format.js';
import type { Origin, Production, RecordCell } from '../source.js';
import { isRivalColumn, readProduction } from './load-file-columns.js';
import type { ProductionPlan, RowPlan } from './production-plan.js';
import { readTextFile } from './read-text-file.js';

/** The cells from which the document of a row is read as a message, and what they say of it as a production. */
export interface DocumentRow {
  readonly cells: readonly RecordCell[];
  readonly production: Production | null;
}

/**
 * What becomes of the rows of one load file: those whose native file is read, or which are about attachments and other documents, are
 * counted; the others are messages, with the linked text in place of the path to it.
 */
export class DocumentRows {
  readonly #context: CutContext;
  readonly #natives = new CountedProblem(
    'load-file-native',
    'info',
    (count) =>
      `${count} row(s) tell of documents whose native files are read as messages; numbers and folder are kept with these`,
  );
  readonly #attachments = new CountedProblem(
    'load-file-document',
    'info',
    (count) => `${count} row(s) are about attachments or other documents that are no mail`,
  );
  readonly #inMailboxes = new CountedProblem(
    'load-file-mailbox',
    'notice',
    (count) =>
      `${count} row(s) tell of messages in mailbox files that are read themselves; what the rows say of them (number, account, labels) stands with them there, but not with those in stores of Outlook`,
  );
  readonly #broken = new CountedProblem(
    'load-file-link-broken',
    'notice',
    (count) =>
      `${count} link(s) to native files or texts lead to no file of the input; give the folder that holds them too`,
  );

  constructor(context: CutContext) {
    this.#context = context;
  }

  /** The row as a message; null where another file or row is the message. */
  take(cells: readonly RecordCell[], row: Origin): DocumentRow | null {
    const { plan, source, map } = this.#context;
    const rows = plan?.rows.get(source);
    if (rows === undefined) return { cells, production: null };
    const rowPlan = rows.get(row.row ?? -1);
    this.#broken.add(row, rowPlan?.broken ?? 0);
    if (rowPlan !== undefined && rowPlan.kind !== 'row') {
      this.#counterOf(rowPlan.kind).add(row);
      return null;
    }
    const own = cells.filter(({ name }) => !isRivalColumn(name));
    return { cells: withText(own, rowPlan, plan), production: readProduction(cells, row, map) };
  }

  #counterOf(kind: RowPlan['kind']): CountedProblem {
    if (kind === 'native') return this.#natives;
    return kind === 'mailbox' ? this.#inMailboxes : this.#attachments;
  }

  /** Tells the counts, once the source was read. */
  report(sink: Sink): void {
    this.#natives.report(sink);
    this.#attachments.report(sink);
    this.#inMailboxes.report(sink);
    this.#broken.report(sink);
  }
}

/** The text of the document stands in for the path that leads to it. */
function withText(
  places: readonly RecordCell[],
  row: RowPlan | undefined,
  plan: ProductionPlan | null | undefined,
): readonly RecordCell[] {
  if (!row?.text) return places;
  const text = readTextFile(row.text, 'Extracted Text', plan?.packedTexts.get(row.text.name));
  const rest = places.filter(({ name }) => name !== row.text?.cell.name);
  return text === null ? rest : [...rest, text];
}
