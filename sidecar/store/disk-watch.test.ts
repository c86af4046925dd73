import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { AppError } from "../base/app-error.ts";
import { FakeClock } from "../testing/fake-clock.ts";
import { quietLog } from "../testing/quiet-log.ts";
import { DiskBallast } from "./disk-ballast.ts";
import { diskRoom } from "./disk-room.ts";
import { DiskWatch } from "./disk-watch.ts";

const MIB = 1024 ** 2;

/** A call, because the compiler takes a getter for a constant. */
const refusalOf = (disk: DiskWatch): AppError | null => disk.low;

describe("disk watch", () => {
  let path = "";
  let clock: FakeClock;
  let ballast: DiskBallast;
  let freeBytes = 0;
  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), "gyeot-disk-"));
    clock = new FakeClock();
    ballast = new DiskBallast({ path, log: quietLog() });
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  /** A disk whose free room is `freeBytes` less what the ballast takes. */
  const watch = (totalBytes: number): DiskWatch => {
    const space = () => ({ totalBytes, freeBytes: freeBytes - ballast.bytes });
    const disk = new DiskWatch({ path, clock, ballast, space });
    disk.start();
    return disk;
  };

  it("keeps a tenth or 512 MiB free, and of a small disk a quarter", () => {
    const needed = (mib: number): number => Math.round(diskRoom(mib * MIB).needed / MIB);
    assert.deepEqual([16, 64, 100, 1_000, 5_120, 1_000_000].map(needed), [4, 16, 16, 100, 512, 512]);
    const { ballast: kept, segment } = diskRoom(16 * MIB);
    assert.deepEqual([kept, segment], [MIB, MIB / 2]);
    assert.equal(diskRoom(1_000_000 * MIB).ballast, 64 * MIB);
  });

  it("refuses below the watermark, says what to do, and accepts again only with some room to spare", () => {
    freeBytes = 10 * MIB;
    const disk = watch(16 * MIB);
    assert.ok(disk.low === null);
    freeBytes = 3 * MIB;
    clock.advance(1_000);
    const refusal = refusalOf(disk);
    assert.equal(refusal?.code, "disk_full");
    assert.match(refusal?.message ?? "", /3\.0 MiB free of the 4\.0 MiB .* free space/);
    assert.equal(disk.mayCleanUp, true);
    freeBytes = 4.2 * MIB;
    clock.advance(1_000);
    assert.notEqual(disk.low, null);
    freeBytes = 5 * MIB;
    clock.advance(1_000);
    assert.equal(disk.low, null);
    disk.stop();
  });

  it("looks again before the second is over when much is written", () => {
    freeBytes = 10 * MIB;
    const disk = watch(16 * MIB);
    freeBytes = 1.5 * MIB;
    disk.spend(100_000);
    assert.equal(disk.low, null);
    disk.spend(200_000);
    assert.notEqual(disk.low, null);
    disk.stop();
  });

  it("builds the ballast piece by piece, gives it up when the disk is full, and builds it again", () => {
    freeBytes = 900 * MIB;
    const disk = watch(1_000 * MIB);
    clock.advance(3_000);
    assert.equal(statSync(join(path, "ballast")).size, 3 * MIB);
    clock.advance(100_000);
    const whole = diskRoom(1_000 * MIB).ballast;
    assert.deepEqual([ballast.bytes, disk.figures().ballastBytes], [whole, whole]);
    assert.equal(new DiskBallast({ path, log: quietLog() }).bytes, whole);
    // Somebody else fills the disk.
    freeBytes = whole;
    clock.advance(1_000);
    assert.equal(ballast.bytes, 0);
    assert.throws(() => statSync(join(path, "ballast")));
    assert.notEqual(disk.low, null);
    assert.equal(disk.mayCleanUp, true);
    freeBytes = 900 * MIB;
    clock.advance(100_000);
    assert.deepEqual([disk.low, ballast.bytes], [null, whole]);
    disk.stop();
  });

  it("does not build the ballast where that would bring the watermark near", () => {
    freeBytes = 130 * MIB;
    const disk = watch(1_000 * MIB);
    clock.advance(100_000);
    assert.deepEqual([disk.low, ballast.bytes], [null, 0]);
    disk.stop();
  });

  it("counts half of what is free inside the store, and what the store has yet to take over", () => {
    freeBytes = 3 * MIB;
    let reusable = 0;
    const space = () => ({ totalBytes: 16 * MIB, freeBytes });
    const disk = new DiskWatch({ path, clock, space, reusable: () => reusable });
    disk.start();
    assert.notEqual(refusalOf(disk), null);
    reusable = 4 * MIB;
    clock.advance(1_000);
    assert.equal(refusalOf(disk), null);
    disk.spend(3 * MIB);
    assert.notEqual(refusalOf(disk), null);
    disk.flushed(disk.pendingBytes);
    clock.advance(1_000);
    assert.equal(refusalOf(disk), null);
    disk.stop();
  });
});
