/** Writer and time of a change: a hybrid logical clock. Structurally the Version of the wire. */
export interface Version {
  readonly ms: number;
  readonly counter: number;
  /** Name of the sidecar that ordered the change. */
  readonly node: string;
}

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
