/**
 * Application throughput and latency of everything that keeps sessions on two Tomcats, side by side in one run: all stacks
 * up at once, scenarios interleaved, 200 sessions of 4 KiB, 32 closed-loop workers. What each shares, how many reads
 * were stale and what it keeps of objects changed in place is checked before speed is measured, and wrong answers are counted
 * beside it. Client, servers and stores share the machine: "throughput" is the CPU cost of a request seen from outside.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BenchOptions } from "./bench.ts";
import { contenders } from "./session-peers/contenders.ts";
import { type PeerComplete, peerCheck } from "./session-peers/peer-check.ts";
import { type PeerMeasured, type PeerScenario, type PeerUser, peerLoad } from "./session-peers/peer-load.ts";
import { peerStack, type Running } from "./session-peers/peer-stack.ts";

const SCENARIOS: readonly PeerScenario[] = [
  { name: "90/10 sticky", writeShare: 0.1, roundRobin: false },
  { name: "100 writes sticky", writeShare: 1, roundRobin: false },
  { name: "50/50 round robin", writeShare: 0.5, roundRobin: true },
];

/** For the compilers of the JVMs; each contender gets the same time. */
const WARM_S = 4;

interface Contender {
  readonly running: Running;
  readonly complete: PeerComplete;
  readonly users: PeerUser[];
  readonly rounds: Map<string, PeerMeasured[]>;
}

/** Medians over the rounds, ratios to plain of the same round. `complete` is false when gyeot gave any answer that was wrong. */
export async function sessionPeers(options: BenchOptions): Promise<object> {
  const rounds = options.short ? 1 : 2;
  const seconds = options.short ? 2 : 3;
  const baseline = contenders.slice(0, 2);
  const chosen =
    options.only.length === 0 ? contenders : contenders.filter(({ name }) => options.only.includes(name));
  const plans = options.short ? baseline : [...new Set([...baseline, ...chosen])];
  const directory = mkdtempSync(join(tmpdir(), "gyeot-peers-"));
  const stack = await peerStack(directory, plans, options.say);
  try {
    const all: Contender[] = [];
    for (const running of stack.running) {
      const complete = await peerCheck(running);
      options.say(`${running.plan.name} ${JSON.stringify(complete)}`);
      all.push({ running, complete, users: peerLoad.users(), rounds: new Map() });
    }
    const random = seeded(options.seed);
    for (const { running } of all) {
      options.say(`warming up ${running.plan.name}`);
      const mixed = { name: "warm", writeShare: 0.5, roundRobin: running.plan.shared };
      await peerLoad.measure(running, peerLoad.users(), mixed, options.short ? 1 : WARM_S, random);
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const scenario of SCENARIOS) {
        for (const each of round % 2 === 0 ? all : all.toReversed()) {
          const { running, users } = each;
          const measured = await peerLoad.measure(running, users, scenario, seconds, random);
          const row = each.rounds.get(scenario.name) ?? [];
          each.rounds.set(scenario.name, [...row, measured]);
          options.say(`${round} ${scenario.name} ${running.plan.name} ${JSON.stringify(measured)}`);
        }
      }
    }
    return report(all, stack.absent);
  } finally {
    await stack.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

function report(all: readonly Contender[], absent: Readonly<Record<string, string>>): object {
  const plain = all.find(({ running }) => running.plan.name === "plain");
  const value = Object.fromEntries(all.map((each) => [each.running.plan.name, lineOf(each, plain)]));
  const gyeot = all.find(({ running }) => running.plan.name === "gyeot");
  const faults = gyeot === undefined ? 1 : faultsOf([...gyeot.rounds.values()].flat());
  const whole = gyeot?.complete.shared === true && gyeot.complete.inPlaceKept === gyeot.complete.inPlace;
  return {
    name: "session-peers",
    unit: "requests/s",
    value,
    rivals: Object.fromEntries(all.map(({ running }) => [running.plan.name, running.plan.what])),
    absent,
    complete: whole && faults === 0 && gyeot.complete.staleAtOnce === 0,
  };
}

function lineOf(each: Contender, plain: Contender | undefined): object {
  const scenarios = SCENARIOS.map(({ name }) => {
    const mine = each.rounds.get(name) ?? [];
    const base = plain?.rounds.get(name) ?? [];
    const against = (pick: (one: PeerMeasured) => number): number[] =>
      mine.map((one, round) => pick(one) / pick(base[round] as PeerMeasured));
    const added = (pick: (one: PeerMeasured) => number): number[] =>
      mine.map((one, round) => pick(one) - pick(base[round] as PeerMeasured));
    const line = {
      perSecond: median(mine.map(({ perSecond }) => perSecond)),
      ratio: round2(median(against(({ perSecond }) => perSecond))),
      addedP50Us: median(added(({ p50Us }) => p50Us)),
      addedP99Us: median(added(({ p99Us }) => p99Us)),
      cpuRatio: round2(median(against(({ cpuUsPerRequest }) => cpuUsPerRequest))),
    };
    return [name, { ...line, ...sumOf(mine) }] as const;
  });
  const memoryMiB = peerLoad.memoryMiB(each.running);
  return { ...each.complete, memoryMiB, ...Object.fromEntries(scenarios) };
}

function sumOf(rounds: readonly PeerMeasured[]) {
  const sum = (pick: (one: PeerMeasured) => number): number =>
    rounds.reduce((total, one) => total + pick(one), 0);
  return {
    lost: sum(({ lost }) => lost),
    stale: sum(({ stale }) => stale),
    errors: sum(({ errors }) => errors),
    wrong: sum(({ wrong }) => wrong),
  };
}

function faultsOf(rounds: readonly PeerMeasured[]): number {
  const { lost, stale, errors, wrong } = sumOf(rounds);
  return lost + stale + errors + wrong;
}

/** The same requests in the same order for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Of an even number of rounds, the mean of the two in the middle. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
