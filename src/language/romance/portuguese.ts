import type { Language } from '../language.js';

/** Portuguese. */
export const portuguese: Language = {
  code: 'pt',
  labels: {
    from: 'De',
    date: 'Data; Enviado; Enviada em; Enviado em; Enviada; Enviadas',
    to: 'Para; Destinatário',
    cc: 'CC; Cópia',
    subject: 'Assunto',
    replyTo: 'Responder a; Responder para; Responder-Para',
    sentBy: 'enviado por',
    other: 'importância; prioridade; confidencialidade; sensibilidade; categorias; anexos',
  },
  weakLabels: { other: 'quando; onde' },
  attributions:
    'A {D}, {A} escreveu: | Em {D} {T}, {A} escreveu: | Em {D}, {A} escreveu: | {A} escreveu em {D} {T}: | {A} escreveu às {T} de {D}: | Às {T} de {D}, {A} escreveu: | {A} escreveu:',
  beforeNames: 'o usuário; usuário; o utilizador; utilizador',
  behindQuoting: 'de; do',
  replyMarks: 'res; resposta automática',
  forwardMarks: 'enc',
  replySeparators: 'Mensagem Original; E-mail original; Compromisso original',
  forwardSeparators: 'Mensagem encaminhada; Mensagem reencaminhada',
  forwardSentences: 'Início da mensagem encaminhada; Início da mensagem reencaminhada',
  forwardedBy: 'encaminhado por',
  endSeparators: 'Fim da mensagem encaminhada; Fim da mensagem reencaminhada; Fim da mensagem original',
  months:
    'jan janeiro; fev fevereiro; mar marco; abril abr; mai maio; jun junho; jul julho; ago agosto; set setembro; outubro out; nov novembro; dez dezembro',
  weekdays: 'dom domingo; seg segunda; mar ter terca; qua quarta; qui quinta; sex sexta; sab sabado',
  dateWords: 'em; e; di; de; feira',
  pronouns: 'eu; tu; você; ele; ela; nós; vocês; eles; elas; alguém; quem',
  timeWords: 'ontem; hoje; recentemente; anteontem',
};
