/** Lines of the notice that stands for an attachment; more are the author's. */
const LONGEST_NOTICE = 8;

/** The text without the notices that stand for attachments. */
export function cutScrubNotices(text: string): string {
  if (!text.includes(' was scrubbed...')) return text;
  const own: string[] = [];
  let noticeLeft = 0;
  for (const line of text.split('\n')) {
    if (line.endsWith(' was scrubbed...')) noticeLeft = LONGEST_NOTICE;
    else if (noticeLeft > 0 && /^(?:Name|Type|Size|Desc|Url|From|Subject|Date) {0,9}:/i.test(line)) noticeLeft--;
    else if (!line.startsWith('-------------- next part')) {
      noticeLeft = 0;
      own.push(line);
    }
  }
  return own.join('\n');
}
