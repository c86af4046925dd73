import { AppError } from "../base/app-error.ts";
import type { Clock } from "../base/clock.ts";

/** What `promise` gives, or a `store_failed` after `limitMs`; what comes later is dropped. */
export function within<T>(promise: PromiseLike<T>, limitMs: number, clock: Clock, text: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(limitMs, () =>
      reject(new AppError("store_failed", `${text} within ${limitMs} ms`)),
    );
    promise.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (cause: unknown) => {
        cancel();
        reject(cause);
      },
    );
  });
}
