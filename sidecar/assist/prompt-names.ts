/**
 * Names of people and their addresses as tokens inside one answer: the model sees user_1, the reader sees the name. Tokens
 * mean nothing outside this answer and are never stored.
 */
export class PromptNames {
  readonly #tokens: readonly (readonly [name: string, token: string])[];
  #held = "";

  constructor(names: readonly string[]) {
    this.#tokens = [...new Set(names)]
      .filter((name) => name !== "")
      .sort((left, right) => right.length - left.length)
      .map((name, index) => [name, `user_${index + 1}`] as const);
  }

  /** In one pass, so that a name inside another or inside a token is left alone. */
  hide(text: string): string {
    if (this.#tokens.length === 0) {
      return text;
    }
    const tokens = new Map(this.#tokens);
    const any = this.#tokens.map(([name]) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    return text.replace(new RegExp(any, "g"), (name) => tokens.get(name) ?? name);
  }

  restore(text: string): string {
    return text.replace(
      /user_(\d+)/g,
      (token) => this.#tokens.find(([, each]) => each === token)?.[0] ?? token,
    );
  }

  /** As `restore`, for a text that comes in pieces: a piece that may end inside a token is held back. */
  restorePiece(piece: string): string {
    const text = this.#held + piece;
    const open = /u(?:s(?:e(?:r(?:_\d*)?)?)?)?$/.exec(text);
    this.#held = open ? open[0] : "";
    return this.restore(text.slice(0, text.length - this.#held.length));
  }

  /** What is still held back when the text has ended. */
  rest(): string {
    const rest = this.restore(this.#held);
    this.#held = "";
    return rest;
  }
}
