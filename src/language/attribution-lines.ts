/** Localised attribution sentences, one language a line: `language | pattern | pattern`; {A} author, {D} date, {T} time.
 *
 * Source: user-interface strings of Thunderbird, K-9, Roundcube, Gmail, Apple Mail and Outlook. */
export const ATTRIBUTION_LINES = `
ar | بتاريخ {D}، {A} الرسالة: | على {D} {T}، كتب {A}: | كتب {A} على {D} {T}: | كتب {A} في {D}: | {A} كَتَب : | كتب {A}:
ast | El {D} a les {T}, {A} escribió: | El {D}, {A} escribió: | {A} escribió'l {D} a les {T}: | {A} escribió:
az | {D} tarixdə, {A} yazıb:
be | On {D}, {A} піша: | {A} напісаў {D} у {T}: | {A} напісаў {D}: | {D} у {T} {A} напісаў: | {A} напісаў: | {A} піша:
bg | {A} написа на {D} в {T}: | На {D} в {T}, {A} написа: | На {D}, {A} написа: | {A} написа:
br | D'an/ar {D} eo bet skrivet gant {A}: | D'an/ar {D} {T} eo bet skrivet gant {A} : | D'an/ar{D} eo bet skrivet gant {A}: | Skrivet eo bet gant {A} : | Skrivet eo bet gant {A}:
bs | Dana {D}, {A} je napisao: | {A} napisao je {D} u {T}: | {D} u {T}, {A} je napisao/la: | {D}, {A} je napisao/la: | {A} je napisao/la: | {A} je napisao:
ca | El {D} a les {T}, {A} ha escrit: | El {D}, {A} ha escrit: | El {D}, {A} va escriure: | {A} ha escrit el {D} a les {T}: | {A} ha escrit:
cak | Ri {D} {T}, {A} xutz'ib'aj: | {A} xutz'ib'aj pa {D} {T}: | {A} xutz'ib'aj:
co | U {D}, {A} hà scrittu : | {A} hà scrittu :
cs | Dne {D} v {T} {A} napsal(a): | Dne {D}, {A} napsal: | {A} napsal(a) dne {D} v {T}: | {D}, {A} napsal: | {A} napsal(a):
cy | Ar {D} {T}, ysgrifennodd {A}: | Ar {D}, ysgrifennodd {A}: | Ysgrifennodd {A} ar {D} {T}: | Ysgrifennodd {A}:
da | Den {D} kl. {T} skrev {A}: | Den {D}, {A} skrev: | {A} skrev den {D} kl. {T}: | {A} skrev den {D}: | {A} skrev:
de | Am {D} schrieb {A}: | Am {D} um {T} schrieb {A}: | Am {D}, schrieb {A}: | {A} schrieb am {D} um {T}: | {A} schrieb:
dsb | {A} jo {D} {T} napisał: | {D} {T} jo {A} napisał: | {A} jo napisał:
el | Ο/Η {A} έγραψε στις {D} {T}: | Στις {D} {T}, ο/η {A} έγραψε: | Στις {D}, {A} έγραψε: | Στις {D}, ο/η {A} έγραψε: | Ο/Η {A} έγραψε:
en | On {D} {T}, {A} wrote: | On {D}, {A} wrote: | {A} wrote on {D} {T}: | {A} wrote:
eo | Je {D}, {A} skribis: | {A} skribis:
es | El {D} a las {T}, {A} escribió: | El {D}, {A} escribió: | En {D} {T}, {A} escribió: | {A} escribió el {D} a las {T}: | {A} escribió el {D} {T}: | {A} escribió:
et | {A} kirjutas {D} {T}: | {D} kirjutas {A}: | {D} {T} {A} kirjutas: | {D}, {A} kirjutas: | {A} kirjutas:
eu | {A} igorleak {D} {T}(e)an idatzi zuen: | {D} egunean, {A}-(e)k idatzi du: | {D} {T}(e)an, {A} igorleak idatzi zuen: | {D}-(e)an, {A}-(e)k hau idatzi zuen: | {A}-(e)k idatzi du: | {A}k idatzi zuen:
fa | در {D}، {A} نوشت: | در {D}، {A} نوشته است: | {A} نوشت:
fi | {A} kirjoitti {D} klo {T}: | {A} kirjoitti {D} {T}: | {A} kirjoitti {D}: | {D} {A} kirjoitti: | {A} kirjoitti:
fo | Tann {D}, skrivaði {A}:
fr | Le {D} à {T}, {A} a écrit : | Le {D}, {A} a écrit : | {A} a écrit le {D} à {T} : | {A} a écrit :
fy | Op {D} om {T}, skreau {A}: | Op {D}, skreau {A}: | {A} skreau op {D} om {T}: | {A} skreau op {D}: | {A} skreau:
ga | Ar an {D}, scríobh {A}: | Ar {D} {T}, scríobh {A}: | Ar {D}, scríobh {A}: | Scríobh {A} ar {D} {T}: | Scríobh {A}:
gd | Sgrìobh {A} na leanas {D} aig {T}: | Sgrìobh {A} {D}: | Sgrìobh {A} na leanas: | Sgrìobh {A}:
gl | No {D}, {A} escribeu: | O {D} ás {T}, {A} escribiu: | O {D}, {A} escribiu: | {A} escribiu o {D} ás {T}: | {A} escribiu:
he | :כתב {A}, {D} בתאריך | ב {D}, {A} כתב: | נכתב על ידי {A}, ב־{D} בשעה {T}: | {A} כתב: | נכתב על ידי {A}:
hi | {D} को, {A} ने लिखा: | {A} ने लिखा:
hr | Dana {D}, {A} je napisao(la): | Na {D}, {A} wrote: | {A} napisao je {D} u {T}: | {D} u {T}, {A} piše: | {A} je napisao: | {A} piše:
hsb | {A} {D} {T} napisa: | {D} {T} {A} napisa: | {A} napisa:
hu | Ekkor: {D}, {A} írta: | {A} írta {D} {T} dátummal: | {D} időpontban {A} ezt írta: | {D} {T} keltezéssel, {A} írta: | {A} írta:
hy | {A}-ը գրել է {D} {T}-ին. | {D} {T}-ին {A}ը գրել է. | {D}-ին, {A}-ը գրեց. | {D}֊ին, {A} գրել է՝ | {A} գրել է՝ | {A}-ը գրել է.
hye | {A}-ը գրել է {D} {T} -ին | {D} {T}-ին {A}֊ը գրել է. | {A}-ը գրել է.
ia | Le {D} a {T}, {A} ha scribite: | Le {D}, {A} ha scribite: | {A} ha scribite le {D} a {T}: | {A} ha scribite:
id | Pada {D} {T}, {A} menulis: | Pada {D}, {A} menulis: | {A} menulis di {D} {T}: | {A} menulis:
is | {A} skrifaði þann {D} {T}: | Þann {D} {T}, skrifaði {A}: | Þann {D}, skrifaði {A}: | {A} skrifaði:
it | Il {D} {A} ha scritto: | Il {D} {T}, {A} ha scritto: | Il {D}, {A} ha scritto: | {A} ha scritto il {D} alle {T}: | {A} ha scritto:
ja | On {D} {T}, {A} wrote: | {A} wrote on {D} {T}: | {D} に {A} さんは書きました: | {D}、{A} より: | {A} wrote: | {A} より:
ka | {D}-ში, {A} დაწერა: | თარიღი {D} {T}, {A} წერს: | თარიღში{D}, {A} დაწერა: | {A} დაწერა: | {A} წერს:
kab | Di {D} {T}, {A} yura: | {A} yura di {D} {T}: | {A} yura:
kk | {A} жазған, уақыты {D} {T}: | {D} {T} уақытында, {A} жазған: | {A} жазған:
km | {A} បានសរសេរនៅលើ {D} {T} ៖ | កាលពីថ្ងៃ {D}, {A} បានសរសេរ៖ | នៅលើ {D} {T}, {A} បានសរសេរ៖ | {A} បានសរសេរ៖
ko | On {D}, {A} 작성함: | {A} 이(가) {D} {T} 에 쓴 글: | {D} {T}에 {A} 이(가) 쓴 글: | {D}에 {A}이(가) 쓴 내용: | {A} 이(가) 쓴 글 | {A}이 씀:
lb | Den {D}, {A} schreift:
lt | {A} rašė {D} {T}: | {D} {T}, {A} rašė: | {D}, {A} parašė: | {D}, {A} rašė: | {A} rašė:
lv | Datumā {D}, {A} rakstīja: | {A} @ {D} rakstīja: | {A} {D} {T} rakstīja: | {D} {T} {A} rakstīja: | {A} rakstīja:
mk | На {D},{A} напиша:
ml | {D}, {A}ൽ എഴുതി | {A} എഴുതി
mr | {D} या दिवशी {A} ने लिहीले :
ms | Pada {D} {T}, {A} membalas: | Pada {D}, {A} menulis | {A} membalas pada {D} {T}: | {A} membalas:
nb | Den {D} {T}, skrev {A}: | Den {D}, skrev {A}: | {A} skrev den {D} {T}: | skrev {A}: | {A} skrev:
nl | Op {D} om {T} schreef {A}: | Op {D}, schreef {A}: | {A} schreef op {D} om {T}: | {A} schreef op {D}: | {A} schreef:
nn | Den {D} skreiv {A}: | Den {D} {T}, skreiv {A}: | Den {D}, skreiv {A}: | {A} skreiv den {D} {T}: | {A} skreiv:
pl | Dnia {D}, {A} napisał/a: | W dniu {D} o {T}, {A} pisze: | W dniu {D}, {A} napisał(a): | {A} napisał/a: | {A} pisze:
pt | A {D}, {A} escreveu: | Em {D} {T}, {A} escreveu: | Em {D}, {A} escreveu: | {A} escreveu em {D} {T}: | {A} escreveu às {T} de {D}: | Às {T} de {D}, {A} escreveu: | {A} escreveu:
rm | Ils {D} a las {T} ha {A} scrit: | {A} ha scrit ils {D} a las {T}: | {A} ha scrit:
ro | La {D} {T}, {A} a scris: | {A} a scris la {D} {T}: | În {D}, {A} a scris: | {A} a scris:
ru | {A} писал(а) {D}: | {A} пишет {D} {T}: | {D} {T}, {A} пишет: | {D}, {A} пишет: | {A} пишет:
sk | Dňa {D} o {T} {A} napísal(a): | Dňa {D} používateľ {A} napísal: | Dňa {D} {A} napísal(a): | {A} napísal(a) dňa {D} o {T}: | Používateľ {A} napísal: | {A} napísal(a):
sl | Dne {D}, {A} sporoča: | {A} je {D} ob {T} napisal: | {D}, je {A} napisal | {A} je napisal(a): | {A} sporoča:
sq | Më {D}, {A} shkroi: | Më {D}, {T}, {A} shkroi: | {A} shkroi më {D}, {T}: | {A} shkroi:
sr | Дана {D} у {T}, {A} пише: | Дана {D}, {A} написа: | {A} написа: | {A} пише:
sv | Den {D} kl. {T}, skrev {A}: | Den {D}, {A} skrev: | {A} skrev den {D} kl. {T}: | {D} skrev {A}: | {A} skrev:
ta | {D}, {A} எழுதப்பட்டது: | {A} எழுதியது:
th | On {D}, {A} wrote: | {A} เขียนเมื่อ {D} เวลา {T} ว่า: | เมื่อ {D} เวลา {T} {A} เขียนว่า: | {A} เขียนว่า:
tr | {A}, {D} {T} tarihinde yazdı: | {D} tarihinde {A} yazdı: | {D} {T} tarihinde {A} yazdı: | {D}, {A} yazmış: | {A} yazdı:
ug | {D} دا، {A} يازدى:
uk | {A} пише {D} {T}: | {D} {T}, {A}: | {D}, {A} написав: | {D}, {A} пише: | {A} написав: | {A} пише:
uz | {A} yozgan kun {D}: | {A} {D} {T}da yozdi: | {D} {T}, {A} da yozdi: | {A} yozdi:
vi | Vào lúc {T} {D}, {A} đã viết: | Vào ngày {D}, {A} viết: | Vào {D}, {A} đã viết: | {A} đã viết vào lúc {T} {D}: | {A} đã viết:
zh | {A} 写于 {D} {T}: | {A} 於 {D} {T} 寫道: | {A} 於 {D} 寫到: | 于 {D}，{A} 写道： | 在 {D} {T}, {A} 写道: | 在 {D}，{A} 写道： | 於 {D}，{A} 寫到： | {A} 写道: | {A} 写道： | {A} 寫道: | {A}寫到:
`;
