import { cutScrubNotices } from '../../text/scrub-notices.js';
import { bareLink, unwrapLink, unwrapLinks } from './rewritten-link.js';

/** One thing that programs on the way do to the text of a mail, and how it is undone. */
export interface GatewayRewriting {
  /** What it is called in a sentence: "differ in body (a gateway's warning)". */
  readonly name: string;
  /** The text as it stood before; itself where nothing of the kind is in it. */
  undo(text: string): string;
}

/**
 * What gateways, lists and exports do to a text on its way, in the order in which it is undone. Undoing serves the comparison of
 * copies alone: every copy is kept and shown as it was handed over.
 */
const GATEWAY_REWRITINGS: readonly GatewayRewriting[] = [
  { name: 'removed attachments', undo: cutAttachmentNotices },
  { name: 'the marks of a conversion', undo: cutConversionMarks },
  { name: 'the mark of a cut', undo: (text) => dropLines(text, isCutMark) },
  { name: "a list's footer", undo: cutListFooters },
  { name: "a gateway's warning", undo: cutWarnings },
  { name: 'a disclaimer', undo: (text) => dropParagraphs(text, isDisclaimer) },
  { name: 'a line to unsubscribe', undo: (text) => dropLines(text, isUnsubscribeLine) },
  { name: 'rewritten links', undo: unwrapLinks },
];

/** The text without what gateways did to it. */
export function undoRewritings(text: string): string {
  return GATEWAY_REWRITINGS.reduce((left, { undo }) => undo(left), text);
}

/** The rewritings that have left something in one of two texts, or not the same in both. */
export function nameRewritings(one: string, other: string): readonly string[] {
  const names: string[] = [];
  let [a, b] = [one, other];
  for (const { name, undo } of GATEWAY_REWRITINGS) {
    const [nextA, nextB] = [undo(a), undo(b)];
    const changed = [bare(nextA) !== bare(a), bare(nextB) !== bare(b)];
    if (changed[0] !== changed[1] || (changed[0] && bare(a) !== bare(b) && bare(nextA) === bare(nextB)))
      names.push(name);
    a = nextA;
    b = nextB;
  }
  return names;
}

const bare = (text: string) => text.replace(/\s+/g, '');

/** What web mail puts below a text that it shows in part: `[Message clipped]  View entire message`. */
const isCutMark = (line: string): boolean =>
  /^\s{0,20}\[?(?:message|nachricht|mensaje|messaggio|mensagem)? ?(?:clipped|truncated|gek[üu]rzt|tronqu[ée]|recortado|troncato|cortada)\]?(?:\s{1,4}(?:view entire message|download full message|vollst[äa]ndige nachricht anzeigen|afficher le message en entier|ver mensaje completo)\.?)?\s{0,20}$/i.test(
    line,
  );

/** Lines of a notice; more are the author's. */
const LONGEST_NOTICE = 14;
/** Characters of a notice. */
const LONGEST_PARAGRAPH = 3000;

/** Runs of lines between blank ones, whose marks of quotation do not count; a blank line is a run of its own. */
function paragraphsOf(text: string): readonly string[][] {
  const paragraphs: string[][] = [];
  let open: string[] | null = null;
  for (const line of text.split('\n')) {
    if (isBlank(line)) {
      open = null;
      paragraphs.push([line]);
    } else if (open === null) {
      open = [line];
      paragraphs.push(open);
    } else open.push(line);
  }
  return paragraphs;
}

const isBlank = (line: string) => /^[\s>|]{0,200}$/.test(line);
const wordsOf = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/^[\s>|]{1,40}/, '').trimEnd()).join(' ');

function dropParagraphs(text: string, isNotice: (words: string) => boolean): string {
  if (!isNotice(text)) return text;
  const kept = paragraphsOf(text).filter((lines) => {
    if (lines.length > LONGEST_NOTICE) return true;
    const words = wordsOf(lines);
    return words.length > LONGEST_PARAGRAPH || !isNotice(words);
  });
  return kept.flat().join('\n');
}

function dropLines(text: string, isNotice: (line: string) => boolean): string {
  const lines = text.split('\n');
  const kept = lines.filter((line) => line.length > 400 || !isNotice(line.replace(/^[\s>|]{1,40}/, '')));
  return kept.length === lines.length ? text : kept.join('\n');
}

const CONFIDENTIAL =
  /confidential|privileged|vertraulich|confidentiel|confidencial|riservat[aeio]|confidenzial|vertrouwelijk|konfidensiell|fortrolig|konfidentiell|sekretess|luottamukse|poufn|d[uů]v[eě]rn|bizalmas|конфиденциальн|конфіденційн|гизли|gizli|εμπιστευτικ|機密|机密|机要|기밀|سري/iu;
const ADDRESSEE =
  /intended (?:only )?(?:for|recipient)|recipient|addressee|addressed|empf[äa]e?nger|adressat|destinat[aáà]r|destinat[ai]ri|destinataire|dirigid[ao]|geadresseerde|ontvanger|bestemd|mottaker|mottagare|modtager|vastaanottaj|adresat|odbiorc|p[řr][íi]jemc|c[íi]mzett|адресат|получател|одержувач|al[ıi]c[ıi]|παραλήπτη|受信者|宛先|收件人|收信人|수신/iu;
const SCANNED =
  /(?:scanned|checked|certified|gescannt|gepr[üu]ft|analys[ée]|verificad[ao]|controllat[ao]|gecontroleerd|skannet|kontrollert|kontrollerat).{0,60}(?:virus|malware|spam|viren)|virus-?free|virenfrei|sans virus|libre de virus|privo di virus|(?:swept|scanned) by|has been (?:scanned|checked) (?:by|for)/iu;
const PAPER =
  /(?:consider|think of|respect|protect) the environment before print|please don'?t print this|denken sie (?:bitte )?an die umwelt|pensez [àa] l'environnement|antes de imprimir|prima di stampare|denk aan het milieu|tenk på miljøet|tänk på miljön/iu;
const LIABLE =
  /(?:do(?:es)? not (?:necessarily )?(?:represent|reflect)|are (?:solely )?those of the (?:author|sender)|no liability|not liable|registered (?:office|in)|sitz der gesellschaft|handelsregister|unauthori[sz]ed (?:use|review|disclosure|copying|distribution))/iu;

function isDisclaimer(words: string): boolean {
  return (
    (CONFIDENTIAL.test(words) && ADDRESSEE.test(words)) ||
    SCANNED.test(words) ||
    PAPER.test(words) ||
    (LIABLE.test(words) &&
      /e-?mail|message|nachricht|gmbh|\bAG\b|ltd|limited|company number|views|opinions/i.test(words)) ||
    /if you (?:are not|have received).{0,60}(?:recipient|error|mistake).{0,200}(?:delete|notify|destroy|inform)/iu.test(
      words,
    )
  );
}

/** Words with which a warning begins. */
const WARNING_START =
  /^[\s\p{P}\p{S}]{0,40}(?:external|ext\b|caution|warning|attention|be careful|notice|alert|security|achtung|vorsicht|warnung|hinweis|extern|avertissement|prudence|mise en garde|externe|precauci[óo]n|atenci[óo]n|advertencia|cuidado|externo|attenzione|avviso|esterna|esterno|aten[çc][ãa]o|aviso|let op|waarschuwing|opgelet|advarsel|forsiktig|obs\b|varning|varoitus|huomio|uwaga|ostrze[żz]enie|upozorn[ěe]n[íi]|figyelem|внимание|увага|dikkat|προσοχή|注意|警告|外部|주의|this (?:e-?mail|message|mail) (?:originated|was sent|comes|came|is|has been sent)|you don'?t often get e?-?mail|some people who received this|diese (?:e-?mail|nachricht) |ce (?:message|courriel|mail) |cet e-?mail |este (?:correo|mensaje|e-?mail|mensagem) |esta mensagem |questa e-?mail |questo messaggio |dit (?:bericht|is) |deze e-?mail |denne e-?post|dette er |detta |this sender)/iu;
/** What it warns of. */
const WARNING_ABOUT =
  /e-?mail|message|sender|mail\b|nachricht|absender|courriel|exp[ée]diteur|correo|mensaje|remitente|messaggio|mittente|mensagem|remetente|bericht|afzender|e-?post|avsender|avs[äa]ndare|meddelande|viesti|l[äa]hett[äa]j|wiadomo|nadawc|zpr[áa]v|odes[ií]latel|письмо|сообщени|отправител|лист|g[öo]nderen|e-posta|メール|邮件|郵件|메일|links?\b|attachment|anh[äa]ng|pi[èe]ces? jointe/iu;
const WARNING_OUTSIDE =
  /external|outside|extern|au[ßs]{1,2}erhalb|ext[ée]rieur|estern|extern[oa]s?|fuera|fora d|buiten|utenfor|utanf[öo]r|ekstern|ulkopuol|zewn[ęe]trz|spoza|extern[íi]|k[üu]ls[őo]|внешн|извне|зовнішн|d[ıi][şs]ar|外部|외부|originat|click|unknown sender|not recogni[sz]e|verify|phishing|learn why this is important|klicken|cliquez|haga clic|cliccare|clique|klik|klikk|klicka|suspicious|untrusted|often get/iu;
const LONGEST_WARNING = 700;

const isWarning = (words: string) =>
  words.length <= LONGEST_WARNING &&
  (/^[\s\p{P}\p{S}]{0,20}(?:external|ext|extern|externe|externo|esterno|ekstern)(?: (?:e-?mail|mail|sender|message|nachricht|absender))?[\s\p{P}\p{S}]{0,20}$/iu.test(
    words,
  ) ||
    (WARNING_START.test(words) && WARNING_ABOUT.test(words) && WARNING_OUTSIDE.test(words)));

/** Sentences at the start of a line that are looked at. */
const MOST_SENTENCES = 4;

/** Cuts warnings: as paragraphs, as single lines, and as the first sentences of a text that stands in one line. */
function cutWarnings(text: string): string {
  if (!WARNING_OUTSIDE.test(text)) return text;
  const paragraphs = paragraphsOf(text).map((lines) => {
    if (lines.length <= LONGEST_NOTICE && isWarning(wordsOf(lines))) return belowWarning(lines);
    const kept = lines.filter((line) => line.length > LONGEST_WARNING || !isWarning(wordsOf([line])));
    // A warning that was wrapped stands right above the text.
    for (let count = Math.min(6, kept.length - 1); count > 1; count--)
      if (isWarning(wordsOf(kept.slice(0, count))) && /[.!\])*]\s{0,8}$/.test(kept[count - 1]!))
        return kept.slice(count);
    return kept;
  });
  const lines = paragraphs.flat();
  const first = lines.findIndex((line) => !isBlank(line));
  if (first >= 0) lines[first] = cutFirstSentences(lines[first]!);
  return lines.join('\n');
}

const CARE = /careful|caution|vorsicht|prudence|cuidado|prudenza|forsiktig|f[öo]rsiktig/iu;

/** What stands right below a warning, in one paragraph with it. */
function belowWarning(lines: readonly string[]): readonly string[] {
  for (let count = 1; count < lines.length; count++) {
    if (!isWarning(wordsOf(lines.slice(0, count))) || !/[.!\])*]\s{0,8}$/.test(lines[count - 1]!)) continue;
    const rest = lines.slice(count);
    if (!rest.some((line) => CARE.test(line) || (WARNING_OUTSIDE.test(line) && WARNING_ABOUT.test(line)))) return rest;
  }
  return [];
}

function cutFirstSentences(line: string): string {
  let start = 0;
  let end = 0;
  for (let count = 0; count < MOST_SENTENCES; count++) {
    const stop = line.slice(start, start + LONGEST_WARNING).search(/[.!\]] /);
    if (stop < 0) break;
    const sentence = line.slice(start, start + stop + 1);
    const isPart = end > 0 && WARNING_OUTSIDE.test(sentence) && WARNING_ABOUT.test(sentence);
    if (isWarning(sentence) || isPart) end = start + stop + 1;
    else if (!/^[\s\p{P}\p{S}]{0,10}\p{L}{4,12}[!.\]]$/u.test(sentence)) break;
    start += stop + 2;
  }
  return line.slice(end);
}

const LIST_WORDS =
  /mailing ?list|listinfo|unsubscribe|subscri(?:be|ption)|googlegroups|groups\.google|google groups?|you received this (?:message|e-?mail) because|listserv|signoff|yahoo! groups|sympa|mailman|majordomo|mailingliste|abmelden|abbestell|liste de diffusion|d[ée]sabonn|d[ée]sinscri|lista de (?:correo|distribuci|discuss)|cancelar (?:la|su|a) (?:suscripci|inscri)|cancellarsi|disiscri|afmelden|uitschrijven|avmeld|avregistr|рассылк|отписаться|wypisa|peruuta tilaus/iu;

/** Cuts the footers of lists: a rule and what stands below it, or a paragraph that a list server writes. */
function cutListFooters(text: string): string {
  if (!LIST_WORDS.test(text)) return text;
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const end = isRule(lines[at]!) ? footerEnd(lines, at + 1) : 0;
    if (end > 0) at = end - 1;
    else kept.push(lines[at]!);
  }
  return dropParagraphs(kept.join('\n'), isListParagraph);
}

const isRule = (line: string) => /^[\s>|]{0,40}(?:[-_=*#~+]{5,200}|--)\s{0,20}$/.test(line);

/** Where the paragraphs of a footer end that may begin at a line; 0 where none stands there. */
function footerEnd(lines: readonly string[], start: number): number {
  let end = 0;
  let at = start;
  while (at < lines.length && at < start + 3 * LONGEST_NOTICE) {
    while (at < lines.length && isBlank(lines[at]!)) at++;
    const first = at;
    while (at < lines.length && !isBlank(lines[at]!) && !(at > first && isRule(lines[at]!))) at++;
    if (at === first || at - first > LONGEST_NOTICE || !LIST_WORDS.test(wordsOf(lines.slice(first, at)))) break;
    end = at;
    if (at < lines.length && isRule(lines[at]!)) {
      if (lines.slice(at + 1, at + 3).every(isBlank)) end = at + 1;
      break;
    }
  }
  return end;
}

const isListParagraph = (words: string) =>
  /you received this (?:message|e-?mail) because you (?:are|were) (?:subscribed|a member)|to unsubscribe from (?:this|the)|to (?:view|see) this discussion (?:on|visit)|for more options, visit|to post to this group|sie erhalten diese (?:nachricht|e-?mail), weil|vous recevez ce message|has recibido este (?:mensaje|correo) porque|hai ricevuto questo messaggio perch|u ontvangt dit bericht omdat|to change your subscription/iu.test(
    words,
  );

const isUnsubscribeLine = (line: string) =>
  /^[\s\p{P}\p{S}]{0,10}(?:(?:click here )?(?:to )?(?:unsubscribe|manage (?:your )?(?:preferences|subscriptions?)|update (?:your )?preferences|opt[ -]?out|view (?:this (?:e-?mail|message) )?in (?:your )?browser)|(?:vom )?newsletter abmelden|abmelden|se d[ée]s(?:abonner|inscrire)|darse de baja|cancelar suscripci[óo]n|cancella iscrizione|disiscriviti|afmelden|uitschrijven|meld deg av|avregistrera|отписаться)(?![\p{L}])/iu.test(
    line,
  ) || /^(?:if you (?:no longer|do not) (?:wish|want) to receive|to stop receiving)/iu.test(line);

/** Cuts the notices that stand where an attachment stood. */
function cutAttachmentNotices(text: string): string {
  return dropLines(cutScrubNotices(text), (line) =>
    /^[\s\p{P}\p{S}]{0,10}(?:(?:the |an? |this )?(?:file |original )?attachments?\b.{0,120}\b(?:removed|stripped|deleted|blocked|quarantined|detached|suppressed)|(?:removed|stripped|deleted|blocked) (?:by .{0,40} )?attachments?|anh[äa]nge? .{0,80}entfernt|anlagen? .{0,80}entfernt|pi[èe]ces? jointes? .{0,80}supprim|archivo adjunto .{0,80}(?:eliminado|suprimido)|allegat[oi] .{0,80}(?:rimoss|eliminat)|bijlagen? .{0,80}verwijderd|vedlegg .{0,80}fjernet|non-text portions of this message have been removed|(?:the|a) following attachments? (?:was|were|has|have))/iu.test(
      line,
    ),
  );
}

/** True for a link behind a text that names where it leads: `www.quay.example<http://www.quay.example/>`. */
function leadsWhereItSays(before: string, link: string): boolean {
  const text = before.trimEnd();
  const named = text.slice(Math.max(text.lastIndexOf(' '), text.lastIndexOf('\n'), text.lastIndexOf('<')) + 1);
  return named !== '' && bareLink(unwrapLink(named)) === bareLink(unwrapLink(link));
}

/** Cuts what programs write where they made plain text of HTML: places of pictures, the address behind an address, entities. */
function cutConversionMarks(text: string): string {
  if (!/[<&[]/.test(text)) return text;
  return text
    .replace(
      /\[(?:cid:[^\]\n]{1,200}|image(?::[^\]\n]{0,200})?|inline image[^\]\n]{0,100}|bild(?::[^\]\n]{0,100})?|logo)\]/gi,
      ' ',
    )
    .replace(/<image\d{1,5}\.(?:png|jpe?g|gif|bmp|[ew]mz)>/gi, ' ')
    .replace(/<(?:mailto|tel|sip|callto|sms|fax):[^>\n]{1,300}>/gi, ' ')
    .replace(/<https?:\/\/[^\s<>]{1,2000}>/gi, (link, at: number, whole: string) =>
      leadsWhereItSays(whole.slice(Math.max(0, at - 2000), at), link.slice(1, -1)) ? ' ' : link,
    )
    .replace(/&nbsp;|&#160;/gi, ' ')
    .replace(/&amp;/gi, '&')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;|&#34;/gi, '"')
    .replace(/&#39;|&apos;/gi, "'");
}
