// The guard itself: a watch that never barks would make every other test worthless.
import assert from "node:assert/strict";
import nodeTest from "node:test";

import { newContext } from "./lib/browser.mjs";
import { Guard } from "./lib/guard.mjs";
import { axe, open, pageUrl } from "./lib/page.mjs";

// Each does one thing that must never happen, and names how the guard reports it.
const CRIMES = [
  ["a request to another origin", () => fetch("http://127.0.0.1:9/x").catch(() => {}), /policy: connect-src/],
  ["an error in the console", () => console.error("oh"), /console: oh/],
  ["an uncaught error", () => setTimeout(() => { throw new Error("oh"); }), /uncaught: oh/],
  ["an unhandled rejection", () => void Promise.reject(new Error("oh")), /uncaught: oh/],
];

for (const [name, crime, expected] of CRIMES) {
  nodeTest(`the guard sees ${name}`, async () => {
    const { context, page, guard } = await guarded();
    await page.evaluate(crime);
    await page.waitForTimeout(200);
    await context.close();
    assert.throws(() => guard.check(), expected);
  });
}

nodeTest("the guard sees a navigation that leaves the page", async () => {
  const { context, page, guard } = await guarded();
  await page.evaluate(() => { location.href = "http://127.0.0.1:9/"; });
  await page.waitForTimeout(500);
  await context.close();
  assert.throws(() => guard.check(), /request to another origin: http:\/\/127\.0\.0\.1:9/);
});

nodeTest("axe sees a barrier", async () => {
  const { context, page } = await guarded();
  await page.evaluate(() => document.body.append(document.createElement("button")));
  await assert.rejects(axe(page), /button-name/);
  await context.close();
});

async function guarded() {
  const context = await newContext();
  const guard = new Guard(new URL(pageUrl).origin);
  await guard.watch(context);
  const page = await context.newPage();
  await open(page, pageUrl);
  return { context, page, guard };
}
