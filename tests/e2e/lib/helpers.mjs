// What tests and pictures do with a page, beside what a teacher does (that is in actor.mjs).
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { axeSource } from "./tools.mjs";

/** Every page of an open class but the board, and those of one student, plan or standard. */
export const PAGES = [
  "today", "mastery", "plans", "groups", "team", "rotation", "equity", "growth", "year", "report", "share", "class", "standards", "results",
];

/** Opens a route (`#/class/5b/groups`) and waits until the program runs. */
export async function open(page, url, route = "") {
  const response = await page.goto(url + route);
  await page.locator('html[data-rondo="running"]').waitFor({ state: "attached" });
  return response;
}

/** Waits until the service worker has everything that a visit without the net needs. */
export async function isKept(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).active?.state === "activated");
}

/** The first visit, until everything is kept for later; then the visit that the service worker answers. */
export async function visitTwice(page, url) {
  await open(page, url);
  await isKept(page);
  await open(page, url);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), "the worker answers");
}

/** The id of the open class. */
export const classOf = (page) => page.url().match(/class\/([^/]+)/)[1];

/** Goes to another page of the open class. */
export async function go(page, name) {
  await page.evaluate((hash) => { location.hash = hash; }, `#/class/${classOf(page)}/${name}`);
  await page.locator(`main[data-page="${name}"]`).waitFor();
}

/** Fails with every barrier that axe finds in the page as it stands. `options` go to axe (`exclude`, `include`). */
export async function axe(page, options = {}) {
  // As a script element it would be blocked by our policy; this way the browser's debugger brings it in.
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async ({ include, exclude = [] }) => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const context = { exclude, ...(include ? { include } : {}) };
    const result = await window.axe.run(context, { runOnly: tags, resultTypes: ["violations"], preload: false });
    const where = (node) => `${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim() ?? ""})`;
    return result.violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map(where).join("; ")}`);
  }, options);
  assert.deepEqual(violations, [], "axe found barriers");
}

/** Does something that starts a download, and returns its name and its text. */
export async function readDownload(page, action) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

/** What this origin has in localStorage, as an object. */
export function stored(page) {
  return page.evaluate(() => ({ ...localStorage }));
}

/** Puts keys into localStorage before the page's own code runs; only where a key is not there yet. */
export async function store(context, keys) {
  await context.addInitScript((keys) => {
    for (const [key, value] of Object.entries(keys)) {
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value);
    }
  }, keys);
}
