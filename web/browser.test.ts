/** The page in a real browser, on a real sidecar with real streams: what an operator sees, and what it must never do. */
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PageStage } from "../sidecar/testing/page-stage.ts";

const stage = new PageStage();
/** Pictures to look at when a test fails; never committed. */
const pictures = process.env["GYEOT_PICTURES"] ?? mkdtempSync(join(tmpdir(), "gyeot-pictures-"));

before(() => stage.set());
after(() => stage.strike());

const VIEWS = ["", "transactions", "sessions", "servers", "grid", "ask"] as const;
const WORDS = {
  ko: ["한눈에", "거래", "세션", "서버", "그리드", "질문"],
  en: ["Overview", "Transactions", "Sessions", "Servers", "Grid", "Ask"],
} as const;

describe("the page", () => {
  for (const language of ["ko", "en"] as const) {
    for (const theme of ["light", "dark"] as const) {
      it(`draws every view in ${language}, ${theme}, asking nobody but its sidecar`, async () => {
        await stage.visit(`#/?lang=${language}&theme=${theme}`, async (page) => {
          for (const [index, view] of VIEWS.entries()) {
            await page.goto(`${stage.sidecar.url}/#/${view}?lang=${language}&theme=${theme}`);
            const current = page.locator('.rail [aria-current="page"]');
            await page.waitForFunction(
              (word) => document.querySelector('.rail [aria-current="page"]')?.textContent === word,
              WORDS[language][index] as string,
            );
            assert.equal(await current.count(), 1);
            await page.waitForFunction(() => document.querySelector(".skeleton") === null);
            assert.equal(await page.locator('[role="alert"]').count(), 0, `${view} shows an error`);
            assert.equal(await page.evaluate(() => document.documentElement.dataset["theme"]), theme);
            assert.equal(await page.evaluate(() => document.documentElement.lang), language);
            // Nothing may stick out of a desk's width.
            const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            assert.ok(wide <= 0, `${view} is ${wide} pixels too wide`);
            await page.screenshot({ path: join(pictures, `${view || "overview"}-${language}-${theme}.png`) });
          }
        });
      });
    }
  }

  it("shows live figures, both servers and what the monitor costs", async () => {
    await stage.visit("#/?lang=ko", async (page) => {
      await page.waitForFunction(() =>
        /0\.\d|[1-9]/.test(document.querySelector(".figure strong")?.textContent ?? ""),
      );
      await page.waitForSelector('th[scope="row"] >> text=shop-2');
      // The two minutes before the page was opened are drawn, too.
      await page.waitForFunction(
        () => Number(document.querySelector<HTMLElement>(".scatter")?.dataset["dots"]) > 1000,
      );
      const shown = Number(await page.getAttribute(".scatter", "data-dots"));
      await page.waitForFunction(
        (count) => Number(document.querySelector<HTMLElement>(".scatter")?.dataset["dots"]) > count + 50,
        shown,
      );
      assert.match(await stage.text(page, ".bar"), /이 모니터의 비용/);
      assert.match(await stage.text(page, ".bar"), /alpha 응답/);
    });
  });

  it("remembers language and theme, and keeps them in the address", async () => {
    await stage.visit("#/grid", async (page) => {
      await page.click('.bar button:has-text("English")');
      await page.click('button[aria-label="Switch to dark"], button[aria-label="Switch to light"]');
      await page.waitForFunction(() => /lang=en/.test(location.hash) && /theme=/.test(location.hash));
      const theme = await page.evaluate(() => document.documentElement.dataset["theme"]);
      await page.goto(`${stage.sidecar.url}/`);
      await page.waitForSelector('.rail [aria-current="page"] >> text=Overview');
      assert.equal(await page.evaluate(() => document.documentElement.dataset["theme"]), theme);
    });
  });
});

describe("the scatter", () => {
  it("leads from a dragged box to its list, and to one transaction with its SQL", async () => {
    await stage.visit("#/?lang=ko", async (page) => {
      await page.waitForFunction(
        () => Number(document.querySelector<HTMLElement>(".scatter")?.dataset["dots"]) > 500,
      );
      const plot = await page.locator(".scatter-plot").boundingBox();
      assert.ok(plot);
      // The slow search lies above one second: the upper third of the logarithmic plot.
      await page.mouse.move(plot.x + plot.width * 0.5, plot.y + 3);
      await page.mouse.down();
      await page.mouse.move(plot.x + plot.width * 0.99, plot.y + plot.height * 0.3, { steps: 6 });
      assert.match(await stage.text(page, ".scatter-box-text"), /\d건/);
      await page.mouse.up();
      await page.waitForSelector("tbody tr");
      assert.match(await stage.text(page, ".view-head"), /고른 구간/);
      assert.match(await stage.text(page, "tbody"), /GET \/shop\/search/);
      await page.click('tbody a:has-text("/shop/search")');
      await page.waitForSelector(".waterfall");
      await page.click("button.call-name");
      assert.match(await stage.text(page, ".call-more pre"), /LIKE \? \/\* 느린 검색 \*\//);
      assert.match(await stage.text(page, ".composition-legend"), /SQL/);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.click('button:has-text("JSON 내려받기")'),
      ]);
      assert.match(download.suggestedFilename(), /^gyeot-[0-9a-f]{48}\.json$/);
      await page.click(".one-head a");
      await page.waitForSelector(".side .facts");
      await page.goBack();
      await page.click(".crumbs a");
      await page.waitForSelector("tbody tr");
      assert.match(await stage.text(page, ".view-head"), /고른 구간/, "back keeps the box");
    });
  });

  it("can be used without a pointer", async () => {
    await stage.visit("#/?lang=en", async (page) => {
      await page.waitForFunction(
        () => Number(document.querySelector<HTMLElement>(".scatter")?.dataset["dots"]) > 500,
      );
      await page.focus(".scatter-plot");
      for (const key of ["ArrowUp", "ArrowLeft", "Shift+ArrowRight", "ArrowDown", "ArrowDown", "ArrowDown"]) {
        await page.keyboard.press(key);
      }
      assert.match(await stage.text(page, ".scatter-box-text"), /transactions/);
      await page.keyboard.press("Enter");
      await page.waitForSelector("tbody tr");
    });
  });

  it("shows text from spans as text, wherever it stands", async () => {
    await stage.visit("#/transactions?lang=ko&tab=endpoints", async (page) => {
      const marked = page.locator('tbody a:has-text("<img src=x onerror")');
      await marked.waitFor();
      await marked.click();
      await page.waitForSelector(".chip.accent");
      await page.locator('tbody a:has-text("<img")').first().click();
      await page.waitForSelector(".waterfall");
      assert.match(await stage.text(page, ".waterfall"), /<script>window\.hacked=3<\/script>/);
      assert.equal(await page.locator("main img, main script").count(), 0);
      await page.goto(`${stage.sidecar.url}/#/transactions?lang=ko&tab=failing`);
      await page.waitForSelector('td.error:has-text("<b>재고가 없습니다</b>")');
    });
  });
});
