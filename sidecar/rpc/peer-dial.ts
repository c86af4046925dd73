import type { Cancel, Clock } from "../base/clock.ts";
import { type MemberAddress, memberAddress } from "../base/member-address.ts";

/** What a PeerDial needs. */
export interface PeerDialOptions {
  readonly address: MemberAddress;
  readonly clock: Clock;
  /** 0..1. */
  readonly random: () => number;
  /** Whether there is a link to that node now. */
  readonly linked: (node: string) => boolean;
  /** Opens a link; `done` is called once when it has ended, whether it was proven or not. */
  readonly open: (dial: PeerDial, done: (proven: boolean) => void) => void;
}

/** A dial every so often while there is no link, slower and slower, with as much again at random. */
const REDIAL_MS = 100;
const REDIAL_GROWTH = 1.5;
const REDIAL_MS_MAX = 1_000;

/** A link that stood so long is dialled again at once: whether the member still lives is what everyone waits to know. */
const LASTED_MS = 1_000;

/** Keeps dialling one address of one member while there is no link to it. It stops at once where it finds itself. */
export class PeerDial {
  readonly target: string;
  readonly #options: PeerDialOptions;
  #node: string;
  #self = false;
  #dialling = false;
  #stopped = false;
  #delayMs = REDIAL_MS;
  #cancel: Cancel = () => {};

  constructor(options: PeerDialOptions) {
    this.#options = options;
    this.target = memberAddress.target(options.address);
    this.#node = options.address.name;
  }

  get address(): MemberAddress {
    return this.#options.address;
  }

  /** Who was found there, or who is to be found; empty while neither is known. */
  get node(): string {
    return this.#node;
  }

  /** The name the list has for this address; empty when it has none. */
  get expected(): string {
    return this.#options.address.name;
  }

  /** The address is this very process. */
  get self(): boolean {
    return this.#self;
  }

  /** Dials at once when there is no link. */
  now(): void {
    this.#delayMs = REDIAL_MS;
    this.#soon(0);
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  /** `node` has answered there. */
  found(node: string): void {
    this.#node = node;
  }

  foundSelf(): void {
    this.#self = true;
  }

  #dial(): void {
    if (this.#stopped || this.#self || this.#dialling) return;
    if (this.#node !== "" && this.#options.linked(this.#node)) return;
    this.#dialling = true;
    const { clock, random } = this.#options;
    const begunMs = clock.monotonicMs();
    this.#options.open(this, (proven) => {
      this.#dialling = false;
      if (proven && clock.monotonicMs() - begunMs > LASTED_MS) {
        this.now();
        return;
      }
      this.#soon(this.#delayMs * (1 + random()));
      this.#delayMs = Math.min(REDIAL_MS_MAX, this.#delayMs * REDIAL_GROWTH);
    });
  }

  #soon(delayMs: number): void {
    this.#cancel();
    if (!this.#stopped) this.#cancel = this.#options.clock.after(delayMs, () => this.#dial());
  }
}
