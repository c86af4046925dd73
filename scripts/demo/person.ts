/** One synthetic person: mostly a customer of the shop, now and then at Tomcat's examples. One act at a time, then a pause. */
import { setTimeout as delay } from "node:timers/promises";
import type { ExamplesUser } from "./examples-user.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { ShopUser } from "./shop-user.ts";

export interface PersonOptions {
  readonly shop: ShopUser;
  /** Null for those who only shop. */
  readonly examples: ExamplesUser | null;
  /** Also signs in at the examples. */
  readonly signsInTwice: boolean;
  readonly random: SeededRandom;
  /** Pause between two acts: from this to three times as long. */
  readonly thinkMs: number;
}

const GOODS = Array.from({ length: 60 }, (_, i) => `G${String(i + 1).padStart(3, "0")}`);
const CATEGORIES = ["식품", "그릇", "생활", "문구", "옷", "놀이"].map(encodeURIComponent);
const WORDS = ["사과", "한지", "그릇", "부채", "전주", "명절", "손으로", "겨울 이불", "나무"].map(
  encodeURIComponent,
);
const REVIEW_WORDS = ["선물", "포장", "배송", "어머니"].map(encodeURIComponent);
/** Items, then an order: carts stay as small as people's. */
const CART_FULL = 8;
/** A person who cannot sign in tries again, but not for ever. */
const SIGN_IN_TRIES = 3;

export class Person {
  readonly #options: PersonOptions;
  readonly #acts: readonly (readonly [number, () => Promise<unknown>])[];
  readonly #wishes: (() => Promise<void>)[] = [];
  #signInTries = 0;

  constructor(options: PersonOptions) {
    this.#options = options;
    const { shop, random } = options;
    this.#acts = [
      [10, () => shop.read(random.below(2) === 0 ? "/" : `/?category=${random.pick(CATEGORIES)}`)],
      [14, () => shop.look(random.pick(GOODS))],
      [24, () => shop.change({ kind: "add", sku: random.pick(GOODS), quantity: 1 + random.below(3) })],
      [8, () => this.#changeQuantity()],
      [6, () => this.#takeOut()],
      [8, () => shop.read("/cart")],
      [4, () => (shop.isSignedIn ? shop.read("/orders") : shop.read("/"))],
      [6, () => shop.read(`/search?q=${random.pick(WORDS)}`)],
      [1, () => shop.read(`/search?q=${random.pick(REVIEW_WORDS)}&reviews=1`, true)],
      [5, () => shop.read("/api/session")],
      [options.examples === null ? 0 : 14, () => this.#atExamples()],
    ];
  }

  /** Looks round, puts something into the cart while nobody knows who this is, then signs in: the cart must still be there. */
  async arrive(): Promise<void> {
    const { shop, examples, signsInTwice, random } = this.#options;
    await shop.read("/");
    await shop.change({ kind: "add", sku: random.pick(GOODS), quantity: 1 });
    await this.#signInAtShop();
    if (examples === null) return;
    await examples.change(random.below(6), "add");
    if (signsInTwice) {
      await examples.signIn();
      await examples.readCart();
    }
  }

  /** Acts until told to stop; never throws for what a server does. */
  async live(signal: AbortSignal): Promise<void> {
    const { random, thinkMs } = this.#options;
    while (!signal.aborted) {
      const wish = this.#wishes.shift();
      await (wish === undefined ? this.#act() : wish());
      await delay(thinkMs + random.next() * 2 * thinkMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** As the next act: signs out, and comes back as the same customer with an empty cart. Resolves when done. */
  leaveAndReturn(): Promise<void> {
    return new Promise((resolve) => {
      this.#wishes.push(async () => {
        if (this.#options.shop.isSignedIn) await this.#options.shop.signOut();
        this.#signInTries = 0;
        await this.#signInAtShop();
        resolve();
      });
    });
  }

  /** Everything this person was told, asked of every server itself. */
  async verifyEverywhere(): Promise<void> {
    await this.#options.shop.readOnEveryServer();
    await this.#options.examples?.readOnEveryServer();
  }

  close(): void {
    this.#options.shop.browser.close();
    this.#options.examples?.browser.close();
  }

  async #act(): Promise<void> {
    const { shop, random } = this.#options;
    if (!shop.isSignedIn && this.#signInTries < SIGN_IN_TRIES) return this.#signInAtShop();
    if (shop.isSignedIn && shop.itemsInCart.length >= CART_FULL) return shop.change({ kind: "order" });
    const total = this.#acts.reduce((sum, [weight]) => sum + weight, 0);
    let at = random.next() * total;
    for (const [weight, act] of this.#acts) {
      at -= weight;
      if (at < 0) {
        await act();
        return;
      }
    }
  }

  async #signInAtShop(): Promise<void> {
    this.#signInTries++;
    if (await this.#options.shop.signIn()) this.#signInTries = 0;
  }

  async #changeQuantity(): Promise<void> {
    const { shop, random } = this.#options;
    const sku = shop.itemsInCart.length > 0 ? random.pick(shop.itemsInCart) : random.pick(GOODS);
    await shop.change({ kind: "set", sku, quantity: 1 + random.below(5) });
  }

  async #takeOut(): Promise<void> {
    const { shop, random } = this.#options;
    if (shop.itemsInCart.length > 0) {
      await shop.change({ kind: "remove", sku: random.pick(shop.itemsInCart) });
    } else await shop.read("/cart");
  }

  async #atExamples(): Promise<void> {
    const { examples, random } = this.#options;
    if (examples === null) return;
    const what = random.below(6);
    if (what === 0 && examples.isSignedIn) await examples.readProtected();
    else if (what <= 1) await examples.readCart();
    else await examples.change(random.below(6), what === 2 ? "remove" : "add");
  }
}
