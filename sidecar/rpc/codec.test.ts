/** The generated codecs beside protobufjs: what one writes the other reads, and nothing hostile gets through. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import protobuf from "protobufjs";
import { loadProto } from "../../scripts/codegen/load-proto.ts";
import type { Codec } from "./codec.ts";
import * as admin from "./gen/admin.ts";
import * as peer from "./gen/peer.ts";
import * as session from "./gen/session.ts";
import * as telemetry from "./gen/telemetry.ts";

const proto = loadProto(fileURLToPath(new URL("../..", import.meta.url)));
const modules = { admin, peer, session, telemetry } as unknown as Record<string, Record<string, unknown>>;
const ROOTS = [
  ["session", "AgentFrame"],
  ["session", "GridFrame"],
  ["peer", "PeerFrame"],
  ["telemetry", "Batch"],
  ["telemetry", "Control"],
  ["telemetry", "FollowItem"],
  ["telemetry", "TraceReply"],
] as const;

describe("generated codecs", () => {
  for (const [file, name] of ROOTS) {
    const type = proto.root.lookupType(`gyeot.${file}.v1.${name}`);
    const ours = modules[file]?.[name] as Codec<object, object>;

    it(`${name}: protobufjs reads what we write, and we read what it writes`, () => {
      fc.assert(
        fc.property(anyMessage(type), (message) => {
          const bytes = ours.encode(message);
          const theirs = type.encode(type.fromObject(message)).finish();
          assert.equal(bytes.toString("hex"), Buffer.from(theirs).toString("hex"));
          assert.equal(ours.encode(ours.decode(bytes)).toString("hex"), bytes.toString("hex"));
          assert.deepEqual(bare(ours.decode(bytes)), bare(message));
        }),
        { numRuns: 200 },
      );
    });

    it(`${name}: bytes that are no message are refused with a RangeError, or read as one`, () => {
      const noise = fc.uint8Array({ maxLength: 200 });
      const cut = fc.tuple(anyMessage(type), fc.nat(), fc.nat()).map(([message, at, bit]) => {
        const bytes = Buffer.from(ours.encode(message));
        if (bytes.length === 0) return bytes;
        bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ (1 << (bit % 8));
        return bytes.subarray(0, bytes.length - (bit % 3));
      });
      fc.assert(
        fc.property(fc.oneof(noise, cut), (bytes) => {
          try {
            ours.decode(bytes);
          } catch (cause) {
            assert.ok(cause instanceof RangeError, String(cause));
          }
        }),
        { numRuns: 500 },
      );
    });
  }

  it("numbers beyond what a version may have are cut off as protobufjs does", () => {
    const type = proto.root.lookupType("gyeot.session.v1.Version");
    for (const ms of [-1, 1.9, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1, Number.NaN]) {
      const bytes = session.Version.encode({ ms, counter: 0, node: "" });
      if (!Number.isNaN(ms)) {
        const theirs = type.encode({ ms }).finish();
        assert.equal(bytes.toString("hex"), Buffer.from(theirs).toString("hex"), String(ms));
      }
    }
  });

  it("a message longer than a slab, and one written after it, are whole", () => {
    const piece = Buffer.alloc(300_000, 7);
    const long = session.Chunk.encode({ piece, last: true });
    const short = session.Chunk.encode({ piece: piece.subarray(0, 3), last: false });
    assert.deepEqual(Buffer.from(session.Chunk.decode(long).piece), piece);
    assert.equal(session.Chunk.decode(short).piece.length, 3);
  });

  it("of a oneof the last one sent holds", () => {
    const both = Buffer.concat([
      session.AgentFrame.encode({ seq: 1, renew: {} }),
      session.AgentFrame.encode({ dropped: { notice: 5 } }),
    ]);
    const frame = session.AgentFrame.decode(both);
    assert.equal(frame.renew, null);
    assert.deepEqual(frame.dropped, { notice: 5 });
  });
});

/** A message with some of its fields, each of a value the field can have. */
function anyMessage(type: protobuf.Type): fc.Arbitrary<Record<string, unknown>> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  const taken = new Set<string>();
  for (const field of type.fieldsArray) {
    const { partOf } = field.resolve();
    if (partOf) {
      if (taken.has(partOf.name)) continue;
      taken.add(partOf.name);
      continue;
    }
    fields[field.name] = anyValue(field);
  }
  const base = fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Record<string, unknown>>;
  const oneof = type.oneofsArray[0];
  if (oneof === undefined) return base;
  const one = fc.oneof(
    ...oneof.fieldsArray.map((field) => anyValue(field.resolve()).map((value) => ({ [field.name]: value }))),
  );
  return fc.tuple(base, one).map(([left, right]) => ({ ...left, ...right }));
}

function anyValue(field: protobuf.Field): fc.Arbitrary<unknown> {
  const one = anyElement(field);
  return field.repeated ? fc.array(one, { maxLength: 4 }) : one;
}

function anyElement(field: protobuf.Field): fc.Arbitrary<unknown> {
  const { resolvedType } = field.resolve();
  if (resolvedType instanceof protobuf.Type) return anyMessage(resolvedType);
  if (resolvedType instanceof protobuf.Enum) return fc.constantFrom(...Object.values(resolvedType.values));
  switch (field.type) {
    case "uint32":
      return fc.integer({ min: 0, max: 0xffff_ffff });
    case "uint64":
      return fc.oneof(fc.nat(), fc.maxSafeNat());
    case "sint32":
      return fc.integer();
    case "sint64":
      return fc.integer({ min: -(2 ** 51), max: 2 ** 51 });
    case "double":
      return fc.double({ noNaN: true }).map((value) => (value === 0 ? 0 : value));
    case "bool":
      return fc.boolean();
    case "bytes":
      return fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    default:
      return fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: "grapheme", maxLength: 60 }));
  }
}

/** Without what has its default, and bytes as hex: what is the same on the wire is the same here. */
function bare(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => {
    const empty = (Array.isArray(each) || each instanceof Uint8Array) && each.length === 0;
    return !empty && each !== null && each !== 0 && each !== "" && each !== false;
  });
  return Object.fromEntries(entries.map(([name, each]) => [name, bare(each)]));
}
