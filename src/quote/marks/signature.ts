import { isBlank, type LineTable, textOf } from '../line-table.js';
import { type AssignedLines, AUTHORED, DISCLAIMER, QUOTED, SIGNATURE } from './assign-lines.js';

/** A signature is shorter than this: below a longer text the `--` is something else. */
const MOST_SIGNATURE = 20;

/**
 * Marks the author's signature and the footers of lists and companies among the lines that are his own.
 *
 * Conservative: a line is taken from the author's text only where its form says so. A closing ("Best regards, Ann") stays
 * his text. Changes the kinds of lines that are authored, and takes a list's footer from the quotation it stands below.
 */
export function markSignatures(lines: LineTable, assigned: AssignedLines): void {
  const { kinds, levels } = assigned;
  releaseFooter(lines, assigned);
  markQuotedTagline(lines, assigned);
  // Runs of the author's own lines, each up to a quotation or a header.
  for (let from = 0; from < lines.count; ) {
    if (kinds[from] !== AUTHORED || levels[from] !== 0) {
      from++;
      continue;
    }
    let to = from;
    while (to < lines.count && kinds[to] === AUTHORED && levels[to] === 0) to++;
    markRun(lines, kinds, from, to);
    from = to;
  }
}

/** Lines of a signature that quotes somebody. */
const MOST_OF_TAGLINE = 8;

/** `-- Ann Example in news.boats`: who said it. */
const CREDIT = /^(?:-{1,2}|[—–~]) ?\p{Lu}.{2,100}$/u;

/** A signature of few lines that begins with a quotation of nobody in this mail: `-- ` above `> Is it so?`, `It is.`, `-- Ann in news.boats`. */
function markQuotedTagline(lines: LineTable, { kinds, levels, owners, opened }: AssignedLines): void {
  let head = lines.count - 1;
  let full = 0;
  for (; head >= 0 && full <= MOST_OF_TAGLINE; head--) {
    if (isBlank(lines, head)) continue;
    if (kinds[head] !== AUTHORED && kinds[head] !== QUOTED) return;
    if (full === 0 && (levels[head] !== 0 || !CREDIT.test(textOf(lines, head)))) return;
    if (lines.body.startsWith('-- ', lines.start[head]) && lines.end[head] === lines.start[head]! + 2) break;
    full++;
  }
  if (head < 0 || full === 0 || full > MOST_OF_TAGLINE || head + 1 >= lines.count || kinds[head + 1] !== QUOTED) return;
  if (levels[head] !== 0) return;
  for (let line = head; line < lines.count; line++) {
    kinds[line] = SIGNATURE;
    levels[line] = 0;
    owners[line] = -1;
  }
  for (const [index, message] of opened.entries())
    if (message.full && !message.header) message.full = owners.includes(index);
}

/** What a list puts at the end of a message belongs to that message, also where its author quoted below his text. */
function releaseFooter(lines: LineTable, { kinds, levels, owners }: AssignedLines): void {
  let end = lines.count;
  while (end > 0 && isBlank(lines, end - 1)) end--;
  if (end === 0 || kinds[end - 1] !== QUOTED || lines.depth[end - 1] !== 0) return;
  let named = false;
  for (
    let line = end - 1, full = 0;
    line >= 0 && full < 8 && kinds[line] === QUOTED && lines.depth[line] === 0;
    line--
  ) {
    if (isBlank(lines, line)) continue;
    full++;
    if (isListLine(lines, line)) named = true;
    if (!named || !isRule(lines, line)) continue;
    for (let at = line; at < lines.count; at++) {
      kinds[at] = DISCLAIMER;
      levels[at] = 0;
      owners[at] = -1;
    }
    return;
  }
}

/** The name or address of a mailing list: `Plans mailing list`, `https://lists.example.org/listinfo/plans`. */
function isListLine(lines: LineTable, line: number): boolean {
  const text = lines.body.slice(lines.first[line]!, Math.min(lines.end[line]!, lines.first[line]! + 200));
  return text.endsWith('mailing list') || /^https?:\/\/\S*(?:listinfo|mailman|lists?\.)|^To unsubscribe/i.test(text);
}

function markRun(lines: LineTable, kinds: Uint8Array, from: number, to: number): void {
  let end = to;
  while (end > from && isBlank(lines, end - 1)) end--;
  const footer = findFooter(lines, from, end);
  if (footer < end) for (let line = footer; line < to; line++) kinds[line] = DISCLAIMER;
  const after = footer < end ? footer : to;
  end = footer;
  while (end > from && isBlank(lines, end - 1)) end--;
  const signature = findSignature(lines, from, end);
  if (signature < end) for (let line = signature; line < after; line++) kinds[line] = SIGNATURE;
}

/** First line of the footers at the end of a run; `end` if there is none. */
function findFooter(lines: LineTable, from: number, end: number): number {
  let footer = end;
  let gap = 0;
  for (let line = end - 1; line >= from && gap <= MOST_GAP; line--) {
    if (isBlank(lines, line)) continue;
    const rule = isRule(lines, line);
    // A rule belongs to the footer below it; alone it is the author's.
    if (rule ? footer < end && gap <= 3 : isFooter(lines, line)) {
      footer = line;
      gap = 0;
    } else gap++;
  }
  if (footer < end && footer > from && textOf(lines, footer - 1) === '--') footer--;
  return footer;
}

/** So many lines between two that are known may belong to the footer too. */
const MOST_GAP = 8;

/** What the footers of lists, providers and companies begin with, by their first letter in small. */
const FOOTERS: Readonly<Record<string, RegExp>> = {
  y: /^You (?:are receiving|received this)|^Yahoo! Groups (?:Links|Sponsor)|^Your use of Yahoo! Groups/,
  t: /^To (?:unsubscribe|post to this group|reply to this)\b|^This (?:SF\.net|sf\.net) email is sponsored|^This message was sent by |^Th(?:is|e (?:information|contents?)\b.{0,40}) .{0,60}(?:e-?mail|message|communication|transmission)\b.{0,80}(?:confidential|privileged|intended|property of)/i,
  u: /^unsubscribe(?:[@: ]|$)/i,
  f: /^For more options, visit|^Free Next-Gen|^FAQ: http/,
  m: /^More majordomo info|^Mailing list: http/i,
  s: /^Sent from the .{1,80} (?:mailing list archive|at Nabble)|^Subscri(?:be|ption)\b.{0,20}: ?<?(?:http|mailto)|^Search the archives/,
  v: /^View this message in context|^Visit .{1,60} at http/,
  r: /^Reply to this email directly/,
  a: /^Archives?: ?<?http|^Avis de confidentialité/,
  l: /^List (?:archive|info)\S* ?:/i,
  c: /^Confidentiality\b|^CONFIDENTIAL(?:ITY)?\b.{0,60}$|^Confidential\b.{0,60}$|^confidential(?:ity)?\b.{0,40}\b(?:privileged|propriet|exempt|legally|copyright|recipient|intended|notice|protections|information)/,
  d: /^Disclaimer\b.{0,30}$|^Do You Yahoo|^Diese E-?Mail (?:enthält|kann) vertraulich/i,
  e: /^Este (?:mensaje|correo|e-?mail)\b.{0,80}confidencial/i,
  p: /^PLEASE do read the posting guide|^Please do not print this e-?mail|^Please consider the environment/i,
  i: /^If you (?:are not the intended|have received this (?:e-?mail|message))|^IMPORTANT NOTICE\b/i,
  g: /^Get your (?:own|free) .{0,40}(?:mail|at http)/i,
  h: /^https?:\/\/\S{0,200}(?:listinfo|mailman|unsubscribe|\/lists?\.(?!html?\b)|groups\.(?:google|yahoo))\S{0,200}$/i,
  '[': /^\[\[alternative HTML version deleted\]\]$|^\[Non-text portions of this message have been removed\]$/,
  '-': /^-{10,} next part -{10,}$|^-{8,} Yahoo! Groups Sponsor/,
  '*': /^\*{3,} ?(?:confidential|disclaimer|this e-?mail)/i,
  '<': /^<\*> To /,
};

const FOOTER_BY_CODE: readonly (RegExp | undefined)[] = Array.from(
  { length: 0x80 },
  (_, code) => FOOTERS[String.fromCharCode(code).toLowerCase()],
);

function isFooter(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  const end = lines.end[line]!;
  if (lines.body.charCodeAt(end - 1) === 0x74 && lines.body.endsWith('mailing list', end)) return end - first <= 80;
  const code = lines.body.charCodeAt(first);
  if (code > 0x7f) return false;
  const pattern = FOOTER_BY_CODE[code];
  return pattern?.test(lines.body.slice(first, Math.min(end, first + 240))) ?? false;
}

/** A line of nothing but dashes or the like. */
function isRule(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  const end = lines.end[line]!;
  const code = lines.body.charCodeAt(first);
  if (
    end - first < 5 ||
    (code !== 0x5f && code !== 0x2d && code !== 0x2a && code !== 0x3d && code !== 0x23 && code !== 0x7e)
  )
    return false;
  let at = first + 1;
  while (at < end && lines.body.charCodeAt(at) === code) at++;
  return at === end;
}

/** First line of the signature at the end of a run (below it only footers); `end` if there is none. */
function findSignature(lines: LineTable, from: number, end: number): number {
  const floor = Math.max(from, end - 60);
  let full = 0;
  for (let line = end - 1; line >= floor; line--) {
    if (isBlank(lines, line)) continue;
    if (lines.end[line]! - lines.first[line]! <= 4 && /^(?:--|—|- --)$/.test(textOf(lines, line))) {
      const exact = lines.end[line]! < lines.start[line + 1]! && lines.body.charCodeAt(lines.end[line]!) === 0x20;
      if (full <= (exact ? MOST_SIGNATURE * 2 : MOST_SIGNATURE)) return line;
      return end;
    }
    full++;
  }
  return findShortSignature(lines, from, end);
}

/** The tail of a phone's mail program, or a last line `-Ann Example`. */
function findShortSignature(lines: LineTable, from: number, end: number): number {
  let line = end - 1;
  let signature = end;
  for (let seen = 0; line >= from && seen < 4; line--) {
    if (isBlank(lines, line)) continue;
    const text = textOf(lines, line);
    seen++;
    if (isDeviceTail(text)) {
      signature = line;
      // The firm's line above the program's.
      while (signature > from && !isBlank(lines, signature - 1) && isDeviceTail(textOf(lines, signature - 1)))
        signature--;
      break;
    }
    if (seen === 1 && isDashedName(text) && (line === from || isBlank(lines, line - 1))) {
      signature = line;
      break;
    }
  }
  return signature;
}

const DEVICE =
  /^(?:-{1,2} ?)?(?:Sent (?:from|via|using|with) (?:my |a |the |an )?|Get (?:\S{2,20} ){1,2}for |Holen Sie sich Outlook |(?:Télécharger|Obtenir|Obtenez) Outlook |(?:Obtener|Descargar|Obtén) Outlook |(?:Scarica|Ottieni) Outlook |(?:Obter|Obtenha|Baixar) o Outlook |(?:Hent|Hämta|Hanki|Få|Skaff deg|Download|Pobierz|Získat|Stáhnout) (?:\S{2,20} )?Outlook |(?:Скачать|Получить|Загрузить) Outlook |Outlook (?:voor|for) |获取 ?Outlook |下载适用于 |取得 ?Outlook |Envoyé (?:(?:de|depuis) mon|à partir de) |Von (?:meinem |.{2,40} gesendet$)|Gesendet (?:von|mit|über|aus) |Enviado (?:desde|do|de) (?:mi |meu |el )?|Inviato da(?:l mio)? |Verzonden (?:vanaf|met|van) (?:mijn )?|Verstuurd vanaf mijn |Skickat från min |Sendt fra (?:min|mit) |Lähetetty |Wysłano z |Odesláno z |Отправлено (?:с|из) |Надіслано з |iPhone(?:から送信| ?から)|从我的|發自我的|发自我的|내 .{0,12}에서 보냄|Diirim dari |Dikirim dari )/i;
/** What `DEVICE` begins with, of ASCII. */
const DEVICE_HEADS = '-sgevilwodhtfp';
const DEVICES =
  /iphone|ipad|ipod|android|blackberry|samsung|galaxy|nokia|mobile|phone|handy|smartphone|tablet|htc|lg\b|motorola|windows|outlook|gmail|yahoo|mail\b|thunderbird|verizon|at&t|t-mobile|treo|palm|pda|pixel|huawei|xiaomi|oneplus|sony|wireless|nexus|ios\b|proton|spark|airmail|mailbird|device|bluemail|typeapp|から送信|发送|發送|보냄|手机|手機/i;
/** A device or firm behind a comma: `my Verizon, Samsung Galaxy smartphone`, `the Samsung Galaxy S21, an AT&T smartphone`. */
const SECOND_DEVICE = /, (?:an? )?(?=(?:AT&T|Verizon|T-Mobile|Sprint|Samsung|LG|HTC|Motorola|Android|Apple)\b)/gi;
/** The address of a shop behind the name of a program: `Outlook for iOS<https://…>`. */
const SHOP = /\s?[<(]https?:\/\/[^\s<>()]{4,120}[>)]$/;

function isDeviceTail(written: string): boolean {
  const code = written.charCodeAt(0);
  if (code < 0x80 && !DEVICE_HEADS.includes(String.fromCharCode(code | 0x20))) return false;
  if (written.length > 220 || !DEVICE.test(written)) return false;
  const text = written.replace(SHOP, '');
  return text.length <= 90 && DEVICES.test(text) && !/[,;:]\s/.test(text.replace(SECOND_DEVICE, ' '));
}

/** `-Ann Example`: a dash and one to three capitalised words. */
function isDashedName(text: string): boolean {
  return (
    text.length <= 40 &&
    '-–—~'.includes(text.charAt(0)) &&
    /^[-–—~]{1,2} ?\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){0,2}$/u.test(text)
  );
}
