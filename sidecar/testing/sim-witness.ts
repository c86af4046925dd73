import type { Claimed } from "../grid/peer-link.ts";
import { type WitnessState, witnessRule } from "../grid/witness-rule.ts";
import type { SimProcess, SimWorld } from "./sim-world.ts";

const PAIR = "pair";

/** A witness in simulated time: its rule is the real one, its disk keeps what it has answered. */
export class SimWitness {
  readonly #world: SimWorld;
  #state: WitnessState | null = null;
  /** For a planted mistake: it lets everybody go on alone. */
  generous = false;
  /** Until then nobody gets through to it. */
  awayUntilMs = 0;
  /** Members that do not get through to it, and until when. */
  readonly cutUntilMs = new Map<string, number>();

  constructor(world: SimWorld) {
    this.#world = world;
  }

  /** Null when no answer comes in time. */
  claim(member: string, want: string, epoch: number, asking: SimProcess): Promise<Claimed | null> {
    const { random } = this.#world;
    return new Promise((resolve) => {
      this.#world.after(400, () => resolve(null), asking);
      if (this.#away(member)) return;
      this.#world.after(random.between(0.2, 20), () => {
        const { answer, next } = witnessRule(this.#state, { cluster: PAIR, member, want, epoch });
        if (next !== null) this.#state = next;
        if (this.generous && want === "alone") {
          resolve({ granted: true, epoch: epoch + 1, holder: member });
          return;
        }
        // Its answer may be lost after it was written down.
        if (random.chance(0.1)) return;
        this.#world.after(random.between(0.2, 20), () => this.#away(member) || resolve(answer), asking);
      });
    });
  }

  #away(member: string): boolean {
    const { nowMs } = this.#world;
    return nowMs < this.awayUntilMs || nowMs < (this.cutUntilMs.get(member) ?? 0);
  }
}
