import { fieldsNamed } from '../../message/header-text.js';
import type { Message } from '../../message/message.js';

const SENT_FOLDER =
  /(?:^|[/\\._ -])(?:_?sent(?:[ _-]?(?:mail|items|messages|objects))?|outbox|gesendete?(?: (?:objekte|elemente))?|envoy[ée]s?|[ée]l[ée]ments envoy[ée]s|enviad[oa]s|(?:posta )?inviata|inviati|verzonden(?: items)?|sendt|skickat|l[äa]hetetyt|wys[łl]ane|отправленные)(?:$|[/\\.])/iu;

/** True for a copy that lies in a folder for sent mail. */
export function isSentFolder({ folder, origin, headers }: Message): boolean {
  const told = fieldsNamed(headers, /^x-(?:folder|gmail-labels)$/i)[0];
  if (told?.value.split(',').some((label) => SENT_FOLDER.test(label.trim()))) return true;
  if (folder !== null && SENT_FOLDER.test(folder)) return true;
  const slash = origin.source.lastIndexOf('/');
  return (
    SENT_FOLDER.test(slash < 0 ? '' : origin.source.slice(-400, slash + 1)) ||
    /(?:^|\/)_?sent(?:[ _-]?(?:mail|items))?\.[a-z.]{2,8}$/i.test(origin.source.slice(-80))
  );
}
