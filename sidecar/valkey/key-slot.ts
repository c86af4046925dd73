const SLOTS = 16_384;

/** Slot of a cluster in which everything of this session lives: CRC16 (XMODEM) of the tag in braces, as the servers do. */
export function keySlot(tag: string): number {
  let crc = 0;
  for (let index = 0; index < tag.length; index += 1) {
    crc ^= tag.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    crc &= 0xffff;
  }
  return crc % SLOTS;
}
