/**
 * What a user may rightly be shown. Normally one state; after a write whose answer never came both outcomes are possible,
 * and the next good read decides. Pure: states are values and are compared by `key`.
 */

/** How one kind of state changes. */
export interface Rules<State, Change> {
  /** The state after an acknowledged change. */
  next(state: State, change: Change): State;
  /** States a change may leave behind when its server died half-way, besides untouched and done. */
  halfDone(state: State, change: Change): readonly State[];
  key(state: State): string;
}

/** More doubt than this means the user's answers never came at all; the oldest guesses are dropped then. */
const STATES_MAX = 64;

export class PossibleStates<State, Change> {
  readonly #rules: Rules<State, Change>;
  #states: readonly State[];

  constructor(initial: State, rules: Rules<State, Change>) {
    this.#rules = rules;
    this.#states = [initial];
  }

  /** The state that holds if everything unknown did happen. */
  get likely(): State {
    return this.#states[this.#states.length - 1] as State;
  }

  get isCertain(): boolean {
    return this.#states.length === 1;
  }

  /** An acknowledged change: it holds, whatever held before. */
  apply(change: Change): void {
    this.#set(this.#states.map((state) => this.#rules.next(state, change)));
  }

  /** A change nobody answered: it may have happened, half happened, or not. */
  applyUnknown(change: Change): void {
    this.#set(
      this.#states.flatMap((state) => [
        state,
        ...this.#rules.halfDone(state, change),
        this.#rules.next(state, change),
      ]),
    );
  }

  /** Keeps the states that agree with what was read. False, and nothing changed, when none does. */
  observe(agrees: (state: State) => boolean): boolean {
    const left = this.#states.filter(agrees);
    if (left.length === 0) return false;
    this.#states = left;
    return true;
  }

  /** Starts anew from what is there, after what was there has been counted as lost. */
  resetTo(state: State): void {
    this.#states = [state];
  }

  #set(states: readonly State[]): void {
    const byKey = new Map(states.map((state) => [this.#rules.key(state), state]));
    this.#states = [...byKey.values()].slice(-STATES_MAX);
  }
}
