// The page opens, keeps to itself, and says what to do when it cannot go on.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axe, dropFile, pageUrl, readDownload, store, stored, subFolderUrl, test } from "./lib/page.mjs";

const KEYS = { "rondo/1/5b/j/a/1": '{"a":"é"}', "rondo/": "", "other/app": "not ours" };
const OURS = { "rondo/1/5b/j/a/1": '{"a":"é"}', "rondo/": "" };

for (const [where, url] of [["at the root of its host", pageUrl], ["in a sub-folder", subFolderUrl]]) {
  test(`the page opens ${where}`, { url }, async ({ page, guard, open }) => {
    await open();
    assert.equal(await page.title(), "Rondo");
    assert.equal(await page.locator("#boot").count(), 0, "the first paint has gone");
    assert.equal(await page.locator(".rescue").count(), 0);
    assert.equal(guard.requests.filter((request) => request.endsWith("_bg.wasm")).length, 1, "the wasm comes once");
    assert.ok(guard.requests.every((request) => request.startsWith(url)), "nothing is asked for outside its folder");
  });
}

test("every answer carries the headers of production", async ({ page, url, open }) => {
  const response = await open();
  const wanted = await readFile(new URL("../../_headers", import.meta.url), "utf8");
  const [, every] = wanted.split(/^\/.*$/m);
  const lines = every.split("\n").filter((line) => line.startsWith("  "));
  assert.ok(lines.length >= 3);
  for (const line of lines) {
    const [name, value] = [line.slice(0, line.indexOf(":")).trim(), line.slice(line.indexOf(":") + 1).trim()];
    assert.equal(response.headers()[name.toLowerCase()], value);
  }
  const type = async (path) => (await page.request.get(new URL(path, url).href)).headers()["content-type"];
  const { wasm, js } = await page.locator("meta[name=rondo]").evaluate((meta) => ({ ...meta.dataset }));
  assert.equal(await type(wasm), "application/wasm");
  assert.match((await page.request.get(new URL(wasm, url).href)).headers()["cache-control"], /immutable/);
  assert.equal(response.headers()["cache-control"], "no-cache");
  assert.equal(await type(js), "text/javascript; charset=utf-8");
  assert.equal(await type("icon.svg"), "image/svg+xml");
});

test("no script and no style stands inside the page", async ({ page, url }) => {
  const html = await (await page.request.get(url)).text();
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=/i);
  for (const [, attributes] of html.matchAll(/<script([^>]*)>/gi)) assert.match(attributes, /\ssrc=/);
});

test("the policy holds: inline code does not run", async ({ page, guard, open }) => {
  guard.allow(/policy: |Content Security Policy/);
  await open();
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.wasRun = true";
    document.head.append(script);
  });
  assert.equal(await page.evaluate(() => window.wasRun), undefined);
});

test("a page whose part does not arrive says so, and opens once it does", async ({ page, guard, open }) => {
  guard.allow(/console: /);
  const [lost, part] = [(route) => route.abort(), /_(split|chunk)_\w+\.wasm$/];
  await page.route(part, lost);
  await open();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  const alert = page.getByRole("alert");
  await alert.getByText("This part of Rondo did not arrive.").waitFor();
  await axe(page);
  await page.unroute(part, lost);
  await alert.getByRole("button", { name: "Load it again" }).click();
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator("main[data-page=today] h1").waitFor();
  assert.equal(await page.locator(".rescue").count(), 0);
});

test("the parts come by themselves once the page is there", async ({ page, open }) => {
  await open();
  const parts = (await page.locator("meta[name=rondo]").getAttribute("data-parts")).split(" ");
  assert.ok(parts.length > 1);
  await page.waitForFunction(
    (names) => names.every((name) => performance.getEntriesByType("resource").some((entry) => entry.name.endsWith(name))),
    parts,
  );
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator("main[data-page=today] h1").waitFor();
});

test("the rescue banner appears when the program does not arrive", async ({ page, context, guard, url }) => {
  guard.allow(/console: Failed to load resource|console: .*\.wasm/);
  await store(context, KEYS);
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(url);
  await page.getByRole("alert").getByText("Rondo could not start.").waitFor();
  await page.getByText("A part of the page did not arrive").waitFor();
  await downloadHoldsTheKeys(page);
  await axe(page);
});

test("a page that was cut off after its head still runs", async ({ page, url }) => {
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).split(/<body|<svg/)[0] });
  });
  await page.goto(url);
  await page.locator('html[data-rondo="running"]').waitFor({ state: "attached" });
});

test("the rescue banner appears when the program is damaged", async ({ page, context, guard, url }) => {
  guard.allow(/console: /);
  await store(context, KEYS);
  await page.route("**/*.wasm", (route) => route.fulfill({ body: "no wasm", contentType: "application/wasm" }));
  await page.goto(url);
  await page.getByRole("alert").getByText("Rondo could not start.").waitFor();
  await page.getByText("The program arrived damaged").waitFor();
  await downloadHoldsTheKeys(page);
});

test("the rescue banner appears when the program stops", async ({ page, context, open }) => {
  await store(context, KEYS);
  await open();
  await page.evaluate(() => window.rondoCrashed("index out of bounds"));
  await page.getByRole("alert").getByText("Rondo has stopped.").waitFor();
  await page.getByRole("alert").getByText("index out of bounds").waitFor();
  await downloadHoldsTheKeys(page);
  const before = await stored(page);
  await page.getByRole("button", { name: "Reload" }).click();
  await page.locator('html[data-rondo="running"]').waitFor({ state: "attached" });
  assert.equal(await page.getByRole("alert").count(), 0);
  assert.deepEqual(await stored(page), before, "a rescue writes nothing");
});

test("an uncaught error and a rejected promise show the banner, once", async ({ page, guard, open }) => {
  guard.allow(/uncaught: (first|second)/);
  await open();
  await page.evaluate(() => {
    setTimeout(() => { throw new Error("first"); });
    setTimeout(() => Promise.reject(new Error("second")), 20);
  });
  await page.getByRole("alert").getByText("first").waitFor();
  await page.waitForTimeout(100);
  assert.equal(await page.getByRole("alert").count(), 1);
});

test("an open dialog does not cover the banner", async ({ page, open }) => {
  await open();
  await page.evaluate(() => {
    const dialog = document.createElement("dialog");
    document.body.append(dialog);
    dialog.showModal();
    window.rondoCrashed("behind a dialog");
  });
  await readDownload(page, () => page.getByRole("button", { name: "Download my data" }).click());
});

test("without storage the banner says so", async ({ page, open }) => {
  await open();
  await page.evaluate(() => {
    Storage.prototype.key = () => { throw new Error("denied"); };
    localStorage.setItem("rondo/x", "1");
    window.rondoCrashed("x");
  });
  await page.getByRole("button", { name: "Download my data" }).click();
  await page.getByText("This browser does not hand out the data: denied").waitFor();
});

// Only the text: a Chromium whose scripts are turned off by a driver still parses noscript as if they ran.
test("without JavaScript the page says what it needs", async ({ page, url }) => {
  const html = await (await page.request.get(url)).text();
  assert.match(html, /<noscript><p>Rondo runs in this browser and needs JavaScript\./);
});

test("the helpers paste and drop as a person does", async ({ page, actor, open }) => {
  await open();
  await page.evaluate(() => {
    const box = document.createElement("textarea");
    box.id = "box";
    for (const event of ["paste", "drop"]) {
      box.addEventListener(event, (happened) => {
        box.dataset[event] = happened.clipboardData?.getData("text") ?? happened.dataTransfer.files[0].name;
      });
    }
    document.body.append(box);
  });
  await actor.paste("#box", "Ana\tM.\nBen\tK.");
  assert.equal(await page.locator("#box").getAttribute("data-paste"), "Ana\tM.\nBen\tK.");
  assert.equal(await page.locator("#box").inputValue(), "Ana\tM.\nBen\tK.");
  await actor.type("ab");
  await actor.press("Enter");
  await dropFile(page, "#box", { name: "class.rondo.json", text: "{}" });
  assert.equal(await page.locator("#box").getAttribute("data-drop"), "class.rondo.json");
  assert.deepEqual(actor.counts, { clicks: 0, keys: 3, pastes: 1, drops: 0, choices: 0 });
  actor.atMost(4);
  assert.throws(() => actor.atMost(3), /4 actions, at most 3/);
});

async function downloadHoldsTheKeys(page) {
  const click = () => page.getByRole("button", { name: "Download my data" }).click();
  const { name, text } = await readDownload(page, click);
  assert.match(name, /^Rondo rescue \d{4}-\d{2}-\d{2}\.json$/);
  assert.deepEqual(JSON.parse(text), { format: "rondo-rescue", version: 1, keys: OURS });
}
