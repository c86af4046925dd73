import { connect, type Socket } from "node:net";
import type { Member } from "../world/member.ts";
import type { FaultRow } from "./fault-row.ts";

const CONNECTIONS = 2_000;

/** Row 36: somebody opens connections and says nothing. */
export const idleConnections: FaultRow = {
  row: "36",
  name: "idle connections",
  injects: "2,000 connections to the agents' socket of one member, held for 3 s without a word",
  expects: "sessions go on as before; no process ends",
  members: [2, 32],
  needsHosts: false,
  async run({ world, random, hold, say }) {
    const victim = random.pick(world.members) as Member;
    const sockets: Socket[] = [];
    let shut = 0;
    for (let n = 0; n < CONNECTIONS; n += 1) {
      const socket = connect(victim.runDir.sessionSocket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        shut += 1;
      });
      sockets.push(socket);
      if (n % 100 === 99) await hold(10);
    }
    await hold(3_000);
    say(`${victim.name}, ${shut} of them shut`);
    for (const socket of sockets) socket.destroy();
  },
};
