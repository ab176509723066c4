// An evening on the page Share with a keyboard alone: no mouse is moved, and after each deed the keyboard is still where
// the eye is.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { go, readDownload, test } from "./lib/page.mjs";

const EVENING = new Date("2026-11-18T20:10:00-05:00");

/** Tab until it has the keyboard. */
async function reach(page, wanted) {
  await wanted.waitFor();
  const has = () => wanted.evaluate((element) => element === document.activeElement);
  for (let n = 0; n < 400 && !(await has()); n += 1) await page.keyboard.press("Tab");
  assert.ok(await has(), `Tab does not reach ${wanted}`);
}

/** Tab to it and press a key. Where it is still there it keeps the keyboard. */
async function press(page, wanted, key = "Enter") {
  await reach(page, wanted);
  await page.keyboard.press(key);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });
const keeps = async (wanted, what) => assert.ok(await wanted.evaluate((element) => element === document.activeElement), `${what}: the keyboard is elsewhere`);

test("an evening in Share by keyboard alone", { timeout: 240000 }, async ({ page, open }) => {
  await page.clock.setFixedTime(EVENING);
  await open();
  await press(page, button(page, "Open the sample class"));
  await page.locator('main[data-page="today"] h1').waitFor();
  await go(page, "share");
  await page.waitForLoadState("networkidle");

  // A copy with everything, for the computer at home.
  const everything = page.getByLabel("Private notes and sensitive tags too").first();
  await press(page, everything, "Space");
  assert.ok(await everything.isChecked());
  await keeps(everything, "the box");
  const whole = await readDownload(page, () => press(page, button(page, "Save a copy now")));
  await keeps(button(page, "Save a copy now"), "after a copy");

  // One that needs a passphrase.
  await press(page, button(page, "Make a protected copy"));
  const passphrase = page.getByLabel("Passphrase", { exact: true });
  await page.waitForFunction(() => document.querySelector("input[name=passphrase]")?.value.split(" ").length === 6);
  await reach(page, passphrase);
  await page.keyboard.press("Control+a");
  await page.keyboard.type("maple river seven canoe quilt onion");
  const [secret] = await Promise.all([page.waitForEvent("download"), press(page, button(page, "Save protected copy"))]);
  await page.getByText("It was opened once with this passphrase").waitFor();
  assert.ok((await readFile(await secret.path(), "latin1")).startsWith("age-encryption.org/v1"));

  // A sheet, and a copy for someone who may not see names.
  for (const name of ["Minutes", "Save a copy without names"]) {
    await readDownload(page, () => press(page, button(page, name)));
    await keeps(button(page, name), name);
  }

  // Two students for the next teacher: what folds away opens, boxes are ticked.
  await press(page, page.locator("summary", { hasText: "For the next teacher" }));
  const boxes = page.getByRole("group", { name: "Whom to hand over" }).getByRole("checkbox");
  await press(page, boxes.nth(0), "Space");
  await press(page, boxes.nth(1), "Space");
  const handed = await readDownload(page, () => press(page, button(page, "Save a file of 2 students")));
  assert.equal(JSON.parse(handed.text).records.filter(({ kind }) => kind === "student").length, 2);

  // The co-teacher's file is opened, looked at and brought in, and taken back.
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), press(page, button(page, "Choose a file"))]);
  await chooser.setFiles({ name: "6A.rondo.json", mimeType: "application/json", buffer: Buffer.from(whole.text) });
  await page.getByText("everything in it is here already").waitFor();
  assert.ok(await page.evaluate(() => document.activeElement !== document.body), "after a file was looked at the keyboard is on the page");

  // The class is taken out of this browser.
  await press(page, button(page, "Remove the sample class"));
  await press(page, page.getByRole("alert").getByRole("button", { name: "Remove", exact: true }));
  await page.locator('main[data-page="start"] h1').waitFor();
  await press(page, button(page, "Open the sample class"));
  await page.locator('main[data-page="today"] h1').waitFor();
});
