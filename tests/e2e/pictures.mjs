// Screenshots for looking at: `cargo xtask pictures [route...] [--storage FILE]` into tests/e2e/out (never committed).
// FILE is a rescue download; its keys are in the browser's storage before the page opens.
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { closeBrowser, LAPTOP, newContext, PHONE } from "./lib/browser.mjs";
import { open, store } from "./lib/helpers.mjs";
import { pageUrl } from "./lib/tools.mjs";

const out = fileURLToPath(new URL("out", import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { storage: { type: "string" } } });
const routes = positionals.length > 0 ? positionals : ["#/"];
const keys = values.storage ? JSON.parse(readFileSync(values.storage, "utf8")).keys : {};

const LOOKS = [
  ["light", { viewport: LAPTOP, colorScheme: "light" }],
  ["dark", { viewport: LAPTOP, colorScheme: "dark" }],
  ["phone", { viewport: PHONE, colorScheme: "light", hasTouch: true, isMobile: true, deviceScaleFactor: 2 }],
  ["phone-dark", { viewport: PHONE, colorScheme: "dark", hasTouch: true, isMobile: true, deviceScaleFactor: 2 }],
];

mkdirSync(out, { recursive: true });
for (const [look, options] of LOOKS) {
  const context = await newContext(options);
  await store(context, keys);
  const page = await context.newPage();
  for (const route of routes) {
    await open(page, pageUrl, route.startsWith("#") ? route : `#${route}`);
    // The page's part of the program comes after the page.
    await page.locator("main h1, .stage h1").first().waitFor();
    const name = route.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "start";
    const path = join(out, `${name}-${look}.png`);
    await page.screenshot({ path, fullPage: true });
    console.log(path);
  }
  await context.close();
}
await closeBrowser();
