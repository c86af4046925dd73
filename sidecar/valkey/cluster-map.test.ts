import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { clusterMap } from "./cluster-map.ts";
import { keySlot } from "./key-slot.ts";
import { refusal } from "./refusal.ts";

const ASKED = { host: "10.0.0.9", port: 7000 };
const NODES = [
  "aa :7001@17001,valkey-1.site myself,master - 0 0 7 connected 0-5460 5462 [93-<-bb]",
  "bb 10.0.0.2:7002@17002 master,fail - 1 2 3 disconnected 5461",
  "cc 10.0.0.3:7003@17003 slave,fail? aa 0 1 7 connected",
  "dd :0@0 master,noaddr - 0 0 0 disconnected",
  "",
].join("\n");

describe("what servers say of themselves", () => {
  it("names masters with their slots, replicas with their master, and who is down", () => {
    const [first, second, third, ...none] = clusterMap.ofNodes(NODES, ASKED, false);
    assert.deepEqual(none, []);
    assert.deepEqual(first?.slots, [
      [0, 5460],
      [5462, 5462],
    ]);
    assert.equal(first?.host, "10.0.0.9", "a server need not know its own address");
    assert.equal(first?.epoch, 7);
    assert.equal(second?.state, "dead");
    assert.deepEqual([third?.role, third?.masterId, third?.state], ["replica", "aa", "suspect"]);
  });

  it("is told by name where certificates are checked", () => {
    assert.equal(clusterMap.ofNodes(NODES, ASKED, true)[0]?.host, "valkey-1.site");
  });

  it("of two masters outside a cluster takes the one that is copied", () => {
    const old = clusterMap.ofSingle("master", { host: "a", port: 1 }, 0);
    const copied = clusterMap.ofSingle("master", { host: "b", port: 2 }, 1);
    const taken = clusterMap.oneMaster([
      old,
      copied,
      clusterMap.ofSingle("slave", { host: "c", port: 3 }, 0),
    ]);
    assert.deepEqual(
      taken.map(({ slots }) => slots.length),
      [0, 1, 0],
    );
  });

  it("has the slots of the specification", () => {
    assert.equal(keySlot("123456789"), 0x31c3);
    assert.equal(keySlot("user1000"), 3443);
  });

  it("tells what to try again, where, and what not", () => {
    assert.deepEqual(refusal("MOVED 3999 127.0.0.1:6381"), { kind: "moved", host: "127.0.0.1", port: 6381 });
    assert.deepEqual(refusal("ASK 3999 :6381"), { kind: "ask", host: "", port: 6381 });
    for (const text of [
      "CLUSTERDOWN Hash slot not served",
      "NOREPLICAS Not enough good replicas",
      "Connection is closed.",
    ])
      assert.equal(refusal(text).kind, "later");
    for (const text of ["ERR unknown command", "NOPERM this user", "OOM command not allowed"])
      assert.equal(refusal(text).kind, "never");
  });
});
