import type { Language } from '../language.js';

/** Bosnian. */
export const bosnian: Language = {
  code: 'bs',
  labels: {
    from: 'Od',
    date: 'Datum; Poslano',
    to: 'Za',
    cc: 'CC',
    subject: 'Naslov; Tema',
    replyTo: 'Odgovori na; Reply-To adresa',
  },
  attributions:
    'Dana {D}, {A} je napisao: | {A} napisao je {D} u {T}: | {D} u {T}, {A} je napisao/la: | {D}, {A} je napisao/la: | {A} je napisao/la: | {A} je napisao:',
  replySeparators: 'Izvorna poruka; Originalna Poruka',
  forwardSeparators: 'Proslijeđena poruka',
  months:
    'jan januar; feb februar; mar mart; april apr; maj; jun juni; jul juli; aug august; sep septembar; okt oktobar; nov novembar; decembar dec',
  weekdays: 'nedjelja ned; ponedjeljak pon; mar utorak uto; srijeda sri; cetvrtak cet; petak pet; subota sub',
  beforeNames: 'osoba; korisnik',
};
