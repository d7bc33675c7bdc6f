import type { Language } from '../language.js';

/** Croatian. */
export const croatian: Language = {
  code: 'hr',
  labels: {
    from: 'Od; Šalje; Pošiljatelj',
    date: 'Datum; Poslano',
    to: 'Prima; Za; Primatelj',
    cc: 'CC',
    subject: 'Naslov; Subject; Predmet',
    replyTo: 'Odgovori; Odgovori na',
  },
  attributions:
    'Dana {D}, {A} je napisao(la): | Na {D}, {A} wrote: | {A} napisao je {D} u {T}: | {D} u {T}, {A} piše: | {A} je napisao: | {A} piše:',
  verbs: 'napisao; napisala',
  beforeNames: 'korisnik; korisnica; je; osoba',
  behindNames: 'je',
  replyMarks: 'odg; odgovor',
  forwardMarks: 'prosl',
  replySeparators: 'Izvorna poruka; Izvorni e-mail',
  forwardSentences: 'Započni proslijeđenu poruku',
  months:
    'sijecanj sijecnja sij; veljaca veljace velj; ozujak ozujka ozu; travanj travnja tra; svibanj svibnja svi; lipanj lipnja lip; srpanj srpnja srp; kolovoz kolovoza kol; rujan rujna ruj; listopad listopada lis; studeni studenoga stu; pro prosinac prosinca',
  // In Polish and Czech these are the month after it: a quotation keeps both readings, a header takes theirs.
  homonymMonths: 'lip; srp; lis; listopad; listopada',
  weekdays: 'nedjelja ned; ponedjeljak pon; utorak uto; srijeda sri; cetvrtak cet; petak pet; subota sub',
};
