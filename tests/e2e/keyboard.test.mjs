// Every page by keyboard alone: Tab comes to everything that can be pressed, sees where it is, and never gets stuck.
import assert from "node:assert/strict";

import { addStudent, startClass } from "./lib/deeds.mjs";
import { go, PAGES, test } from "./lib/page.mjs";


// What a person with a mouse can press or type into, and a keyboard must therefore reach. A group of which only one
// member takes Tab (the grid, radio buttons) says so with tabindex -1.
function pressable() {
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
  const is = (element) =>
    !element.disabled && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && !(element.type === "radio" && !element.checked);
  return all.filter(is).map((element, at) => ((element.dataset.press = at), at));
}

function focused() {
  const element = document.activeElement;
  const mark = element.matches(".grid td") ? (element.querySelector(".mark") ?? element) : element;
  const near = [mark, mark.parentElement, mark.closest("label")].filter(Boolean).map((seen) => getComputedStyle(seen));
  const isSeen = near.some((style) => parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none");
  return { at: element === document.body ? null : Number(element.dataset.press ?? -1), isSeen, html: element.outerHTML.slice(0, 90) };
}

test("Tab reaches everything on every page", { timeout: 240000 }, async ({ page, open }) => {
  await page.clock.setFixedTime(new Date("2026-11-18T09:10:00-05:00"));
  await open();
  await page.keyboard.press("Tab");
  const sample = page.getByRole("button", { name: "Open the sample class" });
  for (let n = 0; n < 20 && !(await sample.evaluate((button) => button === document.activeElement)); n += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="today"] h1').waitFor();
  // What arrives later would put other elements in the place of those that are counted.
  await page.waitForLoadState("networkidle");
  for (const name of PAGES) {
    await go(page, name);
    await page.locator("main h1").waitFor();
    await page.evaluate(() => { document.activeElement.blur(); window.getSelection().removeAllRanges(); document.body.focus(); });
    const wanted = new Set(await page.evaluate(pressable));
    const unseen = [];
    const most = 2 * wanted.size + 30;
    for (let n = 0; n < most && wanted.size > 0; n += 1) {
      await page.keyboard.press("Tab");
      const { at, isSeen, html } = await page.evaluate(focused);
      if (at === null) continue;
      wanted.delete(at);
      if (!isSeen) unseen.push(html);
    }
    const left = await page.evaluate((left) => left.map((at) => document.querySelector(`[data-press="${at}"]`)?.outerHTML.slice(0, 90)), [...wanted]);
    assert.deepEqual(left, [], `${name}: Tab does not reach these`);
    assert.deepEqual(unseen, [], `${name}: the focus is not seen on these`);
  }
});

test("the keys of undo and redo do the same under Caps Lock", async ({ page, open }) => {
  await open();
  await startClass(page);
  await addStudent(page, "Ana Ash");
  const students = page.locator(".roster a");
  // Caps Lock turns the letters round.
  for (const [what, shiftKey, count] of [["undo", false, 0], ["redo", true, 1]]) {
    for (const key of ["z", "Z"]) {
      await page.evaluate(([key, shiftKey]) => document.body.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, ctrlKey: true, bubbles: true })), [key, shiftKey]);
      assert.equal(await students.count(), count, `${what} by ${key}`);
      if (key === "z") await page.getByRole("button", { name: shiftKey ? "Undo" : "Redo", exact: true }).first().click();
    }
  }
});
