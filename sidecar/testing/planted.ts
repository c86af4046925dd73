/** Mistakes a grid must not make; the checkers have to notice each. */
export const planted = [
  "ack-before-durable",
  "ack-before-backup",
  "no-tombstone",
  "wall-clock",
  "absent-while-syncing",
] as const;

/** One of them. */
export type Planted = (typeof planted)[number];
