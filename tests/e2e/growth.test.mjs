// A diagnostic comes in twice: scale scores are kept for growth, and the page says shares by one cut at both dates.
import assert from "node:assert/strict";

import { axe, go, test } from "./lib/page.mjs";

const A_SCHOOL_DAY = new Date("2027-05-19T09:10:00-05:00");
const HEAD = "Last Name,First Name,Student ID,Student Grade,Completion Date,Overall Scale Score,Overall Placement,Overall Relative Placement,Percentile,Annual Typical Growth Measure,Percent Progress to Annual Typical Growth (%)";
const STUDENTS = 21;

/** Nobody proficient in fall, 15 in spring; the middle one has 144 % of typical growth. */
function iready() {
  const rows = Array.from({ length: STUDENTS }, (_, at) => {
    const who = `Li,Student${String.fromCharCode(65 + at)},${900 + at},5`;
    const spring = at < 15 ? "Early 5,Early On Grade Level" : "Grade 4,1 Grade Level Below";
    const percent = [100, 144, 180][at % 3];
    return [`${who},8/28/2026,${440 + at},Grade 4,1 Grade Level Below,40,25,0`, `${who},5/18/2027,${440 + at + percent / 4},${spring},50,25,${percent}`];
  });
  return [HEAD, ...rows.flat()].join("\n");
}

test("two diagnostics are growth, and no marks", async ({ page, open }) => {
  await page.clock.setFixedTime(A_SCHOOL_DAY);
  await open();
  await page.getByLabel("Name of the class").fill("5B");
  await page.keyboard.press("Enter");
  await page.locator('main[data-page="class"]').waitFor();
  await go(page, "growth");
  await page.getByText("Nothing to compare yet.").waitFor();
  await axe(page);

  await go(page, "results");
  await page.getByLabel("Paste names and scores").fill(iready());
  await page.getByText("21 students, 42 results of a diagnostic").waitFor();
  assert.match(await page.locator("main").innerText(), /The whole test: 42 results/);
  await axe(page);
  await page.getByRole("button", { name: "Bring in 42 results" }).click();

  await page.locator('main[data-page="growth"]').waitFor();
  await page.getByText("15 of 21 are proficient, 71.4%.").waitFor();
  const text = await page.locator("main").innerText();
  assert.match(text, /At first nobody was\. In the middle of \d+ students, 144% of typical growth\./);
  assert.doesNotMatch(text, /Below/, "the publisher's words stay in the preview");
  await axe(page);
  await page.getByLabel("Count as proficient from mid grade level on").check();
  await page.getByText("0 of 21 are proficient, 0%.").waitFor();
  for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 390]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await axe(page);
    if (process.env.RONDO_PICTURES) await page.screenshot({ path: `${process.env.RONDO_PICTURES}/growth-${scheme}-${width}.png`, fullPage: true });
  }

  // Nothing of it counts toward mastery.
  await go(page, "mastery");
  assert.doesNotMatch(await page.locator("main").innerText(), /level \d/);
});
