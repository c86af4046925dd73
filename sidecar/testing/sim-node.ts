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

/** A sidecar in the simulation: a real Grid over a simulated disk, clock and network. */
export class SimNode {
  readonly name: string;
  readonly process: SimProcess = { epoch: 0, pausedUntilMs: 0, wallOffsetMs: 0 };
  up = false;
  grid!: Grid;
  other!: SimNode;
  readonly lines: string[] = [];
  readonly #world: SimWorld;
  readonly #network: SimNetwork;
  /** What survives a kill: what was handed to the operating system. */
  readonly #store: KvStore = openMemoryStore();
  #written: Uint8Array[] = [];
  #link: PeerLink | null = null;
  #dialling = false;

  constructor(name: string, world: SimWorld, network: SimNetwork) {
    this.name = name;
    this.#world = world;
    this.#network = network;
  }

  start(): void {
    const { epoch } = this.process;
    this.up = true;
    this.#link = null;
    this.#dialling = false;
    this.grid = new Grid({
      node: this.name,
      incarnation: epoch,
      mode: "pair",
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
    this.grid.start();
    this.#dialSoon();
    this.#flushSoon();
  }

  /** kill -9. */
  kill(): void {
    if (!this.up) return;
    this.up = false;
    this.process.epoch += 1;
    this.process.pausedUntilMs = 0;
    const link = this.#link;
    const { other } = this;
    if (link !== null && other.up && !this.#network.partitioned) {
      this.#world.after(1, () => other.peerDied(), other.process);
    }
  }

  pause(forMs: number): void {
    this.process.pausedUntilMs = this.#world.nowMs + forMs;
  }

  /** The other process is gone; its kernel said so. */
  peerDied(): void {
    this.#link?.close("reset");
  }

  linked(link: PeerLink): void {
    const before = this.#link;
    this.#link = link;
    this.grid.linked(link);
    before?.close("replaced");
  }

  closed(link: PeerLink): void {
    if (this.#link !== link) return;
    this.#link = null;
    this.grid.peer?.closed(link);
    this.#dialSoon();
  }

  dialEnded(begunMs: number, connected: boolean): void {
    this.#dialling = false;
    if (!connected) this.grid.peer?.unreachable(begunMs);
    this.#dialSoon();
  }

  #dialSoon(): void {
    this.#world.after(
      this.#world.random.between(20, 200),
      () => {
        if (this.#link !== null || this.#dialling) return;
        this.#dialling = true;
        this.#network.dial(this, this.other);
      },
      this.process,
    );
  }

  #append(payload: Uint8Array, epoch: number): Promise<void> {
    return new Promise((resolve) => {
      this.#world.after(
        this.#world.random.between(0.05, 1),
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
