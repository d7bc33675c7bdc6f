import { entriesOf, type LabelRole } from './language.js';
import { LANGUAGES } from './languages.js';

/** A label at the start of a line, as programs print it above a message. */
export interface PrintedLabel {
  /** What it may say, with the language that says so. */
  readonly readings: readonly { readonly role: LabelRole; readonly language: string }[];
  readonly value: string;
  /** A tab stands behind the colon: Outlook writes its own header so when it saves a message as text. */
  readonly tabbed: boolean;
}

const LONGEST_LABEL = 30;

const READINGS: ReadonlyMap<string, PrintedLabel['readings']> = (() => {
  const table = new Map<string, { role: LabelRole; language: string }[]>();
  for (const { code, labels } of LANGUAGES)
    for (const [role, words] of Object.entries(labels ?? {}))
      for (const word of entriesOf(words)) {
        const key = word.toLowerCase().normalize('NFC');
        const reading = { role: role as LabelRole, language: code };
        const known = table.get(key);
        if (known) known.push(reading);
        else table.set(key, [reading]);
      }
  return table;
})();

/** Labels that scanners misread, without vowels to spare: `Frorn`, `5ent`, `Senl`, `T0`, `Subiect`. */
const MISREAD = /^(?:fr[oa0](?:m|rn)|[s5$]en[tl]|d[a@]te|t[o0]|[s5$][uv]b[jil]\s?[eo]c[tl])$/i;
const MISREAD_ROLES: Readonly<Record<string, LabelRole>> = { f: 'from', d: 'date', t: 'to' };

/**
 * The label that a line begins with, in any language; one that a scanner misread counts as the English one. Null where the line begins
 * with none.
 *
 * `"Von:\tAnna"` → from in German; `"Frorn: Ann"` → from; `"Subject; Plan"` → subject.
 */
export function readPrintedLabel(line: string): PrintedLabel | null {
  const colon = line.slice(0, LONGEST_LABEL + 6).search(/[:：;]/);
  if (colon <= 0) return null;
  const written = line
    .slice(0, colon)
    .replace(/[*\s\u00a0\ufeff\f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim();
  if (written === '' || written.length > LONGEST_LABEL) return null;
  const readings =
    (line[colon] === ';' ? undefined : READINGS.get(written.toLowerCase().normalize('NFC'))) ??
    (MISREAD.test(written) ? [{ role: misreadRole(written), language: 'en' }] : undefined);
  if (!readings) return null;
  const rest = line.slice(colon + 1);
  return { readings, value: rest.replace(/^[*\s]+/, '').trimEnd(), tabbed: rest.startsWith('\t') };
}

function misreadRole(written: string): LabelRole {
  if (/^[s5$]en[tl]$/i.test(written)) return 'date';
  return MISREAD_ROLES[written[0]!.toLowerCase()] ?? 'subject';
}
