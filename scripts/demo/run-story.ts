/**
 * The story: users come, sign in, shop; one Tomcat is killed with -9, then a sidecar, then a whole host; each comes back.
 * At the end every server is asked itself for everything every user was told. Judges nothing.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Crowd } from "./crowd.ts";
import type { Host } from "./host.ts";
import { readJson } from "./read-json.ts";
import type { KillKind, Tally } from "./tally.ts";
import { waitUntil } from "./wait-until.ts";

export interface StoryOptions {
  readonly hosts: readonly [Host, Host];
  readonly crowd: Crowd;
  readonly tally: Tally;
  readonly withGyeot: boolean;
  readonly say: (line: string) => void;
}

/** Everyone acts about ten times before something happens. */
const WARM_MS = 9000;
/** Users go on this long with the part missing, and this long after it came back. */
const MISSING_MS = 9000;
const CALM_MS = 4000;
/** The balancer needs two good checks, half a second apart, to believe in a server again. */
const BELIEVED_MS = 1500;
const CLUSTERED_MS = 40_000;
/** Sign-ins wait this long after a kill. */
const GATE_MS = 2500;
/** So many users sign out and come back in the middle of it. */
const LEAVERS = 5;

export async function runStory(options: StoryOptions): Promise<void> {
  const { hosts, crowd, tally, withGyeot, say } = options;
  const [first, second] = hosts;
  say(`${crowd.people.length} users come in, fill a cart and sign in by FORM through the balancer`);
  await crowd.arrive();
  say(`signed in: ${tally.formLogins} FORM logins, ${tally.errorsSeenByUser} errors; they shop`);
  await delay(WARM_MS);

  await strike(options, "was", `kill -9 ${first.was} (Tomcat)`, () => first.killTomcat());
  say(`${first.was} comes back`);
  await first.startTomcat();
  await delay(BELIEVED_MS);
  say(`${LEAVERS} users sign out and in again`);
  await Promise.all(crowd.people.slice(0, LEAVERS).map((person) => person.leaveAndReturn()));
  await delay(CALM_MS);

  if (withGyeot) {
    await strike(options, "sidecar", `kill -9 the sidecar of ${first.was} (supervisor, grid, watch)`, () =>
      first.killSidecar(),
    );
    say(`the sidecar of ${first.was} comes back`);
    await first.startSidecar();
    await clustered(hosts);
    await delay(CALM_MS);
  }

  await strike(options, "host", `kill -9 a whole host: ${second.was} and its sidecar`, () => second.kill());
  say(`the host of ${second.was} comes back`);
  await second.startSidecar();
  await second.startTomcat();
  if (withGyeot) await clustered(hosts);
  await delay(BELIEVED_MS + CALM_MS);

  say("everyone stops; every server is asked for everything every user was told");
  await crowd.stop();
  await Promise.all(crowd.people.map((person) => person.verifyEverywhere()));
}

async function strike(
  { crowd, tally, say }: StoryOptions,
  kind: KillKind,
  what: string,
  kill: () => Promise<void>,
): Promise<void> {
  await crowd.gate.close();
  const before = tally.requests;
  say(what);
  const struck = tally.killed(kind);
  await kill();
  await delay(GATE_MS);
  crowd.gate.open();
  await delay(MISSING_MS - GATE_MS);
  const figures = `lost ${tally.lostSessions} sessions, ${tally.lostWrites} writes; ${tally.errorsSeenByUser} errors`;
  say(
    `${tally.requests - before} requests since, longest wait ${struck.gapMs} ms (${struck.gapOf}); so far ${figures}`,
  );
}

/** Both pages say that every acknowledged change is held twice again. */
async function clustered(hosts: readonly Host[]): Promise<void> {
  for (const host of hosts) {
    await waitUntil(`the grid on ${host.page} is clustered again`, CLUSTERED_MS, async () => {
      const grid = (await readJson(`${host.page}/api/grid`)) as { state?: string } | null;
      return grid?.state === "clustered";
    });
  }
}
