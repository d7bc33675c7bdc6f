/**
 * Names of months, week days and day halves as mail programs write them, in the languages of the label tables.
 *
 * From Unicode CLDR by way of `Intl.DateTimeFormat` (both grammatical forms, long and short), to which forms that mail
 * programs wrote before CLDR were added. All are folded as `foldWord` folds: lower case, no accents, no trailing dot.
 * A name that two languages use for different months (`listopad`: October in Croatian, November in Czech) stands twice.
 */

/** Month names, one line a month from January; a name of two words has `_` for the space. */
export const MONTH_NAMES: readonly string[] = [
  'januarie jan يناير كانون_الثاني xineru xin yanvar yan студзень студзеня сту януари genver gen januar јануар јан gener leden ledna led ionawr ion janner januara ιανουαριου ιαν january januaro enero ene jaanuar jaan urtarrila urt ژانویه tammikuu tammikuuta tammi janvier janv jannewaris eanair ean faoilleach fhaoilleach faoi xaneiro xan ינואר ינו जनवरी जन॰ sijecanj sijecnja sij հունվար հունվարի հնվ januario januari gennaio იანვარი იან yennayer yen қаңтар қаң មករា rebendan rbn sausis sausio janvaris јануари ജനുവരി ജനു जानेवारी जाने styczen stycznia sty janeiro schaner schan ianuarie ian январь января янв janar ஜனவரி ஜன มกราคม ม.ค ocak oca يانۋار січень січня січ ιανουαριος ιανουαριο яну ян ghjennaghju genn janvr jann янвр',
  'februarie feb فبراير شباط febreru fevral fev люты лютага лют февруари hwevrer hwe februar фебруар феб febrer febr unor unora uno chwefror chw chwef februara φεβρουαριου φεβ february februaro febrero veebruar veebr otsaila ots فوریه helmikuu helmikuuta helmi fevrier fevr febrewaris feabhra feabh gearran ghearran gearr febreiro פברואר פבר फ़रवरी फ़र॰ veljaca veljace velj փետրվար փետրվարի փտվ februario februari febbraio თებერვალი თებ furar fur ақпан ақп កុម្ភៈ sibat sbt vasaris vasario februaris фев ഫെബ്രുവരി ഫെബ്രു फेब्रुवारी फेब्रु luty lutego lut fevereiro favrer favr февраль февраля февр shkurt shk பிப்ரவரி பிப் กุมภาพันธ์ ก.พ subat sub فېۋرال лютии лютого feber φεβρουαριος φευ ferraghju pebruari febbr febraury',
  'maart mrt مارس آذار marzu mar mart сакавік сакавіка сак март meurzh meur мар marc brezen brezna bre mawrth maw marts marz merc merca mer μαρτιου μαρ march marto marzo martxoa maaliskuu maaliskuuta maalis mars marta mhart מרץ मार्च ozujak ozujka ozu marcius մարտ մարտի մրտ martio maret მარტი მარ meɣres meɣ наурыз нау មីនា adar adr maerz mae kovas kovo മാർച്ച് മാർ mac marzec marca marco martie марта marec மார்ச் மார் มีนาคม มี.ค مارت березень березня бер mrz μαρτιος marchu',
  'april apr ابريل نيسان abril abr aprel красавік красавіка кра април ebrel ebr апр duben dubna dub ebrill apryl apryla απριλιου απρ aprilo aprill apirila api آوریل huhtikuu huhtikuuta huhti avril avr aibrean aib giblean ghiblean gibl אפריל אפר अप्रैल travanj travnja tra aprilis ապրիլ ապրիլի ապր aprile აპრილი აპრ yebrir yeb сәуір сәу មេសា nisan nsn abrell balandis balandzio ഏപ്രിൽ ഏപ്രി एप्रिल एप्रि kwiecien kwietnia kwi avrigl aprilie апрель апреля aprila prill pri ஏப்ரல் ஏப் เมษายน เม.ย nis ياپرېل квітень квітня квіт απριλιος',
  'mei مايو ماي ايار mayu may маи мая mae maj мај maig kveten kvetna kve mai maja μαιου μαι majo mayo maiatza مه toukokuu toukokuuta touko maaie bealtaine beal ceitean cheitean ceit maio מאי मई svibanj svibnja svi meja meje mej majus մայիս մայիսի մյս maggio mag მაისი მაი mayyu мамыр мам ឧសភា gulan gln mee geguze geguzes maijs മേയ് मे matg மே พฤษภาคม พ.ค mayıs травень травня трав μαιος maios maghju',
  'junie jun يونيو حزيران xunu xun iyun iyn чэрвень чэрвеня чэр юни mezheven mezh juni јуни јун juny cerven cervna cvn mehefin meh junij junija ιουνιου ιουν june junio juuni ekaina eka ژوين kesakuu kesakuuta kesa juin meitheamh meith ogmhios ogmh xuno יוני जून lipanj lipnja lip junius հունիս հունիսի հնս giugno giu ივნისი ივნ yunyu yun маусым мау មិថុនា heziran hzr birzelis birzelio junijs ജൂൺ czerwiec czerwca cze junho zercladur zercl iunie iun июнь июня июн juna qershor qer ஜூன் มิถุนายน มิ.ย haziran haz يىيۇن червень червня черв ιουνιος ghjugnu jn',
  'julie jul يوليو يوليوز تموز xunetu xnt iyul iyl ліпень ліпеня ліп юли gouere goue juli јули јул juliol cervenec cervence cvc gorffennaf gor gorff julij julija ιουλιου ιουλ july julio juuli uztaila uzt ژويیه heinakuu heinakuuta heina juillet juil iuil iuchar iuch xullo xul יולי जुलाई जुल॰ srpanj srpnja srp julius հուլիս հուլիսի հլս luglio lug ივლისი ივლ yulyu yul шілде шіл កក្កដា tirmeh trm liepa liepos julijs ജൂലൈ जुलै julai lipiec lipca lip julho fanadur fan iulie iul июль июля июл jula korrik korr ஜூலை กรกฎาคม ก.ค temmuz tem يىيۇل липень липня лип ιουλιος lugliu',
  'augustus aug اغسطس غشت آب agostu ago avqust avq жнівень жніуня жні август eost august аугуст ауг agost srpen srpna srp awst awgust awgusta awg αυγουστου αυγ augusto agosto ag abuztua abu اوت elokuu elokuuta elo aout lunasa lun lunastal luna אוגוסט אוג अगस्त अग॰ kolovoz kolovoza kol augusztus օգոստոս օգոստոսի օգս agustus agu agust აგვისტო აგვ ɣuct ɣuc тамыз там សីហា tebax tbx rugpjutis rugpjucio augusts авг ഓഗസ്റ്റ് ഓഗ ऑगस्ट ऑग ogos ogo sierpien sierpnia sie avust августа augusta avgust avg gusht gush augusti ஆகஸ்ட் ஆக สิงหาคม ส.ค agustos ياۋغۇست серпень серпня серп αυγουστος aostu agt',
  'september sep سبتمبر شتنبر ايلول setiembre set sentyabr sen верасень верасня вер септември gwengolo gwen septembar септембар сеп setembre zari zar medi sept septembra σεπτεμβριου σεπ septembro septiembre iraila ira سپتامبر syyskuu syyskuuta syys septembre septimber mean_fomhair mfomh sultain sult setembro ספטמבר ספט सितंबर सित॰ rujan rujna ruj szeptember szept սեպտեմբեր սեպտեմբերի սեպ settembre სექტემბერი სექ ctember cte қыркүиек қыр កញ្ញា ilon iln rugsejis rugsejo septembris സെപ്റ്റംബർ സെപ്റ്റം सप्टेंबर सप्टें wrzesien wrzesnia wrz settember sett septembrie сентябрь сентября сент shtator sht செப்டம்பர் செப் กันยายน ก.ย eylul eyl سېنتەبىر вересень вересня sentabr septbr сен σεπτεμβριος wrzes',
  'oktober okt اكتوبر تشرين_الاول ochobre och oktyabr кастрычнік кастрычніка кас октомври oktobar октобар окт octubre oct rijen rijna rij hydref hyd oktobra οκτωβριου οκτ october oktobro oktoober urria urr اکتبر lokakuu lokakuuta loka octobre deireadh_fomhair dfomh damhair damh outubro out אוקטובר אוק अक्टूबर अक्टू॰ listopad listopada lis հոկտեմբեր հոկտեմբերի հոկ ottobre ott ოქტომბერი ოქტ tuber tub қазан қаз តុលា cotmeh cot spalis spalio oktobris ഒക്ടോബർ ഒക്ടോ ऑक्टोबर ऑक्टो pazdziernik pazdziernika paz octombrie октябрь октября tetor tet அக்டோபர் அக் ตุลาคม ต.ค ekim eki يۆكتەبىر жовтень жовтня жовт oktabr octo οκτωβριος otubre ocktober окто',
  'november nov نوفمبر نونبر تشرين_الثاني payares pay noyabr noy лістапад лістапада ліс ноември novembar новембар нов novembre listopad listopadu lis tachwedd tach nowember nowembra now νοεμβριου νοε novembro noviembre azaroa aza نوامبر marraskuu marraskuuta marras novimber samhain samh נובמבר נוב नवंबर नव॰ studeni studenoga stu նոյեմբեր նոյեմբերի նոյ ნოემბერი ნოე nunember nun қараша қар វិច្ឆិកា mijdar mjd lapkritis lapkricio novembris ное നവംബർ നവം नोव्हेंबर नोव्हें listopada noiembrie ноябрь ноября нояб novembra nentor nen நவம்பர் நவ พฤศจิกายน พ.ย kasım kas نويابىر листопад листопада лист ноя ноем νοεμβριος nuvembre nop nopember',
  'desember des ديسمبر دجنبر كانون_الاول avientu avi dekabr dek снежань снежня сне декември kerzu kzu decembar dec децембар дец desembre prosinec prosince pro rhagfyr rhag december dezember dez decembra δεκεμβριου δεκ decembro diciembre dic detsember dets abendua abe دسامبر joulukuu joulukuuta joulu decembre desimber nollaig noll dubhlachd dubh דצמבר דצמ दिसंबर दिस॰ prosinac prosinca դեկտեմբեր դեկտեմբերի դեկ dicembre დეკემბერი დეკ dugember dug желтоқсан жел ធ្នូ berfanbar brf gruodis gruodzio decembris дек ഡിസംബർ ഡിസം डिसेंबर डिसें disember dis grudzien grudnia gru dezembro decembrie декабрь декабря dhjetor dhj டிசம்பர் டிச ธันวาคม ธ.ค aralık ara دېكابىر грудень грудня груд δεκεμβριος декем',
];

/** Names of week days, one line a day from Sunday. */
export const WEEKDAY_NAMES: readonly string[] = [
  'sondag so الاحد domingu dom bazar нядзеля нд неделя sul nedjelja ned недјеља нед diumenge dg nedele ne søndag søn sonntag njezela nje κυριακη κυρ sunday sun dimanco di domingo puhapaev igandea ig یکشنبه sunnuntai su sunnudagur dimanche dim snein si domhnaigh domh didomhnaich did ראשון रविवार रवि njedzela vasarnap կիրակի կիր dominica minggu min domenica კვირა კვი acer жексенбі жс អាទិត្យ yeksem ysm sonndeg son sekmadienis sk svetdiena svetd недела ഞായറാഴ്ച ഞായർ ahad ahd zondag zo sø niedziela niedz dumengia du duminica dum воскресенье вс nedela nedelja diel die недеља ஞாயிறு ஞாயி วันอาทิตย์ อาทิตย์ pazar paz يەكشەنبە يە неділя yakshanba yak',
  'maandag ma الاثنين llunes llu панядзелак пн понеделник lun ponedjeljak pon понедјељак пон dilluns dl pondeli po llun mandag man montag mo ponjezele δευτερα δευ monday mon lundo lu lunes esmaspaev astelehena al دوشنبه maanantai manadagur lundi moandei luain luan diluain dil luns שני सोमवार सोम pondzela hetfo երկուշաբթի երկ lunedi senin sen manudagur ორშაბათი ორშ arim дүисенбі дс ចន្ទ ច័ន្ទ dusem dsm meindeg mei pirmadienis pr pirmdiena pirmd തിങ്കളാഴ്ച തിങ്കൾ isnin isn poniedziałek segunda seg glindesdi gli luni понедельник pondelok ponedeljek hene hen понедељак ponedeljak திங்கள் திங் วันจันทร์ จันทร์ pazartesi pzt دۈشەنبە دۈ понеділок dushanba dush',
  'dinsdag di الثلاثاء martes mar ауторак ау вторник вт meurzh meu utorak uto уторак уто dimarts dt utery ut mawrth maw tirsdag tirs dienstag wałtora wał τριτη τρι tuesday tue mardo ma teisipaev asteartea ar سهشنبه tiistai ti tysdagur tys mardi tiisdei mairt dimairt dim שלישי मंगलवार मंगल wutora wut kedd երեքշաբթի երք martedi selasa sel þriðjudagur þri სამშაბათი სამ aram сеисенбі сс អង្គារ sesem ssm denschdeg den antradienis an otrdiena otrd вто ചൊവ്വാഴ്ച ചൊവ്വ मंगळवार मंगळ tir tysdag ty wtorek wt terca ter marti utorok torek tor marte tisdag tis செவ்வாய் செவ் วันอังคาร อังคาร salı sal سەيشەنبە سە вівторок seshanba sesh tues',
  'woensdag wo الاربعاء miercoles mie cərsənbə серада ср сряда mer srijeda sri сриједа сри dimecres dc streda st mercher onsdag ons mittwoch mi srjoda srj τεταρτη τετ wednesday wed merkredo me kolmapaev asteazkena az چهارشنبه keskiviikko ke mikudagur mik mercredi woansdei ceadaoin cead diciadain dic mercores רביעי बुधवार बुध srjeda szerda sze չորեքշաբթի չրք mercuridi rabu rab miðvikudagur mið mercoledi ოთხშაბათი ოთხ ahad сәрсенбі ពុធ carsem csm mettwoch met treciadienis tr tresdiena tresd среда сре ബുധനാഴ്ച ബുധൻ on sroda sr quarta qua mesemna miercuri sreda sre merkure புதன் புத วันพุธ พุธ carsamba car چارشەنبە چا середа chorshanba chor weds wednes',
  'donderdag do الخميس xueves xue чацвер чц четвъртък чт yaou cetvrtak cet четвртак чет dijous dj ctvrtek ct iau torsdag tors donnerstag stwortk stw πεμπτη πεμ thursday thu jaudo ja jueves jue neljapaev osteguna og پنجشنبه torstai to hosdagur hos jeudi jeu tongersdei deardaoin dear diardaoin dia xoves xov חמישי गुरुवार गुरु csutortok cs հինգշաբթի հնգ jovedi jov kamis kam fimmtudagur fim giovedi gio ხუთშაბათი ხუთ amhad беисенбі бс ព្រហស្បតិ៍ ព្រហ pencsem psm donneschdeg don ketvirtadienis kt ceturtdiena ceturtd четврток വ്യാഴാഴ്ച വ്യാഴം khamis kha tor czwartek czw quinta qui gievgia gie joi четверг stvrtok st cetrtek enjte enj வியாழன் வியா วันพฤหัสบดี พฤหัส persembe per پەيشەنبە پە четвер payshanba pay thur thurs',
  'vrydag vr الجمعة vienres vie cumə пятніца пт петък gwener gwe petak pet петак пет divendres dv patek pa gwen fredag fre freitag fr petk παρασκευη παρ friday fri vendredo ve viernes reede ostirala or جمعه perjantai pe friggjadagur vendredi ven freed haoine aoine dihaoine dih venres שישי शुक्रवार शुक्र pjatk pja pentek ուրբաթ ուր venerdi jumat jum fostudagur fos პარასკევი პარ sem жұма жм សុក្រ ini freideg penktadienis pn piektdiena piektd петок വെള്ളിയാഴ്ച വെള്ളി jumaat vrijdag piatek pt sexta sex venderdi vineri vin пятница piatok pi petek premte pre வெள்ளி வெள் วันศุกร์ ศุกร์ cuma cum جۈمە جۈ juma',
  'saterdag sa السبت sabadu sab sənbə субота сб събота sadorn sad subota sub суб dissabte ds sobota so sadwrn lørdag lør samstag sob σαββατο σαβ saturday sat sabato sabado laupaev larunbata lr شنبه lauantai la leygardagur ley samedi sam sneon sathairn sath disathairne dis שבת शनिवार शनि szombat szo շաբաթ շբթ sabbato sabtu laugardagur lau შაბათი შაბ sed сенбі សៅរ៍ semi sem samschdeg sestadienis st sestdiena sestd сабота саб ശനിയാഴ്ച ശനി zaterdag za laurdag sonda sambata суббота shtune sht lordag lor சனி วันเสาร์ เสาร์ cumartesi cmt شەنبە شە shanba shan',
];
/** Words that say "before noon", and those that say "after noon". */
export const DAY_HALVES: readonly [string, string] = [
  'am a.m ص ق.ظ π.μ πμ 上午 午前 早上 凌晨 清晨 오전 vm f.m sa dop oo pg p.d पूर्वाह्न முற்பகல்',
  'pm p.m م ب.ظ μ.μ μμ 下午 午後 晚上 中午 傍晚 오후 nm e.m ch odp os ptg m.d g.m अपराह्न பிற்பகல்',
];

/** Zone names in minutes east of UTC. Names that stand for several zones (`IST`, `CST`) are left out: unknown is honest. */
export const ZONE_OFFSETS: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  cet: 60,
  met: 60,
  mez: 60,
  cest: 120,
  mest: 120,
  mesz: 120,
  eet: 120,
  eest: 180,
  msk: 180,
  msd: 240,
  est: -300,
  edt: -240,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  nst: -210,
  ndt: -150,
  adt: -180,
  brt: -180,
  brst: -120,
  art: -180,
  sast: 120,
  wib: 420,
  ict: 420,
  hkt: 480,
  sgt: 480,
  awst: 480,
  jst: 540,
  kst: 540,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
};

/** Zone names that mean more than one offset: recognised as zones, the offset stays unknown. */
export const AMBIGUOUS_ZONES: ReadonlySet<string> = new Set(['cst', 'ist', 'bst', 'ast', 'sst', 'pht', 'ect']);

/** Words that stand between the parts of a date or between date and time, in any language of the label tables. */
export const DATE_CONNECTORS: ReadonlySet<string> = new Set(
  (
    'at on um om kl klo klokka klokkan kell kella klukkan a as las la les le los alle ore ora o u ob v в о у і στις la luc vao ngay ' +
    'godz nang को बजे वाजता रोजी nam saat de del d dell den der do em of the th st nd rd er e y m r g г р год року ж h gada plkst ko c i pa op el il di dne ' +
    'dne dia ar me kll hora horas hrs uhr uur ч час t time date around ce an ja tarix th s t pukul pada ne ' +
    'เวลา น พ ศ ค.ศ พ.ศ เมื่อ ที วันที่ الساعة في عند بتاريخ ساعت در بعد ב ביום בשעה כ に の 於 于 在 月 日 年 ថ្ងៃ ឆ្នាំ'
  )
    .split(' ')
    .map((word) => word.normalize('NFC')),
);
