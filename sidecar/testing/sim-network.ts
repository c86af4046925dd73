import { AppError } from "../base/app-error.ts";
import type { PeerLink, PeerMessage } from "../grid/peer-link.ts";
import { PeerFrame, type PeerFrameInput } from "../rpc/gen/peer.ts";
import type { SimProcess, SimWorld } from "./sim-world.ts";

/** What the network needs of a simulated member, whatever grid runs in it. */
export interface SimMember {
  readonly name: string;
  readonly process: SimProcess;
  readonly up: boolean;
  readonly grid: {
    readonly awake: () => void;
    readonly onPeer: (link: PeerLink, message: PeerMessage) => Promise<PeerMessage | null>;
  };
  linked(other: SimMember, link: PeerLink): void;
  closed(other: SimMember, link: PeerLink): void;
  dialEnded(other: SimMember, begunMs: number, connected: boolean): void;
}

/** One end of a simulated connection. */
interface End {
  readonly node: SimMember;
  readonly other: SimMember;
  readonly epoch: number;
  link: PeerLink;
  open: boolean;
  /** Nothing overtakes anything: the time at which the last message sent arrives. */
  lastArrivalMs: number;
  seq: number;
  /** Null once this end has proven the other; messages that come earlier wait. */
  early: (() => void)[] | null;
  readonly pending: Map<
    number,
    { resolve: (answer: PeerMessage) => void; reject: (cause: AppError) => void }
  >;
}

const DIAL_TIMEOUT_MS = 1_500;

/** Connections between simulated nodes: delays, order kept within each, cuts that swallow everything. */
export class SimNetwork {
  readonly #world: SimWorld;
  /** Bytes of all messages so far as the real link would carry them; counted once `counting` is set. */
  bytes = 0;
  counting = false;
  /** For a planted defect: changes are answered before they have arrived. */
  answerEarly = false;
  /** What is sent from the one to the other is lost, as "a>b". */
  readonly #lost = new Set<string>();

  constructor(world: SimWorld) {
    this.#world = world;
  }

  /** Messages from `from` to `to` are lost from now on, or arrive again. */
  lose(from: SimMember, to: SimMember, lost: boolean): void {
    if (lost) this.#lost.add(`${from.name}>${to.name}`);
    else this.#lost.delete(`${from.name}>${to.name}`);
  }

  /** True when nothing gets through in at least one direction. */
  cut(left: SimMember, right: SimMember): boolean {
    return this.#loses(left, right) || this.#loses(right, left);
  }

  #loses(from: SimMember, to: SimMember): boolean {
    return this.#lost.has(`${from.name}>${to.name}`);
  }

  /** As PeerConnector dials: a link on both sides, or `unreachable` here. */
  dial(from: SimMember, to: SimMember): void {
    const begunMs = this.#world.nowMs;
    const failed = (): void => from.dialEnded(to, begunMs, false);
    if (this.cut(from, to)) {
      this.#world.after(DIAL_TIMEOUT_MS, failed, from.process);
      return;
    }
    if (!to.up) {
      this.#world.after(this.#delay(), failed, from.process);
      return;
    }
    let settled = false;
    this.#world.after(
      DIAL_TIMEOUT_MS,
      () => {
        if (!settled) failed();
        settled = true;
      },
      from.process,
    );
    // The other process answers the handshake, when it runs.
    this.#world.after(
      this.#delay(),
      () => {
        if (settled || this.cut(from, to) || !to.up) return;
        const [here, there] = this.#connect(from, to);
        there.early = null;
        to.linked(from, there.link);
        this.#world.after(
          this.#delay(),
          () => {
            if (settled) here.link.close("too late");
            else from.linked(to, here.link);
            settled = true;
            from.dialEnded(to, begunMs, true);
            const { early } = here;
            here.early = null;
            for (const deliver of early ?? []) if (here.open) deliver();
          },
          from.process,
        );
      },
      to.process,
    );
  }

  #delay(): number {
    const { random } = this.#world;
    return random.chance(0.02) ? random.between(5, 60) : random.between(0.1, 2);
  }

  #connect(from: SimMember, to: SimMember): [End, End] {
    const ends: [End, End] = [this.#end(from, to), this.#end(to, from)];
    const [here, there] = ends;
    here.link = this.#link(here, there);
    there.link = this.#link(there, here);
    return ends;
  }

  #end(node: SimMember, other: SimMember): End {
    const pending = new Map();
    const end = {
      node,
      other,
      epoch: node.process.epoch,
      open: true,
      lastArrivalMs: 0,
      seq: 0,
      early: [],
      pending,
    };
    return { ...end, link: undefined as unknown as PeerLink };
  }

  #link(own: End, other: End): PeerLink {
    const identity = {
      node: other.node.name,
      incarnation: other.epoch,
      address: other.node.name,
      host: "",
      agents: null,
      watch: null,
      features: ["list"],
    };
    return {
      identity,
      request: (message, timeoutMs) => this.#request(own, other, message, timeoutMs),
      send: (message) => this.#request(own, other, message, null),
      close: (reason) => {
        if (!own.open) return;
        this.#close(own, reason);
        this.#send(own, other, () => this.#close(other, reason));
      },
    };
  }

  #request(own: End, other: End, message: PeerMessage, timeoutMs: number | null): Promise<PeerMessage> {
    if (!own.open) return Promise.reject(new AppError("peer_unreachable", "closed"));
    if (this.answerEarly && message.replicate) {
      this.#world.after(this.#delay() * 20, () =>
        this.#send(own, other, () => this.#serve(own, other, 0, message)),
      );
      return Promise.resolve({ replicated: { needFull: [], dead: [] } });
    }
    own.seq += 1;
    const { seq } = own;
    this.#count(message);
    return new Promise((resolve, reject) => {
      const late = (): void => {
        own.pending.delete(seq);
        reject(new AppError("peer_unreachable", "no answer in time"));
      };
      const cancel = timeoutMs === null ? () => {} : this.#world.after(timeoutMs, late, own.node.process);
      own.pending.set(seq, {
        resolve: (answer) => {
          cancel();
          resolve(answer);
        },
        reject: (cause) => {
          cancel();
          reject(cause);
        },
      });
      this.#send(own, other, () => this.#serve(own, other, seq, message));
    });
  }

  #serve(own: End, other: End, seq: number, message: PeerMessage): void {
    const { grid } = other.node;
    grid.awake();
    grid.onPeer(other.link, message).then(
      (answer) => {
        if (answer !== null) this.#count(answer);
        this.#send(other, own, () => {
          own.node.grid.awake();
          own.pending.get(seq)?.resolve(answer ?? {});
          own.pending.delete(seq);
        });
      },
      (cause: unknown) => other.link.close(AppError.from(cause).message),
    );
  }

  #count(message: PeerMessage): void {
    if (this.counting) this.bytes += PeerFrame.encode(message as PeerFrameInput).length;
  }

  /** Delivers in order, to a process that still is the same one and an end that is still open. */
  #send(from: End, to: End, deliver: () => void): void {
    if (this.#loses(from.node, to.node) || from.epoch !== from.node.process.epoch) return;
    from.lastArrivalMs = Math.max(from.lastArrivalMs + 0.001, this.#world.nowMs + this.#delay());
    const arrivesInMs = from.lastArrivalMs - this.#world.nowMs;
    this.#world.after(
      arrivesInMs,
      () => {
        if (this.#loses(from.node, to.node) || !to.open || to.epoch !== to.node.process.epoch) return;
        if (to.early === null) deliver();
        else to.early.push(deliver);
      },
      to.node.process,
    );
  }

  #close(end: End, reason: string): void {
    if (!end.open) return;
    end.open = false;
    for (const pending of end.pending.values()) pending.reject(new AppError("peer_unreachable", reason));
    end.pending.clear();
    end.node.closed(end.other, end.link);
  }
}
