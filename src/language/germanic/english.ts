import type { Language } from '../language.js';

/** English. */
export const english: Language = {
  code: 'en',
  figures: 'month or day first',
  labels: {
    from: 'From; Sender',
    date: 'Date; Sent; Date Sent; Sent at; Sent on; Sent Date; Posted At',
    to: 'To; Sent to',
    cc: 'CC; Copy',
    subject: 'Subject',
    replyTo: 'Reply-To',
  },
  weakLabels: { other: 'when; where; location' },
  attributions: 'On {D} {T}, {A} wrote: | On {D}, {A} wrote: | {A} wrote on {D} {T}: | {A} wrote:',
  verbs:
    'writes; said; says; typed; stated; spake; quoth; writ; wrotes; uttered; opined; verbalised; verbalized; outgrape',
  weakVerbs:
    'quoting; replied; answered; responded; asked; added; commented; excerpts; posted; sent; explained; formulated; expressed; suggested; claimed; noted; mentioned; remarked; observed; supposed; pretended; submitted; presented; continues; continued; adds; concluded; concludes; replies; answers; asks',
  connectors: 'on; at; in; around; the; of; following; thus; also; dated; message; article; from; date; by',
  starters: 'on; at; in; around; quoting; thus; also',
  beforeNames: 'user; sender; by; from; noon; midnight',
  replyMarks: 'automatic reply; out of office autoreply; out of office reply; autoreply; auto-reply; auto reply',
  forwardMarks: 'forward; forwarded',
  replySeparators:
    'Initial Header; Replied Message; Original Message; Original Messages; Reply message; Reply Separator; Original Message Follows; Original Appointment; Original Email; Original; Original e-mail; Original mail; Quoted message; Forwarded/Original Message; Begin Original Message; Begin message; Begin included message; Begin quote; Begin quoted text; Begin quotation; Begin of quote; Start of quote; Included message; Reply Header; Previous Message',
  forwardSeparators:
    'Begin forward; Begin forwarded text; Begin forwarded message; Begin forwarded article; Start of forwarded message; Forwarded message follows; This is a forwarded message; Forwarded text; Forwarded Message; Fwd Message; Forwarded Mail; Forwarded email; Forwarded',
  forwardSentences: 'Begin forwarded message; Forwarded message',
  forwardedBy: 'forwarded by',
  endSeparators:
    'End of forwarded message; End forwarded message; End of forwarded messages; End forwarded messages; End of forwarded mail; End forwarded mail; End of forwarded email; End forwarded email; End of forwarded e-mail; End forwarded e-mail; End of forwarded text; End forwarded text; End of forwarded post; End forwarded post; End of forwarded article; End forwarded article; End of forward message; End forward message; End of forward messages; End forward messages; End of forward text; End forward text; End of original message; End original message; End of original mail; End original mail; End of original email; End original email; End of original e-mail; End original e-mail; End of original text; End original text; End of included message; End included message; End of included mail; End included mail; End of included email; End included email; End of included e-mail; End included e-mail; End of included text; End included text; End of quoted message; End quoted message; End of quoted messages; End quoted messages; End of quoted text; End quoted text; End of attached message; End attached message; End of attached messages; End attached messages; End of attached text; End attached text; End of original message text; End forwarded transaction; End of message; End quote; End of quote; End quotation; End of quotation',
  months:
    'jan january janvr jann; feb february febraury; mar march; april apr; may; jun june; jul july; aug august; september sep sept septbr; oct october octo ocktober; november nov; dec december',
  weekdays:
    'sunday sun; monday mon; mar tuesday tue tues; wednesday wed weds wednes; thursday thu thur thurs; friday fri; saturday sat',
  beforeNoon: 'am; a.m',
  afterNoon: 'pm; p.m',
  dateWords: 'at; on; of; th; st; nd; rd; time; date; around',
  pronouns: 'i; we; you; he; she; it; they; one; this; that; who; someone; somebody; anyone; nobody; everybody; people',
  timeWords: 'yesterday; today; recently; originally; earlier; previously; later; lately; formerly; once',
};
