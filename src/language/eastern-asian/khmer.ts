import type { Language } from '../language.js';

/** Khmer. */
export const khmer: Language = {
  code: 'km',
  labels: {
    from: 'Ումից; អ្នកផ្ញើ',
    date: 'Ամսաթիվ; កាលបរិច្ឆេត',
    to: 'Ում; អ្នកទទួល',
    cc: 'CC',
    subject: 'Վերնագիրը; ចំណងជើង',
    replyTo: 'Պատասխանել՝; ឆ្លើយតបទៅកាន់',
  },
  attributions: '{A} បានសរសេរនៅលើ {D} {T} ៖ | កាលពីថ្ងៃ {D}, {A} បានសរសេរ៖ | នៅលើ {D} {T}, {A} បានសរសេរ៖ | {A} បានសរសេរ៖',
  endings: 'សរសេរ',
  behindNames: 'បាន',
  replySeparators: 'សារ​ដើម',
  forwardSeparators: 'បាន​បញ្ជូន​សារ​បន្ត',
  months: 'មករា; កុម្ភៈ; មីនា; មេសា; ឧសភា; មិថុនា; កក្កដា; សីហា; កញ្ញា; តុលា; វិច្ឆិកា; ធ្នូ',
  weekdays: 'អាទិត្យ; ចន្ទ ច័ន្ទ; អង្គារ; ពុធ; ព្រហស្បតិ៍ ព្រហ; សុក្រ; សៅរ៍',
  dateWords: 'ថ្ងៃ; ឆ្នាំ; វេលាម៉ោង; ម៉ោង; នៅ',
};
