/** Words that attributions put beside the author's name and that are no part of it, one language a line: `language | words | words`.
 *
 * From the sentences of Gmail, Apple Mail, Thunderbird, Horde, Mail.ru, Tuta and Outlook. Longer ones stand before those they begin with. */
export const WORDS_BEFORE_NAMES = `
af | het
ar | تمت كتابة ما يلي بواسطة | تمت الكتابة بواسطة | كتب/كتبت | كتب(ت) | كتبت | كتب | بواسطة | المستخدم | من
be | карыстальнік | ад
bg | потребителят | потребител | от
bn | তারিখে | টায় | এ
cs | odesílatel | uživatel | uživatelka | pan | od
da | brugeren | afsender
de | uhr | hat
el | ο χρήστης | η χρήστης | ο/η χρήστης | χρήστης | ο/η | ο αποστολέας
en | user | sender | by | from
es | usuario | el usuario
et | kasutaja | kasutajalt | kuupäeval
fa | کاربر | از
fi | käyttäjä | lähettäjä
fil | isinulat ni | ni
fr | l'utilisateur | utilisateur | par
gu | વાગ્યે
he | מאת | על ידי | המשתמש
hi | बजे को | बजे | को | पर
hr | korisnik | korisnica | je
hu | felhasználó | ekkor | ezt írta
hy | օգտատեր
id | pengguna | tanggal
it | l'utente | da parte di
kk | пайдаланушы
lt | vartotojas | vartotoja | naudotojas
lv | lietotājs | lietotāja | lietotājs(-a) | sūtītājs
mk | корисникот | корисник
mr | वाजता | रोजी
ms | pengguna
nb | brukeren | bruker
nl | gebruiker | het volgende
pl | przez | użytkownik | użytkowniczka | nadawca
pt | o usuário | usuário | o utilizador | utilizador
ro | utilizatorul | expeditorul
ru | пользователь | отправитель | от кого | от
sk | používateľ | používateľka | odosielateľ | od
sl | je oseba | oseba | uporabnik | je
sr | корисник | korisnik | је | je
sv | användaren | avsändaren
th | ผู้ใช้ | คุณ
tr | kullanıcısı | gönderen
uk | користувач | відправник | від
ur | بجے | کو
vi | người dùng | lúc
`;

/** Words behind the name, before the verb or in its place. */
export const WORDS_BEHIND_NAMES = `
af | het
de | hat
es | usuario
hi | ने
hr | je
hu | ezt | az alábbit
ja | さん | 様 | は
ko | 님이 | 님
mr | यांनी
nl | heeft | het volgende
pa | ਨੇ
sl | je
sr | је
tr | şunu | şunları | kişisi | kullanıcısı
uk | надсилає
zh | 先生 | 女士
`;

/** Small words that stand behind a verb of quoting and before the name (`Zitat von Ann`); elsewhere they begin names (`von Arnim`). */
export const WORDS_OF_QUOTING = 'von van de di da do od av af fra från от від из';
