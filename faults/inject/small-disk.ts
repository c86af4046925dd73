import { existsSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { shell } from "../world/shell.ts";
import type { World } from "../world/world.ts";

/** A disk of its own for a directory of a stopped member: small, and filled as wanted. `remove` puts all back as it was. */
export class SmallDisk {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static async mount(world: World, path: string, mib: number): Promise<SmallDisk> {
    const before = `${path}.before`;
    renameSync(path, before);
    mkdirSync(path, { mode: 0o700 });
    world.owned.remember("mount", path);
    await shell("mount", ["-t", "tmpfs", "-o", `size=${mib}m,mode=700`, "tmpfs", path]);
    await shell("cp", ["-a", "--sparse=always", `${before}/.`, path]);
    rmSync(before, { recursive: true, force: true });
    return new SmallDisk(path);
  }

  /** Leaves so much room and no more; who writes meanwhile may leave less. */
  async fill(freeKib: number): Promise<void> {
    this.free();
    for (let tries = 0; tries < 20; tries += 1) {
      const free = Number((await shell("df", ["--output=avail", "-k", this.#path])).trim().split("\n")[1]);
      const more = free - freeKib;
      if (more <= 0) return;
      const length = `${more}KiB`;
      const offset = `${this.#fillerKib()}KiB`;
      await shell("fallocate", ["-o", offset, "-l", length, this.#filler]).catch(() => {
        // The member took some of it first: what is left is looked at again.
      });
    }
  }

  #fillerKib(): number {
    return existsSync(this.#filler) ? Math.ceil(statSync(this.#filler).size / 1024) : 0;
  }

  free(): void {
    rmSync(this.#filler, { force: true });
  }

  /** The member must be stopped. What it wrote stays. */
  async remove(): Promise<void> {
    this.free();
    const after = `${this.#path}.after`;
    await shell("cp", ["-a", "--sparse=always", this.#path, after]);
    await shell("umount", [this.#path]);
    rmSync(this.#path, { recursive: true, force: true });
    if (existsSync(after)) renameSync(after, this.#path);
  }

  get #filler(): string {
    return join(this.#path, "filler");
  }
}
