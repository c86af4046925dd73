import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { AppError } from "../base/app-error.ts";
import { SimAgent } from "../testing/sim-agent.ts";
import { SimNetwork } from "../testing/sim-network.ts";
import { SimNode } from "../testing/sim-node.ts";
import { SimWorld } from "../testing/sim-world.ts";
import type { PeerLink } from "./peer-link.ts";

const KEY = createHash("sha256").update("replicator").digest().subarray(0, 16);

/** Beyond this many tries in one turn nothing else would ever run. */
const TRIES_MAX = 50;

describe("a change whose link is dead without anybody having said so", () => {
  it("is given once over it, not again and again until nothing else runs", async () => {
    const world = new SimWorld(3);
    const network = new SimNetwork(world);
    const [a, b] = ["a", "b"].map(
      (name) => new SimNode({ name, world, network, mode: "pair", copies: 2 }),
    ) as [SimNode, SimNode];
    a.others = [b];
    b.others = [a];
    for (const node of [a, b]) node.start();
    const agent = new SimAgent("wa", world, [a]);
    await world.run(2_000);
    let given = 0;
    const dead: PeerLink = {
      identity: (a.grid.peers.get("b") as NonNullable<ReturnType<typeof a.grid.peers.get>>)
        .identity as PeerLink["identity"],
      request: (_message, timeoutMs) =>
        new Promise((_resolve, reject) => {
          world.after(timeoutMs, () => reject(new AppError("peer_unreachable", "no answer in time")));
        }),
      send: () => {
        given += 1;
        if (given > TRIES_MAX) return new Promise(() => {});
        return Promise.reject(new AppError("peer_unreachable", "closed"));
      },
      close: () => {},
    };
    // Otherwise the two find each other again before the change is made.
    network.lose(a, b, true);
    network.lose(b, a, true);
    a.grid.peers.linked(dead);
    const answer = agent.write(KEY, ["v"], "1", true);
    await world.run(world.nowMs + 6_000);
    assert.equal(given, 1);
    assert.equal((await answer)?.outcome, "DEGRADED");
  });
});
