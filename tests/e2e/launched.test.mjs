// Files that the system opens with the installed page: two at once, a locked one, and what is no class at all.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { axe, go, test } from "./lib/page.mjs";

const CLASS = readFileSync(new URL("../fixtures/v1/class.rondo.json", import.meta.url), "utf8");
const OTHER = CLASS.replace(/"class":"[^"]+"/, '"class":"another"');

/** A system that hands files over, as the browser does where the page is installed. */
async function launchable(context) {
  await context.addInitScript(() => {
    const queue = { setConsumer: (consumer) => { window.launch = consumer; } };
    Object.defineProperty(window, "launchQueue", { value: queue, configurable: true });
  });
}

const launch = (page, files) => page.evaluate((files) => {
  const handle = ({ name, text }) => ({ kind: "file", name, getFile: async () => new File([text], name) });
  window.launch({ files: files.map(handle), targetURL: location.href });
}, files);

const incoming = (page) => page.getByRole("region", { name: "Files to look at" });

test("two files at once show what each would bring, and the second waits", async ({ page, context, open }) => {
  await launchable(context);
  await open();
  await launch(page, [{ name: "a.rondo.json", text: CLASS }, { name: "b.rondo.json", text: OTHER }]);
  const bring = incoming(page).getByRole("button", { name: "Bring it in" });
  await bring.nth(1).waitFor();
  await axe(page);
  await bring.first().click();
  await page.locator('main[data-page="today"]').waitFor();
  assert.equal(await bring.count(), 1, "the other is still there");
  await bring.click();
  await incoming(page).waitFor({ state: "hidden" });
  await page.evaluate(() => { location.hash = "#/"; });
  await page.locator(".rows a").nth(1).waitFor();
});

test("a locked file asks for its passphrase, garbage is refused, and the open class is untouched", async ({ page, context, open }) => {
  await launchable(context);
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  await launch(page, [{ name: "x.rondo.json.age", text: "age-encryption.org/v1\n-> scrypt AAAA 16\n" }]);
  await incoming(page).getByLabel("Passphrase", { exact: true }).waitFor();
  await incoming(page).getByRole("button", { name: "Close" }).last().click();
  for (const text of ["", "garbage \u0000é", "[1,2,3]"]) {
    await launch(page, [{ name: "x.rondo.json", text }]);
    await page.locator('.said[data-refused="true"]').waitFor();
    await page.locator(".said").getByRole("button", { name: "Close" }).click();
    assert.equal(await incoming(page).isVisible(), false, JSON.stringify(text));
  }
  await page.evaluate(() => window.launch({ files: [null, 7, { kind: "directory", name: "d" }] }));
  await page.evaluate(() => window.launch({}));
  await page.locator(".roster a", { hasText: "Ana Ash" }).waitFor();
  assert.equal(await page.locator(".rescue").count(), 0);
  await go(page, "today");
});

test("the page tells the system which files it opens", async ({ page, url }) => {
  const manifest = await (await page.request.get(new URL("manifest.webmanifest", url).href)).json();
  assert.ok(manifest.file_handlers[0].accept["application/json"].includes(".rondo.json"));
  assert.ok([manifest.launch_handler.client_mode].flat().includes("focus-existing"));
});
