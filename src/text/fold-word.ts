const FOLDED_AWAY = /[\u0300-\u036f\u0640\u064b-\u0652\u0654\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Lower case, without accents, Arabic vowel signs and direction marks: `"März"` → `"marz"`. Names of months and people are compared so. */
export function foldWord(word: string): string {
  for (let at = 0; at < word.length; at++)
    if (word.charCodeAt(at) > 0x7f)
      return word.toLowerCase().normalize('NFKD').replace(FOLDED_AWAY, '').normalize('NFC');
  return word.toLowerCase();
}
