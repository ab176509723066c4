// The sample class made one's own: the first change asks, and from then on it is looked after like any other.
import assert from "node:assert/strict";

import { openSample } from "./lib/deeds.mjs";
import { axe, go, readDownload, test } from "./lib/page.mjs";

const question = (page) => page.getByRole("region", { name: "This is the sample class" });

async function nameClass(page, name) {
  await go(page, "class");
  await page.getByLabel("Name of the class").fill(name);
  await page.locator(".class form.form").getByRole("button", { name: "Save" }).last().click();
  await page.locator(".rail .klass", { hasText: name }).waitFor();
}

test("the first change asks once a visit; made one's own it asks for copies", async ({ page, open }) => {
  await openSample(page, open);
  assert.equal(await question(page).count(), 0, "looking around is no change");
  await nameClass(page, "5K");
  await question(page).waitFor();
  await axe(page);
  await question(page).getByRole("button", { name: "Just trying" }).click();
  assert.equal(await question(page).count(), 0);
  await nameClass(page, "5L");
  assert.equal(await question(page).count(), 0, "asked and answered");
  await page.locator(".klass__sample").waitFor();
  await page.reload();
  await page.locator('main[data-page="class"] h1').waitFor();
  await nameClass(page, "5M");
  await question(page).getByRole("button", { name: "Make it my class" }).click();
  await page.locator(".said", { hasText: "This is your class now" }).waitFor();
  await page.locator(".klass__sample").waitFor({ state: "detached" });
  await go(page, "today");
  await page.getByRole("status").filter({ hasText: "entries are in this browser only." }).waitFor();
  await go(page, "share");
  await page.getByRole("button", { name: "Remove 5M from this browser" }).click();
  const sure = page.getByRole("alert");
  const { text } = await readDownload(page, () => sure.getByRole("button", { name: "Save a copy now" }).click());
  assert.ok(text.includes("5M"));
  await sure.getByRole("button", { name: "Cancel" }).click();
  assert.equal(await page.locator('main[data-page="share"]').count(), 1);
});

test("removing the sample asks and offers the file first", async ({ page, open }) => {
  await openSample(page, open);
  await go(page, "share");
  await page.getByRole("button", { name: "Remove the sample class" }).click();
  const sure = page.getByRole("alert");
  await readDownload(page, () => sure.getByRole("button", { name: "Save a copy now" }).click());
  await page.locator('main[data-page="share"]').waitFor();
  await sure.getByRole("button", { name: "Remove", exact: true }).click();
  await page.locator('main[data-page="start"]').waitFor();
});
