/** Writes chains of mail as programs do: each with its own sentence or block above what it quotes. */

interface MadePerson {
  readonly name: string;
  readonly address: string;
}

/** One way to quote: what is written above the quotation, and how the quotation is told from the rest. */
export interface QuotingStyle {
  readonly program: string;
  /** `marked`: every line has a mark; `inside`: the words above it too; `open`: all that follows is quoted. */
  readonly form: 'marked' | 'inside' | 'open';
  readonly tells: 'name' | 'address';
  readonly precision: 'minute' | 'day' | null;
  /** Month and day are figures that only the time of the answer tells apart: either reading is told as one of two. */
  readonly isAmbiguous?: boolean;
  readonly above: (mail: MadeMail) => string;
}

export interface MadeMail {
  readonly from: MadePerson;
  readonly to: MadePerson;
  readonly subject: string;
  /** Milliseconds since 1970. */
  readonly date: number;
  readonly text: string;
  /** How it quotes what it answers. */
  readonly style: QuotingStyle;
  /** True if it answers below the quotation, where its marks allow it. */
  readonly isBelow: boolean;
  /** Characters after which the sentence above a quotation is wrapped. */
  readonly width: number;
}

export const PEOPLE: readonly MadePerson[] = [
  { name: 'Nora Fell', address: 'nora@fell.example' },
  { name: 'Dr. Pia Holm', address: 'pia@holm.example' },
  { name: "Sean O'Neil", address: 'sean@oneil.example' },
  { name: 'Jan van der Berg', address: 'jan@berg.example' },
  { name: 'Zoë Müller-Lüd', address: 'zoe@lued.example' },
  { name: 'Tomáš Říha', address: 'riha@vltava.example' },
  { name: 'Нора Велл', address: 'nora@vell.example' },
  { name: '佐藤 花子', address: 'hanako@sato.example' },
  { name: 'Ö. K. Aydın', address: 'aydin@kara.example' },
  { name: 'Ann Li', address: 'ann@li.example' },
];

/** The words of a moment in a language, by the calendar that ICU has (Unicode CLDR). */
function told(language: string, options: Intl.DateTimeFormatOptions) {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  return ({ date }: MadeMail) => format.format(date).replaceAll('\u202f', ' ');
}
const two = (number: number) => String(number).padStart(2, '0');
const at = (mail: MadeMail) => new Date(mail.date);
const clock = (mail: MadeMail) => `${two(at(mail).getUTCHours())}:${two(at(mail).getUTCMinutes())}`;
const halfDay = told('en-US', { hour: 'numeric', minute: '2-digit', hour12: true });
const numbers = (between: string) => (mail: MadeMail) =>
  [two(at(mail).getUTCDate()), two(at(mail).getUTCMonth() + 1), at(mail).getUTCFullYear()].join(between);
const sender = ({ from }: MadeMail) => `${from.name} <${from.address}>`;
const longDay = (language: string) =>
  told(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const shortDay = (language: string) =>
  told(language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

function sentence(program: string, above: (mail: MadeMail) => string, rest: Partial<QuotingStyle> = {}): QuotingStyle {
  return { program, form: 'marked', tells: 'address', precision: 'minute', above, ...rest };
}

/** Outlook's block, in its order; with a rule or a separator above it. */
function block(
  program: string,
  [from, sent, to, subject]: readonly [string, string, string, string],
  when: (mail: MadeMail) => string,
  rule = '',
): QuotingStyle {
  const above = (mail: MadeMail) =>
    `${rule}${from}: ${sender(mail)}\n${sent}: ${when(mail)}\n${to}: ${mail.to.name} <${mail.to.address}>\n${subject}: ${mail.subject}`;
  return sentence(program, above, { form: 'open' });
}

const day = (language: string) => (mail: MadeMail) => `${longDay(language)(mail)} ${clock(mail)}`;

export const STYLES: readonly QuotingStyle[] = [
  sentence('Gmail', (mail) => `On ${shortDay('en-US')(mail)} at ${halfDay(mail)} ${sender(mail)} wrote:\n`),
  sentence('Gmail, German', (mail) => `Am ${shortDay('de')(mail)} um ${clock(mail)} Uhr schrieb ${sender(mail)}:\n`),
  sentence('Gmail, French', (mail) => `Le ${shortDay('fr')(mail)} à ${clock(mail)}, ${sender(mail)} a écrit :\n`),
  sentence('Gmail, Spanish', (mail) => `El ${shortDay('es')(mail)} a las ${clock(mail)}, ${sender(mail)} escribió:\n`),
  sentence(
    'Gmail, Italian',
    (mail) => `Il giorno ${shortDay('it')(mail)} alle ore ${clock(mail)} ${sender(mail)} ha scritto:\n`,
  ),
  sentence('Gmail, Dutch', (mail) => `Op ${shortDay('nl')(mail)} om ${clock(mail)} schreef ${sender(mail)}:\n`),
  sentence('Gmail, Polish', (mail) => `${shortDay('pl')(mail)} o ${clock(mail)} ${sender(mail)} napisał(a):\n`),
  sentence('Gmail, Russian', (mail) => `${shortDay('ru')(mail)} в ${clock(mail)}, ${sender(mail)}:\n`),
  sentence('Gmail, Swedish', (mail) => `Den ${shortDay('sv')(mail)} kl ${clock(mail)} skrev ${sender(mail)}:\n`),
  sentence(
    'Gmail, Portuguese',
    (mail) => `Em ${shortDay('pt-BR')(mail)} às ${clock(mail)}, ${sender(mail)} escreveu:\n`,
  ),
  sentence(
    'Gmail, Turkish',
    (mail) => `${sender(mail)}, ${shortDay('tr')(mail)}, ${clock(mail)} tarihinde şunu yazdı:\n`,
  ),
  sentence('Gmail, Japanese', (mail) => `${shortDay('ja')(mail)} ${clock(mail)} ${sender(mail)}:\n`),
  sentence('Gmail, Chinese', (mail) => `${sender(mail)} 于${shortDay('zh-CN')(mail)} ${clock(mail)}写道：\n`),
  sentence(
    'Thunderbird',
    (mail) => `On ${told('en-US', { dateStyle: 'short' })(mail)} ${halfDay(mail)}, ${mail.from.name} wrote:`,
    { tells: 'name', isAmbiguous: true },
  ),
  sentence('Thunderbird, German', (mail) => `Am ${numbers('.')(mail)} um ${clock(mail)} schrieb ${mail.from.name}:`, {
    tells: 'name',
  }),
  sentence('Thunderbird, French', (mail) => `Le ${numbers('/')(mail)} à ${clock(mail)}, ${mail.from.name} a écrit :`, {
    tells: 'name',
  }),
  sentence('Pine', (mail) => `On ${at(mail).toUTCString().slice(0, 16)}, ${mail.from.name} wrote:\n`, {
    tells: 'name',
    precision: 'day',
  }),
  sentence('Gnus', (mail) => `${sender(mail)} writes:\n`, { precision: null }),
  sentence(
    'Apple Mail',
    (mail) => `On ${told('en-US', { dateStyle: 'medium' })(mail)}, at ${halfDay(mail)}, ${sender(mail)} wrote:\n`,
    { form: 'inside' },
  ),
  sentence('Apple Mail, German', (mail) => `Am ${numbers('.')(mail)} um ${clock(mail)} schrieb ${sender(mail)}:\n`, {
    form: 'inside',
  }),
  block('Outlook', ['From', 'Sent', 'To', 'Subject'], (mail) => `${longDay('en-US')(mail)} ${halfDay(mail)}`),
  block(
    'Outlook 2003',
    ['From', 'Sent', 'To', 'Subject'],
    (mail) => `${longDay('en-US')(mail)} ${halfDay(mail)}`,
    '-----Original Message-----\n',
  ),
  block('Outlook on the web', ['From', 'Sent', 'To', 'Subject'], day('en-GB'), `${'_'.repeat(32)}\n`),
  block('Outlook, German', ['Von', 'Gesendet', 'An', 'Betreff'], day('de')),
  block('Outlook, French', ['De ', 'Envoyé ', 'À ', 'Objet '], day('fr')),
  block('Outlook, Spanish', ['De', 'Enviado el', 'Para', 'Asunto'], day('es')),
  block('Outlook, Dutch', ['Van', 'Verzonden', 'Aan', 'Onderwerp'], day('nl')),
  block('Outlook, Polish', ['Od', 'Wysłano', 'Do', 'Temat'], day('pl')),
  block('Outlook, Russian', ['От', 'Отправлено', 'Кому', 'Тема'], day('ru')),
  block('Outlook, Czech', ['Od', 'Odesláno', 'Komu', 'Předmět'], day('cs')),
  block('Outlook, Finnish', ['Lähettäjä', 'Lähetetty', 'Vastaanottaja', 'Aihe'], day('fi')),
  block('Outlook, Turkish', ['Kimden', 'Gönderildi', 'Kime', 'Konu'], day('tr')),
];

/** The body of the first mail, which quotes the second, which quotes the third. */
export function writeChain([mail, ...quoted]: readonly MadeMail[]): string {
  if (!mail || !quoted[0]) return mail?.text ?? '';
  const { form, above } = mail.style;
  const words = form === 'marked' ? wrapLines(above(quoted[0]), mail.width) : above(quoted[0]);
  return quoteChain(mail.text, words, writeChain(quoted), form, mail.isBelow);
}

/** What somebody wrote, above or below what he quotes with the words above it. */
export function quoteChain(
  text: string,
  above: string,
  quoted: string,
  form: QuotingStyle['form'],
  isBelow: boolean,
): string {
  if (form === 'open') return `${text}\n\n${above}\n\n${quoted}`;
  if (form === 'inside') return `${text}\n\n${markLines(`${above}\n${quoted}`)}`;
  const quotation = `${above}\n${markLines(quoted)}`;
  return isBelow ? `${quotation}\n\n${text}` : `${text}\n\n${quotation}`;
}

function markLines(text: string): string {
  return text.replaceAll(/^(>?)(.*)$/gm, (_, mark, rest) => (mark || !rest ? `>${mark}${rest}` : `> ${rest}`));
}

function wrapLines(text: string, width: number): string {
  return text.replaceAll(new RegExp(`(.{1,${width}}\\S*) `, 'g'), (line, begun) =>
    line.length > width ? `${begun}\n` : line,
  );
}
