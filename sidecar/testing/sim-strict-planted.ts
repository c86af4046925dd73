/** Mistakes that the simulation of grid-strict must notice. */
export const simStrictPlanted = ["one-vote", "amnesia", "own-clock", "local-read"] as const;

export type StrictPlanted = (typeof simStrictPlanted)[number];
