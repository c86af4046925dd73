import { AppError } from "../base/app-error.ts";
import type { SessionRecord } from "./session-record.ts";

/**
 * Sessions whose stored record is damaged: this member knows that they exist and nothing else of them. They must
 * never pass for sessions that do not exist. What is changed meanwhile is merged and waits for the whole record,
 * which only another member has.
 */
export class DamagedSessions {
  /** Ids, with what has come in since; null when nothing has. */
  readonly #sessions = new Map<string, SessionRecord | null>();
  #tell: (id: string) => void = () => {};
  #found = 0;
  #lost = 0;

  /** Damaged now. */
  get size(): number {
    return this.#sessions.size;
  }

  /** Found damaged since the start. */
  get found(): number {
    return this.#found;
  }

  /** Given up since the start. */
  get lost(): number {
    return this.#lost;
  }

  /** Told of each id once, when it is found; of those found before, at once. */
  listen(tell: (id: string) => void): void {
    this.#tell = tell;
    for (const id of this.#sessions.keys()) tell(id);
  }

  ids(): IterableIterator<string> {
    return this.#sessions.keys();
  }

  has(id: string): boolean {
    return this.#sessions.has(id);
  }

  /** Throws `session_damaged` when `id` is one of them: whoever asks must not take it for absent. */
  refuse(id: string): void {
    if (!this.#sessions.has(id)) return;
    const text = "the stored session is damaged; another member's copy is being fetched, ask again";
    throw new AppError("session_damaged", text);
  }

  add(id: string): void {
    if (this.#sessions.has(id)) return;
    this.#sessions.set(id, null);
    this.#found += 1;
    this.#tell(id);
  }

  /** One that memory still had whole: found, and healed at once. */
  healed(): void {
    this.#found += 1;
  }

  /** What has come in since; null when nothing has. */
  waiting(id: string): SessionRecord | null {
    return this.#sessions.get(id) ?? null;
  }

  wait(record: SessionRecord): void {
    if (this.#sessions.has(record.id)) this.#sessions.set(record.id, record);
  }

  /** The whole record is here again. */
  remove(id: string): void {
    this.#sessions.delete(id);
  }

  /** Nobody has it any more. */
  lose(id: string): void {
    if (this.#sessions.delete(id)) this.#lost += 1;
  }
}
