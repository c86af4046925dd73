// The checker of the story against a server that is right, and against one with each fault planted: what it must never
// do is report nothing.
import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { ExamplesUser } from "./examples-user.ts";
import { LoginGate } from "./login-gate.ts";
import { type Fault, PretendShop } from "./pretend-shop.ts";
import { ShopUser } from "./shop-user.ts";
import { Tally } from "./tally.ts";
import { verdict } from "./verdict.ts";

describe("the checker", () => {
  let server: PretendShop;
  let tally: Tally;
  let shop: ShopUser;
  let examples: ExamplesUser;

  beforeEach(async () => {
    server = new PretendShop();
    await server.open();
    tally = new Tally();
    const shared = {
      name: "user001",
      password: "x",
      base: server.url,
      address: "10.0.0.1",
      tally,
      gate: new LoginGate(),
      servers: () => [server.url],
    };
    shop = new ShopUser(shared);
    examples = new ExamplesUser(shared);
  });

  afterEach(async () => {
    shop.browser.close();
    examples.browser.close();
    await server.close();
  });

  /** One fault, at the first request whose method and path begin like this. */
  function plant(fault: Fault, at: string): void {
    let planted = false;
    server.fault = (request) => {
      if (planted || !request.startsWith(at)) return null;
      planted = true;
      return fault;
    };
  }

  async function shopping(): Promise<void> {
    await shop.signIn();
    await shop.change({ kind: "add", sku: "G001", quantity: 2 });
    await shop.look("G002");
    await shop.change({ kind: "add", sku: "G001", quantity: 1 });
    await shop.read("/cart");
    await examples.change(1, "add");
    await examples.change(0, "add");
    await examples.change(1, "remove");
    await examples.readCart();
    await shop.readOnEveryServer();
  }

  const wrongs = (): unknown => {
    const { lostWrites, lostSessions, wrongReads, cookieChanges, errorsSeenByUser } = tally;
    return { lostWrites, lostSessions, wrongReads, cookieChanges, errorsSeenByUser };
  };
  const none = { lostWrites: 0, lostSessions: 0, wrongReads: 0, cookieChanges: 0, errorsSeenByUser: 0 };

  it("finds nothing wrong with a server that is right", async () => {
    await shopping();
    assert.deepEqual(tally.problems, []);
    assert.deepEqual(wrongs(), none);
    assert.equal(tally.sessions, 2);
    assert.equal(tally.formLogins, 1);
    assert.equal(tally.acknowledgedWrites, 6);
    assert.equal(tally.inPlaceCartItems, 5);
  });

  it("counts a write that was acknowledged and forgotten", async () => {
    plant("lose", "POST /shop/cart");
    await shopping();
    assert.deepEqual(wrongs(), { ...none, lostWrites: 1, wrongReads: 1 });
  });

  it("counts a forgotten setAttribute", async () => {
    plant("lose", "GET /shop/product");
    await shopping();
    assert.deepEqual(wrongs(), { ...none, lostWrites: 1, wrongReads: 1 });
  });

  it("counts a forgotten change of the examples' cart", async () => {
    plant("lose", "GET /examples/jsp/sessions/carts.jsp?itemId=0");
    await shopping();
    assert.deepEqual(wrongs(), { ...none, lostWrites: 1, wrongReads: 1 });
  });

  it("tells a stale read from a lost write", async () => {
    plant("stale", "GET /shop/cart");
    await shopping();
    assert.deepEqual(wrongs(), { ...none, wrongReads: 1 });
    assert.equal(tally.staleReads, 1);
  });

  it("compares the cart's table with its state", async () => {
    plant("missingRow", "GET /shop/cart");
    await shopping();
    assert.deepEqual(wrongs(), { ...none, wrongReads: 1 });
    assert.ok(tally.cartTables >= 3);
  });

  it("counts a changed cookie, except where the container changes it on purpose", async () => {
    plant("newCookie", "POST /shop/j_security_check");
    await shopping();
    assert.deepEqual(wrongs(), none);
    assert.equal(tally.idChangesAtLogin, 1);
    plant("newCookie", "GET /shop/cart");
    await shop.read("/cart");
    assert.deepEqual(wrongs(), { ...none, cookieChanges: 1 });
  });

  it("counts a lost session once, with every write that was in it", async () => {
    await shopping();
    server.fault = () => "forget";
    await shop.read("/cart");
    await shop.read("/cart");
    assert.equal(tally.lostSessions, 1);
    assert.equal(tally.lostWrites, 2);
    assert.ok(tally.cookieChanges >= 2);
  });

  it("accepts both outcomes of a write that a kill cut, and counts it as unknown", async () => {
    for (const fault of ["cutBefore", "cutAfter"] as const) {
      tally.killed("was");
      plant(fault, "POST /shop/cart");
      await shop.change({ kind: "add", sku: "G003", quantity: 1 });
      plant(fault, "GET /examples/jsp/sessions/carts.jsp?itemId=2");
      await examples.change(2, "add");
    }
    assert.deepEqual(tally.problems, []);
    assert.deepEqual(wrongs(), none);
    assert.equal(tally.unknownWrites, 4);
    assert.equal(tally.acknowledgedWrites, 4);
    assert.ok((tally.gapMs("was") ?? 0) >= 300, "the wait for the reload is part of the gap");
  });

  it("counts a cut that no kill explains, and an error of the server, as seen by the user", async () => {
    plant("cutAfter", "GET /shop/cart");
    await shop.read("/cart");
    assert.equal(tally.errorsSeenByUser, 1);
    plant("error", "GET /shop/cart");
    await shop.read("/cart");
    assert.equal(tally.errorsSeenByUser, 2);
  });

  it("notices an ended session that comes back", async () => {
    await shopping();
    await shop.signOut();
    assert.ok(tally.wrongReads >= 1, "this server's sign-out does nothing");
  });
});

describe("the verdict", () => {
  it("holds only with enough of a story, nothing lost and every finding good", () => {
    const tally = new Tally();
    tally.sessions = 20;
    tally.acknowledgedWrites = 200;
    const good = { name: "page", isGood: true, said: "" };
    assert.equal(verdict(tally, [good], {}).holds, true);
    assert.equal(verdict(tally, [{ ...good, isGood: false }], {}).holds, false);
    for (const name of [
      "lostWrites",
      "lostSessions",
      "wrongReads",
      "cookieChanges",
      "errorsSeenByUser",
    ] as const) {
      tally[name] = 1;
      assert.equal(verdict(tally, [good], {}).holds, false, name);
      tally[name] = 0;
    }
    tally.sessions = 19;
    assert.equal(verdict(tally, [good], {}).holds, false);
  });

  it("is one line of JSON with the promised keys", () => {
    const line = JSON.parse(verdict(new Tally(), [], {}).json);
    const promised = [
      "sessions",
      "requests",
      "acknowledgedWrites",
      "lostWrites",
      "lostSessions",
      "wrongReads",
    ];
    for (const key of [...promised, "cookieChanges", "errorsSeenByUser"]) assert.equal(line[key], 0, key);
    assert.deepEqual(line.gapMs, { was: null, sidecar: null, host: null });
  });
});
