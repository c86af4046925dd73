import type { AgentStream, GridPush } from "../grid/agents.ts";
import type { Attribute } from "../grid/change.ts";
import { leaseMs } from "../grid/lease-ms.ts";
import type { LoadAnswer } from "../grid/load-result.ts";
import type { StoreAnswer } from "../grid/session-answers.ts";
import type { StoreRequest } from "../grid/session-changes.ts";
import type { Version } from "../grid/version.ts";
import type { SimNode } from "./sim-node.ts";
import type { SimWorld } from "./sim-world.ts";

interface NearCopy {
  values: Map<string, string>;
  version: Version | null;
  stale: boolean;
}

/** What a request of a user came to. */
export type ReadResult =
  | { readonly kind: "found"; readonly values: ReadonlyMap<string, string>; readonly near: boolean }
  | { readonly kind: "absent" | "dead" | "unknown" };

const GIVE_UP_MS = 1_000;

/** An agent in the simulation: near copies under a lease, saves with replay, its own sidecar and the other's. */
export class SimAgent {
  readonly was: string;
  readonly #world: SimWorld;
  readonly #nodes: readonly SimNode[];
  readonly #near = new Map<string, NearCopy>();
  readonly #unacknowledged = new Map<number, { readonly request: StoreRequest; readonly sinceMs: number }>();
  #node: SimNode | null = null;
  #stream: AgentStream | null = null;
  #epoch = 0;
  #leaseUntilMs = 0;
  #operation = 0;
  #streams = 0;

  /** `nodes`: its own sidecar, then where it goes when that is gone. */
  constructor(was: string, world: SimWorld, nodes: readonly SimNode[]) {
    this.was = was;
    this.#world = world;
    this.#nodes = nodes;
    this.#loop();
  }

  get node(): SimNode | null {
    return this.#node;
  }

  get connected(): boolean {
    return this.#stream !== null;
  }

  async read(key: Buffer): Promise<ReadResult> {
    const id = key.toString("hex");
    const copy = this.#near.get(id);
    if (copy !== undefined && !copy.stale && this.#world.nowMs < this.#leaseUntilMs) {
      return { kind: "found", values: new Map(copy.values), near: true };
    }
    // A copy called out of date while the answer is on its way must be loaded again.
    const loading: NearCopy = copy ?? { values: new Map(), version: null, stale: false };
    loading.stale = false;
    this.#near.set(id, loading);
    const answer = await this.#ask((node, stream) => node.grid.sessions.load(stream, key, loading.version));
    if (answer === null || answer.outcome === "UNKNOWN") {
      loading.stale = true;
      return { kind: "unknown" };
    }
    if (answer.outcome === "ABSENT" || answer.outcome === "DEAD") {
      this.#near.delete(id);
      return { kind: answer.outcome === "DEAD" ? "dead" : "absent" };
    }
    apply(loading, answer);
    return { kind: "found", values: new Map(loading.values), near: false };
  }

  /** Null when no answer came in time: the save is kept and sent again. */
  async write(
    key: Buffer,
    names: readonly string[],
    value: string,
    create: boolean,
  ): Promise<StoreAnswer | null> {
    const id = key.toString("hex");
    if (create) this.#near.set(id, { values: new Map(), version: null, stale: false });
    const copy = this.#near.get(id);
    this.#operation += 1;
    const meta = {
      app: "/",
      createdMs: 1,
      lastAccessMs: 0,
      maxInactiveS: 0,
      user: "",
      address: "",
      was: this.was,
      container: [],
    };
    const request: StoreRequest = {
      key,
      base: copy?.version ?? null,
      meta: create ? meta : null,
      attributes: names.map((name) => attribute(name, value)),
      removed: [],
      create,
      localOnly: [],
      operation: this.#operation,
      containerChanged: false,
      ageMs: 0,
    };
    this.#unacknowledged.set(this.#operation, { request, sinceMs: this.#world.nowMs });
    const answer = await this.#save(request);
    if (answer === null) this.#near.delete(id);
    else if (answer.outcome === "DEAD" || answer.stale === true) this.#near.delete(id);
    else if (copy !== undefined) {
      for (const name of names) copy.values.set(name, value);
      copy.version = answer.version ?? null;
    }
    return answer;
  }

  async invalidate(key: Buffer): Promise<StoreAnswer | null> {
    this.#operation += 1;
    const operation = this.#operation;
    this.#near.delete(key.toString("hex"));
    return this.#ask((node, stream) => node.grid.sessions.invalidate(stream, key, "invalidate", operation));
  }

  async rename(key: Buffer, next: Buffer): Promise<StoreAnswer | null> {
    this.#operation += 1;
    const operation = this.#operation;
    this.#near.delete(key.toString("hex"));
    return this.#ask((node, stream) => node.grid.sessions.changeId(stream, key, next, operation));
  }

  /** Un-acknowledged saves are over: nothing will be sent again. */
  get settled(): boolean {
    return this.#unacknowledged.size === 0;
  }

  async #save(request: StoreRequest): Promise<StoreAnswer | null> {
    const answer = await this.#ask((node, stream) => node.grid.sessions.store(stream, request));
    if (answer !== null) this.#unacknowledged.delete(request.operation);
    return answer;
  }

  /** Through the stream there and back; null on the end of the stream or when the answer takes too long. */
  #ask<Answer>(run: (node: SimNode, stream: AgentStream) => Promise<Answer>): Promise<Answer | null> {
    const node = this.#node;
    const stream = this.#stream;
    if (node === null || stream === null) return Promise.resolve(null);
    return new Promise((resolve) => {
      const cancel = this.#world.after(GIVE_UP_MS, () => resolve(null));
      const answered = (answer: Answer | null): void => {
        cancel();
        resolve(answer);
      };
      if (!node.up || node.process.epoch !== this.#epoch) return;
      this.#world.after(
        this.#delay(),
        () => {
          node.grid.awake();
          if (node.grid.parts.agents.get(stream.id) === null) return;
          run(node, stream).then(
            (answer) => this.#back(stream, () => answered(answer)),
            () => this.#back(stream, () => answered(null)),
          );
        },
        node.process,
      );
    });
  }

  #arrivalMs = 0;

  /** From the grid to the agent: in order, and not over a stream that has ended. */
  #back(stream: AgentStream, deliver: () => void): void {
    this.#arrivalMs = Math.max(this.#arrivalMs + 0.001, this.#world.nowMs + this.#delay());
    this.#world.after(this.#arrivalMs - this.#world.nowMs, () => {
      if (this.#stream === stream) deliver();
    });
  }

  #delay(): number {
    return this.#world.random.between(0.05, 1);
  }

  #loop(): void {
    this.#world.after(100, () => {
      this.#beat();
      this.#loop();
    });
  }

  #beat(): void {
    if (this.#node !== null && (!this.#node.up || this.#node.process.epoch !== this.#epoch)) this.#lost();
    if (this.#stream === null) this.#attach();
    else this.#renew(this.#stream);
  }

  #renew(stream: AgentStream): void {
    const node = this.#node as SimNode;
    if (!node.up) return;
    const sentMs = this.#world.nowMs;
    this.#world.after(
      this.#delay(),
      () => {
        node.grid.awake();
        if (!node.grid.renew(stream.id)) return;
        this.#back(stream, () => {
          this.#leaseUntilMs = Math.max(this.#leaseUntilMs, sentMs + leaseMs);
        });
      },
      node.process,
    );
  }

  #attach(): void {
    // A paused process does not answer a Hello: the next place is tried.
    const node = this.#nodes.find(({ up, process }) => up && process.pausedUntilMs <= this.#world.nowMs);
    if (node === undefined) return;
    this.#streams += 1;
    const stream: AgentStream = {
      id: `${this.was}-${this.#streams}`,
      was: this.was,
      incarnation: this.was,
      server: "sim",
      pid: 1,
      visitor: false,
      push: (push) => this.#back(stream, () => this.#pushed(node, stream, push)),
      close: () => this.#world.after(1, () => this.#stream === stream && this.#lost()),
    };
    this.#stream = stream;
    this.#node = node;
    this.#epoch = node.process.epoch;
    for (const copy of this.#near.values()) copy.stale = true;
    node.grid.attach(stream, []);
    for (const { request, sinceMs } of this.#unacknowledged.values()) {
      void this.#save({ ...request, ageMs: this.#world.nowMs - sinceMs });
    }
  }

  /** Leaves the stream: nothing may be served from near copies before the next lease. */
  #lost(): void {
    const [node, stream] = [this.#node, this.#stream];
    this.#node = null;
    this.#stream = null;
    this.#leaseUntilMs = 0;
    if (node !== null && stream !== null && node.up && node.process.epoch === this.#epoch) {
      this.#world.after(this.#delay(), () => node.grid.detach(stream.id, true), node.process);
    }
  }

  /** Requests waited too long here: try elsewhere, as the real agent does. */
  giveUp(): void {
    this.#lost();
  }

  #pushed(node: SimNode, stream: AgentStream, push: GridPush): void {
    if (push.kill) this.#near.delete(Buffer.from(push.kill.key).toString("hex"));
    if (!push.stale) return;
    for (const key of push.stale.keys) {
      const copy = this.#near.get(Buffer.from(key).toString("hex"));
      if (copy !== undefined) copy.stale = true;
    }
    const { notice } = push.stale;
    if (!node.up) return;
    this.#world.after(this.#delay(), () => node.grid.parts.near.dropped(stream.id, notice), node.process);
  }
}

function attribute(name: string, value: string): Attribute {
  return { name, value: Buffer.from(value), type: "", version: null, inPlace: false };
}

function apply(copy: NearCopy, answer: LoadAnswer): void {
  if (answer.outcome === "NOT_MODIFIED") return;
  if (answer.delta !== true) copy.values = new Map();
  for (const { name, value } of answer.attributes ?? []) copy.values.set(name, Buffer.from(value).toString());
  for (const name of answer.removed ?? []) copy.values.delete(name);
  copy.version = answer.version ?? null;
}
