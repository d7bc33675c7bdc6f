import type { LineTable } from '../line-table.js';

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
  const head = text.charCodeAt(0);
  if (head === 0x5b || head === 0x3c || head === 0x28 || head === 0x7b) {
    if (!/[\])}>]$/.test(text)) return false;
    const inside = text.slice(1, -1);
    if (/^\s?(?:\.{2}|…)|(?:\.{2}|…)\s?$/.test(inside)) return true;
    return CUT.test(inside);
  }
  if (text.length > 60) return false;
  if (head === 0x2e || head === 0x2026) return /^(?:\.{2}|…)[.… >-]{0,40}(?:8<|>8)?[\s.-]{0,20}$/.test(text);
  return WORD.test(text) || /^[-=_~+*. ]{0,30}(?:8<|>8|%<|✂)/.test(text);
}

/** `--- snip ---`, `*big snip*`, `cut`. */
const WORD =
  /^[-*=_~+. ]{0,20}(?:big |much |lots )?(?:s(?:ch)?ni{1,9}p{1,9}(?:ed|ing)?|cut|deleted|deletia)[-*=_~+. !]{0,20}$/i;

/** Words that say that something was taken out. */
const CUT =
  /\b(?:s(?:ch)?ni{1,9}p{1,9}(?:ed|ing|s)?|cut|deleted|deletia|omitted|trimmed|removed|elided|truncated|repeated|skipped|gekürzt|gelöscht|coupé|coup\?{1,2}|recorte|recortado|cortado|tagliato|klipp)\b/i;
