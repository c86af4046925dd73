/** Mistakes that the simulation of grid-strict must notice. */
export const simStrictPlanted = ["one-vote", "no-write-back", "amnesia", "own-clock"] as const;

export type StrictPlanted = (typeof simStrictPlanted)[number];
