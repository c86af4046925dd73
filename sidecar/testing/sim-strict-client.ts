import type { AgentStream } from "../grid/agents.ts";
import type { SimStrictNode } from "./sim-strict-node.ts";
import type { SimWorld } from "./sim-world.ts";

/** What a read came to; unknown counts for nothing. */
export type StrictRead =
  | { readonly kind: "found"; readonly values: ReadonlyMap<string, number> }
  | { readonly kind: "absent" | "dead" | "unknown" };

/** An agent waits this long; its user is then told that nothing is known. */
const GIVE_UP_MS = 1_000;

/** A user whose requests go to any member: each operation is sent once, over a connection that ends with its process. */
export class SimStrictClient {
  readonly #world: SimWorld;
  readonly #name: string;
  #operation = 0;

  constructor(name: string, world: SimWorld) {
    this.#name = name;
    this.#world = world;
  }

  async read(node: SimStrictNode, key: Buffer): Promise<StrictRead> {
    const answer = await this.#ask(node, (stream) => node.grid.sessions.load(stream, key, null));
    if (answer === null || answer.outcome === "UNKNOWN") return { kind: "unknown" };
    if (answer.outcome === "ABSENT" || answer.outcome === "DEAD")
      return { kind: answer.outcome === "DEAD" ? "dead" : "absent" };
    const values = new Map<string, number>();
    for (const { name, value } of answer.attributes ?? [])
      values.set(name, Number(Buffer.from(value).toString()));
    return { kind: "found", values };
  }

  /** acknowledged, dead, or null: nobody knows. */
  async write(
    node: SimStrictNode,
    key: Buffer,
    names: readonly string[],
    value: number,
  ): Promise<"acknowledged" | "dead" | null> {
    const none = { app: "/", createdMs: 1, lastAccessMs: 0, maxInactiveS: 0, user: "", address: "", was: "" };
    this.#operation += 1;
    const attributes = names.map((name) => ({
      ...{ name, value: Buffer.from(String(value)), type: "", version: null, inPlace: false },
    }));
    const request = {
      ...{ key, base: null, meta: { ...none, container: [] }, attributes, removed: [], create: true },
      ...{ localOnly: [], operation: this.#operation, containerChanged: false, ageMs: 0 },
    };
    const answer = await this.#ask(node, (stream) => node.grid.sessions.store(stream, request));
    return answer === null ? null : answer.outcome === "DEAD" ? "dead" : "acknowledged";
  }

  async end(node: SimStrictNode, key: Buffer): Promise<boolean> {
    this.#operation += 1;
    const { sessions } = node.grid;
    const operation = this.#operation;
    return (
      (await this.#ask(node, (stream) => sessions.invalidate(stream, key, "logout", operation))) !== null
    );
  }

  async rename(node: SimStrictNode, key: Buffer, next: Buffer): Promise<"acknowledged" | "dead" | null> {
    this.#operation += 1;
    const { sessions } = node.grid;
    const operation = this.#operation;
    const answer = await this.#ask(node, (stream) => sessions.changeId(stream, key, next, operation));
    return answer === null ? null : answer.outcome === "DEAD" ? "dead" : "acknowledged";
  }

  #ask<Answer>(node: SimStrictNode, run: (stream: AgentStream) => Promise<Answer>): Promise<Answer | null> {
    const { epoch } = node.process;
    return new Promise((resolve) => {
      this.#world.after(GIVE_UP_MS, () => resolve(null));
      if (!node.up) return;
      const answered = (answer: Answer | null): void => {
        if (node.process.epoch === epoch)
          this.#world.after(this.#world.random.between(0.05, 1), () => resolve(answer));
      };
      const arrive = (): void => {
        node.grid.awake();
        run(this.#stream(node)).then(answered, () => answered(null));
      };
      this.#world.after(this.#world.random.between(0.05, 1), arrive, node.process, epoch);
    });
  }

  /** One an operation: what a pause cuts is not this client's business. */
  #stream(node: SimStrictNode): AgentStream {
    const nothing = (): void => {};
    return {
      ...{ id: this.#name, was: this.#name, incarnation: this.#name, server: "sim", pid: 1, visitor: false },
      ...{ takesStrict: true, push: nothing, close: nothing },
      takesFallbacks: node.up,
    };
  }
}
