/**
 * A user of Tomcat's own examples, untouched: the cart of jsp/sessions (a bean changed in place, never set again) and the
 * page behind container FORM login. Remembers what it was told and compares every answer with that.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { BrowserOptions } from "./browser.ts";
import type { LoginGate } from "./login-gate.ts";
import { PossibleStates } from "./possible-states.ts";
import { type Answer, Visitor } from "./visitor.ts";

/** Where the servers are, for reads that go round the balancer. */
export interface ExamplesUserOptions extends BrowserOptions {
  readonly password: string;
  readonly gate: LoginGate;
  readonly servers: () => readonly string[];
}

interface CartState {
  readonly titles: readonly string[];
}
interface CartChange {
  readonly submit: "add" | "remove";
  readonly itemId: number;
}

const CART = "/examples/jsp/sessions/carts.jsp";
const PROTECTED = "/examples/jsp/security/protected/";
/** What the examples sell, by itemId. */
const TITLES = [
  "Beavis & Butt-head Video collection",
  "X-files movie",
  "Twin peaks tapes",
  "NIN CD",
  "JSP Book",
  "Concert tickets",
];
const SECOND_LOOKS = 3;
const SECOND_LOOK_MS = 150;

const rules = {
  next: (state: CartState, change: CartChange): CartState => {
    const title = TITLES[change.itemId] as string;
    const others = state.titles.filter((each) => each !== title);
    return { titles: (change.submit === "add" ? [...others, title] : others).sort() };
  },
  halfDone: (): readonly CartState[] => [],
  key: (state: CartState): string => state.titles.join("|"),
};

export class ExamplesUser extends Visitor {
  readonly #options: ExamplesUserOptions;
  readonly #known = new PossibleStates<CartState, CartChange>({ titles: [] }, rules);
  #isSignedIn = false;
  #hasLostSession = false;

  constructor(options: ExamplesUserOptions) {
    super(options);
    this.#options = options;
  }

  get isSignedIn(): boolean {
    return this.#isSignedIn;
  }

  /** One link of the cart page: changes the bean and shows it in the same answer. */
  async change(itemId: number, submit: "add" | "remove"): Promise<void> {
    const change = { itemId, submit };
    const { answer, resent } = await this.visit({
      method: "GET",
      path: `${CART}?itemId=${itemId}&submit=${submit}`,
    });
    for (let i = (resent ? 1 : 0) + (answer === null ? 1 : 0); i > 0; i--) this.#unknown(change);
    if (answer === null || answer.status !== 200) return;
    this.#known.apply(change);
    this.tally.acknowledgedWrites++;
    this.tally.inPlaceCartItems++;
    await this.#checkCart(answer);
  }

  async readCart(base?: string): Promise<void> {
    const { answer } = await this.visit({
      method: "GET",
      path: CART,
      ...(base === undefined ? {} : { base }),
    });
    if (answer !== null) await this.#checkCart(answer);
  }

  async readOnEveryServer(): Promise<void> {
    for (const base of this.#options.servers()) {
      this.tally.directReads++;
      await this.readCart(base);
    }
  }

  /** The protected page, which must still know who this is. */
  async readProtected(): Promise<void> {
    const { answer } = await this.visit({ method: "GET", path: `${PROTECTED}index.jsp` });
    if (answer === null || answer.status >= 500 || answer.body.includes(`remote user\n<b>${this.name}</b>`)) {
      return;
    }
    this.tally.wrongReads++;
    this.tally.problem(`${this.name}: the examples' protected page (${answer.status}) forgot who signed in`);
    this.#loseSession();
    this.#isSignedIn = false;
  }

  signIn(): Promise<boolean> {
    return this.#options.gate.pass(async () => {
      this.browser.mayChangeId = true;
      this.#isSignedIn = await this.#signIn();
      this.browser.mayChangeId = false;
      return this.#isSignedIn;
    });
  }

  async #signIn(): Promise<boolean> {
    const form = { j_username: this.name, j_password: this.#options.password };
    await this.visit({ method: "GET", path: `${PROTECTED}index.jsp` });
    const path = `${PROTECTED}j_security_check`;
    const sent = (await this.visit({ method: "POST", path, form })).answer;
    if (sent?.location == null || sent.status >= 400) {
      this.tally.error(`${this.name}: signing in at the examples answered ${sent?.status ?? "nothing"}`);
      return false;
    }
    const page = (await this.visit({ method: "GET", path: sent.location })).answer;
    if (page?.body.includes(`remote user\n<b>${this.name}</b>`) !== true) {
      this.tally.error(`${this.name}: signed in at the examples and was not let in (${page?.status})`);
      return false;
    }
    this.tally.formLogins++;
    return true;
  }

  async #checkCart(answer: Answer): Promise<void> {
    if (answer.status >= 500) return;
    if (answer.status !== 200) {
      this.tally.error(`${this.name}: ${CART} answered ${answer.status}`);
      return;
    }
    const seen = cartOf(answer.body);
    if (this.#known.observe((state) => rules.key(state) === rules.key(seen))) return;
    const expected = this.#known.likely;
    this.tally.wrongReads++;
    this.tally.problem(
      `${this.name}: the examples' cart holds [${rules.key(seen)}], was told [${rules.key(expected)}]`,
    );
    await this.#lookAgain(expected, seen);
  }

  async #lookAgain(expected: CartState, first: CartState): Promise<void> {
    let seen = first;
    for (let i = 0; i < SECOND_LOOKS; i++) {
      await delay(SECOND_LOOK_MS);
      const { answer } = await this.visit({ method: "GET", path: CART });
      if (answer?.status !== 200) continue;
      seen = cartOf(answer.body);
      if (this.#known.observe((state) => rules.key(state) === rules.key(seen))) {
        this.tally.staleReads++;
        return;
      }
    }
    const differing = [...expected.titles, ...seen.titles].filter(
      (title) => expected.titles.includes(title) !== seen.titles.includes(title),
    );
    this.tally.lostWrites += differing.length;
    if (seen.titles.length === 0) this.#loseSession();
    this.#known.resetTo(seen);
  }

  #loseSession(): void {
    if (this.#hasLostSession) return;
    this.#hasLostSession = true;
    this.tally.lostSessions++;
    this.tally.problem(`${this.name}: the examples' session is lost`);
  }

  #unknown(change: CartChange): void {
    this.tally.unknownWrites++;
    this.#known.applyUnknown(change);
  }
}

function cartOf(body: string): CartState {
  const titles = [...body.matchAll(/<li> *([^\n<]*)/g)].map((row) =>
    (row[1] as string).trim().replaceAll("&lt;", "<").replaceAll("&#39;", "'").replaceAll("&amp;", "&"),
  );
  return { titles: titles.sort() };
}
