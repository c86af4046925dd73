/** The demo with a person before it: gentle users, kills by key press, a line of figures now and then, until told to end. */
import type { Crowd } from "./crowd.ts";
import { listenForKeys } from "./listen-for-keys.ts";
import type { Stage } from "./open-stage.ts";
import type { KillKind, Tally } from "./tally.ts";
import { tour } from "./tour.ts";

const FIGURES_EVERY_MS = 20_000;

export interface LiveDemoOptions {
  readonly stage: Stage;
  readonly crowd: Crowd;
  readonly tally: Tally;
  readonly say: (line: string) => void;
  /** Aborted by a signal. */
  readonly ended: AbortSignal;
}

/** Resolves when the person quits or the process is asked to end. */
export async function liveDemo({ stage, crowd, tally, say, ended }: LiveDemoOptions): Promise<void> {
  const [first, second] = stage.hosts;
  const kill = async (kind: KillKind, what: string, act: () => Promise<void>): Promise<void> => {
    await crowd.gate.close();
    say(`kill -9 ${what}`);
    tally.killed(kind);
    await act();
    crowd.gate.open();
  };
  const restart = async (): Promise<void> => {
    for (const host of stage.hosts) {
      if (host.page !== null && !host.isSidecarUp) {
        say(`starting the sidecar of ${host.was}`);
        await host.startSidecar();
      }
      if (!host.isTomcatUp) {
        say(`starting ${host.was}`);
        await host.startTomcat();
      }
    }
    say("everything is up");
  };
  const keys: Readonly<Record<string, () => Promise<void>>> = {
    "1": () => kill("was", first.was, () => first.killTomcat()),
    "2": () => kill("was", second.was, () => second.killTomcat()),
    "3": () => kill("sidecar", `the sidecar of ${first.was}`, () => first.killSidecar()),
    "4": () => kill("sidecar", `the sidecar of ${second.was}`, () => second.killSidecar()),
    h: () => kill("host", `${second.was} and its sidecar`, () => second.kill()),
    r: restart,
  };
  let isEnding = false;
  process.stdout.write(tour(stage));
  const arriving = crowd.arrive();
  const timer = setInterval(() => say(figures(tally)), FIGURES_EVERY_MS);
  await new Promise<void>((resolve) => {
    const presses = listenForKeys(async (key) => {
      await keys[key]?.().catch((error: unknown) => {
        if (!isEnding) say(String(error));
      });
    }, resolve);
    ended.addEventListener("abort", () => resolve(), { once: true });
    ended.addEventListener("abort", () => presses.stop(), { once: true });
  });
  isEnding = true;
  clearInterval(timer);
  say("ending");
  await Promise.race([
    arriving.then(() => crowd.stop()),
    new Promise((resolve) => setTimeout(resolve, 3000)),
  ]);
}

function figures(tally: Tally): string {
  const { requests, sessions, errorsSeenByUser, lostSessions, lostWrites } = tally;
  return `요청 ${requests} · 세션 ${sessions} · 잃은 세션 ${lostSessions} · 잃은 저장 ${lostWrites} · 사용자가 본 오류 ${errorsSeenByUser}`;
}
