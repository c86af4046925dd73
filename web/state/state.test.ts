import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { ApiOverview } from "../../sidecar/http/api-types.ts";
import { backoff } from "./backoff.ts";
import { buildHash } from "./build-hash.ts";
import { closedPoints } from "./closed-points.ts";
import { parseHash } from "./parse-hash.ts";

describe("the address of the page", () => {
  it("reads back what it wrote", () => {
    const hash = buildHash("sessions", "ab/12 %", { q: "김민수 & co", lang: "en", from: null, to: "" });
    const place = parseHash(hash);
    assert.equal(place.view, "sessions");
    assert.equal(place.id, "ab/12 %");
    assert.deepEqual(Object.fromEntries(place.params), { q: "김민수 & co", lang: "en" });
  });

  it("leads to the overview from an empty or unknown address and keeps its parameters", () => {
    for (const hash of ["", "#", "#/", "#/?lang=en", "#/nowhere/1?lang=en", "#/constructor", "#/__proto__"]) {
      const place = parseHash(hash);
      assert.equal(place.view, "overview", hash);
      assert.equal(place.id, null);
    }
    assert.equal(parseHash("#/nowhere?lang=en").params.get("lang"), "en");
  });

  it("survives a broken escape", () => {
    assert.equal(parseHash("#/transactions/%E0%A4%A").id, "%E0%A4%A");
  });
});

describe("the way back to a lost sidecar", () => {
  it("waits longer each time, up to ten seconds, never at the same moment for all", () => {
    const latest = [0, 1, 2, 3, 4, 5, 50, 5000].map((attempt) => backoff(attempt, 0.999));
    assert.deepEqual(
      [...latest].sort((a, b) => a - b),
      latest,
    );
    assert.ok((latest.at(-1) as number) <= 10_000);
    assert.ok(backoff(0, 0) >= 250);
    assert.ok(backoff(6, 0) < backoff(6, 0.9));
  });
});

describe("points that are still filling", () => {
  it("are left out, whole ones stay", () => {
    const point = (startMs: number) => ({ startMs, widthMs: 2000 }) as ApiOverview["points"][number];
    const overview = { points: [point(0), point(2000), point(4000)] } as unknown as ApiOverview;
    assert.deepEqual(
      closedPoints(overview, 6500).points.map(({ startMs }) => startMs),
      [0, 2000],
    );
    assert.equal(closedPoints(overview, 9000), overview);
  });
});
