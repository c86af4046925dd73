/**
 * The demo from requirements to clean-up. Whatever happens — the end, a signal, an error — everything it started is
 * stopped before it returns its exit code.
 */
import { askPage } from "./ask-page.ts";
import { checkRequirements } from "./check-requirements.ts";
import { copyLogs } from "./copy-logs.ts";
import { Crowd } from "./crowd.ts";
import { demoHelp } from "./demo-help.ts";
import { liveDemo } from "./live-demo.ts";
import { openStage, type Stage } from "./open-stage.ts";
import { OwnedProcesses } from "./owned-processes.ts";
import { prepareParts } from "./prepare-parts.ts";
import { type DemoOptions, readDemoOptions } from "./read-demo-options.ts";
import { runStory } from "./run-story.ts";
import { Tally } from "./tally.ts";
import { type Finding, verdict } from "./verdict.ts";

/** The story takes two minutes; one that hangs must end too. Promised: under four. */
const CHECK_MS_MAX = 230_000;
const THINK_MS = { check: 400, live: 1500 };

/** What a shell expects of a process that ended because of one. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const startedAt = performance.now();

function say(line: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${line}\n`);
}

/** Returns the exit code. */
export async function demo(args: readonly string[]): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(demoHelp);
    return 0;
  }
  let options: DemoOptions;
  try {
    options = readDemoOptions(args);
    await checkRequirements(options.tomcat);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 2;
  }
  const parts = await prepareParts(options, say);
  const owned = new OwnedProcesses();
  const ended = new AbortController();
  let code = 1;
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      code = exitCode;
      ended.abort(new Error(`ended by ${signal}`));
    });
  }
  process.on("uncaughtException", (error) => ended.abort(error));
  process.on("unhandledRejection", (error) => ended.abort(error));
  const aborted = new Promise<never>((_, reject) => {
    ended.signal.addEventListener("abort", () => reject(ended.signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  try {
    code = await Promise.race([
      play(options, await openStageWith(options, parts, owned, aborted), ended),
      aborted,
    ]);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    if (options.logsTo !== null) copyLogs(owned.folder, options.logsTo);
    await owned.stopAll();
    if (!options.isCheck) say("everything is stopped and removed");
  }
  return code;
}

async function openStageWith(
  options: DemoOptions,
  parts: Awaited<ReturnType<typeof prepareParts>>,
  owned: OwnedProcesses,
  aborted: Promise<never>,
): Promise<Stage> {
  return Promise.race([openStage(options, parts, owned, say), aborted]);
}

async function play(options: DemoOptions, stage: Stage, ended: AbortController): Promise<number> {
  const tally = new Tally();
  const crowd = new Crowd({
    base: stage.balancer.url,
    servers: () => stage.hosts.filter((host) => host.isTomcatUp).map((host) => host.url),
    users: stage.users.slice(0, options.users),
    seed: options.seed,
    thinkMs: options.isCheck ? THINK_MS.check : THINK_MS.live,
    tally,
  });
  try {
    if (!options.isCheck) {
      await liveDemo({ stage, crowd, tally, say, ended: ended.signal });
      return 0;
    }
    return await check(options, stage, crowd, tally);
  } finally {
    crowd.close();
    await stage.balancer.stop();
  }
}

async function check(options: DemoOptions, stage: Stage, crowd: Crowd, tally: Tally): Promise<number> {
  const fromMs = Date.now();
  const findings: Finding[] = [];
  const { hosts } = stage;
  const { withGyeot } = options;
  try {
    await Promise.race([runStory({ hosts, crowd, tally, withGyeot, say }), tooLong()]);
    if (withGyeot) findings.push(...(await askPage(hosts, tally, fromMs)));
  } catch (error) {
    findings.push({ name: "story", isGood: false, said: (error as Error).message });
  }
  for (const problem of tally.problems) process.stdout.write(`  ${problem}\n`);
  for (const finding of findings) say(`${finding.isGood ? "ok " : "BAD"} ${finding.name}: ${finding.said}`);
  const result = verdict(tally, findings, {
    tomcat: options.tomcat.version,
    balancer: stage.balancer.kind,
    database: stage.database,
    gyeot: withGyeot,
    seed: options.seed,
    seconds: Math.round((performance.now() - startedAt) / 1000),
  });
  say(result.holds ? "the story held" : `the story did not hold: ${result.reasons.join("; ")}`);
  process.stdout.write(`${result.json}\n`);
  return result.holds ? 0 : 1;
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error("took too long")), CHECK_MS_MAX);
    timer.unref();
  });
}
