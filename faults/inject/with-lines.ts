import type { World } from "../world/world.ts";
import { DelayProxy, type LineOptions } from "./delay-proxy.ts";

/** Puts a line of this kind between every two members, does `work`, and takes the lines away again. */
export async function withLines(
  world: World,
  line: Pick<LineOptions, "delayMs" | "jitterMs" | "random" | "corruptShare" | "silent">,
  work: () => Promise<void>,
): Promise<void> {
  const { net, members } = world;
  const proxies: DelayProxy[] = [];
  const detours: { readonly from: number; readonly to: number; readonly port: number }[] = [];
  for (const [from] of members.entries()) {
    for (const [to, { peerPort }] of members.entries()) {
      if (from === to) continue;
      const target = { host: net.address(to), port: peerPort };
      const proxy = await DelayProxy.open({ ...line, listen: net.here, target });
      proxies.push(proxy);
      await net.detour(from, to, peerPort, proxy.port);
      detours.push({ from, to, port: peerPort });
    }
  }
  const restart = (): Promise<unknown> =>
    Promise.all([...members.keys()].map((host) => net.killSockets(host)));
  try {
    // Connections made before go on as they were: they are ended, so that the next ones take the line.
    await restart();
    await work();
  } finally {
    for (const { from, to, port } of detours) await net.detour(from, to, port, null);
    for (const proxy of proxies) proxy.close();
    await restart();
  }
}
