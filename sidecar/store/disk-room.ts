/** What a disk must keep free, in bytes. */
export interface DiskRoom {
  /** Below this, changes are refused. */
  readonly needed: number;
  /** Room above `needed` before changes are accepted again: what is freed must last for a while. */
  readonly again: number;
  /** Below this, the ballast is given up and not even the store may write, until it has been. */
  readonly last: number;
  readonly ballast: number;
  /** Largest segment of the journal. */
  readonly segment: number;
}

const MIB = 1024 ** 2;

/** A tenth of the disk, and no more than this: what logs and other programs may take while we clean up. */
const NEEDED_MAX = 512 * MIB;

/** On a small disk a tenth is less than one flush of the store; there it is a quarter, up to this. */
const NEEDED_SMALL = 16 * MIB;

/** Enough for the store to take over what two segments of the journal hold, and to delete them. */
const BALLAST_MAX = 64 * MIB;

/** What a restart replays at most, twice. */
const SEGMENT_MAX = 8 * MIB;

/** How a disk of `totalBytes` is shared out. 16 MiB is the smallest that is of use: 4 MiB of it stay free. */
export function diskRoom(totalBytes: number): DiskRoom {
  const small = Math.min(totalBytes / 4, NEEDED_SMALL);
  const needed = Math.floor(Math.min(NEEDED_MAX, Math.max(totalBytes / 10, small)));
  return {
    needed,
    again: Math.floor(needed / 8),
    last: Math.max(MIB, Math.floor(needed / 8)),
    ballast: Math.floor(Math.min(BALLAST_MAX, totalBytes / 16)),
    segment: Math.floor(Math.min(SEGMENT_MAX, totalBytes / 32)),
  };
}
