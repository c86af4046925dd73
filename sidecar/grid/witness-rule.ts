import type { Claim, Claimed } from "./peer-link.ts";

/** What a witness remembers of one pair. */
export interface WitnessState {
  readonly epoch: number;
  /** Who may go on alone; empty: both together. */
  readonly holder: string;
  /** Whose claim made it so. */
  readonly mover: string;
}

/**
 * What a witness answers, and what it must have on its disk before. Only one of two that lost each other is let go on
 * alone, and only the one that went on alone can say when both are together again. Pure; a claim whose answer was lost
 * is granted again.
 */
export function witnessRule(
  state: WitnessState | null,
  { member, epoch, want }: Claim,
): { readonly answer: Claimed; readonly next: WitnessState | null } {
  const next = step(state, member, epoch, want);
  const { epoch: now, holder } = next ?? state ?? { epoch: 0, holder: "" };
  return { answer: { granted: next !== null, epoch: now, holder }, next };
}

function step(state: WitnessState | null, member: string, epoch: number, want: string): WitnessState | null {
  if (state === null) return want === "first" && epoch === 0 ? { epoch: 1, holder: "", mover: member } : null;
  const together = state.holder === "";
  // It made both together and has not acted upon it: the other cannot have either.
  const lost = together && state.mover === member && epoch < state.epoch;
  if (want === "first") return lost && epoch === 0 && state.epoch === 1 ? state : null;
  if (want === "joint")
    return state.holder === member
      ? { epoch: state.epoch + 1, holder: "", mover: member }
      : lost
        ? state
        : null;
  if (want !== "alone") return null;
  if (state.holder === member) return state;
  const present = together && epoch === state.epoch;
  return present || (lost && epoch > 0) ? { epoch: state.epoch + 1, holder: member, mover: member } : null;
}
