import { findWrittenDate } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { matchLabel } from './label-table.js';

/** Lines that begin with labels, and what stands behind each. */
interface LabelledLines {
  readonly first: number;
  readonly last: number;
  readonly values: ReadonlyMap<LabelRole, string>;
}

/**
 * True for what heads a memorandum, a letter or minutes: no address and no time of day, and labels in capitals, no subject or one
 * behind `Re:`, or another label before the sender's.
 */
export function isMemorandum(lines: LineTable, { first, last, values }: LabelledLines): boolean {
  const plain = values.has('subject') && values.keys().next().value === 'from';
  if (plain && !/^(?:TO|FROM|DATE|SUBJECT)\s*:/.test(textOf(lines, first).slice(0, 12)) && !hasRe(lines, first, last))
    return false;
  // QUIRK: Windows Mail wraps the parts of its date in marks of direction, which archives turn into question marks.
  return ![...values.values()].some((value) => /@|\d\??:\??\d\d|<mailto:| at [\w-]{1,63}\.\w/.test(value));
}

function hasRe(lines: LineTable, first: number, last: number): boolean {
  for (let at = first; at <= last; at++) if (/^re\s?:/i.test(textOf(lines, at).slice(0, 5))) return true;
  return false;
}

/**
 * True for a form, a ticket or a list that people and shops write: no address, and
 *
 * - a time in the place of the sender (`From: 10:00`, `To: 11:00`), or times beside the places that a date stands by;
 * - no subject, and further fields that no mail has (`Flight: LH 802`), or the date behind both ends (`From: Hamburg`, `To: Berlin`,
 *   `Date: 5 March 2024 14:22`): mail programs that write the date there write a subject as well;
 * - a plain date and further fields, or figures in the sender: `From: Example Ltd, account 12345`.
 *
 * - all labels small, and further small ones directly around them, as in a file of settings (`name: boat`, `from: kiel`).
 *
 * With addresses it is the setting of a program where all labels are small, no date is among them and further ones follow.
 */
export function isForm(lines: LineTable, block: LabelledLines): boolean {
  const { first, last, values } = block;
  const written = [...values.values()];
  const next = last + 1;
  const more =
    next < lines.count && !isBlank(lines, next) && /^[\p{L} ]{2,24}[:：]\s/u.test(textOf(lines, next).slice(0, 30));
  const foreign = more && !matchLabel(lines.body, lines.first[next]!, lines.end[next]!);
  const above = first > 0 ? textOf(lines, first - 1).slice(0, 30) : '';
  if (!values.has('from') && isAboveReceipt(lines, last)) return true;
  if (isBelowTitle(lines, first) && !written.some((value) => ADDRESS.test(value))) return true;
  if (!ADDRESS.test(values.get('from') ?? '') && holdsMoney(lines, first, last)) return true;
  if (written.some((value) => ADDRESS.test(value)))
    return ((more && !values.has('date')) || /^[a-z_][\w-]{0,24}:(?:\s|$)/.test(above)) && isSmall(lines, block);
  if ((more || /^[a-z_][\w-]{1,24}:(?:\s|$)/.test(above)) && isSmall(lines, block)) return true;
  const ends = [values.get('from') ?? '', values.get('to') ?? ''];
  // `Van: Utrecht Naar: Amsterdam`: a label that no mail has went on with the sender.
  if (/\s\p{Lu}\p{L}{1,20}:\s/u.test(ends[0]!)) return true;
  if (isMoment(ends[0]!) || (values.has('date') && ends.some((value) => CLOCK.test(value)))) return true;
  if (NUMBERED.test(above)) return true;
  // `From: page 3`, `To: page 7`
  const told = ends.filter(Boolean);
  if (told.length > (/^\p{Lu}\p{L}{1,12}:\s/u.test(above) ? 0 : 1) && told.every((end) => PLACE.test(end))) return true;
  if (!values.has('subject') && values.has('to') && (more || endsInDate(values))) return true;
  // Minutes begin with their date, and tell who was there; a note of a call tells the number.
  const led = /^[\p{L} ]{2,24}[:：]\s/u.test(above);
  if (foreign && (values.keys().next().value === 'date' || (led && !values.has('subject')))) return true;
  if (written.some((value) => /\d[:.]\d\d/.test(value))) return false;
  if (led && values.size > 2) return true;
  return more || /\d{3}|[,;].*\d/.test(values.get('from') ?? values.get('to') ?? '') || !values.has('date');
}

/** True above what a program says of a message that was read: `was read on …`. */
function isAboveReceipt(lines: LineTable, last: number): boolean {
  const next = nextFull(lines, last + 1, 3);
  return (
    next >= 0 &&
    /^(?:was (?:read|deleted|displayed|opened|not read)|wurde (?:am|ungelesen|gelesen)|a été (?:lu|supprimé)|fue (?:leído|eliminado)|se (?:leyó|eliminó)|è stato (?:letto|eliminato)|is (?:gelezen|verwijderd))\b/.test(
      textOf(lines, next).slice(0, 40),
    )
  );
}

/** True where a line of a block tells a sum or an account. */
function holdsMoney(lines: LineTable, first: number, last: number): boolean {
  const end = last + 1 < lines.count && !isBlank(lines, last + 1) ? last + 1 : last;
  for (let line = first + 1; line <= end; line++) if (MONEY.test(textOf(lines, line).slice(0, 30))) return true;
  return false;
}

const MONEY =
  /^(?:amount|total|iban|account|sum|price|fee|betrag|summe|konto|preis|montant|compte|prix|importe|cuenta|precio|importo|conto|prezzo|valor|montante|conta|bedrag|rekening|beløb|belopp|summa|kwota|částka|сумма|сума|счёт|счет|tutar|金额|金額|금액)(?: [\p{L}]{2,12})?\s?[:：]\s*\S/iu;

/** True below the title of a note of a call, a fax or a memorandum, alone on its line. */
function isBelowTitle(lines: LineTable, first: number): boolean {
  let line = first - 1;
  while (line > 0 && line > first - 8 && /^[\p{L} ]{2,24}[:：]\s/u.test(textOf(lines, line).slice(0, 30))) line--;
  if (line > 0 && isBlank(lines, line)) line--;
  return line >= 0 && lines.end[line]! - lines.first[line]! <= 30 && TITLE.test(textOf(lines, line));
}

const TITLE =
  /^[-=*_ ]{0,6}(?:memo(?:randum)?|fax|telefax|facsimile|(?:tele)?phone (?:message|note)|while you were out|(?:telefon|gesprächs|akten|haus)notiz|aktenvermerk|gesprächsvermerk|vermerk|hausmitteilung|anrufnotiz|télécopie|note de service|message téléphonique|compte rendu|promemoria|appunto|memorando|recado|nota interna|notitie|belnotitie|telefoonnotitie|notat|telefonbesked|muistio|notatka(?: służbowa)?|служебная записка|телефонограмма)[-=*_: ]{0,6}$/iu;

const ADDRESS = /@|_at_|\/o=|<mailto:|\/[A-Z]{2,}| at [\w-]{1,63}\.\w/i;
/** `Ticket: 1234`, as help desks and shops number what they write down. */
const NUMBERED =
  /^(?:ticket|case|request|order|booking|incident|issue|vorgang|auftrag|bestellung|commande|dossier|pedido|ordine|zgłoszenie|заявка)(?: \p{L}{2,10})?\s?[:：]\s?#?[\w-]{0,12}\d$/iu;
const PLACE = /^\p{Ll}[\p{Ll} ]{1,20}\d{1,4}$/u;
const CLOCK = /(?<!\d)\d{1,2}:\d\d(?!\d)/;

/** True for a date or a time with no name beside it. */
function isMoment(value: string): boolean {
  if (/^\d{1,2}[:.h]\d\d(?:\s?[ap]\.?m\.?|\s?uhr|\s?h)?$/i.test(value)) return true;
  const found = /^[^@]{5,60}$/.test(value) ? findWrittenDate(value) : null;
  return found !== null && !/\p{L}{2}/u.test(`${value.slice(0, found.start)} ${value.slice(found.end)}`);
}

/** True where the date is the last of the fields, behind sender and recipients. */
function endsInDate(values: LabelledLines['values']): boolean {
  const roles = [...values.keys()];
  return roles.at(-1) === 'date' && roles[0] === 'from';
}

/** True where the lines of a block begin with small letters. */
function isSmall(lines: LineTable, { first, last }: LabelledLines): boolean {
  for (let at = first; at <= last; at++) if (!/^[a-z]/.test(textOf(lines, at).slice(0, 1))) return false;
  return true;
}
