import { AppError } from "../base/app-error.ts";
import { MetricsRegistry } from "../base/metrics-registry.ts";
import type { PeerLink } from "../grid/peer-link.ts";
import { StrictGrid } from "../grid/strict-grid.ts";
import type { WitnessOptions } from "../grid/strict-options.ts";
import { changeCodec } from "../rpc/change-codec.ts";
import type { KvStore } from "../store/kv-store.ts";
import { openMemoryStore } from "../store/open-memory-store.ts";
import { quietLog } from "./quiet-log.ts";
import type { SimMember, SimNetwork } from "./sim-network.ts";
import type { SimWitness } from "./sim-witness.ts";
import type { SimProcess, SimWorld } from "./sim-world.ts";

/** How a simulated member of grid-strict is started. */
export interface SimStrictNodeOptions {
  readonly name: string;
  readonly world: SimWorld;
  readonly network: SimNetwork;
  readonly members: readonly string[];
  /** Of a pair; null for a strict grid. */
  readonly witness: SimWitness | null;
}

/** A member of grid-strict in the simulation: a real StrictGrid over a simulated disk, clock and network. */
export class SimStrictNode implements SimMember {
  readonly name: string;
  readonly process: SimProcess = { epoch: 0, pausedUntilMs: 0, wallOffsetMs: 0 };
  up = false;
  grid!: StrictGrid;
  others: readonly SimStrictNode[] = [];
  readonly lines: string[] = [];
  /** Until then nothing can be written to the disk. */
  diskFullUntilMs = 0;
  /** For planted defects: called when the grid was made. */
  onStarted: () => void = () => {};
  readonly #options: SimStrictNodeOptions;
  readonly #world: SimWorld;
  readonly #network: SimNetwork;
  /** What survives a kill: what was handed to the operating system. */
  #store: KvStore = openMemoryStore();
  #written: Uint8Array[] = [];
  /** Of `#written`, how many are on the disk itself. */
  #onDisk = 0;
  #standing = "";
  #seat = "";
  #empty = true;
  #boots = 0;
  #links = new Map<SimMember, PeerLink>();
  #dialling = new Set<SimMember>();

  constructor(options: SimStrictNodeOptions) {
    this.name = options.name;
    this.#options = options;
    this.#world = options.world;
    this.#network = options.network;
  }

  start(): void {
    const { epoch } = this.process;
    this.up = true;
    this.#links = new Map();
    this.#dialling = new Set();
    const full = (): boolean => this.#world.nowMs < this.diskFullUntilMs;
    this.grid = new StrictGrid({
      node: this.name,
      incarnation: epoch,
      mode: "grid-strict",
      copies: 3,
      durability: "process",
      sessionBytesMax: 1_000_000,
      agentsMax: 32,
      store: this.#store,
      changeLog: {
        refusal: () => (full() ? new AppError("disk_full", "full") : null),
        append: (payload) => this.#append(payload, epoch),
      },
      codec: changeCodec,
      clock: this.#world.clock(this.process),
      log: quietLog(this.lines),
      metrics: new MetricsRegistry(),
      members: this.#options.members,
      standingFile: {
        read: () => this.#standing,
        write: (text) => {
          this.#standing = text;
        },
      },
      witness: this.#witness(),
      boot: `boot ${this.#boots}`,
      startedEmpty: this.#empty,
      nonce: String(this.#world.random.between(0, 1e9)),
    });
    this.#empty = false;
    this.grid.parts.table.load();
    for (const payload of this.#written)
      for (const change of changeCodec.decode(payload)) this.grid.replay(change);
    this.onStarted();
    this.grid.peers.configured(this.others.map(({ name }) => ({ node: name, address: name })));
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
      const node = other as SimStrictNode;
      this.#world.after(1, () => node.reset(this), other.process);
    }
  }

  /** The machine loses power: what was not on its disk yet is gone. */
  cutPower(): void {
    this.kill();
    this.#boots += 1;
    this.#written = this.#written.slice(0, this.#onDisk);
  }

  /** The disk is gone, with everything on it. */
  wipe(): void {
    this.#store = openMemoryStore();
    this.#written = [];
    this.#onDisk = 0;
    this.#standing = "";
    this.#seat = "";
    this.#empty = true;
  }

  pause(forMs: number): void {
    this.process.pausedUntilMs = Math.max(this.process.pausedUntilMs, this.#world.nowMs + forMs);
  }

  /** The connection to that one is gone; the kernel said so. */
  reset(other: SimMember): void {
    this.#links.get(other)?.close("reset");
  }

  /** It votes on everything, and so does everybody else as far as it knows. */
  get calm(): boolean {
    const running = this.up && this.process.pausedUntilMs <= this.#world.nowMs;
    const together = this.grid.pair === null || this.grid.pair.together;
    return running && together && this.grid.voting().length === this.#options.members.length;
  }

  /** Nothing is lost that was promised when its disk is: the others hold it, too. */
  get expendable(): boolean {
    const sound = this.others.every(({ up, grid }) => up && grid.standing.now === "formed");
    return this.up && sound && (this.grid.pair === null || this.calm);
  }

  #witness(): WitnessOptions | null {
    const { witness } = this.#options;
    if (witness === null) return null;
    return {
      claim: (want, epoch) => witness.claim(this.name, want, epoch, this.process),
      seatFile: {
        read: () => this.#seat,
        write: (text) => {
          this.#seat = text;
        },
      },
    };
  }

  linked(other: SimMember, link: PeerLink): void {
    const before = this.#links.get(other);
    this.#links.set(other, link);
    this.grid.peers.linked(link);
    before?.close("replaced");
  }

  closed(other: SimMember, link: PeerLink): void {
    if (this.#links.get(other) !== link) return;
    this.#links.delete(other);
    this.grid.peers.closed(link);
    this.#dialSoon(other);
  }

  dialEnded(other: SimMember, _begunMs: number, connected: boolean): void {
    this.#dialling.delete(other);
    if (!connected) this.grid.peers.unreachable(other.name);
    this.#dialSoon(other);
  }

  #dialSoon(other: SimMember): void {
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
    return new Promise((resolve, reject) => {
      this.#world.after(
        this.#world.random.between(0.05, 1),
        () => {
          if (this.#world.nowMs < this.diskFullUntilMs) {
            reject(new AppError("disk_full", "full"));
            return;
          }
          this.#written.push(payload);
          resolve();
          const { length } = this.#written;
          const { store, boots } = { store: this.#store, boots: this.#boots };
          this.#world.after(this.#world.random.between(5, 50), () => {
            if (store === this.#store && boots === this.#boots) this.#onDisk = Math.max(this.#onDisk, length);
          });
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
        if (this.#world.nowMs >= this.diskFullUntilMs) {
          const covered = this.#written.length;
          void this.grid.parts.table.flush();
          this.#written = this.#written.slice(covered);
          this.#onDisk = Math.max(0, this.#onDisk - covered);
        }
        this.#flushSoon();
      },
      this.process,
    );
  }
}
