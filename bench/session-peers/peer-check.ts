import { type PeerUser, peerLoad } from "./peer-load.ts";
import type { Running } from "./peer-stack.ts";

/** What a contender does beside being fast. */
export interface PeerComplete {
  /** What was written on one node is read on the other half a second later, both ways, for all of the users asked. */
  readonly shared: boolean;
  /** Of so many reads at once after the answer on the other node, so many were of an older state. */
  readonly staleAtOnce: number;
  readonly readsAtOnce: number;
  /** Of so many carts changed in place on one node, so many were complete on the other. */
  readonly inPlaceKept: number;
  readonly inPlace: number;
}

const USERS = 20;
const STEPS = 5;

const ANSWER_MS = 20_000;

/** Checked before any speed is: a contender that shares nothing is fast for nothing. */
export async function peerCheck(contender: Running): Promise<PeerComplete> {
  const users = peerLoad.users().slice(0, USERS);
  let [shared, staleAtOnce, inPlaceKept] = [true, 0, 0];
  for (const user of users) {
    const [home, other] = user.id % 2 === 0 ? [0, 1] : [1, 0];
    for (let step = 0; step < STEPS; step += 1) {
      const wrote = await ask(contender, user, home, "w");
      if ((await ask(contender, user, other, "r")).counter !== wrote.counter) staleAtOnce += 1;
    }
  }
  await pause();
  for (const user of users) {
    const other = user.id % 2 === 0 ? 1 : 0;
    if ((await ask(contender, user, other, "r")).counter !== STEPS) shared = false;
  }
  for (const user of users) await ask(contender, user, user.id % 2, "i");
  await pause();
  for (const user of users) {
    if ((await ask(contender, user, 1 - (user.id % 2), "r")).lines === 1) inPlaceKept += 1;
  }
  return { shared, staleAtOnce, readsAtOnce: USERS * STEPS, inPlaceKept, inPlace: USERS };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 500));
}

async function ask(contender: Running, user: PeerUser, server: number, op: string) {
  const cookie = peerLoad.cookieOf(user, 0);
  const url = `http://127.0.0.1:${contender.ports[server as 0 | 1]}/bench/hit.jsp?op=${op}&cart=1&user=${user.id}`;
  const headers = cookie === null ? {} : { cookie };
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(ANSWER_MS) });
  peerLoad.takeCookies(user, 0, answer.headers.getSetCookie());
  const [counter, , , lines] = (await answer.text()).trim().split(/\s+/).map(Number);
  return { counter: counter ?? -1, lines: lines ?? -1 };
}
