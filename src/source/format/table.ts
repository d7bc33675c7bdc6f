import { TableCutter } from '../table/table-cutter.js';
import { plainTableShape, tableShape } from '../table/table-shape.js';
import type { CutContext, Format, Head } from './format.js';

/**
 * Tables with one message a row: CSV, TSV, pipe or semicolon between the cells, and the load files of review platforms.
 *
 *     From,To,Subject,Body\r\n…    file,message\r\n…    þBegDocþ<DC4>þFromþ…    ^Control Number^|^Email From^|…
 *
 * A row is a record; where a cell holds a whole mail with its header, the row is that mail. Every cell keeps its place.
 */
export const table: Format<'csv' | 'tsv' | 'load-file'> = {
  names: ['csv', 'tsv', 'load-file'],
  recognises: (head, context) => shapeOf(head, context) !== null,
  cutter: (head, context) => new TableCutter(shapeOf(head, context)!, context),
};

const shapeOf = (head: Head, context: CutContext) =>
  tableShape(head.bytes, head.whole, new Set(Object.values(context.map))) ??
  // Who wrote to whom may stand in tables beside it.
  (context.related === undefined ? null : plainTableShape(head.bytes, head.whole));
