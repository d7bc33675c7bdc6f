/** What a header label says its value is. */
export type LabelRole =
  | 'from'
  | 'date'
  | 'to'
  | 'cc'
  | 'subject'
  | 'replyTo'
  | 'bcc'
  | 'sentBy'
  | 'messageId'
  | 'other';

/** Labels by what they say, alternatives parted by `;`. */
export type Labels = Partial<Readonly<Record<LabelRole, string>>>;

/**
 * What mail programs write in one language. Entries of a list are parted by `;`; case does not count.
 *
 * Sources: user-interface strings of Thunderbird, K-9, Roundcube, Outlook, Apple Mail, Gmail, Yahoo, HubSpot and QQ; Unicode CLDR
 * for months and week days, to which the forms are added that mail programs wrote before it.
 */
export interface Language {
  /** ISO 639; `und` for what no single language owns. */
  readonly code: string;
  /** Labels of header blocks, without their colon. */
  readonly labels?: Labels;
  /** Labels that count only beside others: `Re`, `Author`. */
  readonly weakLabels?: Labels;
  /** Sentences above a quotation, parted by ` | `: {A} author, {D} date, {T} time. Verbs, first words and connectors are taken from them. */
  readonly attributions?: string;
  /** Further verbs of writing. */
  readonly verbs?: string;
  /** Verbs that also say other things: they count only where the rest fits. */
  readonly weakVerbs?: string;
  /** Ends of attributions in scripts that do not part words by blanks. */
  readonly endings?: string;
  /** Further small words that join date, author and verb. */
  readonly connectors?: string;
  /** Further words that attributions begin with. */
  readonly starters?: string;
  /** Words beside the author's name that are no part of it: before it, behind it; longer ones stand before those they begin with. */
  readonly beforeNames?: string;
  readonly behindNames?: string;
  /** Small words between a verb of quoting and the name (`Zitat von Ann`); elsewhere they begin names (`von Arnim`). */
  readonly behindQuoting?: string;
  /** Words that stand beside a verb of writing and name nobody: `he`, `one`, `j'ai`. */
  readonly pronouns?: string;
  /** Words of time that stand before a name: `yesterday`. */
  readonly timeWords?: string;
  /** Marks before a subject, lower case, without colon: of replies (also automatic ones), of forwards. */
  readonly replyMarks?: string;
  readonly forwardMarks?: string;
  /** Words between the dashes above the message that is answered, or forwarded. */
  readonly replySeparators?: string;
  readonly forwardSeparators?: string;
  /** Words between dashes below a message that was forwarded or included: what follows is the outer author's again. */
  readonly endSeparators?: string;
  /** Sentences that end in a colon and announce a forwarded message without dashes (Apple Mail, MailMate). */
  readonly forwardSentences?: string;
  /** Lotus Notes: `---- Forwarded by NAME on DATE ----`. */
  readonly forwardedBy?: string;
  /** From January; spellings of one month parted by blanks, `_` for the blank in a name of two words; folded by `foldWord`. */
  readonly months?: string;
  /** Months that a header takes for another language's, where more people write the name for that. */
  readonly homonymMonths?: string;
  /** From Sunday, in the form of `months`. */
  readonly weekdays?: string;
  /** Words that stand before the name of a week day and belong to it: Welsh `Dydd Mawrth`. */
  readonly beforeWeekdays?: string;
  readonly beforeNoon?: string;
  readonly afterNoon?: string;
  /** Words that stand between the parts of a date, or between date and time. */
  readonly dateWords?: string;
  /** What comes first in a date of figures alone where it is not the day (Unicode CLDR, short dates): `4/5/2004` in English may be either. */
  readonly figures?: 'month or day first' | 'year first';
}

/** `"Von; Absender"` → `["Von", "Absender"]`; nothing for undefined. */
export function entriesOf(list: string | undefined, separator = ';'): readonly string[] {
  return (list ?? '')
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
