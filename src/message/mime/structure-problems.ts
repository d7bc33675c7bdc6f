import type { Origin, Problem, RawMessage } from '../../source/source.js';
import { latin1 } from './charset.js';
import type { MimeStructure } from './mime-parts.js';

/** What was wrong with the parts of a message, and what stands around them and in their headers that is not read. */
export function structureProblems(bytes: Uint8Array, structure: MimeStructure, raw: RawMessage): readonly Problem[] {
  return [...faultsOf(structure, raw.origin), ...oddParts(bytes, structure, raw)];
}

/** What was wrong with the structure; a warning where parts were not told apart and so not read. */
function faultsOf({ faults }: MimeStructure, origin: Origin): Problem[] {
  return faults.map((code) => ({
    code,
    severity: code === 'mime-too-deep' || code === 'mime-too-many-parts' ? 'warning' : 'notice',
    message: 'The MIME structure is damaged; what could be told apart was read.',
    origin,
  }));
}

/** What stands around or above parts and is read by nobody. */
function oddParts(bytes: Uint8Array, { parts, around }: MimeStructure, raw: RawMessage): Problem[] {
  const problems: Problem[] = [];
  for (const { kind, start, end } of around) {
    const text = latin1(bytes, start, end).trim();
    if (text === '' || isBoilerplate(text)) continue;
    const place = kind === 'preamble' ? 'before the first part' : 'behind the last part';
    const message = `${end - start} bytes stand ${place} of the message; mail programs do not show them, and they are not read.`;
    problems.push(notice(`mime-${kind}`, message, originOf(raw, start, end)));
  }
  for (const { parent, separated, foreignFields, start, bodyStart, bodyEnd } of parts) {
    if (parent < 0) continue;
    if (!separated && bodyStart > start && bodyEnd > bodyStart)
      problems.push(
        notice(
          'part-header-unseparated',
          'No empty line ends the header of a part; its content begins at the first line that is no field.',
          originOf(raw, start, bodyStart),
        ),
      );
    if (foreignFields.length > 0) {
      const names = [...new Set(foreignFields)].map((name) => name.slice(0, 60));
      const named = `${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}`;
      const message = `The header of a part has fields that are not MIME's and are not read: ${named}.`;
      problems.push(notice('part-fields-unread', message, originOf(raw, start, bodyStart)));
    }
  }
  return problems;
}

/** What mail programs write before the parts for those that know no MIME. */
const isBoilerplate = (text: string): boolean =>
  text.length < 600 &&
  /\bMIME\b|multi-?part|mehrteilig|mehrere teile|plusieurs parties|multiparte|cryptographically signed|web archive/i.test(
    text,
  );

const notice = (code: string, message: string, origin: Origin): Problem => ({
  code,
  severity: 'notice',
  message,
  origin,
});

const originOf = (raw: RawMessage, start: number, end: number): Origin => ({
  source: raw.origin.source,
  offset: raw.bytesOffset + start,
  length: end - start,
});
