import type { Language } from '../language.js';

/** Slovenian. */
export const slovenian: Language = {
  code: 'sl',
  labels: {
    from: 'Od',
    date: 'Datum; Poslano',
    to: 'Za; Prejemnik',
    cc: 'Kp; Kopija',
    subject: 'Zadeva',
    replyTo: 'Odgovor na; Odgovori za',
  },
  attributions:
    'Dne {D}, {A} sporoča: | {A} je {D} ob {T} napisal: | {D}, je {A} napisal | {A} je napisal(a): | {A} sporoča:',
  beforeNames: 'je oseba; oseba; uporabnik; je',
  behindNames: 'je',
  replySeparators: 'Izvirno sporočilo; Izvorno sporočilo; Prvotno sporočilo',
  forwardSeparators: 'Posredovano sporočilo',
  months:
    'jan januar; feb februar; mar mart marec; april apr; maj; jun junij; jul julij; avgust avg; september sep septembar; oktober okt oktobar; november nov novembar; decembar dec december',
  weekdays: 'ned nedelja; pon ponedeljek; mar torek tor; sreda sre; cet cetrtek; pet petek; sobota sob',
};
