import type { Language } from '../language.js';

/** What no single language owns. */
export const international: Language = {
  code: 'und',
  figures: 'month or day first',
  labels: {
    // Notes writes the names of its items where it exports documents as structured text.
    to: 'sendto',
    cc: 'copyto',
    bcc: 'bcc; cci; bkk; blind copy; blindcopyto',
    date: 'posteddate',
    sentBy: 'sent by',
    subject: 'subj',
    messageId: 'message-id',
    other:
      'importance; priority; sensitivity; attachments; attachment; attach; categories; organization; organisation; newsgroups; conversation; mailing list; mailing-list; followup-to; follow up to; return-path; list-id; in-reply-to; references; mime-version; content-type; content-transfer-encoding; user-agent; x-mailer; received; resent-from; resent-to; resent-date; delivered-to; status',
    replyTo: 'replyto',
  },
  weakLabels: {
    from: 'author; posted by',
    subject: 'thema; re',
    date: 'created; sent time; date/time; posted',
  },
  verbs: 'scripsit; dixit',
  replyMarks: 're; rsp; mf; re fwd',
  forwardMarks: 'fw; fwd; redir; fwd re',
  months: 'янвр; hwe; ; ; maios; jn; ; ; ; ; ; ',
  weekdays: '; ; ; сри; ; ; ',
  afterNoon: 'g.m',
  dateWords:
    'as; los; u; ob; і; nam; dell; do; the; er; y; g; року; ж; ko; c; i; pa; dia; ar; me; kll; hrs; uur; t; an; ja; s; ne',
};
