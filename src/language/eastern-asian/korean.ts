import type { Language } from '../language.js';

/** Korean. */
export const korean: Language = {
  code: 'ko',
  figures: 'year first',
  labels: {
    from: '보낸 사람; 보낸사람; 발신',
    date: '날짜; 보낸 날짜; 보낸날짜; 보낸 시간; 발신일',
    to: '받는 사람; 받는사람; 수신',
    cc: '참조; 숨은 참조',
    subject: '제목',
    replyTo: '회신 주소',
  },
  weakLabels: { other: '시간; 위치' },
  attributions:
    'On {D}, {A} 작성함: | {A} 이(가) {D} {T} 에 쓴 글: | {D} {T}에 {A} 이(가) 쓴 글: | {D}에 {A}이(가) 쓴 내용: | {A} 이(가) 쓴 글 | {A}이 씀:',
  endings: '쓴 글; 쓴 내용; 작성; 씀',
  behindNames: '님이; 님',
  replyMarks: '답장; 회신',
  forwardMarks: '전달',
  replySeparators: '원본 이메일; 원본 메시지; 원본 메일; 원본메일; 원본 메세지',
  forwardSeparators: '전달된 메일; 전달된 메시지',
  forwardSentences: '전달된 메시지의 시작; 전달된 메시지',
  beforeNoon: '오전',
  afterNoon: '오후',
};
