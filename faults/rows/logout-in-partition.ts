import { AskWas } from "../load/ask-was.ts";
import type { FaultRow, Scene } from "./fault-row.ts";

const SESSIONS = 16;

/** Row 15: a user signs out on one side of a partition while the other side goes on writing to the session. */
export const logoutInPartition: FaultRow = {
  row: "15",
  name: "logout here, write there",
  injects: "two groups of members cut apart; sessions ended at one Tomcat and written at another meanwhile",
  expects: "after healing every one of these sessions is dead, everywhere, for good",
  members: [2, 32],
  needsHosts: true,
  splits: true,
  async run(scene) {
    const { world, hold } = scene;
    const ask = new AskWas();
    const cookies = await born(scene, ask);
    const right = [...world.members.keys()].filter((index) => index !== 0);
    await Promise.all(right.map((other) => world.net.cut(0, other)));
    await hold(1_000);
    await sides(scene, ask, cookies);
    await hold(500);
    await world.net.heal();
    scene.afterwards(async () => {
      for (const cookie of cookies) await mustBeDead(scene, ask, cookie);
      ask.close();
    });
  },
};

async function born({ world }: Scene, ask: AskWas): Promise<string[]> {
  const cookies: string[] = [];
  for (let n = 0; n < SESSIONS; n += 1) {
    const port = world.tomcats[n % 2]?.port ?? 0;
    const answer = await ask.get(port, { do: "new", name: "v", value: `p-${n}` }, "");
    if (typeof answer !== "string" && answer.cookie !== "") cookies.push(answer.cookie);
  }
  return cookies;
}

/** Ends each session at one side, before or after a write at the other. */
async function sides({ world, random }: Scene, ask: AskWas, cookies: readonly string[]): Promise<void> {
  // At once: a write to a member that is alone waits, and the cut must not last beyond what the manual promises.
  const each = [...cookies.entries()].map(async ([n, cookie]) => {
    const [here, there] = [world.tomcats[n % 2]?.port ?? 0, world.tomcats[(n + 1) % 2]?.port ?? 0];
    const end = (): Promise<unknown> => ask.get(here, { do: "end" }, cookie);
    const write = (): Promise<unknown> => ask.get(there, { do: "write", name: "v", value: `q-${n}` }, cookie);
    if (random.next() < 0.5) {
      await write();
      await end();
    } else {
      await end();
      await write();
      await write();
    }
  });
  await Promise.all(each);
}

async function mustBeDead({ world, broken }: Scene, ask: AskWas, cookie: string): Promise<void> {
  for (const was of world.tomcats) {
    const answer = await ask.get(was.port, { do: "read" }, cookie);
    if (typeof answer === "string" || answer.values["session"] === "none") continue;
    const text = `ended in the partition and answers at was-${was.index + 1}: ${JSON.stringify(answer.values)}`;
    broken({ kind: "resurrected", session: 0, text });
  }
}
