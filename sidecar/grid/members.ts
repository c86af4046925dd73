import { type PlacedMember, placement } from "./placement.ts";

/** The members a session may be placed on at one moment, and where each session belongs. Immutable. */
export class Members {
  readonly names: ReadonlySet<string>;
  /** Equal for equal sets of members. */
  readonly fingerprint: number;
  readonly #members: readonly PlacedMember[];
  readonly #copies: number;
  /** The last answer: one operation asks for one session many times. */
  #id = "";
  #homes: readonly string[] = [];

  constructor(names: Iterable<string>, copies: number) {
    this.names = new Set(names);
    this.fingerprint = placement.fingerprint(this.names);
    this.#members = placement.members(this.names);
    this.#copies = copies;
  }

  /** Every member is a home of every session. */
  get everyoneHome(): boolean {
    return this.names.size <= this.#copies;
  }

  /** Homes of a session (key in hex), the first one first. */
  homes(id: string): readonly string[] {
    if (id !== this.#id) {
      this.#homes = placement.homes(id, this.#members, this.#copies);
      this.#id = id;
    }
    return this.#homes;
  }

  /** Its homes and, where some of them are not `steady`, as many more members as make up for them. */
  holders(id: string, steady: (name: string) => boolean): readonly string[] {
    const homes = this.homes(id);
    let missing = 0;
    for (const home of homes) if (!steady(home)) missing += 1;
    if (missing === 0 || homes.length === this.names.size) return homes;
    const holders = [...homes];
    const more = placement.order(id, this.#members).slice(homes.length);
    for (const name of more) {
      if (missing === 0) break;
      holders.push(name);
      if (steady(name)) missing -= 1;
    }
    return holders;
  }
}
