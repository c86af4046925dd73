import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";
import type { Part } from "../base/lifecycle.ts";
import type { Log } from "../base/log.ts";
import type { MemberAddress } from "../base/member-address.ts";
import type { Claimed, PeerLink } from "../grid/peer-link.ts";
import type { ClusterKey } from "./cluster-key.ts";
import { dialPeer } from "./dial-peer.ts";
import { PeerDial } from "./peer-dial.ts";
import type { PeerTls } from "./peer-tls.ts";
import { witnessChannel } from "./witness-channel.ts";

/** What a WitnessLink needs. */
export interface WitnessLinkOptions {
  readonly address: MemberAddress;
  /** Name of this member, and of its pair at the witness. */
  readonly node: string;
  readonly cluster: string;
  readonly tls: PeerTls | null;
  readonly key: ClusterKey | null;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
}

/** The witness writes to its disk before it answers. */
const CLAIM_MS = 1_000;

/** Keeps one proven link to the witness of this pair, and asks over it. */
export class WitnessLink implements Part {
  readonly name = "witness";
  readonly #options: WitnessLinkOptions;
  readonly #dial: PeerDial;
  #link: PeerLink | null = null;
  #stopped = false;

  constructor(options: WitnessLinkOptions) {
    this.#options = options;
    const { address, clock, random } = options;
    const linked = (): boolean => this.#link !== null;
    this.#dial = new PeerDial({ address, clock, random, linked, open: (_dial, done) => this.#open(done) });
  }

  start(): void {
    this.#dial.now();
  }

  stop(): void {
    this.#stopped = true;
    this.#dial.stop();
    this.#link?.close("the sidecar stops");
  }

  /** Null when it does not answer in time. */
  async claim(want: string, epoch: number): Promise<Claimed | null> {
    const { node, cluster, log } = this.#options;
    try {
      const claim = { cluster, member: node, epoch, want };
      const answer = await this.#link?.request({ claim }, CLAIM_MS);
      return answer?.claimed ?? null;
    } catch (cause) {
      log.warnSometimes("the witness did not answer a claim", { cause: AppError.from(cause) });
      return null;
    }
  }

  #open(done: (proven: boolean) => void): void {
    const { address, tls, key, clock, node, log } = this.#options;
    let proven = false;
    witnessChannel({
      ...{
        link: dialPeer(address, tls),
        dialled: true,
        node,
        expected: address.name,
        tls: tls !== null,
        key,
        clock,
      },
      onProven: (channel) => {
        proven = true;
        this.#link = channel;
        log.info("the witness is there");
      },
      onRequest: async () => null,
      onClosed: (channel, error) => {
        if (this.#link === channel) this.#link = null;
        if (!this.#stopped) log.warnSometimes("there is no link to the witness", { error });
        done(proven);
      },
    });
  }
}
