import { Client, type ClientDuplexStream, credentials, type ServerDuplexStream } from "@grpc/grpc-js";
import { AppError } from "../base/app-error.ts";
import type { Cancel, Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { Grid } from "../grid/grid.ts";
import type { Endpoint } from "../grid/peer-link.ts";
import { bidiMethod } from "./bidi-method.ts";
import type { ClusterKey } from "./cluster-key.ts";
import type { GrpcService } from "./grpc-server.ts";
import { grpcStatus } from "./grpc-status.ts";
import { PeerChannel, type PeerStream } from "./peer-channel.ts";

/** What the connector needs. */
export interface PeerConnectorOptions {
  readonly grid: Grid;
  readonly node: string;
  readonly incarnation: number;
  readonly host: string;
  readonly peer: { readonly host: string; readonly port: number };
  readonly key: ClusterKey;
  readonly clock: Clock;
  readonly log: Log;
  /** Where our agents and our watch process are to be found by the peer and its agents. */
  readonly endpoints: () => { readonly agents: Endpoint | null; readonly watch: Endpoint | null };
}

/** A dial every so often while there is no link, with as much again at random so that two members miss each other. */
const REDIAL_MS = 100;

const CLIENT_LIMITS = {
  "grpc.keepalive_time_ms": 10_000,
  "grpc.keepalive_timeout_ms": 10_000,
  "grpc.keepalive_permit_without_calls": 1,
  "grpc.max_receive_message_length": 1024 * 1024,
  // Each dial is a fresh attempt, not held back by the failure of the last.
  "grpc.use_local_subchannel_pool": 1,
  "grpc.enable_retries": 0,
} as const;

const LINK = bidiMethod("/gyeot.peer.v1.PeerService/Link");

/** Keeps one proven link to the peer: dials while there is none, accepts, and settles which of two stays. */
export class PeerConnector implements Part {
  readonly name = "peer connector";
  readonly #options: PeerConnectorOptions;
  #link: PeerChannel | null = null;
  #dialling = false;
  #stopped = false;
  #cancel: Cancel = () => {};

  constructor(options: PeerConnectorOptions) {
    this.#options = options;
  }

  /** Serves the peer's dials. */
  service(): GrpcService {
    const Link = (call: ServerDuplexStream<Buffer, Buffer>): void => this.#accept(call);
    return { definition: { Link: LINK }, implementation: { Link } };
  }

  start(): void {
    this.#dialSoon(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#link?.close("the sidecar stops");
  }

  /** An endpoint of ours has changed. */
  announce(): void {
    this.#link?.announce();
  }

  #accept(call: ServerDuplexStream<Buffer, Buffer>): void {
    const channel = this.#channel(
      {
        write: (frame) => {
          channel.count(frame.length);
          call.write(frame, () => channel.count(-frame.length));
        },
        close: (error) => call.emit("error", grpcStatus(error)),
      },
      false,
      call.getPeer(),
    );
    call.on("data", (bytes: Buffer) => channel.receive(bytes));
    for (const event of ["end", "cancelled", "error"]) call.on(event, () => channel.ended(gone()));
  }

  #dial(): void {
    if (this.#stopped || this.#link !== null || this.#dialling) return;
    this.#dialling = true;
    const { peer, clock, grid } = this.#options;
    const begunMs = clock.monotonicMs();
    const address = `${peer.host.includes(":") ? `[${peer.host}]` : peer.host}:${peer.port}`;
    const client = new Client(address, credentials.createInsecure(), CLIENT_LIMITS);
    const call: ClientDuplexStream<Buffer, Buffer> = client.makeBidiStreamRequest(
      LINK.path,
      LINK.requestSerialize,
      LINK.responseDeserialize,
    );
    let proven = false;
    const channel = this.#channel(
      {
        write: (frame) => {
          // The first frame is written by the constructor, before `channel` has its name.
          queueMicrotask(() => channel.count(frame.length));
          call.write(frame, () => channel.count(-frame.length));
        },
        close: () => {
          call.cancel();
          client.close();
        },
      },
      true,
      address,
      () => {
        proven = true;
      },
      () => {
        this.#dialling = false;
        if (!proven) grid.peer?.unreachable(begunMs);
        this.#dialSoon(REDIAL_MS * (1 + Math.random()));
      },
    );
    call.on("data", (bytes: Buffer) => channel.receive(bytes));
    call.on("end", () => channel.ended(gone()));
    call.on("error", (cause: Error & { details?: string }) => {
      channel.ended(new AppError("peer_unreachable", cause.details ?? cause.message, cause));
    });
  }

  #channel(
    stream: PeerStream,
    dialled: boolean,
    address: string,
    onProven = (): void => {},
    onClosed = (): void => {},
  ): PeerChannel {
    const { grid, node, incarnation, host, key, clock, endpoints } = this.#options;
    return new PeerChannel({
      stream,
      dialled,
      address,
      node,
      key,
      clock,
      hello: () => ({ node, incarnation, host, nowMs: clock.nowMs(), ...endpoints() }),
      onProven: (channel) => {
        onProven();
        this.#settle(channel);
      },
      onIdentity: (channel) => grid.peer?.renamed(channel, channel.identity),
      onFrame: (channel) => {
        grid.awake();
        grid.peer?.heard(channel);
      },
      onRequest: (channel, message) => grid.onPeer(channel, message),
      onClosed: (channel, error) => {
        this.#lost(channel, error);
        onClosed();
      },
    });
  }

  /** Of two links between the same two processes the one dialled by the smaller name stays, on both sides. */
  #settle(channel: PeerChannel): void {
    const before = this.#link;
    const { node, incarnation } = channel.identity;
    if (before !== null && before.identity.node !== node) {
      channel.close(`a pair has two members, and "${before.identity.node}" is the other one`);
      return;
    }
    const same = before !== null && before.identity.incarnation === incarnation;
    const ours = this.#options.node < node;
    if (same && before.dialled === ours && channel.dialled !== ours) {
      channel.close("there is a link already");
      return;
    }
    this.#link = channel;
    this.#options.grid.linked(channel);
    before?.close("replaced by a newer link");
  }

  #lost(channel: PeerChannel, error: AppError): void {
    if (
      error.code === "peer_refused" ||
      error.code === "protocol_mismatch" ||
      error.code === "invalid_argument"
    ) {
      this.#options.log.warnSometimes("the peer was refused", { error });
    } else if (/peer_refused|protocol_mismatch/.test(error.message)) {
      this.#options.log.warnSometimes("the peer refuses this sidecar", { error });
    }
    if (this.#link !== channel) return;
    this.#link = null;
    this.#options.grid.peer?.closed(channel);
    this.#dialSoon(0);
  }

  #dialSoon(delayMs: number): void {
    this.#cancel();
    this.#cancel = this.#options.clock.after(delayMs, () => this.#dial());
  }
}

function gone(): AppError {
  return new AppError("peer_unreachable", "the peer ended the link");
}
