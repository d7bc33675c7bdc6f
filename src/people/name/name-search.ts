import { foldWord } from '../../text/fold-word.js';

/** The words of a name or of what is asked for, without case and accents: `"Holt, Márian"` → `holt`, `marian`. */
export function searchWords(text: string): readonly string[] {
  return foldWord(text)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter(Boolean);
}

/** True where each word that is asked for begins one of a name's own, in any order: `marian`, `hol` fit `holt`, `marian`, `j`. */
export function beginsWords(own: readonly string[], asked: readonly string[]): boolean {
  return asked.length > 0 && asked.every((word) => own.some((mate) => mate.startsWith(word)));
}

/** What of an address is searched as a name: the part before its `@`; an Exchange or Lotus name whole. */
export function namePart(address: string): string {
  const at = address.lastIndexOf('@');
  return at < 0 || address.includes('/') ? address : address.slice(0, at);
}

/** True where an address lies in a domain: `harbour.example` and `@harbour.example` of `marian@mail.harbour.example`, lower case. */
export function isInDomain(address: string, text: string): boolean {
  const domain = text.startsWith('@') ? text.slice(1) : text;
  if (!domain.includes('.')) return false;
  const own = address.slice(address.lastIndexOf('@') + 1);
  return own === domain || own.endsWith(`.${domain}`);
}
