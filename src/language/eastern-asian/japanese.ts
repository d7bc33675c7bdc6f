import type { Language } from '../language.js';

/** Japanese. */
export const japanese: Language = {
  code: 'ja',
  figures: 'year first',
  labels: {
    from: 'From; 差出人; 発信者; 送信元; 送信者',
    date: 'Date; 日付; 送信日; 送信日時; 日時',
    to: 'To; 宛先; 送信先',
    cc: 'CC; 写し(Cc)',
    subject: 'Subject; 件名; Sub; 題名',
    replyTo: 'Reply-To; 返信先',
    other: '重要性; 添付ファイル',
  },
  weakLabels: { other: '日時; 場所' },
  attributions:
    'On {D} {T}, {A} wrote: | {A} wrote on {D} {T}: | {D} に {A} さんは書きました: | {D}、{A} より: | {A} wrote: | {A} より:',
  endings: '書きました; より',
  behindNames: 'のメール; さん; 様; は',
  replyMarks: '返信; 自動応答',
  forwardMarks: '転送',
  replySeparators: '元のメッセージ; 元メール; オリジナルメッセージ; 元のメール; オリジナルメール',
  forwardSeparators: 'メッセージを転送; 転送メッセージ',
  forwardSentences: '転送されたメッセージ',
  beforeNoon: '午前',
  afterNoon: '午後',
  dateWords: 'に; の',
  pronouns: '私; 僕; 彼; 彼女; あなた',
};
