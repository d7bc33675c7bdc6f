/**
 * Month of a name or abbreviation in the languages that mail clients write, 1-12, else 0. `"Juillet"` → 7, `"мая"` → 5.
 * A name that would be two months in two languages (`mar` is also Portuguese; `lis` Polish and Croatian) goes to the first
 * language that mail clients ship.
 */
export function monthNumber(word: string): number {
  const key = word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f.]/g, '');
  const exact = MONTHS.get(key);
  if (exact !== undefined) return exact;
  return /^[a-z]/.test(key) && key.length > 3 ? (ENGLISH.get(key.slice(0, 3)) && englishLong(key)) || 0 : 0;
}

/** QUIRK: clients cut English month names at four letters (`Sept`, `June`) or misspell the rest. */
function englishLong(key: string): number {
  const month = ENGLISH.get(key.slice(0, 3))!;
  return LONG_ENGLISH[month - 1]!.startsWith(key) ? month : 0;
}

const LONG_ENGLISH = 'january february march april may june july august september october november december'.split(' ');

/** One line a language: twelve months, spellings of one month separated by `|`. Accents do not count. */
const LANGUAGES: readonly string[] = [
  'jan|january feb|february mar|march apr|april may jun|june jul|july aug|august sep|sept|september oct|october nov|november dec|december',
  'januar|janner|jan februar|feber|feb marz|mrz|maerz|mar april mai juni juli august september oktober|okt november dezember|dez',
  'janvier|janv fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout septembre|sept octobre novembre decembre|dec',
  'enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre|set octubre noviembre diciembre|dic',
  'gennaio|gen febbraio marzo aprile maggio|mag giugno|giu luglio|lug agosto settembre|set|sett ottobre|ott novembre dicembre|dic',
  'janeiro fevereiro|fev marco abril|abr maio|mai junho julho agosto setembro|set outubro|out novembro dezembro|dez',
  'januari februari maart|mrt april mei juni juli augustus september oktober november december',
  'januari februari mars april maj juni juli augusti september oktober november december',
  'januar februar marts april maj juni juli august september oktober november december',
  'januar februar mars april mai juni juli august september oktober november desember|des',
  'tammikuuta|tammikuu|tammi helmikuuta|helmikuu|helmi maaliskuuta|maaliskuu|maalis huhtikuuta|huhtikuu|huhti toukokuuta|toukokuu|touko kesakuuta|kesakuu|kesa heinakuuta|heinakuu|heina elokuuta|elokuu|elo syyskuuta|syyskuu|syys lokakuuta|lokakuu|loka marraskuuta|marraskuu|marras joulukuuta|joulukuu|joulu',
  'stycznia|styczen|sty lutego|luty|lut marca|marzec kwietnia|kwiecien|kwi maja|maj czerwca|czerwiec|cze lipca|lipiec|lip sierpnia|sierpien|sie wrzesnia|wrzesien|wrz pazdziernika|pazdziernik|paz listopada|listopad|lis grudnia|grudzien|gru',
  'ledna|leden|led unora|unor|uno brezna|brezen|bre dubna|duben|dub kvetna|kveten|kve cervna|cerven|cvn cervence|cervenec|cvc srpna|srpen|srp zari|zar rijna|rijen|rij - prosince|prosinec|pro',
  'januara|januar februara|februar marca|marec aprila|april maja|maj juna|jun jula|jul augusta|august septembra|september oktobra|oktober novembra|november decembra|december',
  'sijecnja|sijecanj|sij veljace|veljaca|velj ozujka|ozujak|ozu travnja|travanj|tra svibnja|svibanj|svi lipnja|lipanj srpnja|srpanj kolovoza|kolovoz|kol rujna|rujan|ruj - studenoga|studeni|stu prosinca|prosinac',
  'januar februar mart april|avgust maj jun jul avgust|avg septembar oktobar novembar decembar',
  'января|январь|янв февраля|февраль|фев марта|март|мар апреля|апрель|апр мая|маи июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек',
  'січня|січень|січ лютого|лютии|лют березня|березень|бер квітня|квітень|квіт|кві травня|травень|трав|тра червня|червень|чер|черв липня|липень|лип серпня|серпень|серп|сер вересня|вересень|вер жовтня|жовтень|жовт|жов листопада|листопад|лист|лис грудня|грудень|груд|гру',
  'студзеня|студзень лютага|люты сакавіка|сакавік красавіка|красавік мая|травень чэрвеня|чэрвень ліпеня|ліпень жніўня|жнівень верасня|верасень кастрычніка|кастрычнік лістапада|лістапад снежня|снежань',
  'януари|ян февруари|февр март април маи юни юли август септември|септ октомври ноември декември',
  'jануар фебруар|феб март април маj jун jул август септембар|сеп октобар новембар|нов децембар|дец',
  'ιανουαριου|ιανουαριος|ιαν φεβρουαριου|φεβρουαριος|φεβ μαρτιου|μαρτιος|μαρ απριλιου|απριλιος|απρ μαιου|μαιος|μαι ιουνιου|ιουνιος|ιουν ιουλιου|ιουλιος|ιουλ αυγουστου|αυγουστος|αυγ σεπτεμβριου|σεπτεμβριος|σεπ|σεπτ οκτωβριου|οκτωβριος|οκτ νοεμβριου|νοεμβριος|νοε δεκεμβριου|δεκεμβριος|δεκ',
  'ocak|oca subat|sub mart nisan|nis mayis haziran|haz temmuz|tem agustos|agu eylul|eyl ekim|eki kasim|kas aralik|ara',
  'januar februar marcius aprilis|apr majus junius julius augusztus szeptember|szept|szept oktober november december',
  'ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie|noi decembrie',
  'gener|gen febrer marc abril maig juny juliol agost setembre|set octubre novembre desembre|des',
  'sausio|saus vasario|vas kovo|kov balandzio|bal geguzes|geg birzelio|birz liepos|liep rugpjucio|rugp rugsejo|rugs spalio|spal lapkricio|lapkr gruodzio|gruod',
  'janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris',
  'jaanuar|jaan veebruar|veebr marts aprill mai juuni juuli august september oktoober november detsember|dets',
  'januar februar mars april mai juni juli agust|agu september oktober november desember',
  'januari februari maret april mei juni juli agustus|agt september oktober november|nop desember|des',
  'urtarrila|urt otsaila|ots martxoa apirila|api maiatza|mai ekaina|eka uztaila|uzt abuztua|abu iraila|ira urria|urr azaroa|aza abendua|abe',
  'ינואר|בינואר פברואר|בפברואר מרץ|במרץ|מרס|במרס אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר',
  'يناير فبراير مارس أبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر',
  'ม.ค.|มกราคม ก.พ.|กุมภาพันธ์ มี.ค.|มีนาคม เม.ย.|เมษายน พ.ค.|พฤษภาคม มิ.ย.|มิถุนายน ก.ค.|กรกฎาคม ส.ค.|สิงหาคม ก.ย.|กันยายน ต.ค.|ตุลาคม พ.ย.|พฤศจิกายน ธ.ค.|ธันวาคม',
  '1월 2월 3월 4월 5월 6월 7월 8월 9월 10월 11월 12월',
  '1月|一月 2月|二月 3月|三月 4月|四月 5月|五月 6月|六月 7月|七月 8月|八月 9月|九月 10月|十月 11月|十一月 12月|十二月',
];

const MONTHS = new Map<string, number>();
const ENGLISH = new Map<string, number>();
for (const line of LANGUAGES)
  for (const [index, names] of line.split(' ').entries())
    for (const name of names.split('|')) {
      const key = name.normalize('NFKD').replace(/[\u0300-\u036f.]/g, '');
      if (key !== '-' && !MONTHS.has(key)) MONTHS.set(key, index + 1);
    }
for (const [index, name] of LONG_ENGLISH.entries()) ENGLISH.set(name.slice(0, 3), index + 1);
