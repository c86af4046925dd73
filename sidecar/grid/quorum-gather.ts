import type { Clock } from "../base/clock.ts";

/**
 * Answers so far, as soon as they are enough, as all have come, or when time is over. Nobody waits for the slowest of
 * three. A question that fails is no answer.
 */
export function quorumGather<Answer>(
  clock: Clock,
  deadlineMs: number,
  asked: readonly Promise<Answer | null>[],
  enough: (answers: readonly Answer[]) => boolean,
): Promise<Answer[]> {
  return new Promise((resolve) => {
    const answers: Answer[] = [];
    let left = asked.length;
    let settled = false;
    const end = (): void => {
      if (settled) return;
      settled = true;
      cancel();
      resolve([...answers]);
    };
    const cancel = clock.after(Math.max(0, deadlineMs - clock.monotonicMs()), end);
    const came = (answer: Answer | null): void => {
      left -= 1;
      if (answer !== null) answers.push(answer);
      if (left === 0 || enough(answers)) end();
    };
    for (const each of asked) each.then(came, () => came(null));
  });
}
