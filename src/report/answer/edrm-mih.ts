import { md5 } from './md5.js';

/**
 * The EDRM Message Identification Hash: MD5 of the Message-ID value as the header has it, in angle brackets, its case as it stands, as
 * 32 lower-case hex digits. `"CALckR-a8UDkRjO4xJyjd_s0GPxQWw@mail.gmail.com"` → `"1de319c276884bd0c9e2f1621ada26cc"`; null for no
 * id, and for what is no `left@right`, of which the specification makes no hash.
 *
 * It lets two systems find the same message; it says nothing of the content. EDRM MIH specification 1.0 (2023); the example is
 * the one that review platforms publish with it.
 */
export function edrmMih(messageId: string | null): string | null {
  return messageId !== null && VALID.test(messageId) ? md5(`<${messageId}>`) : null;
}

const VALID = /^[^\s<>@]+@[^\s<>@]+$/;
