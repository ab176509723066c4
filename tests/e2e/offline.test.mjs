// The second visit needs no net, a new version waits until the teacher agrees, and a broken host does no harm.
import assert from "node:assert/strict";
import { after } from "node:test";

import { Host } from "./lib/host.mjs";
import { axe, classOf, go, open, PAGES, PHONE, readDownload, test, visitTwice as visitTwiceAt } from "./lib/page.mjs";

const host = await Host.start();
after(() => host.close());

// A Wednesday in school time, as elsewhere.
const A_SCHOOL_DAY = new Date("2026-11-18T09:10:00-05:00");
const banner = (page) => page.locator("section.news");
const deployed = (page) => page.evaluate(() => document.querySelector("meta[name=deployed]")?.content);

function offlineTest(name, body, context = {}) {
  test(name, { url: host.url, context: { serviceWorkers: "allow", ...context } }, async (bench) => {
    host.reset();
    await bench.page.clock.setFixedTime(A_SCHOOL_DAY);
    await body(bench);
  });
}

const visitTwice = (page) => visitTwiceAt(page, host.url);

/** Opens the page again, as after a deployment, until the browser has found the new version. */
async function findNewVersion(page) {
  await open(page, host.url);
  await banner(page).getByText("A new version of Rondo is ready.").waitFor();
}

/** Goes to a page and waits until its part of the program has drawn it. */
async function read(page, name) {
  await go(page, name);
  await page.locator("main .lead").waitFor();
}

async function openSample(page) {
  await page.getByRole("button", { name: "Open the sample class" }).click();
  await page.locator('main[data-page="today"] h1').waitFor();
}

offlineTest("the second visit works without the net", async ({ page, context, guard }) => {
  // The browser itself says that it could not look for a newer worker.
  guard.allow(/sw\.js/);
  await visitTwice(page);
  host.goDown();
  await context.setOffline(true);
  await page.close();
  const next = await context.newPage();
  await next.clock.setFixedTime(A_SCHOOL_DAY);
  await open(next, host.url);
  await openSample(next);
  for (const name of PAGES) await read(next, name);

  // Mark and group.
  await read(next, "mastery");
  const cell = next.locator("tr[data-id] td[data-at]").first();
  const before = await cell.getAttribute("aria-label");
  await cell.focus();
  await next.keyboard.press("4");
  await next.getByRole("gridcell", { name: before, exact: true }).waitFor({ state: "detached" });
  const marked = await cell.getAttribute("aria-label");
  await read(next, "groups");
  await next.getByRole("button", { name: "Propose again" }).first().click();
  await next.getByRole("button", { name: /: move or lock$/ }).first().waitFor();

  // Save a copy, and open it again.
  await read(next, "share");
  const { name, text } = await readDownload(next, () => next.getByRole("button", { name: "Save a copy now" }).click());
  await next.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await next.getByText("everything in it is here already").waitFor();

  // Print.
  await read(next, "plans");
  await next.emulateMedia({ media: "print" });
  assert.ok((await next.pdf()).length > 1000);
  await next.emulateMedia({ media: "screen" });
  await read(next, "mastery");
  await next.reload();
  await next.getByRole("gridcell", { name: marked, exact: true }).waitFor();
});

offlineTest("a class saved elsewhere is merged without the net", async ({ page, context, guard }) => {
  guard.allow(/sw\.js/);
  await visitTwice(page);
  await openSample(page);
  await read(page, "share");
  const { name, text } = await readDownload(page, () => page.getByRole("button", { name: "Save a copy now" }).click());
  await page.getByRole("button", { name: "Remove the sample class" }).click();
  await page.getByRole("alert").getByRole("button", { name: "Remove", exact: true }).click();
  await page.locator('main[data-page="start"]').waitFor();
  host.goDown();
  await context.setOffline(true);
  await open(page, host.url);
  await page.locator("input[type=file]").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  await page.getByRole("button", { name: "Bring it in" }).click();
  await page.locator('main[data-page="today"]').waitFor();
});

offlineTest("a new version waits until the teacher agrees, and nothing is lost", async ({ page }) => {
  await visitTwice(page);
  assert.equal(await banner(page).count(), 0);
  host.deploy("2");

  // Later: the old one stays, in this visit without a word.
  await findNewVersion(page);
  await axe(page);
  await page.getByRole("button", { name: "Later" }).click();
  assert.equal(await banner(page).isVisible(), false);
  assert.equal(await deployed(page), undefined);
  await openSample(page);

  // The next visit asks again, and takes it.
  await findNewVersion(page);
  await page.getByLabel("Name of the class").fill("5B");
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="class"]').waitFor();
  const reloaded = page.waitForEvent("domcontentloaded", { timeout: 60000 });
  await page.getByRole("button", { name: "Use it now" }).click();
  await reloaded;
  await page.locator('html[data-rondo="running"]').waitFor({ state: "attached" });
  assert.equal(await deployed(page), "2");
  await page.locator('main[data-page="class"]').waitFor();
  await page.locator(".klass", { hasText: "5B" }).waitFor();

  // One reload, one version, and no further question.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  await open(page, host.url);
  assert.equal(await deployed(page), "2");
  assert.equal(await banner(page).count(), 0);
});

offlineTest("an old tab finds its parts after another tab took the new version", async ({ page, context }) => {
  await visitTwice(page);
  const old = await context.newPage();
  await old.clock.setFixedTime(A_SCHOOL_DAY);
  await open(old, host.url);
  host.deploy("2");
  await findNewVersion(page);
  await old.evaluate(() => { window.isStillHere = true; });
  await page.getByRole("button", { name: "Use it now" }).click();
  await page.locator("meta[name=deployed]").waitFor({ state: "attached" });
  // The host has them no more, and no tab asks it for them.
  host.goDown();
  await openSample(old);
  for (const name of ["groups", "class"]) await read(old, name);
  assert.ok(await old.evaluate(() => window.isStillHere), "nobody reloaded it");
  assert.equal(await deployed(old), undefined);
  // Its own banner brings it to the version that answers by now.
  await old.getByRole("button", { name: "Use it now" }).click();
  await old.locator("meta[name=deployed]").waitFor({ state: "attached" });
  await old.locator('main[data-page="class"] .lead').waitFor();
});

offlineTest("a host that is half on a new version changes nothing", async ({ page, guard }) => {
  await visitTwice(page);
  host.deploy("2");
  guard.allow(/sw\.js|is not as the build made it/);
  const part = host.files().find((name) => name.includes("_split_"));
  const whole = host.read("data/standards/domains.csv");
  host.write("data/standards/domains.csv", `${whole}\n`);
  const asked = () => host.requests.filter((path) => path.endsWith("domains.csv")).length;
  const before = asked();
  await open(page, host.url);
  while (asked() < before + 2) await page.waitForTimeout(50);
  await page.waitForFunction(async () => {
    const { installing, waiting } = await navigator.serviceWorker.getRegistration();
    return !installing && !waiting;
  });
  assert.equal(await banner(page).count(), 0);
  await openSample(page);
  assert.equal(await deployed(page), undefined);

  // Once the host is whole again, the new version comes as usual; what had arrived is not asked for again.
  host.write("data/standards/domains.csv", whole);
  const parts = host.requests.filter((path) => path.endsWith(part)).length;
  await findNewVersion(page);
  assert.equal(host.requests.filter((path) => path.endsWith(part)).length, parts);
});

offlineTest("where the worker cannot be installed, the page works with the net", async ({ page, guard }) => {
  guard.allow(/sw\.js|is not as the build made it/);
  host.write("data/standards/domains.csv", "cut off");
  await open(page, host.url);
  while (!host.requests.some((path) => path.endsWith("domains.csv"))) await page.waitForTimeout(50);
  await openSample(page);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistrations()).every(({ active }) => !active));
  await open(page, host.url);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller === null));
});

offlineTest("a version that does not start gives way to the next one", async ({ page, context }) => {
  await visitTwice(page);
  await page.close();
  const broken = await context.newPage();
  await broken.addInitScript(() => {
    WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error("damaged"));
  });
  host.deploy("2");
  await broken.goto(host.url);
  await broken.getByRole("alert").getByText("Rondo could not start.").waitFor();
  await broken.getByRole("button", { name: "Use it now" }).click();
  await broken.locator("meta[name=deployed]").waitFor({ state: "attached" });
});

offlineTest("what other pages of the host keep is left alone", async ({ page }) => {
  const others = ["another-app", "rondo-1 /elsewhere/", "rondo-1"];
  await open(page, host.url);
  await page.evaluate((names) => Promise.all(names.map((name) => caches.open(name))), others);
  await visitTwice(page);
  host.deploy("2");
  await findNewVersion(page);
  await page.getByRole("button", { name: "Use it now" }).click();
  await page.locator("meta[name=deployed]").waitFor({ state: "attached" });
  await page.waitForFunction(async () => (await caches.keys()).length === 4);
  const names = await page.evaluate(() => caches.keys());
  assert.deepEqual(names.sort(), [...others, "rondo-2 /planner/"].sort());
  assert.ok(host.requests.every((path) => path.startsWith("/planner/")), "nothing is asked for outside the folder");
});

offlineTest("on a phone the question stands above the bar, and on the board nowhere", async ({ page }) => {
  await visitTwice(page);
  host.deploy("2");
  await openSample(page);
  await open(page, page.url());
  await page.reload();
  await banner(page).getByText("A new version of Rondo is ready.").waitFor();
  const box = (target) => page.locator(target).boundingBox();
  const [news, nav] = [await box("section.news"), await box(".nav")];
  assert.ok(news.y + news.height <= nav.y, `${JSON.stringify(news)} ${JSON.stringify(nav)}`);
  assert.ok(news.x >= 0 && news.x + news.width <= PHONE.width);
  await axe(page, { include: ["section.news"] });
  await page.evaluate((hash) => { location.hash = hash; }, `#/class/${classOf(page)}/board`);
  await page.locator(".stage").waitFor();
  assert.equal(await banner(page).isVisible(), false, "a class does not decide about versions");
}, { viewport: PHONE, hasTouch: true, isMobile: true });

offlineTest("the page can be installed", async ({ page, context }) => {
  await visitTwice(page);
  const session = await context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A test's context is like a private window, and that is the only thing that stands against it.
  assert.deepEqual(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito"), []);
});
