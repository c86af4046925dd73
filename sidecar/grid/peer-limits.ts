/** Times by which two members judge each other. One place, because each is derived from the others. */
export const peerLimits = {
  /** The peer hears of us this often. */
  heartbeatMs: 100,
  /** No word for so long: suspect; and given up, when no agent there can hold a lease. */
  quietMs: 300,
  /**
   * An agent's lease is renewed at most one heartbeat after the last word that reached us, and lasts 400 ms. Only
   * after that may a change be acknowledged without the peer.
   */
  leasesOverMs: 500,
  /** A peer that answers heartbeats but no request for so long is given up: its disk or its agents are stuck. */
  requestMs: 650,
  /** After the start, how long a session that is not here may be at a peer that was not heard of yet. */
  graceMs: 10_000,
} as const;
