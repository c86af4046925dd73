/**
 * A customer of the shop who remembers everything it said and compares every answer with that: sign-in, cart (changed in
 * place on the server), goods looked at, orders. Acts one request at a time, on whichever server the balancer picks.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { BrowserOptions } from "./browser.ts";
import type { LoginGate } from "./login-gate.ts";
import { PossibleStates } from "./possible-states.ts";
import { readShopPage } from "./read-shop-page.ts";
import { type ShopChange, type ShopState, shopRules } from "./shop-rules.ts";
import { type Answer, Visitor } from "./visitor.ts";

/** A customer's account, and the servers behind the balancer for reads that go round it. */
export interface ShopUserOptions extends BrowserOptions {
  readonly password: string;
  readonly gate: LoginGate;
  readonly servers: () => readonly string[];
}

/** A stale copy has this often, with this pause, to become a right one before it counts as lost. */
const SECOND_LOOKS = 3;
const SECOND_LOOK_MS = 150;

export class ShopUser extends Visitor {
  readonly #options: ShopUserOptions;
  readonly #known = new PossibleStates<ShopState, ShopChange>(shopRules.empty, shopRules);
  #hasLostSession = false;

  constructor(options: ShopUserOptions) {
    super(options);
    this.#options = options;
  }

  get isSignedIn(): boolean {
    return this.#known.likely.user !== null;
  }

  get itemsInCart(): readonly string[] {
    return Object.keys(this.#known.likely.items);
  }

  /** Any page that only shows something; it must show what this user was told. */
  async read(path: string, isSlow = false): Promise<void> {
    const { answer } = await this.visit({ method: "GET", path: `/shop${path}` }, isSlow);
    if (answer !== null) await this.#check(answer, path);
  }

  /** The page of one good, which the session remembers: a write by setAttribute. */
  async look(sku: string): Promise<void> {
    const change = { kind: "look", sku } as const;
    const { answer, resent } = await this.visit({ method: "GET", path: `/shop/product?sku=${sku}` });
    if (resent) this.#unknown(change);
    if (answer === null || answer.status !== 200) return;
    this.#known.apply(change);
    this.tally.acknowledgedWrites++;
    await this.#check(answer, `/product?sku=${sku}`);
  }

  /** Changes the cart, or orders it; then follows the redirect, most likely to the other server. */
  async change(change: Extract<ShopChange, { kind: "add" | "set" | "remove" | "order" }>): Promise<void> {
    const path = change.kind === "order" ? "/shop/orders" : "/shop/cart";
    const { answer, resent } = await this.visit({ method: "POST", path, form: formOf(change) });
    if (resent) this.#unknown(change);
    if (answer === null) {
      this.#unknown(change);
      return;
    }
    if (answer.status !== 303 || answer.location === null) {
      if (answer.status < 500) await this.#unexpected(answer, `POST ${path}`);
      return;
    }
    this.#known.apply(change);
    this.tally.acknowledgedWrites++;
    if (change.kind !== "order") this.tally.inPlaceCartItems++;
    const serial = Number(answer.headers["x-shop-serial"]);
    const agreed = this.#known.observe((state) => state.serial === serial);
    const followed = await this.visit({ method: "GET", path: answer.location });
    if (followed.answer !== null) await this.#check(followed.answer, answer.location);
    else if (!agreed) this.tally.problem(`${this.name}: POST ${path} acknowledged serial ${serial}`);
  }

  /** FORM login by the container, through the balancer. Returns whether it worked. */
  signIn(): Promise<boolean> {
    return this.#options.gate.pass(async () => {
      this.browser.mayChangeId = true;
      const worked = await this.#signIn();
      this.browser.mayChangeId = false;
      return worked;
    });
  }

  /** Signs out, then makes sure on every server that the ended session stays ended, whatever cookie comes. */
  signOut(): Promise<void> {
    return this.#options.gate.pass(async () => {
      const { answer } = await this.visit({ method: "GET", path: "/shop/logout" });
      if (answer === null) return;
      this.#known.apply({ kind: "leave" });
      this.browser.sessionEnded();
      this.tally.endedSessions++;
      await this.readOnEveryServer();
    });
  }

  /** Asks each server itself, round the balancer. */
  async readOnEveryServer(): Promise<void> {
    for (const base of this.#options.servers()) {
      this.tally.directReads++;
      const { answer } = await this.visit({ method: "GET", path: "/shop/api/session", base });
      if (answer !== null) await this.#check(answer, `/api/session on ${base}`);
    }
  }

  async #signIn(): Promise<boolean> {
    const form = { j_username: this.name, j_password: this.#options.password };
    const asked = (await this.visit({ method: "GET", path: "/shop/account" })).answer;
    if (asked === null) return false;
    if (!asked.body.includes('id="login"')) {
      await this.#check(asked, "/account");
      return this.isSignedIn;
    }
    const sent = (await this.visit({ method: "POST", path: "/shop/j_security_check", form })).answer;
    if (sent === null) return false;
    if (sent.location === null || sent.status >= 400) {
      this.tally.error(`${this.name}: signing in at the shop answered ${sent.status}`);
      return false;
    }
    const page = (await this.visit({ method: "GET", path: sent.location })).answer;
    if (page === null) return false;
    if (page.body.includes('id="login"') || page.status !== 200) {
      this.tally.error(`${this.name}: signed in at the shop and was asked to sign in again (${page.status})`);
      return false;
    }
    this.tally.formLogins++;
    this.#known.apply({ kind: "signIn", user: this.name });
    await this.#check(page, "the page after signing in");
    return true;
  }

  async #check(answer: Answer, what: string): Promise<void> {
    if (answer.status >= 500) return;
    const seen = answer.status === 200 ? readShopPage(answer.body) : null;
    if (seen === null) {
      await this.#unexpected(answer, what);
      return;
    }
    const isShown = this.#known.observe((state) => shopRules.isShownBy(seen.state, state));
    if (seen.rows !== null) this.tally.cartTables++;
    const rowsAgree = seen.rows === null || sameItems(seen.rows, seen.state.items);
    if (!rowsAgree) {
      this.tally.wrongReads++;
      this.tally.problem(`${this.name}: ${what}: the cart's rows differ from its state`);
    }
    if (!isShown) await this.#wrong(seen.state, `${what} on ${seen.was}`);
  }

  /** A login form in place of a page, a 4xx: the session, or the user in it, is not there. */
  async #unexpected(answer: Answer, what: string): Promise<void> {
    const looksAnonymous = answer.body.includes('id="login"');
    if (!looksAnonymous) this.tally.error(`${this.name}: ${what} answered ${answer.status}`);
    if (looksAnonymous && this.isSignedIn) {
      await this.#wrong({ ...shopRules.empty }, `${what}: the login form came instead`);
    }
  }

  async #wrong(seen: ShopState, what: string): Promise<void> {
    const expected = this.#known.likely;
    this.tally.wrongReads++;
    this.tally.problem(`${this.name}: ${what}: saw ${brief(seen)}, was told ${brief(expected)}`);
    let last = seen;
    for (let i = 0; i < SECOND_LOOKS; i++) {
      await delay(SECOND_LOOK_MS);
      const { answer } = await this.visit({ method: "GET", path: "/shop/api/session" });
      const page = answer?.status === 200 ? readShopPage(answer.body) : null;
      if (page === null) continue;
      last = page.state;
      if (this.#known.observe((state) => shopRules.isShownBy(page.state, state))) {
        this.tally.staleReads++;
        return;
      }
    }
    this.#lost(expected, last);
  }

  #lost(expected: ShopState, seen: ShopState): void {
    this.tally.lostWrites += Math.max(1, expected.serial - seen.serial);
    const isGone = seen.user === null && seen.serial === 0;
    if (isGone && (expected.user !== null || expected.serial > 0) && !this.#hasLostSession) {
      this.#hasLostSession = true;
      this.tally.lostSessions++;
      this.tally.problem(`${this.name}: the shop session is lost`);
    }
    this.#known.resetTo({ ...seen, orders: seen.user === null ? expected.orders : seen.orders });
  }

  #unknown(change: ShopChange): void {
    this.tally.unknownWrites++;
    this.#known.applyUnknown(change);
  }
}

function formOf(change: ShopChange): Record<string, string> {
  if (change.kind === "add" || change.kind === "set") {
    return { action: change.kind, sku: change.sku, quantity: String(change.quantity) };
  }
  return change.kind === "remove" ? { action: "remove", sku: change.sku } : {};
}

function sameItems(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean {
  const skus = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...skus].every((sku) => a[sku] === b[sku]);
}

function brief(state: ShopState): string {
  const items = Object.entries(state.items).map(([sku, quantity]) => `${sku}×${quantity}`);
  return `${state.user ?? "nobody"} #${state.serial} [${items.join(" ")}] ${state.recent.join("<")} ${state.orders} orders`;
}
