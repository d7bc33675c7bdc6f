import type { LineTable } from './line-table.js';

const LONGEST = 70;

/**
 * True for a line that stands where people cut a quotation: `...`, `[...]`, `[snip]`, `<examples snipped>`, `*snip*`,
 * `[... removed some ...]`, `--- 8< ---`.
 */
export function isEllipsis(lines: LineTable, line: number): boolean {
  const start = lines.first[line]!;
  const end = lines.end[line]!;
  if (end - start > LONGEST || end <= start) return false;
  const head = lines.body.charCodeAt(start);
  if (head < 0x80 ? !HEADS.includes(String.fromCharCode(head)) : head !== 0x2026) return false;
  return isEllipsisText(lines.body.slice(start, end));
}

/** What an ellipsis may begin with, of ASCII. */
const HEADS = '[<({.*-_=~+8sScCdD';

function isEllipsisText(text: string): boolean {
  if (/^[[<({]/.test(text)) {
    if (!/[\])}>]$/.test(text)) return false;
    const inside = text.slice(1, -1);
    return /^[\s.…]*$/.test(inside)
      ? inside.length > 0
      : CUT.test(inside) || /^\s?(?:\.{2}|…)|(?:\.{2}|…)\s?$/.test(inside);
  }
  if (text.length <= 40 && /^[.…][.… >]*(?:8<|>8)?[\s.-]*$/.test(text)) return /\.\.|…/.test(text);
  if (/8<|>8|%<|✂/.test(text)) return /^[-=_~+*. ]{0,30}(?:8<|>8|%<|✂)/.test(text) && text.length <= 60;
  const word = text.replace(/^[-*=_~+. ]{1,20}/, '').replace(/[-*=_~+. !]{1,20}$/, '');
  return (
    word.length <= 12 && /^(?:big |much |lots )?(?:s(?:ch)?ni+p+(?:p?(?:ed|ing))?|cut|deleted|deletia)$/i.test(word)
  );
}

/** Words that say that something was taken out. */
const CUT =
  /\b(?:s(?:ch)?ni+p+(?:p?(?:ed|ing|s))?|cut|deleted|deletia|omitted|trimmed|removed|elided|truncated|repeated|skipped|gekürzt|gelöscht|coupé|coup\?{1,2}|recorte|recortado|cortado|tagliato|klipp)\b/i;
