import { MetricsRegistry } from "../base/metrics-registry.ts";
import type { Change } from "../grid/change.ts";
import { Grid } from "../grid/grid.ts";
import type { PeerLink } from "../grid/peer-link.ts";
import { changeCodec } from "../rpc/change-codec.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { quietLog } from "./quiet-log.ts";
import type { SimNetwork } from "./sim-network.ts";
import type { SimProcess, SimWorld } from "./sim-world.ts";

/** How a simulated sidecar is started. */
export interface SimNodeOptions {
  readonly name: string;
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly mode: "pair" | "grid";
  readonly copies: number;
  readonly merge?: "attribute" | "session";
}

/** A sidecar in the simulation: a real Grid over a simulated disk, clock and network. */
export class SimNode {
  readonly name: string;
  readonly process: SimProcess = { epoch: 0, pausedUntilMs: 0, wallOffsetMs: 0 };
  up = false;
  grid!: Grid;
  others: readonly SimNode[] = [];
  readonly lines: string[] = [];
  /** For planted defects: called when the grid was made; and whether its journal answers before it has written. */
  onStarted: () => void = () => {};
  appendEarly = false;
  readonly #options: SimNodeOptions;
  readonly #world: SimWorld;
  readonly #network: SimNetwork;
  /** What survives a kill: what was handed to the operating system. */
  #store: KvStore = openMemoryStore();
  #written: Uint8Array[] = [];
  #links = new Map<SimNode, PeerLink>();
  #dialling = new Set<SimNode>();

  constructor(options: SimNodeOptions) {
    this.name = options.name;
    this.#options = options;
    this.#world = options.world;
    this.#network = options.network;
  }

  start(): void {
    const { epoch } = this.process;
    const { mode, copies, merge = "attribute" } = this.#options;
    this.up = true;
    this.#links = new Map();
    this.#dialling = new Set();
    this.grid = new Grid({
      node: this.name,
      incarnation: epoch,
      mode,
      copies,
      merge,
      durability: "process",
      sessionBytesMax: 1_000_000,
      agentsMax: 8,
      store: this.#store,
      changeLog: { refusal: () => null, append: (payload) => this.#append(payload, epoch) },
      codec: changeCodec,
      clock: this.#world.clock(this.process),
      log: quietLog(this.lines),
      metrics: new MetricsRegistry(),
    });
    this.grid.parts.table.load();
    for (const payload of this.#written) {
      for (const change of changeCodec.decode(payload)) this.grid.replay(change as Change);
    }
    this.onStarted();
    // A pair knows an address, a grid knows names.
    const named = mode === "grid";
    this.grid.peers.configured(this.others.map(({ name }) => ({ node: named ? name : "", address: name })));
    this.grid.start();
    for (const other of this.others) this.#dialSoon(other);
    this.#flushSoon();
  }

  /** kill -9. */
  kill(): void {
    if (!this.up) return;
    this.up = false;
    this.process.epoch += 1;
    this.process.pausedUntilMs = 0;
    for (const other of this.#links.keys()) {
      if (!other.up || this.#network.cut(this, other)) continue;
      this.#world.after(1, () => other.reset(this), other.process);
    }
  }

  /** The disk is gone, with everything on it. */
  wipe(): void {
    this.#store = openMemoryStore();
    this.#written = [];
  }

  pause(forMs: number): void {
    // What arrived waits for the end of the first pause: a shorter one must not let newer things overtake it.
    this.process.pausedUntilMs = Math.max(this.process.pausedUntilMs, this.#world.nowMs + forMs);
  }

  /** The connection to that one is gone; the kernel said so. */
  reset(other: SimNode): void {
    this.#links.get(other)?.close("reset");
  }

  /** All promises of this member's disk and of its peers are kept: nothing is on its way. */
  get calm(): boolean {
    const { peers } = this.grid;
    const running = this.up && this.process.pausedUntilMs <= this.#world.nowMs;
    const met = peers.count === this.others.length;
    return running && met && peers.settled && peers.all().every(({ bothInStep }) => bothInStep);
  }

  linked(other: SimNode, link: PeerLink): void {
    const before = this.#links.get(other);
    this.#links.set(other, link);
    this.grid.peers.linked(link);
    before?.close("replaced");
  }

  closed(other: SimNode, link: PeerLink): void {
    if (this.#links.get(other) !== link) return;
    this.#links.delete(other);
    this.grid.peers.closed(link);
    this.#dialSoon(other);
  }

  dialEnded(other: SimNode, begunMs: number, connected: boolean): void {
    this.#dialling.delete(other);
    if (!connected) this.grid.peers.unreachable(other.name, begunMs);
    this.#dialSoon(other);
  }

  #dialSoon(other: SimNode): void {
    this.#world.after(
      this.#world.random.between(20, 200),
      () => {
        if (this.#links.has(other) || this.#dialling.has(other)) return;
        this.#dialling.add(other);
        this.#network.dial(this, other);
      },
      this.process,
    );
  }

  #append(payload: Uint8Array, epoch: number): Promise<void> {
    const early = this.appendEarly;
    return new Promise((resolve) => {
      if (early) resolve();
      this.#world.after(
        early ? this.#world.random.between(5, 50) : this.#world.random.between(0.05, 1),
        () => {
          this.#written.push(payload);
          resolve();
        },
        this.process,
        epoch,
      );
    });
  }

  /** The store follows; what it holds leaves the journal. */
  #flushSoon(): void {
    this.#world.after(
      this.#world.random.between(200, 1_500),
      () => {
        const covered = this.#written.length;
        void this.grid.parts.table.flush();
        this.#written = this.#written.slice(covered);
        this.#flushSoon();
      },
      this.process,
    );
  }
}
