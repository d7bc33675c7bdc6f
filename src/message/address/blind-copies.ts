/** A field of recipients, and whom it says that a blind copy went to. */
export interface SplitBlind {
  readonly open: string;
  /** Names and addresses between commas; '' where the field tells of nobody. */
  readonly blind: string;
}

/**
 * Takes apart what Lotus Notes wrote into To and cc of the sender's own copy: `"Bo Roe/HOU (bcc: Ann Doe/HOU)"` → `Bo Roe/HOU` and
 * `Ann Doe/HOU`. A bracket that a cut left open ends with the field.
 */
export function splitBlindCopies(text: string): SplitBlind {
  if (!text.includes('(')) return { open: text, blind: '' };
  const blind: string[] = [];
  const open = text.replace(/\(\s{0,20}bcc:([^()]{0,5000})(?:\)|$)/gi, (_, names: string) => {
    blind.push(names.trim());
    return '';
  });
  return { open: blind.length ? open.trim() : text, blind: blind.filter(Boolean).join(', ') };
}
