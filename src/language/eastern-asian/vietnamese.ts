import type { Language } from '../language.js';

/** Vietnamese. */
export const vietnamese: Language = {
  code: 'vi',
  labels: {
    from: 'Gửi từ; Từ',
    date: 'Ngày; Đã gửi; Ngày gửi',
    to: 'Người nhận; Tới; Đến',
    cc: 'CC; Đồng kính gửi',
    subject: 'Chủ đề; Tiêu đề',
    replyTo: 'Trả lời Tới; Trả lời cho',
  },
  attributions:
    'Vào lúc {T} {D}, {A} đã viết: | Vào ngày {D}, {A} viết: | Vào {D}, {A} đã viết: | {A} đã viết vào lúc {T} {D}: | {A} đã viết:',
  beforeNames: 'người dùng; lúc',
  replyMarks: 'trả lời',
  forwardMarks: 'chuyển tiếp',
  replySeparators: 'Thư gốc; Tin nhắn gốc; Thư ban đầu; Email gốc',
  forwardSeparators: 'Tin nhắn đã được chuyển tiếp',
  forwardSentences: 'Bắt đầu chuyển tiếp thư; Bắt đầu thư được chuyển tiếp',
  months:
    'thang_mot; thang_hai; thang_ba; thang_tu; thang_nam; thang_sau; thang_bay; thang_tam; thang_chin; thang_muoi; ; ',
  beforeNoon: 'sa',
  afterNoon: 'ch',
  dateWords: 'vao; ngay; luc',
};
