/** Golden messages of proto/golden: this side reads the bytes as the JSON says and writes the same bytes. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "node:test";
import type { Codec } from "./codec.ts";
import * as session from "./gen/session.ts";
import * as telemetry from "./gen/telemetry.ts";

const folder = new URL("../../proto/golden/", import.meta.url);

/** The message as the golden JSON writes it: bytes as base64, what has its default left out. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return Buffer.from(value).toString("base64");
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => !isDefault(field))
      .map(([name, field]) => [name, plain(field)]),
  );
}

function isDefault(field: unknown): boolean {
  const empty = (Array.isArray(field) || field instanceof Uint8Array) && field.length === 0;
  return empty || field === null || field === 0 || field === "" || field === false;
}

const messages = { ...session, ...telemetry } as unknown as Record<string, Codec<object, object>>;

describe("golden messages", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

  it("are there", () => assert.ok(names.length >= 20));

  for (const name of names) {
    it(`${name} is read as written and written back to the same bytes`, () => {
      const golden = JSON.parse(readFileSync(new URL(name, folder), "utf8"));
      const hex = readFileSync(new URL(name.replace(".json", ".hex"), folder), "utf8").trim();
      const message = messages[golden.type.split(".").at(-1)] as Codec<object, object>;
      const decoded = message.decode(Buffer.from(hex, "hex"));
      assert.deepEqual(plain(decoded), golden.message);
      assert.equal(message.encode(decoded).toString("hex"), hex);
    });
  }
});
