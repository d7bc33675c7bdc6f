import type { Language } from '../language.js';

/** Polish. */
export const polish: Language = {
  code: 'pl',
  labels: {
    from: 'Nadawca; Od',
    date: 'Data; Wysłane; Wysłano; Data wysłania',
    to: 'Adresat; Do',
    cc: 'DW; Kopia; Do wiadomości; UDW; Kopia do',
    subject: 'Temat',
    replyTo: 'Odpowiedź do; Odpowiedź-Do',
    other: 'załączniki; ważność; priorytet; poufność; charakter',
  },
  weakLabels: { other: 'kiedy; gdzie' },
  attributions:
    'Dnia {D}, {A} napisał/a: | W dniu {D} o {T}, {A} pisze: | W dniu {D}, {A} napisał(a): | {A} napisał/a: | {A} pisze:',
  verbs: 'napisał; napisała; napisana; przeczytać',
  weakVerbs: 'cytat; cytowanie; cytuję',
  connectors: 'użytkownik; używatel; wiadomość',
  starters: 'użytkownik; wiadomość',
  beforeNames: 'przez; użytkownik; użytkowniczka; nadawca',
  behindQuoting: 'od',
  replyMarks: 'odp; odpowiedź; autoodpowiedź',
  forwardMarks: 'pd; podaj dalej',
  replySeparators: 'Oryginalny e-mail; Treść oryginalnej wiadomości; Wiadomość oryginalna; Oryginalna wiadomość',
  forwardSeparators: 'Treść przekazanej wiadomości; Przekazana wiadomość; Wiadomość przesłana dalej',
  forwardSentences: 'Początek przekazywanej wiadomości',
  forwardedBy: 'przekazane przez',
  endSeparators: 'Koniec przekazywanej wiadomości; Koniec przekazanej wiadomości; Koniec przesłanej wiadomości',
  months:
    'styczen stycznia sty; luty lutego lut; mar marzec marca; kwiecien kwietnia kwi; maj maja; czerwiec czerwca cze; lipiec lipca lip; sierpien sierpnia sie; wrzesien wrzesnia wrz wrzes; pazdziernik pazdziernika paz; listopad lis listopada; grudzien grudnia gru',
  weekdays: 'niedziela niedz; pon poniedziałek; mar wtorek wt wto; sroda sr; czwartek czw; piatek pt; sobota sob',
  dateWords: 'o; r; godz; godzinie',
  pronouns: 'ja; ty; on; ona; my; wy; oni; one; pan; pani; ktoś; kto',
  timeWords: 'wczoraj; dzisiaj; dziś; niedawno; wcześniej',
};
