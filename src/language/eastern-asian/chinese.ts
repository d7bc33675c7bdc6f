import type { Language } from '../language.js';

/** Chinese. */
export const chinese: Language = {
  code: 'zh',
  figures: 'year first',
  labels: {
    from: '发件人; 寄件者; 從; 寄件人; 发信人; 發件人',
    date: '日期; 发送时间; 寄送日期; 傳送時間; 發送時間; 已傳送; 寄件日期; 时间; 時間; 发信时间; 发送日期; 發送日期; 傳送日期; 寄件時間; 寄送時間',
    to: '到; 收件人; 收件者; 收信人; 收件; 发给',
    cc: '副本; 抄送; 抄送人; 抄送至; 副本抄送',
    subject: '主旨; 主题; 標題; 标题; 主題',
    replyTo: '回函地址; 回复地址; 回复至; 回覆至',
    other: '重要性; 附件',
  },
  weakLabels: { other: '何时; 何地; 地点; 时间地点; 地點' },
  attributions:
    '{A} 写于 {D} {T}: | {A} 於 {D} {T} 寫道: | {A} 於 {D} 寫到: | 于 {D}，{A} 写道： | 在 {D} {T}, {A} 写道: | 在 {D}，{A} 写道： | 於 {D}，{A} 寫到： | {A} 写道: | {A} 写道： | {A} 寫道: | {A}寫到:',
  endings: '写道; 寫道; 写于; 寫到; 书写',
  behindNames: '先生; 女士',
  replyMarks: '回复; 回覆; 答复; 答覆; 回信; 回應; 自动答复; 自動回覆',
  forwardMarks: '转发; 轉寄; 轉發',
  replySeparators:
    '回复的原邮件; 回覆的原郵件; 回复的邮件; 原始信息; 原始訊息; 原始消息; 原始邮件; 原始郵件; 邮件原件; 原邮件; 邮件原文; 原文',
  forwardSeparators: '轉寄郵件; 转发的消息; 轉寄的郵件; 转发邮件信息; 转发邮件; 转发的邮件',
  forwardSentences:
    '转发的邮件开始; 下面是被转发的邮件; 以下是轉寄的郵件; 以下是转发的邮件; 以下是轉寄的郵件內容; 以下为转发邮件',
  months: '一月; 二月; 三月; 四月; 五月; 六月; 七月; 八月; 九月; 十月; 十一月; 十二月',
  beforeNoon: '上午; 早上; 凌晨; 清晨',
  afterNoon: '下午; 晚上; 中午; 傍晚',
  dateWords: '於; 于; 在; 月; 日; 年',
  pronouns: '我; 你; 您; 他; 她; 我们; 你们; 他们; 有人',
};
