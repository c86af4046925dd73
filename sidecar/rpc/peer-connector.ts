import type { X509Certificate } from "node:crypto";
import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { MemberAddress } from "../base/member-address.ts";
import type { Endpoint } from "../grid/peer-link.ts";
import type { ClusterKey } from "./cluster-key.ts";
import { dialPeer } from "./dial-peer.ts";
import type { PeerHello } from "./gen/peer.ts";
import type { LinkEnd, LinkListener } from "./link-end.ts";
import { PeerChannel, type PeerStream } from "./peer-channel.ts";
import { PeerDial } from "./peer-dial.ts";
import type { PeerGrid } from "./peer-grid.ts";
import type { PeerRefusals } from "./peer-refusals.ts";
import type { PeerTls } from "./peer-tls.ts";

/** What the connector needs. */
export interface PeerConnectorOptions {
  readonly grid: PeerGrid;
  readonly node: string;
  readonly incarnation: number;
  readonly host: string;
  /** Others there may be: 1 in a pair. */
  readonly othersMax: number;
  readonly key: ClusterKey | null;
  /** Null: plain, on loopback. */
  readonly tls: PeerTls | null;
  readonly refusals: PeerRefusals;
  readonly clock: Clock;
  readonly random: () => number;
  /** What this member can do beyond the first revision of the protocol. */
  readonly features: readonly string[];
  readonly version: string;
  /** Where our agents and our watch process are to be found by the others and their agents. */
  readonly endpoints: () => { readonly agents: Endpoint | null; readonly watch: Endpoint | null };
}

/** One end of a stream before anything is proven. */
interface Side {
  readonly stream: PeerStream;
  readonly address: string;
  /** Null for an accepted one. */
  readonly dial: PeerDial | null;
  readonly certificate: () => X509Certificate | null;
  readonly onProven?: () => void;
  readonly onClosed?: (channel: PeerChannel) => void;
}

/** Keeps one proven link to each other member: dials while there is none, accepts, and settles which of two stays. */
export class PeerConnector implements Part {
  readonly name = "peer connector";
  readonly #options: PeerConnectorOptions;
  readonly #links = new Map<string, PeerChannel>();
  readonly #dials = new Map<string, PeerDial>();
  /** Dials that are under way, by their challenge: whoever is asked it by itself has dialled itself. */
  readonly #asked = new Map<string, PeerDial>();
  #stopped = false;

  constructor(options: PeerConnectorOptions) {
    this.#options = options;
  }

  /** A member has dialled us. */
  accept(link: LinkEnd): void {
    const side = { stream: link.stream, address: link.peer, dial: null, certificate: link.certificate };
    const channel = this.#channel(side);
    link.listen(listener(channel));
  }

  stop(): void {
    this.#stopped = true;
    for (const dial of this.#dials.values()) dial.stop();
    for (const link of [...this.#links.values()]) link.close("the sidecar stops");
  }

  /** Where members are from now on. A link to one that is no longer listed stays until it ends. */
  configured(members: readonly MemberAddress[]): void {
    const { clock, random } = this.#options;
    const before = new Map(this.#dials);
    this.#dials.clear();
    for (const address of members) {
      const fresh = new PeerDial({
        address,
        clock,
        random,
        linked: (node) => this.linked(node),
        open: (dial, done) => this.#dial(dial, done),
      });
      const known = before.get(fresh.target);
      const same = known !== undefined && known.expected === address.name;
      this.#dials.set(fresh.target, same ? known : fresh);
      if (same) before.delete(fresh.target);
    }
    for (const gone of before.values()) gone.stop();
    this.#tellMembers();
    if (!this.#stopped) for (const dial of this.#dials.values()) dial.now();
  }

  /** Whether there is a proven link to that member now. */
  linked(node: string): boolean {
    return this.#links.has(node);
  }

  /** An endpoint of ours has changed. */
  announce(): void {
    for (const link of this.#links.values()) link.announce();
  }

  #dial(dial: PeerDial, done: (proven: boolean) => void): void {
    const { clock, grid, tls } = this.#options;
    const begunMs = clock.monotonicMs();
    const dialled = dialPeer(dial.address, tls);
    let proven = false;
    const channel = this.#channel({
      stream: dialled.stream,
      address: dial.target,
      dial,
      certificate: dialled.certificate,
      onProven: () => {
        proven = true;
      },
      onClosed: ({ challenge, identity }) => {
        this.#asked.delete(challenge);
        const there = this.#links.has(identity.node) || this.#links.has(dial.node);
        if (!proven && !dial.self && !there) grid.unreachable(dial.target, begunMs);
        done(proven);
      },
    });
    this.#asked.set(channel.challenge, dial);
    dialled.listen(listener(channel));
  }

  #channel(side: Side): PeerChannel {
    const { grid, node, incarnation, host, key, clock, endpoints, features, version } = this.#options;
    const { stream, address, dial } = side;
    return new PeerChannel({
      stream,
      address,
      dialled: dial !== null,
      node,
      key,
      clock,
      hello: () => ({ node, incarnation, host, features, version, nowMs: clock.nowMs(), ...endpoints() }),
      check: (channel, hello) => this.#check(side, channel, hello),
      onProven: (channel) => {
        side.onProven?.();
        this.#settle(channel, dial);
      },
      onIdentity: (channel) => grid.renamed(channel),
      onFrame: () => grid.awake(),
      onRequest: (channel, message) => grid.onPeer(channel, message),
      onClosed: (channel, error) => {
        this.#lost(channel, error, side);
        side.onClosed?.(channel);
      },
    });
  }

  #check({ dial, certificate }: Side, channel: PeerChannel, hello: PeerHello): void {
    const ours = this.#asked.get(Buffer.from(hello.challenge).toString("hex"));
    if (ours !== undefined && !channel.dialled) {
      ours.foundSelf();
      this.#tellMembers();
      throw new AppError("unavailable", "this sidecar has dialled itself");
    }
    if (this.#options.tls !== null) {
      const shown = certificate();
      if (shown?.checkHost(hello.node, { subject: "never", wildcards: false }) === undefined) {
        const names = shown?.subjectAltName ?? "nobody";
        throw new AppError("peer_refused", `it says it is "${hello.node}", its certificate is for ${names}`);
      }
    }
    if (hello.node === this.#options.node) {
      throw new AppError("peer_refused", `both sidecars are named "${hello.node}"; give each its own --name`);
    }
    const expected = dial?.expected ?? "";
    if (expected !== "" && hello.node !== expected) {
      const text = `at ${dial?.target} is "${hello.node}", the list of members says "${expected}"`;
      throw new AppError("peer_refused", text);
    }
  }

  /** Of two links between the same two processes the one dialled by the smaller name stays, on both sides. */
  #settle(channel: PeerChannel, dial: PeerDial | null): void {
    const { node, incarnation } = channel.identity;
    if (dial !== null && dial.node !== node) {
      dial.found(node);
      this.#tellMembers();
    }
    const before = this.#links.get(node);
    if (before === undefined && this.#links.size >= this.#options.othersMax) {
      channel.close(this.#full());
      return;
    }
    const same = before !== undefined && before.identity.incarnation === incarnation;
    const ours = this.#options.node < node;
    if (same && before.dialled === ours && channel.dialled !== ours) {
      channel.close("there is a link already");
      return;
    }
    this.#links.set(node, channel);
    this.#options.grid.linked(channel);
    before?.close("replaced by a newer link");
  }

  #full(): string {
    const { othersMax } = this.#options;
    const other = [...this.#links.keys()][0] ?? "";
    if (othersMax === 1) return `a pair has two members, and "${other}" is the other one`;
    return `a grid has at most ${othersMax + 1} members`;
  }

  #lost(channel: PeerChannel, error: AppError, { dial, address }: Side): void {
    this.#tell(channel.identity.node || address.replace(/:\d+$/, ""), error);
    const { node } = channel.identity;
    if (this.#links.get(node) !== channel) return;
    this.#links.delete(node);
    this.#options.grid.closed(channel);
    for (const other of this.#dials.values()) if (other !== dial && other.node === node) other.now();
  }

  #tell(subject: string, error: AppError): void {
    const { code } = error;
    if (code === "peer_refused" || code === "protocol_mismatch" || code === "invalid_argument")
      this.#options.refusals.tell(subject, error);
  }

  #tellMembers(): void {
    const dials = [...this.#dials.values()].filter((dial) => !dial.self);
    this.#options.grid.configured(dials.map(({ node, target }) => ({ node, address: target })));
  }
}

function listener(channel: PeerChannel): LinkListener {
  return {
    receive: (bytes) => channel.receive(bytes),
    ended: (error) => channel.ended(error),
  };
}
