/** Words that stand in display names without being names. Folded: lower case, no accents. */

/** Before a name. */
export const TITLES: ReadonlySet<string> = words(
  'mr mrs ms miss mme mlle dr prof professor sir dame herr frau dipl ing dipl-ing rev hon capt col gen ' +
    'lt sgt sen rep judge monsieur madame senor ir',
);

/** Titles that, written behind a name, tell its bearer from a namesake: `Doe, Jane REP`. */
export const RANKS: ReadonlySet<string> = words('rep sen judge col gen capt lt sgt rev');

/** Dropped after a comma; the long ones anywhere after the second word. */
export const DEGREES: ReadonlySet<string> = words('phd md mba esq cpa jd pe msc bsc ba rn dds cfa pmp llm mp');

/** Behind a name, telling two people apart. */
export const SUFFIXES: ReadonlySet<string> = words('jr sr ii iii iv');

/** Part of a family name. */
export const PARTICLES: ReadonlySet<string> = words(
  'van von der den de del della di da dos du la le el al bin ibn ter ten zu zum zur st vom af av',
);

/** Words that say: an office, a list or a machine, not a person. */
export const OFFICES: ReadonlySet<string> = words(
  'team list lists group office department dept support service services sales admin administrator ' +
    'announcements announcement news newsletter info information notification notifications helpdesk desk ' +
    'help webmaster postmaster daemon mailer mailer-daemon noreply no-reply reply robot bot alert alerts ' +
    'system center centre committee board all everyone users staff employees members distribution ' +
    'undisclosed recipients inc llc ltd gmbh corp corporation company bank records billing security ' +
    'customer editor operations management resources gateway copier scanner fax room conference calendar ' +
    'outage report reports worldwide energy trading legal marketing accounting payroll ' +
    'university institute press the your groups temp newsgroup webmasters subscriptions subscribe unsubscribe customers',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
