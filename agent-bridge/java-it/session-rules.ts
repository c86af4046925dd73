// What the servlet specification and gyeot promise of a session, tried on two real Tomcats of one version that take
// every request in turn. The numbers are those of the specification's rules in the design notes.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { Browser } from "./browser.ts";
import { responsePaths } from "./response-paths.ts";
import { type SessionServers, type SessionServersOptions, sessionServers } from "./session-servers.ts";

const probe = "/probe/s?do=";

/** Registers the suite for one Tomcat version. */
export function sessionRules(options: SessionServersOptions): void {
  describe(`sessions on two Tomcats ${options.version}, no stickiness`, () => {
    let servers: SessionServers;
    before(async () => {
      servers = await sessionServers(options);
    });
    after(async () => servers?.stop());
    const turn = (n: number): string => (n % 2 === 0 ? servers.one : servers.two);

    attributes(() => servers, turn);
    lives(() => servers, turn);
    logins(() => servers, turn);
    responsePaths(() => servers);
  });
}

function attributes(servers: () => SessionServers, turn: (n: number) => string): void {
  it("counts without a gap and keeps its cookie, isNew only once (3)", async () => {
    const browser = new Browser();
    for (let n = 1; n <= 10; n++) {
      const page = await browser.get(turn(n), `${probe}count`);
      assert.equal(page.values["n"], String(n));
      assert.equal(page.values["new"], String(n === 1));
      assert.equal(page.newCookie, n === 1);
    }
  });

  it("notices objects changed in place, references within one attribute kept (10)", async () => {
    const browser = new Browser();
    for (let n = 1; n <= 6; n++) {
      const page = await browser.get(turn(n), `${probe}mutate&value=v${n % 2}`);
      assert.match(page.values["value"] ?? "", new RegExp(`^${n} .*true$`));
    }
  });

  it("fills the examples' cart, which never calls setAttribute again", async () => {
    const browser = new Browser();
    const wanted = ["X-files movie", "Twin peaks tapes", "NIN CD", "JSP Book"];
    let text = "";
    for (let n = 0; n < wanted.length; n++) {
      text = (await browser.get(turn(n), `/examples/jsp/sessions/carts.jsp?itemId=${n + 1}&submit=add`)).text;
    }
    for (const item of wanted) assert.ok(text.includes(item), `${item} is in the cart`);
  });

  it("removes an attribute everywhere; setting null is removing (5)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}set&name=a&value=1`);
    await browser.get(turn(1), `${probe}remove&name=a`);
    assert.equal((await browser.get(turn(0), `${probe}get&name=a`)).values["value"], "null");
  });

  it("merges attributes of concurrent requests one by one (9)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}count`);
    const names = Array.from({ length: 20 }, (_, n) => `k${n}`);
    await Promise.all(names.map((name, n) => browser.get(turn(n), `${probe}set&name=${name}&value=${n}`)));
    for (const server of [turn(0), turn(1)]) {
      const all = (await browser.get(server, `${probe}names`)).values["names"] ?? "";
      for (const name of names) assert.ok(all.includes(name), `${name} in ${all}`);
    }
  });

  it("a request that only read overwrites nothing, however long it takes", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}mutate&value=x`);
    const slow = browser.get(turn(0), `${probe}get&name=box&ms=0`);
    await browser.get(turn(1), `${probe}mutate&value=y`);
    await slow;
    assert.match((await browser.get(turn(0), `${probe}get&name=box`)).values["value"] ?? "", /^2 /);
  });

  it("keeps what cannot be serialised in its own server and says so once", async () => {
    const browser = new Browser();
    assert.equal((await browser.get(turn(0), `${probe}nonser`)).status, 200);
    assert.equal((await browser.get(turn(1), `${probe}get&name=good`)).values["value"], "yes");
    assert.equal((await browser.get(turn(1), `${probe}get&name=thread`)).values["value"], "null");
    assert.notEqual((await browser.get(turn(0), `${probe}get&name=thread`)).values["value"], "null");
    assert.match(
      servers().agentLog(0),
      /session attribute thread \(java\.lang\.Object\) stays in this server/,
    );
  });

  it("leaves an attribute alone that this server cannot read; the others work", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}versioned&value=mine`);
    await browser.get(turn(0), `${probe}set&name=a&value=1`);
    assert.equal((await browser.get(turn(1), `${probe}get&name=versioned`)).values["value"], "null");
    assert.equal((await browser.get(turn(1), `${probe}get&name=a`)).values["value"], "1");
    await browser.get(turn(1), `${probe}versioned&value=other`);
    assert.equal((await browser.get(turn(0), `${probe}get&name=versioned`)).values["value"], "mine");
    assert.match(servers().agentLog(1), /versioned .*cannot be read here/);
  });

  it("carries 5 MB in one attribute", async () => {
    const browser = new Browser();
    // On a busy machine the save may take longer than a request waits for it: it then arrives a little later.
    const arrives = async (server: string, hash: string | undefined): Promise<void> => {
      let there: string | undefined;
      for (let n = 0; n < 100 && there !== hash; n++) {
        await delay(n === 0 ? 0 : 100);
        there = (await browser.get(server, `${probe}bighash`)).values["hash"];
      }
      assert.equal(there, hash);
    };
    await arrives(turn(1), (await browser.get(turn(0), `${probe}big&bytes=5000000`)).values["hash"]);
    await arrives(turn(0), (await browser.get(turn(1), `${probe}big&bytes=3000000`)).values["hash"]);
  });

  it("tells binding, attribute and activation listeners as the specification says (5, 11)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}bound&value=first`);
    await browser.get(turn(0), `${probe}bound&value=second`);
    const events = (await browser.get(turn(0), `${probe}events`)).text.split("\n");
    const at = (line: string): number => events.indexOf(line);
    assert.ok(at("bound first visible=false") >= 0);
    assert.ok(at("bound second visible=false") < at("unbound first"));
    await browser.get(turn(1), `${probe}get&name=bound`);
    const there = (await browser.get(turn(1), `${probe}events`)).text;
    assert.ok(there.includes("activate second") && !there.includes("bound second visible"));
    assert.ok(!there.includes("WRONG-LOADER"));
  });

  it("keeps applications apart, even under one id (4)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}set&name=a&value=probe`);
    browser.cookies.set("/other", `JSESSIONID=${browser.id("/probe")}`);
    const page = await browser.get(turn(1), "/other/s?do=get&name=a");
    assert.equal(page.values["value"], "null");
    assert.equal((await browser.get(turn(1), `${probe}get&name=a`)).values["value"], "probe");
  });
}

function lives(servers: () => SessionServers, turn: (n: number) => string): void {
  it("gives a forged id a new session under a new id", async () => {
    const browser = new Browser();
    browser.cookies.set("/probe", "JSESSIONID=0123456789ABCDEF0123456789ABCDEF");
    assert.equal((await browser.get(turn(0), `${probe}peek`)).values["valid"], "false");
    const page = await browser.get(turn(0), `${probe}count`);
    assert.equal(page.values["n"], "1");
    assert.notEqual(page.values["id"], "0123456789ABCDEF0123456789ABCDEF");
  });

  it("a session ended on one server is dead on both; the calls that must throw do (7, 12)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}count`);
    await browser.get(turn(1), `${probe}count`);
    const id = browser.id("/probe");
    assert.equal((await browser.get(turn(0), `${probe}invalidate`)).values["after"], "xxxxxxx true");
    browser.cookies.set("/probe", `JSESSIONID=${id}`);
    for (const server of [turn(1), turn(0)]) {
      assert.equal((await browser.get(server, `${probe}peek`)).values["session"], "none");
    }
    const page = await browser.get(turn(1), `${probe}count`);
    assert.equal(page.values["n"], "1");
    assert.notEqual(page.values["id"], id);
    const destroyed = [
      await browser.get(turn(0), `${probe}events`),
      await browser.get(turn(1), `${probe}events`),
    ];
    const lines = destroyed
      .flatMap((each) => each.text.split("\n"))
      .filter((l) => l.startsWith(`destroyed ${id}`));
    assert.deepEqual(lines, [`destroyed ${id} n=2`], "told once in the cluster");
  });

  it("a write that comes after the end elsewhere revives nothing", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}count`);
    const late = browser.get(turn(0), `${probe}slow&ms=600&value=late`);
    await delay(200);
    await browser.get(turn(1), `${probe}invalidate`);
    assert.equal((await late).status, 200);
    for (const server of [turn(0), turn(1)]) {
      assert.equal((await browser.get(server, `${probe}peek`)).values["session"], "none");
    }
  });

  it("invalidate and a new session in one request", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}count`);
    const before = browser.id("/probe");
    const page = await browser.get(turn(1), `${probe}renew`);
    assert.notEqual(page.values["id"], before);
    assert.equal((await browser.get(turn(0), `${probe}count`)).values["n"], "101");
  });

  it("changes its id once, keeps its attributes, and the old id is dead (13)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}count`);
    await browser.get(turn(1), `${probe}count`);
    const before = browser.id("/probe");
    const page = await browser.get(turn(0), `${probe}change`);
    const after = page.values["id2"];
    assert.notEqual(after, before);
    assert.equal(browser.id("/probe"), after);
    assert.equal((await browser.get(turn(1), `${probe}count`)).values["n"], "3");
    assert.equal((await browser.get(turn(0), `${probe}count`)).values["n"], "4");
    const old = new Browser();
    old.cookies.set("/probe", `JSESSIONID=${before}`);
    for (const server of [turn(0), turn(1)]) {
      assert.equal((await old.get(server, `${probe}peek`)).values["session"], "none");
    }
    const events = [await old.get(turn(0), `${probe}events`), await old.get(turn(1), `${probe}events`)];
    const told = events
      .flatMap((each) => each.text.split("\n"))
      .filter((l) => l === `changed ${before} ${after}`);
    assert.equal(told.length, 1);
  });

  it("expires by the last access anywhere, and tells it once; 0 and -1 never do (6)", async () => {
    const [active, idle, never] = [new Browser(), new Browser(), new Browser()];
    for (const browser of [active, idle]) await browser.get(turn(0), `${probe}timeout&s=2`);
    await never.get(turn(0), `${probe}timeout&s=0`);
    for (const browser of [active, idle, never]) await browser.get(turn(1), `${probe}count`);
    for (let n = 0; n < 8; n++) {
      await delay(500);
      assert.equal((await active.get(turn(1), `${probe}count`)).values["n"], String(n + 2));
    }
    // The copy at the first server has been idle for twice its timeout; its user was active at the second.
    assert.equal((await active.get(turn(0), `${probe}count`)).values["n"], "10");
    const id = idle.id("/probe");
    for (const server of [turn(0), turn(1)]) {
      assert.equal((await idle.get(server, `${probe}peek`)).values["session"], "none");
    }
    assert.equal((await never.get(turn(0), `${probe}count`)).values["n"], "2");
    const events = [await never.get(turn(0), `${probe}events`), await never.get(turn(1), `${probe}events`)];
    const told = events
      .flatMap((each) => each.text.split("\n"))
      .filter((l) => l.startsWith(`destroyed ${id}`));
    assert.ok(told.length <= 1, told.join());
  });

  it("knows when the session was made and last used (8)", async () => {
    const browser = new Browser();
    const first = await browser.get(turn(0), `${probe}times`);
    await delay(300);
    const second = await browser.get(turn(1), `${probe}times`);
    assert.equal(second.values["created"], first.values["created"]);
    assert.ok(Number(second.values["accessed"]) >= Number(first.values["created"]));
    assert.ok(Number(second.values["accessed"]) <= Date.now() - 0);
  });

  it("takes the id from the path where there is no cookie (2)", async () => {
    const browser = new Browser();
    await browser.get(turn(0), `${probe}count`);
    const id = browser.id("/probe");
    const page = await new Browser().get(turn(1), `/probe/s;jsessionid=${id}?do=count`);
    assert.equal(page.values["n"], "2");
    assert.doesNotMatch(servers().agentLog(0), /sessions?\.\w+ failed/);
  });
}

function logins(servers: () => SessionServers, turn: (n: number) => string): void {
  it("signs in by the container's FORM login across both servers and stays signed in (16)", async () => {
    const browser = new Browser();
    const secret = "/examples/jsp/security/protected/index.jsp";
    for (const start of [0, 1]) {
      const other = new Browser();
      assert.match((await other.get(turn(start), secret)).text, /j_security_check/);
      const form = { j_username: "tomcat", j_password: "tomcat" };
      const checked = await other.post(
        turn(start + 1),
        "/examples/jsp/security/protected/j_security_check",
        form,
      );
      assert.ok([302, 303].includes(checked.status), String(checked.status));
      for (let n = 0; n < 3; n++) {
        assert.match((await other.get(turn(start + n), secret)).text, /remote user\s*<b>\s*tomcat/);
      }
    }
    assert.match((await browser.get(turn(0), secret)).text, /j_security_check/);
    assert.doesNotMatch(servers().agentLog(1), /sessions?\.\w+ failed/);
  });
}
