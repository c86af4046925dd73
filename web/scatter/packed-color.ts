/** "#51657d" → 0xAABBGGRR with no alpha, as the pixels of a canvas lie in memory; black for anything else. */
export function packedColor(hex: string): number {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex.trim());
  if (!match) {
    return 0;
  }
  const [red, green, blue] = match.slice(1).map((part) => Number.parseInt(part, 16)) as [
    number,
    number,
    number,
  ];
  return red | (green << 8) | (blue << 16);
}
