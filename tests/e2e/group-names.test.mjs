// What groups are called after: a list to choose, or names of the class's own.
import assert from "node:assert/strict";

import { openSample } from "./lib/deeds.mjs";
import { axe, go, PHONE, test } from "./lib/page.mjs";

const OWN = ["Owl", "Fox", "Hare", "Newt", "Lynx", "Mole", "Toad", "Carp", "Crab"];

async function settings(page, open) {
  await openSample(page, open);
  await go(page, "groups");
  await page.getByRole("button", { name: "Mixed", exact: true }).press("Enter");
  await page.getByRole("button", { name: "End this cycle" }).click();
  await page.getByRole("button", { name: "Settings" }).click();
}

const names = (page) => page.locator(".group h2").allInnerTexts();

test("groups are called after the teacher's own list", async ({ page, open }) => {
  await settings(page, open);
  const list = page.getByLabel("Where group names come from");
  await list.selectOption("Names of our own");
  const field = page.getByLabel("Names of our own, one a line or with commas between");
  assert.match(await field.inputValue(), /^Oak\nMaple\n/, "it begins with the names in use");
  await field.fill("Owl, Fox, Hare");
  await page.getByRole("button", { name: "Use these names" }).press("Enter");
  await page.getByText("Names of our own: 3 are too few. Write at least 8").waitFor();
  await field.fill([...OWN, "owl"].join("\n"));
  await page.getByRole("button", { name: "Use these names" }).press("Enter");
  await page.getByText("Names of our own: owl stands there twice.").waitFor();
  await axe(page);
  await field.fill(OWN.join("\n"));
  await page.getByRole("button", { name: "Use these names" }).press("Enter");
  await page.getByText("The next groups are called after these names.").waitFor();
  await page.getByRole("button", { name: /^Propose/ }).click();
  await page.getByText(/groups are made/).waitFor();
  const called = (await names(page)).map((name) => name.split(/\s/)[0]);
  assert.ok(called.length >= 4 && called.every((name) => OWN.includes(name)), called.join());
  assert.deepEqual(called, [...called].sort(), "listed by name");
  // Another list holds from the next groups on; these keep theirs.
  await list.selectOption("Rivers");
  await page.getByText("Nile, Amazon").waitFor();
  assert.deepEqual((await names(page)).map((name) => name.split(/\s/)[0]), called);
  await page.locator(".said").getByRole("button", { name: "Undo" }).click();
  await field.waitFor();
  assert.equal(await field.inputValue(), OWN.join("\n"));
});

test("the names on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await settings(page, open);
  await page.getByLabel("Where group names come from").selectOption("Birds");
  await page.getByText("Robin, Heron").waitFor();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${wide} px beyond the page`);
  await axe(page);
});
