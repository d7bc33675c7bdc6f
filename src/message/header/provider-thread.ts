/**
 * Gmail's thread id with the provider before it. The API writes it in hexadecimal, Takeout's X-GM-THRID in decimal; both are
 * decimal here: `"1600000000000abc"` → `gmail:1585267068834417340`.
 */
export function gmailThread(apiId: string): string {
  const id = apiId.trim();
  return `gmail:${/^[0-9a-f]{1,16}$/i.test(id) ? BigInt(`0x${id}`) : id}`;
}
