const CITING = /message|article|news:|messaggio|bericht|meddelande|nachricht|mensaje|mensagem|wiadomości|\bid\b/i;

const CITED =
  /(?:\b(?:message|article|messaggio|bericht|meddelande|wiadomości|Nachricht|mensaje|mensagem)(?:\s+de)?(?:\s+news)?:?\s*|\bnews:\s?|\bid\s)<?([^<>\s@]{1,200}(?:@| at )[^<>\s,]{1,200}[^<>\s,:.])>?/i;

/** The message id that a sentence cites, and the sentence without it: `In message <1@example.org>, Ann writes:`. */
export function readCitation(text: string): { readonly id: string; readonly rest: string } | null {
  const inId = /^In <([^<>\s@]{1,200}@[^<>\s]{1,200})>,? /.exec(text);
  if (inId) return { id: inId[1]!, rest: text.slice(inId[0].length) };
  // S-nail: "Ann Example wrote in <1@example.org>:".
  const wrote = / in <([^<>\s@]{1,200}@[^<>\s]{1,200})>\s?:?$/.exec(text);
  if (wrote) return { id: wrote[1]!, rest: `${text.slice(0, wrote.index)}:` };
  if (!CITING.test(text)) return null;
  const cited = CITED.exec(text);
  if (!cited || /^(?:from|de|von)$/i.test(cited[1]!)) return null;
  const before = text.slice(0, cited.index).replace(/(?:^|\s)(?:in|im|dans le|dans l['’]|nel|i|w|en|em)\s?$/i, ' ');
  const rest = `${before}${text.slice(cited.index + cited[0].length)}`.replace(/^[\s,]+/, '');
  return { id: cited[1]!.replace(/^news:/i, '').replace(' at ', '@'), rest };
}
