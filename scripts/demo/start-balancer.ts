/**
 * A load balancer that is not sticky: each request goes to the next server that is well. HAProxy when there, else nginx,
 * else a small proxy of our own. Every one asks /shop/health twice a second and tries the other server when a
 * connection is refused; none repeats a request that was already sent.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { answersOn } from "./answers-on.ts";
import { findCommand } from "./find-command.ts";
import { freePort } from "./free-port.ts";
import type { OwnedProcesses } from "./owned-processes.ts";
import { RoundRobinProxy } from "./round-robin-proxy.ts";
import { waitUntil } from "./wait-until.ts";

export type BalancerKind = "haproxy" | "nginx" | "own";

/** A running balancer. `stop` is there for the one that has no process. */
export interface Balancer {
  readonly kind: BalancerKind;
  readonly url: string;
  stop(): Promise<void>;
}

const HEALTH = "/shop/health";
const READY_MS = 15_000;

export async function startBalancer(
  owned: OwnedProcesses,
  servers: readonly number[],
  only?: BalancerKind,
): Promise<Balancer> {
  const kind = only ?? bestKind();
  const port = await freePort(18080);
  const url = `http://127.0.0.1:${port}`;
  let stop = async (): Promise<void> => undefined;
  if (kind === "own") {
    const proxy = new RoundRobinProxy(servers, HEALTH);
    await proxy.listen(port);
    stop = () => proxy.close();
  } else {
    const file = join(owned.folder, `${kind}.cfg`);
    writeFileSync(file, kind === "haproxy" ? haproxy(port, servers) : nginx(port, servers, owned.folder));
    owned.start({
      name: kind,
      command: findCommand(kind) ?? kind,
      args: kind === "haproxy" ? ["-f", file, "-db"] : ["-c", file, "-p", owned.folder],
      log: join(owned.folder, `${kind}.log`),
    });
  }
  await waitUntil(`the balancer (${kind}) sends requests on`, READY_MS, async () => {
    return (await answersOn(url + HEALTH)) === 200;
  });
  return { kind, url, stop };
}

function bestKind(): BalancerKind {
  if (findCommand("haproxy") !== null) return "haproxy";
  return findCommand("nginx") !== null ? "nginx" : "own";
}

/** traceparent is set at the front, so that one trace number leads from the page's footer to the transaction. */
function haproxy(port: number, servers: readonly number[]): string {
  const lines = servers.map((each, i) => `    server shop-${i + 1} 127.0.0.1:${each}`);
  const hex = 'uuid(),regsub("-","",g)';
  return `defaults
    mode http
    timeout connect 1s
    timeout client 60s
    timeout server 60s
    timeout check 2s
    option redispatch 1
    retries 3
frontend shop
    bind 127.0.0.1:${port}
    http-request set-var(txn.trace) ${hex}
    http-request set-var(txn.span) ${hex},bytes(0,16)
    http-request set-header traceparent 00-%[var(txn.trace)]-%[var(txn.span)]-01 unless { req.hdr(traceparent) -m found }
    default_backend servers
backend servers
    balance roundrobin
    option httpchk GET ${HEALTH}
    http-check expect status 200
    http-response set-header X-Served-By %s
    default-server check inter 500 fall 2 rise 2
${lines.join("\n")}
`;
}

function nginx(port: number, servers: readonly number[], folder: string): string {
  const lines = servers.map((each) => `    server 127.0.0.1:${each} max_fails=1 fail_timeout=1s;`);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log warn;
events { worker_connections 512; }
http {
  access_log off;
${paths.map((path) => `  ${path}_temp_path ${folder}/nginx-${path};`).join("\n")}
  map $request_id $span { "~^(?<half>.{16})" $half; }
  upstream servers {
${lines.join("\n")}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://servers;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $host:$server_port;
      proxy_set_header traceparent 00-$request_id-$span-01;
      proxy_connect_timeout 1s;
      proxy_next_upstream error timeout;
      proxy_redirect off;
    }
  }
}
`;
}
