import { bareCr } from '../apple/bare-cr.js';
import { emlx } from '../apple/emlx.js';
import type { ContainerFormat } from '../container/archive-report.js';
import type { DatabaseKind } from '../database/read-database.js';
import { joinedMails } from '../joined/joined-mails.js';
import { edrm } from '../load-file/edrm.js';
import { babyl } from '../old-mailbox/babyl.js';
import { lfCr } from '../old-mailbox/lf-cr.js';
import { textDialects } from '../old-mailbox/text-dialects.js';
import { uwMbx } from '../old-mailbox/uw-mbx.js';
import { msg } from '../outlook/msg-format.js';
import { olm } from '../outlook/olm.js';
import { pst } from '../outlook/pst-format.js';
import { tnef } from '../outlook/tnef-format.js';
import { archivePage } from '../printed/archive-page.js';
import { gmailPrint } from '../printed/gmail-print.js';
import { sourcePage } from '../printed/source-page.js';
import { xmlMail } from '../service/xml-mail.js';
import { eml } from './eml.js';
import type { NamesOf } from './format.js';
import { json } from './json/json.js';
import { mbox } from './mbox.js';
import { mmdf } from './mmdf.js';
import { ownOutput } from './own-output.js';
import { page } from './page.js';
import { rtf } from './rtf.js';
import { table } from './table.js';
import { text } from './text.js';
import { utf16 } from './utf16.js';

/** Formats of bytes: they are asked before anything else is taken for no mail. */
export const BINARY_FORMATS = [msg, pst, tnef] as const;

/** Every format that is recognised, the surest first. A new format is one file and one line here. */
export const FORMATS = [
  ...BINARY_FORMATS,
  ownOutput,
  edrm,
  olm,
  xmlMail,
  babyl,
  uwMbx,
  textDialects,
  mmdf,
  lfCr,
  mbox,
  bareCr,
  json,
  emlx,
  table,
  utf16,
  archivePage,
  gmailPrint,
  sourcePage,
  page,
  rtf,
  joinedMails,
  eml,
  text,
] as const;

/** What the format of a source may be called: as the formats declare, or what was opened to look inside. */
export type SourceFormat = NamesOf<(typeof FORMATS)[number]> | ContainerFormat | DatabaseKind | 'unknown';
