/** Words of separator lines, between the dashes: `-----Original Message-----`. Lists are parted by `;` and line ends.
 *
 * Source: user-interface strings of Thunderbird, K-9, Roundcube, Outlook, Apple Mail, Yahoo, Gmail, HubSpot and QQ. */
export const REPLY_SEPARATORS = `
Oorspronklike boodskap; الرسالة الأساسية; الرسالة الأصلية; الرسالة الأصليَّة; Mensaxe orixinal; Orijinal məktub
Арыгінальнае паведамленне; Зыходнае паведамленне; Зыходны ліст; Оригинално Писмо; Kemennadenn Orin
Kemennadenn orinel; Izvorna poruka; Originalna Poruka; Missatge Original; Qitzij Rutzijol; Messaghju d’origine
Původní zpráva; Neges Wreiddiol; Oprindelig meddelelse; Original besked; Original-Nachricht; Originalnachricht
Ursprüngliche Nachricht; Originalna powěsć; Αρχικό μήνυμα; Πρωτότυπο μήνυμα; Original Message; Originala mesaĝo
Mensaje Original; correo original; Algne kiri; Esialgne kiri; Jatorrizko mezua; پیام اصلی; پیام نخستین
Alkuperäinen viesti; Uppruna boð; Courriel initial; Courriel original; Message original; Oarspronklik Berjocht
Orizjineel berjocht; An teachtaireacht bhunaidh; Bunteachtaireacht; Teachtaireacht Bhunaidh
An teachdaireachd thùsail; Mensaxe Orixianl; הודעה מקורית; पुराना मैसेज; Eredeti üzenet; Առաջին հաղորդագրությունը
Բնօրինակ նամակը; Նախորդ հաղորդագրութիւնը; Բնաւրինակ հաղորդագրութիւն; Pesan Asli; Pesan Orisinal
Upprunaleg skilaboð; Upprunalegur póstur; Messaggio originale; 元のメッセージ; 元メール; ორიგინალი შეტყობინება
საწყისი მესიჯი; საწყისი წერილი; Izen anezli; Түпнұсқа хабарламасы; សារ​ដើម; ಮೂಲ ಸಂದೇಶ; 원본 메시지; Peyama orîjînal
Original-Message; Originalus laiškas; Originalus tekstas; Sākotnējā vēstule; Sākotnējā ziņa; Оригинална порака
യഥാര്‍ഥ സന്ദേശം; യഥാർത്ഥ സന്ദേശം; खरा संदेश; Mesej Asal; Opprinnelig melding; Original Melding
Oorspronkelijk bericht; Oorspronkelijke bericht; Orgineel bericht; Origineel bericht; Opphavleg melding
Treść oryginalnej wiadomości; Wiadomość oryginalna; Mensagem Original; Messadi original; Mesaj Original
Mesajul original; Исходное сообщение; Pôvodná správa; Izvirno sporočilo; Izvorno sporočilo; Mesazhi Origjinal
Изворна порука; Оригинална порука; Originalmeddelande; Ursprungligt meddelande; உண்மை தகவல்; ข้อความต้นฉบับ
ข้อความเดิม; Özgün ileti; Özgün İleti; ئەسلىي خەت; Оригінальне Повідомлення; Початкове повідомлення; Asl xabar
Asl xat; Thư gốc; 原始消息; 原始邮件; 原始郵件; Reply message; Reply Separator; Original Message Follows; Original Appointment
Original Email; Original; Original e-mail; Original mail; Ursprüngliche Mail; Ursprünglicher Termin
Message d'origine; Message d’origine; Rendez-vous d'origine; Cita original; Appuntamento originale
Oorspronkelijke afspraak; Oprindelig aftale; Původní e-mail; Пересланное письмо; Oryginalna wiadomość
Orijinal Mesaj; 邮件原件; 原邮件; 原文; Vorige Nachricht; Quoted message; Mail original; Courriel d'origine; 원본 메일; 원본메일; 원본 메세지; Forwarded/Original Message
Begin Original Message; Begin message; Begin included message; Included message; Reply Header; Previous Message
`;

/** Words that say the message below is forwarded. */
export const FORWARD_SEPARATORS = `
Mail transféré; Courriel transféré; 전달된 메일; Correo reenviado
رسالة ممرّرة; Mensaxe reunviáu; Перанакіраванае паведамленне; Препратено писмо; Proslijeđena poruka
Missatge reenviat; Taqon chik Rutzijol; Přeposlaná zpráva; Videresendt meddelelse; Weitergeleitete Nachricht
Dalej pósrědnjona powěsć; Προωθημένο μήνυμα; Forwarded Message; Mensaje reenviado; Edastatud kiri
Birbidalitako mezua; Välitetty viesti; Fwd.Msg; Message transféré; Trochstjoerd berjocht
Teachtaireacht Ar Aghaidh; An teachdaireachd a tha ’ga shìneadh air adhart; Mensaxe reenviada; הודעה שהועברה
Dale sposrědkowana powěsć; Továbbított üzenet; Փոխանցվող նամակը; Փոխանցուած հաղորդագրութիւն; Message inviate ultra
Pesan Diteruskan; Áframsendur póstur; Messaggio Inoltrato; გადაგზავნილი წერილი; Izen yettwawelhen
Әрі қарай жіберілген хабарлама; បាន​បញ្ជូន​សារ​បន្ត; 전달된 메시지; Persiųstas laiškas; Pārsūtītā vēstule
Mesej Dikirim Semula; Videresendt melding; Doorgestuurd bericht; Vidaresend melding; Treść przekazanej wiadomości
Mensagem encaminhada; Mensagem reencaminhada; Messadi renvià; Mesaj redirecționat; Перенаправленное сообщение
Preposlaná správa; Posredovano sporočilo; Mesazhi i Përcjellë; Прослеђена порука; Vidarebefordrat meddelande
ข้อความที่ส่งต่อ; İletilen İleti; Переслане повідомлення; Uzatilgan xabar; Tin nhắn đã được chuyển tiếp; 轉寄郵件
转发的消息; Message transmis; Edelleenlähetetty viesti; Przekazana wiadomość; Wiadomość przesłana dalej
İletilmiş Mesaj; Перенаправлене повідомлення; Пересылаемое сообщение; メッセージを転送; Weitergeleitete Message
Fwd Message; Forwarded Mail; Forwarded email; Vidarebefordrat mejl; 転送メッセージ; 轉寄的郵件; 转发邮件信息; 转发邮件
Välitetty viesti / Fwd.Msg; Forwarded
`;

/** Sentences that end in a colon and announce a forwarded message without dashes (Apple Mail, MailMate). */
export const FORWARD_SENTENCES = `
Begin forwarded message; Forwarded message; Anfang der weitergeleiteten Nachricht
Anfang der weitergeleiteten E-Mail; Begin doorgestuurd bericht; Début du message réexpédié
Début du message transféré; Inicio del mensaje reenviado; Inizio messaggio inoltrato
Início da mensagem encaminhada; Início da mensagem reencaminhada; Początek przekazywanej wiadomości
Start på videresendt besked; Továbbított levél kezdete; Vidarebefordrat mejl; Vidarebefordrat brev
Videresendt melding; Videresendt mail; Välitetty viesti alkaa; Započni proslijeđenu poruku
Začiatok preposlanej správy; Začátek přeposílané zprávy; Începe mesajul redirecționat; İleti başlangıcı
İletilen ileti başlangıcı; Начало переадресованного сообщения; Початок листа, що пересилається; 转发的邮件开始; 下面是被转发的邮件
以下是轉寄的郵件; 転送されたメッセージ; 전달된 메시지의 시작; Mulai meneruskan pesan; Inici del missatge reenviat; Αρχή προωθημένου μηνύματος
תחילת ההודעה שהועברה; Bắt đầu chuyển tiếp thư; เริ่มข้อความที่ส่งต่อ; بدء الرسالة المعاد توجيهها
`;

/** Lotus Notes: `---- Forwarded by NAME on DATE ----`. */
export const FORWARDED_BY = `
forwarded by; weitergeleitet von; transféré par; réexpédié par; reenviado por; inoltrato da; encaminhado por
doorgestuurd door; videresendt af; vidarebefordrat av; przekazane przez; přeposlal
`;
