/** Localised header labels, one language a line: `language | from | date | to | cc | subject | reply-to`, alternatives after `;`.
 *
 * Source: user-interface strings of Thunderbird, K-9, Roundcube, Outlook, Apple Mail, Yahoo, Gmail and HubSpot. */
export const LABEL_LINES = `
af | Van | Datum | Aan | CC | Onderwerp | Antwoord-aan
ar | المرسل; مِن; من | التاريخ; المُرسل; تم الإرسال; أُرسلت; تاريخ الإرسال | إلى; المستقبل | CC; نسخة; نسخة إلي; نسخة كربونية | الموضوع | الرد إلى; رُد إلى
ast | De | Data | Pa | CC; Copia | Asuntu | Contestar a; Responder a
az | Kimdən | Tarix | Kimə | Nüsxə | Mövzu | Cavabla
be | Ад | Дата; Адпраўлена | Да; Каму | Копія; СА | Тэма | Адказаць-на; Зваротны-Адрас
bg | От | Дата; Изпрати до; Изпратено | До; Получател | CC; Копие; Копие до | Заглавие; Тема; Относно | Отговор до
bn | থেকে; প্রেরক | তারিখ; পাঠানো হয়েছে | প্রতি; প্রাপক | অনুলিপির ঠিকানা; সিসি | বিষয় | উত্তর পাঠানোর ঠিকানা
br | A-berzh; Eus | Deiz; Deiziad; Kaset | Da | CC | Danvez; Sujed | Respont-Da
bs | Od | Datum; Poslano | Za | CC | Naslov; Tema | Odgovori na; Reply-To adresa
ca | De; Remitent | Data; Enviat; Enviat el | A; Destinatari; Per a | A/c; CC | Assumpte | Respon a
cak | Richin | Q'ijul | Chi re | CC | Taqikil | Titzolïx Tzij Chi Re
co | Da | Mandatu | À | Cc | Sughjettu | 
cs | Od; Odesílatel; Odesilatel | Datum; Odesláno | Adresát; Komu; Příjemce | Kopie | Předmět | Adresa pro odpověď; Odpověď na
cy | Oddi wrth | Dyddiad; Anfonwyd | At; Derbyniwr | CC; Copi | Pwnc | Ateb-At; Ateb-I
da | Afsender; Fra; Afsendt af | Dato; Sendt | Modtager; Til | Cc; Kopi til (CC) | Emne | Svar til; Svar-Til
de | Von; Absender | Datum; Gesendet | An; Empfänger | CC; Kopie; Kopie (CC) | Betreff; Thema | Antwort an
dsb | Wót | Datum | Komu | Kopija | Tema | Wótegrono - komu
el | Αποστολέας; Από; Από τον/την | Ημερομηνία; Αποστολή; Στάλθηκε | Παραλήπτης; Προς; Προς τον/την | Κοιν; Κοιν.; Κοινοποίηση | Θέμα | Απάντηση; Απάντηση στο
en | From; Sender | Date; Sent; Date Sent; Sent at; Sent on; Sent Date; Posted At | To; Sent to | CC; Copy | Subject | Reply-To
eo | De; Sendanto | Dato; Sendita je | Al; Ricevanto | Kopio | Temo | Respondu-Al
es | De; Remitente | Fecha; Enviado; Enviado el; Fecha de envío | A; Destinatario; Para | CC; Copia | Asunto; Tema; Título | Responder a; Responder-a
et | Kellelt; Saatja | Kuupäev; Saadetud; Saatmisaeg | Kellele; Saaja; Adressaat | Koopia | Pealkiri; Teema | Vastamise aadress; Vastus aadressile
eu | Nork | Data; Bidalita | Nori | CC; Kopia | Gaia | Erantzun honi; Erantzun-honi
fa | ارسال کننده; از | تاريخ; تاریخ; ارسال | به; ګيرينده | تکثیر; رونوشت; رونوشت به | مضمون; موضوع | جواب نامه; پاسخ-به
fi | Lähettäjä | Päiväys; Lähetetty; Pvm; Päivämäärä | Vastaanottaja | CC; Kopio | Aihe | Vastaus osoitteeseen; Vastausosoite
fo | Frá | Tann | Til | Cc | Evni | Svara-til
fr | De; Expéditeur; De la part de; Expediteur | Date; Envoyé; Envoyé le; Envoye; Date d'envoi | Pour; À; Destinataire | Cc; Copie à; Copie | Objet; Sujet | Répondre à
fy | Fan | Datum; Ferstjoerd | Oan | CC | Underwerp; Ûnderwerp | Antwurd oan; Antwurd-nei
ga | Seolaí; Ó | Dáta; Seolta | Chuig | Cc | Ábhair; Ábhar | Freagair go; Freagra-Chuig
gd | O | Ceann-là; Air a chur | Gu | CC | Cuspair | Freagairt gu
gl | De; Dende | Data; Enviado | Para | CC | Asunto | Responder a
he | מאת | תאריך; נשלח; נשלח בתאריך | אל | לידיעה; עותק; העתק | נושא | השב-אל; כתובת למענה
hi | भेजने वाला; से; प्रेषक | तारीख; भेजा गया; दिनांक | को; पाने वाला; प्रति | कार्बन; सीसी | विशय; सबजेक्ट; विषय | जवाब यहाँ
hr | Od; Šalje; Pošiljatelj | Datum; Poslano | Prima; Za; Primatelj | CC | Naslov; Subject; Predmet | Odgovori; Odgovori na
hsb | Wot | Datum | Komu | Kopija | Tema | Wotmołwa na
hu | Feladó | Dátum; Elküldve; Küldve | Címzett; Kapja | CC; Másolat; Másolatot kap | Tárgy | Válaszcím
hy | Ուղարկող; Ումից; Ումից՝ | Ամսաթիվ; Ուղարկուած՝ | Ում; Ում՝; Ստացող | CC; Cc՝ | Վերնագիր; Վերնագիր՝ | Reply-To; Պատասխանել՝
hye | Ումից | Ամսաթիւ | Ում (To) | CC | Թեմայ | Պատասխանել
ia | De | Data | A | CC; Copia | Subjecto | Responder a
id | Dari; Pengirim | Tanggal; Terkirim; Dikirim | Kepada; Penerima | CC; Lampiran | Judul; Subjek; Perihal | Balas kepada; Balas-Ke
is | Frá | Dagsetning; Sent | Til | Afrit; CC | Titill; Viðfangsefni | Svar til; Svar-Við
it | Da; Mittente | Data; Inviato il; Inviato; Data invio; Inviata | A; Destinatario | CC | Oggetto | Rispondi a; Rispondi-a
ja | From; 差出人; 発信者; 送信元; 送信者 | Date; 日付; 送信日; 送信日時; 日時 | To; 宛先; 送信先 | CC; 写し(Cc) | Subject; 件名 | Reply-To; 返信先
ka | გამგზავნი; ვინ; ვისგან | თარიღი; გაიგზავნა | ვის | ასლი | თემა; საგანი; სათაური | პასუხი
kab | Si; Sɣur | Azemz; Yettwazen | I | Anɣ. I; Anɣ.I | Amgay; Asentel | Err-i
kk | Кімнен | Күні | Кімге | Көшірме | Тақырыбы | Кімге жауап беру
km | Ումից; អ្នកផ្ញើ | Ամսաթիվ; កាលបរិច្ឆេត | Ում; អ្នកទទួល | CC | Վերնագիրը; ចំណងជើង | Պատասխանել՝; ឆ្លើយតបទៅកាន់
kn | ಇಂದ | ದಿನಾಂಕ | ಗೆ |  | ವಿಷಯ | 
ko | 보낸 사람; 보낸사람; 발신 | 날짜; 보낸 날짜; 보낸날짜; 보낸 시간; 발신일 | 받는 사람; 받는사람; 수신 | 참조; 숨은 참조 | 제목 | 회신 주소
ku | Ji; لە | Dîrok; بەروار | Bo; بۆ | Cc | Mijar; ناونیشان | Bersivê bide; وەڵامدانەوە-بۆ
lb | Vun | Datum | Un | CC | Sujet | Äntwert un
lt | Kas; Nuo; Siuntėjas | Data; Išsiųsta | Gavėjas; Kam | Cc; Kopija | Tema | Atgalinis adresas; Atsakymą gaus
lv | Kas; No | Datums; Nosūtīts | Kam; Uz; Adresāts | Cc; Kopija | Temats; Tēma | Atbildēt uz; Atbildēt-Uz
mk | Од | Датум | До; Примач | CC; Копирај | Наслов; Тема | Одговори на; Препрати на
ml | പ്രേഷിതന്‍; പ്രേഷിതാവ് | തീയതി; അയച്ചു | സ്വീകര്‍ത്താവ്; സ്വീകർത്താവ് | Cc | വിഷയം | 
mn | Хэнээс | Огноо | Хэнд | Cc | Гарчиг | Хариулах-Хэнд
mr | प्रेषक | दिनांक | प्रती | प्रत | विषय | यास उत्तर द्या
ms | Daripada | Tarikh | Kepada | CC | Subjek | Balas-Kepada; Balasan Kepada
nb | Avsender; Fra | Dato; Sendt; Dato sendt | Mottaker; Til | CC; Kopi; Kopi til | Emne | Svar til; Svar-Til
ne | प्रेषक | तारिख | प्रापक | बोधार्थ | विषय | लाई-जवाफ
nl | Afzender; Van | Datum; Verzonden; Verzonden op | Aan; Ontvanger | CC; Kopie | Onderwerp | Antwoord-aan; Antwoord-naar; Antwoorden aan
nn | Frå | Dato; Sendt | Til | CC; Kopi; Kopi til | Emne | Svar til; Svar-Til
pa | From | Date | To | CC | Subject | Reply-To
pl | Nadawca; Od | Data; Wysłane; Wysłano; Data wysłania | Adresat; Do | DW; Kopia; Do wiadomości; UDW; Kopia do | Temat | Odpowiedź do; Odpowiedź-Do
ps | استوونکی | نېټه | ترلاسه کوونکی | لمېسل | مضمون | ځوابول
pt | De | Data; Enviado; Enviada em; Enviado em; Enviada | Para; Destinatário | CC; Cópia | Assunto | Responder a; Responder para; Responder-Para
rm | Da | Data | A | CC | Object | Respunder a
ro | De la; Expeditor; Expeditorul | Data; Dată; Trimis; Trimis la | Către; Destinatar; La; Pentru; Destinatarul | CC; Copie (CC); Copie | Subiect; Subiectul | Răspunde la; Răspuns către
ru | От; От кого; Отправитель | Дата; Отправлено; Послано; Дата отправки | Кому; Получатель | Копия | Тема | Ответить; Отвечать
si | වෙතින් | දිනය | වෙත | Cc | මාතෘකාව | පිළිතුරු සඳහා
sk | Od | Dátum; Odoslané; Odoslaná | Komu; Pre; Príjemca | Kópia | Predmet | Odpovedať na
sl | Od | Datum; Poslano | Za; Prejemnik | Kp; Kopija | Zadeva | Odgovor na; Odgovori za
sq | Nga | Datë; Dërguar më | Për | CC | Subjekt | Përgjigj-Iu; Përgjigjuni-Te
sr | Од; Шаље; Šalje; Od | Датум; Послато; Poslato; Datum | За; Прима; Prima; Za | Коп; Копија; Цц; Kopija | Наслов; Тема; Naslov; Tema; Predmet | Одговор-за; Одговори
sv | Från; Avsändare | Datum; Skickat | Mottagare; Till | Kopia | Ämne | Svar till
ta | அனுப்புநர்; அனுப்புனர் | தேதி; அனுப்பியது | பெறுநர்; பெறுனர் | நகல் | தலைப்பு; பொருள் | பதிலளி
th | จาก; ผู้ส่ง | วันที่; ส่ง | ถึง; ผู้รับ | คัดลอก; สำเนาถึง; สำเนา | หัวจดหมาย; หัวเรื่อง; เรื่อง | ตอบกลับ; ตอบกลับถึง
ti | ካብ | ዕለት | ናብ | ካኮ | ዋኒን | ተመላሲ ናብ
tr | Gönderici; Kimden; Gönderen | Tarih; Gönderilme; Gönderilen; Gönderme Tarihi; Gönderildi; Gönderilme Tarihi | Alıcı; Kime | CC; Kopya; Bilgi | Konu | Reply-To; Yanıt adresi
tzl | Da | Däts | À |  | Subxhect | 
ug | دىن | چېسلا | غا | قۇشۇمچە | تىما | غا جاۋاپ قايتۇرۇش
uk | Від; Від кого; Відправник | Дата; Надіслано; Відправлено | Кому; До; Одержувач | CC; Копія | Тема | Відповісти; Зворотня адреса
ur | از | تاریخ |  |  | مضمون | 
uz | Jo‘natuvchi; Kimdan | Sana | Kimga; Qabul qiluvchi | CC; Nusxasi | Mavzu | Javob berish; Qabul qiluvchiga javob yozish
vi | Gửi từ; Từ | Ngày; Đã gửi; Ngày gửi | Người nhận; Tới; Đến | CC; Đồng kính gửi | Chủ đề; Tiêu đề | Trả lời Tới; Trả lời cho
zh | 发件人; 寄件者; 從; 寄件人; 发信人; 發件人 | 日期; 发送时间; 寄送日期; 傳送時間; 發送時間; 已傳送; 寄件日期; 时间; 時間; 发信时间 | 到; 收件人; 收件者; 收信人; 收件; 发给 | 副本; 抄送; 抄送人; 副本抄送 | 主旨; 主题; 標題; 标题; 主題 | 回函地址; 回复地址; 回复至; 回覆至
`;
