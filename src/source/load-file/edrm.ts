import type { Format } from '../format/format.js';
import { edrmCutterOf, isAnyEdrm } from './edrm-utf16.js';

/**
 * EDRM XML load files, 1.0 to 2.x, in UTF-8 or UTF-16: a document a record.
 *
 *     <Root><Batch><Documents><Document DocID="M001" DocType="Message"><Tags>…</Tags><Files>…</Files></Document>…
 *
 * Relationships between documents make families. What stands between the documents is a gap.
 */
export const edrm: Format<'load-file'> = {
  names: ['load-file'],
  recognises: (head) => isAnyEdrm(head.bytes),
  cutter: (head, context) => edrmCutterOf(head.bytes, context, context.plan?.parents.get(context.source) ?? new Map()),
};
