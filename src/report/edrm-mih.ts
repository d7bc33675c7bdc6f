import { md5 } from './md5.js';

/**
 * The EDRM Message Identification Hash: MD5 of the Message-ID value, without angle brackets and white space around it, its case as it
 * stands, as 32 lower-case hex digits. `"1@moor.example"` → `"…"`; no id → null.
 *
 * It lets two systems find the same message; it says nothing of the content. EDRM MIH specification 1.0 (2023).
 */
export function edrmMih(messageId: string | null): string | null {
  return messageId === null || messageId === '' ? null : md5(messageId);
}
