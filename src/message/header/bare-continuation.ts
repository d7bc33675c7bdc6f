import { latin1 } from '../mime/charset.js';
import { afterLineEnd, endOfLine, type FieldRange } from './field-range.js';

const LONGEST_LINE = 998;
const LINES_AHEAD = 40;

/** Fields of addresses, of ids, and with parameters. */
const ADDRESSES = /^(?:from|to|cc|bcc|reply-to|sender|resent-(?:from|to|cc|bcc))$/;
const IDS = /^(?:references|in-reply-to)$/;
const PARAMETERS = /^content-(?:type|disposition)$/;
/** Fields that servers write over several lines. */
const TRACE =
  /^(?:received|received-spf|authentication-results(?:-original)?|arc-[a-z-]+|(?:x-)?dkim-signature|domainkey-signature|x-(?:ms|microsoft|forefront|exchange|google|gm|spam)-[a-z0-9-]+|x-received|list-[a-z-]+)$/;
/** Fields of which a line alone is the whole. */
const WHOLE = /^(?:date|message-id|mime-version|content-transfer-encoding|x-mailer|user-agent)$/;

const ADDRESS_LINE = /^[^<>@:]*<[^<>\s@]+@[^<>\s@]+>,?[ \t]*$|^[^\s<>@:,]+@[^\s<>@:,]+,?[ \t]*$/;
const ID_LINE = /^<[^<>\s]+>(?:[ \t]*<[^<>\s]+>)*[ \t]*$/;
const PARAMETER_LINE = /^[A-Za-z][\w*-]*[ \t]*=[ \t]*\S/;
/** Nobody but a mail program writes these: the header goes on. */
const SENT =
  /^(?:message-id|received|mime-version|return-path|content-(?:type|transfer-encoding)|dkim-signature|x-[\w-]+|date[ \t]*:[^\r\n]{8,40}:\d\d [+-]\d{4}\b|from[ \t]*:[^\r\n]*@)/i;

/**
 * True where a line that is no field continues the one above it though it does not begin with white space: what is pasted from a
 * program's window, or stripped line by line, has lost that (RFC 5322 §2.2.3). `To: Ann <ann@pier.example>,` goes on with an address,
 * `References:` with ids, `Content-Type: text/plain;` with a parameter, `Received:` with anything as long as the header goes on below;
 * any field with a line, where one of these was found above (`known`) and a field of a sent mail stands right below it.
 */
export function continuesBarely(
  bytes: Uint8Array,
  field: FieldRange,
  [start, end]: readonly [number, number],
  known: boolean,
): boolean {
  if (end - start > LONGEST_LINE) return false;
  const name = latin1(bytes, field.start, Math.min(field.nameEnd, field.start + 80)).toLowerCase();
  const line = latin1(bytes, start, end);
  const last = lastPrinted(bytes, field);
  if (ADDRESSES.test(name)) return last === ',' && ADDRESS_LINE.test(line);
  if (IDS.test(name)) return ID_LINE.test(line);
  if (PARAMETERS.test(name)) return last === ';' && PARAMETER_LINE.test(line);
  if (TRACE.test(name)) return goesOn(bytes, end, LINES_AHEAD);
  return known && !WHOLE.test(name) && goesOn(bytes, end, 1);
}

function lastPrinted(bytes: Uint8Array, { valueStart, end }: FieldRange): string {
  let at = end - 1;
  while (at > valueStart && bytes[at]! <= 0x20) at--;
  return String.fromCharCode(bytes[at] ?? 0);
}

/** True where a field of a sent mail stands within some lines, before any empty one. */
function goesOn(bytes: Uint8Array, lineEnd: number, lines: number): boolean {
  let at = afterLineEnd(bytes, lineEnd);
  for (let count = 0; count < lines && at < bytes.length; count++) {
    const end = endOfLine(bytes, at, false);
    if (end === at || end - at > LONGEST_LINE) return false;
    if (SENT.test(latin1(bytes, at, Math.min(end, at + 100)))) return true;
    at = afterLineEnd(bytes, end);
  }
  return false;
}
