/** What an operator does on the page, in a real browser on a real sidecar: sessions, questions, loss of the sidecar. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { PageStage } from "../sidecar/testing/page-stage.ts";

const stage = new PageStage();

before(() => stage.set());
after(() => stage.strike());

describe("sessions on the page", () => {
  it("are searched, inspected by name and size, and never by value", async () => {
    await stage.visit("#/sessions?lang=ko", async (page) => {
      await page.waitForSelector("tbody tr");
      assert.match(await stage.text(page, ".session-card"), /모두 24개/);
      await page.fill('input[type="search"]', "192.0.2.27");
      await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
      await page.click("tbody a");
      await page.waitForSelector(".attributes");
      const side = await stage.text(page, ".side");
      assert.match(side, /io\.shop\.Cart/);
      assert.match(side, /제자리 변경/);
      assert.match(side, /<b>user<\/b>/);
      assert.match(side, /이 서버에만/);
    });
  });

  it("are filtered: long-lived and oversized", async () => {
    await stage.visit("#/sessions?lang=en&filter=long", async (page) => {
      await page.waitForFunction(() => document.querySelectorAll("tbody tr").length === 1);
      assert.match(await stage.text(page, "tbody"), /6h/);
      await page.click('button:has-text("Oversized")');
      await page.waitForFunction(() => /1\.4\sMB/.test(document.querySelector("tbody")?.textContent ?? ""));
      assert.equal(await page.locator("tbody tr").count(), 1);
    });
  });

  it("are killed only after the key was typed and a reason given", async () => {
    const key = stage.sessionKeys[9] as string;
    await stage.visit(`#/sessions/${key}?lang=ko`, async (page) => {
      await page.click(".side .danger");
      const submit = page.locator('dialog button[type="submit"]');
      assert.equal(await submit.isDisabled(), true);
      await page.fill('dialog input[name="reason"]', "비정상 접속");
      await page.fill('dialog input[name="confirm"]', "00000000");
      assert.equal(await submit.isDisabled(), true);
      await page.fill('dialog input[name="confirm"]', key.slice(0, 8));
      await submit.click();
      await page.waitForSelector('.said:has-text("세션을 끊었습니다.")');
      await page.waitForSelector('.side .chip:has-text("끝남")');
    });
    for (let tries = 0; stage.agent.kills.length === 0 && tries < 50; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.equal(Buffer.from(stage.agent.kills[0]?.key ?? []).toString("hex"), key, "the agent was told");
  });
});

describe("questions on the page", () => {
  it("are answered beside any view, with evidence one can follow", async () => {
    await stage.visit("#/servers?lang=ko", async (page) => {
      await page.keyboard.press("/");
      await page.waitForSelector(".ask-panel textarea:focus");
      await page.keyboard.type("지금 상태 어때?");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".wording");
      assert.match(await stage.text(page, ".answer-text"), /동시접속/);
      assert.ok((await page.locator(".evidence .chip").count()) > 2);
      await page.click(".why summary");
      assert.match(await stage.text(page, ".why"), /출처/);
      await page.click(".evidence a.chip");
      assert.equal(await page.locator(".ask-panel").count(), 1, "the answer stays beside the view");
      await page.keyboard.press("/");
      await page.keyboard.press("Escape");
      await page.waitForFunction(() => document.querySelector(".ask-panel") === null);
    });
  });

  it("come from the examples, and long sessions lead to the list", async () => {
    await stage.visit("#/ask?lang=ko", async (page) => {
      await page.click('.example:has-text("장시간 접속")');
      await page.waitForSelector(".wording");
      assert.match(await stage.text(page, ".turn"), /6시간|이서연|김민수|박지훈|kwon/);
      const link = page.locator(".answer-table a").first();
      await link.click();
      await page.waitForSelector(".side .facts");
    });
  });

  it("are not sent by the Enter that ends a Korean syllable", async () => {
    await stage.visit("#/ask?lang=ko", async (page) => {
      const keyboard = await page.context().newCDPSession(page);
      await page.focus(".composer textarea");
      await keyboard.send("Input.insertText", { text: "지금 상" });
      await keyboard.send("Input.imeSetComposition", { text: "탵", selectionStart: 1, selectionEnd: 1 });
      const enter = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
      await keyboard.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
      await keyboard.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
      assert.equal(await page.locator(".turn").count(), 0, "nothing was sent while composing");
      await keyboard.send("Input.insertText", { text: "태 어때?" });
      assert.equal(await page.inputValue(".composer textarea"), "지금 상태 어때?");
      await page.keyboard.press("Enter");
      await page.waitForSelector(".turn");
      assert.equal(await stage.text(page, ".turn-question"), "지금 상태 어때?");
      await page.waitForSelector(".wording");
    });
  });
});

describe("a lost sidecar", () => {
  it("leaves old data with its age, and is found again", async () => {
    const { page, close } = await stage.open("#/?lang=ko");
    try {
      await page.waitForSelector(".figures");
      await stage.sidecar.stop();
      await page.waitForSelector('.bar-fact:has-text("끊김")');
      await page.waitForSelector('.banner:has-text("전 자료")');
      assert.equal(await page.locator(".figures").count(), 1, "the last figures stay");
      await stage.again();
      await page.waitForSelector('.bar-fact:has-text("alpha 응답")');
      await page.waitForFunction(() => document.querySelector(".banner") === null);
    } finally {
      await close();
    }
  });
});
