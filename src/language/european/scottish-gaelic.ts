import type { Language } from '../language.js';

/** Scottish Gaelic. */
export const scottishGaelic: Language = {
  code: 'gd',
  labels: {
    from: 'O',
    date: 'Ceann-là; Air a chur',
    to: 'Gu',
    cc: 'CC',
    subject: 'Cuspair',
    replyTo: 'Freagairt gu',
  },
  attributions: 'Sgrìobh {A} na leanas {D} aig {T}: | Sgrìobh {A} {D}: | Sgrìobh {A} na leanas: | Sgrìobh {A}:',
  replySeparators: 'An teachdaireachd thùsail',
  forwardSeparators: 'An teachdaireachd a tha ’ga shìneadh air adhart',
  months:
    'faoi faoilleach fhaoilleach; gearr gearran ghearran; mart mhart; gibl giblean ghiblean; ceit ceitean cheitean; ogmh ogmhios; iuch iuchar; luna lunastal; sult sultain; damh damhair; samh; dubh dubhlachd',
  weekdays: 'didomhnaich did; diluain dil; dimairt dim; diciadain dic; diardaoin dia; dihaoine dih; disathairne dis',
  dateWords: 'aig; dhen; mh; na',
};
