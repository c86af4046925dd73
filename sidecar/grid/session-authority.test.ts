import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { FakeClock } from "../testing/fake-clock.ts";
import type { Committer } from "./committer.ts";
import type { GridParts } from "./grid-parts.ts";
import { GuestBook } from "./guest-book.ts";
import { NearCopies } from "./near-copies.ts";
import type { Fetched } from "./peer-link.ts";
import type { PeerReplica } from "./peer-replica.ts";
import type { Peers } from "./peers.ts";
import { SessionAuthority } from "./session-authority.ts";

const ID = "27e4ff776621cdd2c9539b2c1518ab43";

/** A member that is no home of the session, and a home that answers as told. */
function guest(answer: (asked: number, book: GuestBook) => Fetched | null) {
  const clock = new FakeClock();
  const book = new GuestBook(clock, new NearCopies({ clock, leaseMs: 300 }), () => {});
  let asked = 0;
  const peer = {
    node: "home",
    link: {},
    kind: "alive",
    vouch: { tracked: () => true },
    fetch: async () => {
      asked += 1;
      return answer(asked, book);
    },
  } as unknown as PeerReplica;
  const peers = {
    isHome: () => false,
    targets: () => new Set(["home"]),
    get: () => peer,
    complete: () => true,
  } as unknown as Peers;
  const guests = { apply: () => {}, remove: () => {} };
  const parts = { guestBook: book, guests } as unknown as GridParts;
  const authority = new SessionAuthority(parts, peers, {} as Committer);
  return { authority, book, asked: () => asked };
}

const NOTHING: Fetched = { records: [], absent: [Buffer.from(ID, "hex")], syncing: false };

describe("a copy that is asked for at a home", () => {
  it("is asked for again when it is recalled on its way", async () => {
    // The agent here is told to drop what it is about to get; it would take the old value for what came after that.
    const { authority, book, asked } = guest((time, { recall }) => {
      if (time === 1) void recall.call(book, "home", [ID]);
      return NOTHING;
    });
    assert.equal(await authority.current(ID), "sure");
    assert.equal(asked(), 2);
    assert.equal(book.home(ID), "home");
  });

  it("is not waited for when it is recalled again and again", async () => {
    const { authority, book, asked } = guest(() => {
      void book.recall("home", [ID]);
      return NOTHING;
    });
    assert.equal(await authority.current(ID), "unsure");
    assert.ok(asked() >= 3);
  });

  it("is also given to two that ask at the same time", async () => {
    const { authority, asked } = guest(() => NOTHING);
    assert.deepEqual(await Promise.all([authority.current(ID), authority.current(ID)]), ["sure", "sure"]);
    assert.equal(asked(), 2);
  });
});
