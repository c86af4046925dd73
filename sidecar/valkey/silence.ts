/** Nothing came back in time: the server may be frozen, or only slow. */
export class Silence extends Error {
  /** Rejects with a Silence when `running` takes longer; what comes later is forgotten. */
  static within<Result>(ms: number, running: Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Silence("no answer in time")), Math.max(1, ms));
      running.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}
