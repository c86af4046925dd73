/** Times of grid-strict. One place, because the second is derived from the first. */
export const strictLimits = {
  /** An operation that has no majority by then fails; within the second a request may wait in all. */
  operationMs: 850,
  /**
   * A member that forgot what it held lets so much time pass before it takes what the others hold: an operation that
   * still counts a vote of before is over by then, so that all it counted is among what the others list.
   */
  patienceMs: 1_100,
} as const;
