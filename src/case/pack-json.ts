import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** JSON, deflated: bodies and what is quoted of them repeat each other. */
export const packJson = (value: unknown): Uint8Array => packText(JSON.stringify(value));

/** As `packJson`, of JSON. */
export const packText = (json: string): Uint8Array => deflateRawSync(json, { level: 3 });

/** What `packJson` packed. */
export const unpackJson = (packed: Uint8Array): unknown => JSON.parse(inflateRawSync(packed).toString('utf8'));
