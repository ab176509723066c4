// The fixture of every end-to-end test: `test(name, async ({ page, actor, guard, open }) => ...)` gets a fresh
// context, and fails when the guard saw what must never happen, whatever the test itself looked at.
import nodeTest, { after } from "node:test";

import { Actor } from "./actor.mjs";
import { closeBrowser, newContext } from "./browser.mjs";
import { Guard } from "./guard.mjs";
import { open } from "./helpers.mjs";
import { isLong, pageUrl } from "./tools.mjs";

export { dropFile, paste } from "./actor.mjs";
export { LAPTOP, PHONE } from "./browser.mjs";
export { axe, classOf, go, open, PAGES, readDownload, store, stored, visitTwice } from "./helpers.mjs";
export { isLong, pageUrl, subFolderUrl } from "./tools.mjs";

after(closeBrowser);

/**
 * A test in a context of its own. `options.url` is the page's address (its origin is the only one allowed);
 * `options.context` goes to Playwright (viewport, colorScheme, hasTouch ...).
 */
export function test(name, options, body) {
  if (typeof options === "function") return test(name, {}, options);
  const { url = pageUrl, context: contextOptions = {}, timeout = isLong ? 1800000 : 120000 } = options;
  return nodeTest(name, { timeout }, async () => {
    const context = await newContext(contextOptions);
    try {
      const guard = new Guard(new URL(url).origin);
      await guard.watch(context);
      const page = await context.newPage();
      const actor = new Actor(page);
      const openHere = (route = "") => open(page, url, route);
      await body({ page, context, actor, guard, url, open: openHere });
      guard.check();
    } finally {
      await context.close();
    }
  });
}
