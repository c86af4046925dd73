let last: Uint8Array = new Uint8Array(0);
let digits = "";

/**
 * A key in hex. The last one is remembered by its identity, since one operation asks for one key many times: who has
 * asked for a key must not change its bytes.
 */
export function keyHex(key: Uint8Array): string {
  if (key === last) return digits;
  last = key;
  digits = Buffer.from(key.buffer, key.byteOffset, key.length).toString("hex");
  return digits;
}
