import type { Change } from "./change.ts";

/** A large session takes its time on the wire: at least this many bytes a millisecond are expected. */
const BYTES_PER_MS = 20_000;

/** How long these changes may need on the wire, beyond what a small one needs. */
export function transferMs(changes: readonly Change[]): number {
  let bytes = 0;
  for (const change of changes) for (const { value } of change.attributes) bytes += value.length;
  return bytes / BYTES_PER_MS;
}
