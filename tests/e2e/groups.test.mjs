// Mixed groups, shown honestly: how even they are, who has worked with whom; lists to print and to project; interest
// groups from choices.
import assert from "node:assert/strict";

import { openSample } from "./lib/deeds.mjs";
import { axe, go, PHONE, test } from "./lib/page.mjs";

async function mixed(page, open) {
  await openSample(page, open);
  await go(page, "groups");
  await page.getByRole("button", { name: "Mixed", exact: true }).press("Enter");
  await page.getByRole("heading", { name: "How even the groups are" }).waitFor();
}

test("how even mixed groups are, and what is hidden with the levels", async ({ page, open }) => {
  await mixed(page, open);
  const table = page.getByRole("region", { name: "How even the groups are" }).getByRole("table");
  const heads = () => table.locator("thead th").allInnerTexts();
  assert.deepEqual(await heads(), ["Group", "Students", "Multilingual learner", "IEP", "Level, 1 to 4"]);
  const groups = await page.locator(".group h2").count();
  assert.equal(await table.locator("tbody tr").count(), groups);
  const counts = await table.locator("tbody td:nth-child(3) b").allInnerTexts();
  const share = await table.locator("tbody td:nth-child(3) span").first().innerText();
  assert.match(share, /^even: \d( or \d)?$/);
  assert.ok(counts.reduce((sum, count) => sum + Number(count), 0) > 1);
  await axe(page);
  await page.keyboard.press("h");
  await page.getByText("Levels are hidden, so only open tags are shown.").waitFor();
  assert.deepEqual(await heads(), ["Group", "Students", "Multilingual learner"]);
  await page.keyboard.press("h");
  await page.getByRole("button", { name: "Propose again" }).click();
  await page.getByText(/groups are made/).waitFor();
  assert.equal(await page.getByText("one student alone").count(), 0, "a search leaves no tag alone");
});

test("who has worked with whom, by keyboard", async ({ page, open }) => {
  await mixed(page, open);
  const matrix = page.getByRole("table", { name: "" }).and(page.locator(".met__table"));
  const rows = matrix.locator("tbody tr");
  const n = await rows.count();
  assert.equal(n, 26);
  assert.equal(await rows.first().locator("td").count(), n);
  const lead = page.locator(".met > p b").first();
  const [, met, of] = /^(\d+) of (\d+) pairs have worked together this school year\.$/.exec(await lead.innerText());
  assert.equal(Number(of), (n * (n - 1)) / 2);
  const cells = await matrix.locator("tbody td").evaluateAll((cells) => cells.map((cell) => cell.dataset));
  assert.equal(cells.filter((cell) => cell.together === "same").length, n);
  assert.equal(cells.filter((cell) => Number(cell.times) > 0).length, 2 * Number(met), "the table and the sentence agree");
  const first = rows.first().getByRole("button");
  assert.match(await first.innerText(), /met \d+ of 25$/);
  const name = (await first.innerText()).replace(/\s*met \d+ of 25$/, "");
  await first.press("Enter");
  const said = page.locator(".met__never");
  await said.getByText(`${name} is still to work with:`).waitFor();
  const [, left] = /met (\d+) of/.exec(await first.innerText());
  const named = (await said.innerText()).replace(/^.* still to work with: /, "").split(/, | and /);
  assert.equal(named.length, 25 - Number(left));
  assert.equal(await first.getAttribute("aria-pressed"), "true");
  await axe(page);
  await first.press("Enter");
  await said.getByText("Choose a student").waitFor();
  // The next cycle: repeats alone are marked.
  await page.clock.setSystemTime(new Date("2027-01-06T09:10:00-05:00"));
  await page.reload();
  await page.getByRole("button", { name: "Mixed", exact: true }).press("Enter");
  await page.getByText("time to regroup").waitFor();
  await page.getByRole("button", { name: "Propose the next groups" }).click();
  await page.getByText(/groups are made/).waitFor();
  const again = await matrix.locator("td[data-together=again]").evaluateAll((cells) => cells.map((cell) => Number(cell.dataset.times)));
  assert.ok(again.every((times) => times > 1));
  const after = Number(/^(\d+)/.exec(await lead.innerText())[1]);
  assert.ok(after > Number(met), `${after} after ${met}`);
});

test("who has worked with whom on a phone", { context: { viewport: PHONE, hasTouch: true } }, async ({ page, open }) => {
  await mixed(page, open);
  assert.equal(await page.locator(".met__table").isVisible(), false);
  const first = page.locator(".met__people button").first();
  await first.tap();
  assert.match(await page.locator(".met__never").innerText(), /is still to work with: /);
  await axe(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(width <= 0, `${width} pixels too wide`);
});

test("lists on paper and on the wall say names and focus alone", async ({ page, open }) => {
  await mixed(page, open);
  await page.evaluate(() => { window.printed = 0; window.print = () => { window.printed += 1; }; });
  await page.getByRole("button", { name: "Skill", exact: true }).press("Enter");
  await page.locator(".member .mark").first().waitFor();
  const codes = await page.locator(".group .code").allInnerTexts();
  const names = await page.locator(".member__name").allInnerTexts();
  await page.getByRole("button", { name: "Print lists" }).press("Enter");
  await page.waitForFunction(() => window.printed === 1);
  await page.emulateMedia({ media: "print" });
  const sheet = page.locator(".lists");
  const told = await sheet.innerText();
  assert.ok(names.every((name) => told.includes(name)) && codes.length > 0);
  for (const not of [...codes, "below level", "quick check", "Propose"]) assert.ok(!told.includes(not), not);
  assert.equal(await page.locator("main > :visible").count(), 1, "nothing else is on paper");
  assert.equal(await page.locator(".lists__head").isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  assert.equal(await sheet.isVisible(), false);
  await page.getByRole("button", { name: "Print slips, one a group" }).press("Enter");
  await page.waitForFunction(() => window.printed === 2);
  assert.equal(await sheet.getAttribute("data-slips"), "true");

  const project = page.getByRole("button", { name: "Project", exact: true });
  await project.press("Enter");
  const wall = page.getByRole("dialog", { name: "Groups" });
  await wall.waitFor();
  const box = await wall.boundingBox();
  assert.deepEqual([box.width, box.height], [1366, 768]);
  assert.equal(await wall.locator("li").count(), names.length);
  assert.equal(await wall.locator(".mark, .code").count(), 0);
  const size = await wall.locator("li").first().evaluate((name) => parseFloat(getComputedStyle(name).fontSize));
  assert.ok(size >= 0.034 * 768, `${size} pixels`);
  assert.ok(await wall.evaluate((wall) => wall.scrollHeight <= wall.clientHeight), "all of it is seen");
  await axe(page);
  await page.keyboard.press("Escape");
  await wall.waitFor({ state: "hidden" });
  assert.equal(await project.evaluate((button) => document.activeElement === button), true);
  assert.equal(await page.locator(".member .mark").count(), 0, "after the wall levels stay hidden");
});

test("interest groups: topics named, choices pasted and picked, most get their first", async ({ page, open }) => {
  await mixed(page, open);
  const names = (await page.locator(".member__name").allInnerTexts()).map((name) => name.trim());
  await page.getByRole("button", { name: "Interest", exact: true }).press("Enter");
  await page.getByText("No interest groups yet.").waitFor();
  await page.getByRole("button", { name: "Propose groups" }).press("Enter");
  await page.getByText("Name two to eight topics first").waitFor();
  await page.getByLabel("Two to eight topics, one a line").fill("Robots\nSpace\nBaking\nComics\nBees");
  await page.getByRole("button", { name: "Use these topics" }).press("Enter");
  await page.getByText("0 of 26 students have chosen.").waitFor();
  await axe(page);
  const laptop = page.viewportSize();
  await page.setViewportSize(PHONE);
  const wide = await page.getByRole("region", { name: "What students would like" }).evaluate((region) => region.scrollWidth - region.clientWidth);
  assert.equal(wide, 0, "on a phone, choices are read without moving sideways");
  await axe(page);
  await page.setViewportSize(laptop);
  const full = await page.locator(".interest__table tbody th").allInnerTexts();
  assert.equal(full.length, 26);
  const topics = ["Robots", "Space", "Baking", "Comics", "Bees"];
  const who = await page.evaluate(() => [...document.querySelectorAll(".interest__table tbody tr")].length);
  assert.equal(who, names.length);

  // Picked by keyboard; undone by one key.
  const first = page.getByLabel(`First choice of ${full[0]}`);
  await first.focus();
  await first.selectOption("Robots");
  await page.getByText("1 of 26 students have chosen.").waitFor();
  assert.equal(await first.evaluate((select) => document.activeElement === select), true, "the choice keeps the focus");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Control+z");
  await page.getByText("0 of 26 students have chosen.").waitFor();
  assert.equal(await first.inputValue(), "");

  const form = ["Timestamp\tName\tFirst choice\tSecond choice"];
  for (const [at, name] of ["Mateo Vargas", "Aaliyah Brooks"].entries()) form.push(`11/18/2026\t${name}\t${topics[at]}\tbees`);
  form.push("11/18/2026\tZed Nobody\tRobots\tBees", "11/18/2026\tMateo Vargas\tSpace\tKnitting");
  await page.getByLabel("Or paste a form's table").fill(form.join("\n"));
  await page.getByRole("button", { name: "Read the choices" }).press("Enter");
  await page.getByText(/The choices of 2 students are read\. Not known: .*Knitting/).waitFor();
  await page.getByText("2 of 26 students have chosen.").waitFor();
  assert.equal(await page.getByLabel("First choice of Mateo V.").inputValue(), "Space");
  assert.equal(await page.getByLabel("Second choice of Aaliyah B.").inputValue(), "Bees");
  for (const [at, name] of full.entries()) await page.getByLabel(`First choice of ${name}`).selectOption(topics[at % 5]);
  await page.getByText("26 of 26 students have chosen.").waitFor();

  await page.getByRole("button", { name: "Propose groups" }).press("Enter");
  await page.getByText("26 of 26 who chose get their first choice.").waitFor();
  await page.getByText("No groups fit more of what you know.").waitFor();
  await page.getByText("First choice 26, second 0, third 0, none of theirs 0.").waitFor();
  assert.equal(await page.locator(".group h2").count(), 5);
  assert.equal(await page.locator(".member", { hasText: "first choice" }).count(), 26);
  await page.getByRole("heading", { name: "Who has worked with whom" }).waitFor();
  await axe(page);
  await page.reload();
  await page.getByRole("button", { name: "Interest", exact: true }).press("Enter");
  await page.getByText("26 of 26 who chose get their first choice.").waitFor();
});
