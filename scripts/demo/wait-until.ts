/** Asks again and again until the answer is yes. Throws with what was waited for when the time is over. */
import { setTimeout as delay } from "node:timers/promises";

const PAUSE_MS = 150;

export async function waitUntil(
  what: string,
  timeoutMs: number,
  test: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    if (await test()) return;
    if (performance.now() > end) throw new Error(`${what}: not within ${Math.round(timeoutMs / 1000)} s`);
    await delay(PAUSE_MS);
  }
}
