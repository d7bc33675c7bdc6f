import type { ProducedPost } from '../dedupe/produced-post.js';
import { fieldsNamed } from '../message/header-text.js';
import type { Message } from '../message/message.js';

/** Names of folders for what is written and not sent, as mail programs have them in many languages; `Outbox` waits to be sent. */
const UNSENT_FOLDER =
  /^(?:drafts?|draft[ _-]?(?:mail|items|messages)|outbox|unsent(?:[ _-](?:mail|messages|items))?|entw(?:ü|ue|&APw-)rfe?|postausgang|brouillons?|bo(?:î|&AO4-)te d'envoi|borradores|bandeja de salida|bozze|posta in uscita|concepten|kladder?|utkast|luonnokset|rascunhos|robocze|wersje robocze|koncepty|piszkozatok|ciorne|черновики|исходящие|taslaklar|下書き|草稿箱?|임시보관함)$/iu;

/** The last names of a path, each without what programs put around it: `_Drafts.mbox`, `[Gmail]/Drafts`. */
const isUnsentFolder = (path: string): boolean =>
  path
    .slice(-400)
    .split(/[/\\]/)
    .slice(-3)
    .some((name) => UNSENT_FOLDER.test(name.trim().replace(/^[._]+|\.[a-z]{2,8}$/gi, '')));

const DRAFT_FIELD = /^(?:x-unsent|x-mozilla-draft-info)$/i;

/** True for a copy that says itself that it was not sent, or lies where unsent mail lies. */
function isUnsentCopy({ headers, folder, facts, origin }: Message): boolean {
  if (fieldsNamed(headers, DRAFT_FIELD).some(({ value }) => !/^\s*0/.test(value))) return true;
  if (facts?.some(({ name, value }) => name === 'draft' || (name === 'marks' && /\bdraft\b/i.test(value)))) return true;
  const told = fieldsNamed(headers, /^x-(?:folder|gmail-labels)$/i)[0];
  if (told?.value.split(',').some(isUnsentFolder)) return true;
  if (folder?.split(/[;,]/).some(isUnsentFolder)) return true;
  return isUnsentFolder(origin.source);
}

/**
 * True for a draft that nobody got: a copy of it is one, and no other copy shows that it was sent later, by lying with another custodian, or
 * by the marks of a server on the way.
 */
export function isUnsent(post: ProducedPost): boolean {
  if (!post.copies.some(isUnsentCopy)) return false;
  const custodians = new Set(post.copies.map(({ custodian }) => custodian));
  return custodians.size === 1 && !post.copies.some(wasDelivered);
}

const wasDelivered = ({ headers }: Message): boolean =>
  fieldsNamed(headers, /^(?:received|delivered-to|return-path)$/i).length > 0;
