import type { Version } from "./version.ts";

/** Total order of changes: (ms, counter, node). `none` is older than everything. */
export const versions = {
  compare(left: Version | null, right: Version | null): number {
    if (left === null || right === null) return (left === null ? 0 : 1) - (right === null ? 0 : 1);
    if (left.ms !== right.ms) return left.ms - right.ms;
    if (left.counter !== right.counter) return left.counter - right.counter;
    if (left.node === right.node) return 0;
    return left.node < right.node ? -1 : 1;
  },

  max(left: Version | null, right: Version | null): Version | null {
    return versions.compare(left, right) >= 0 ? left : right;
  },

  equal(left: Version | null, right: Version | null): boolean {
    return versions.compare(left, right) === 0;
  },
};
