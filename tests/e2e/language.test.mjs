// Another language: the texts come from the server in letters of no language, and nothing on any page is English then.
// What the teacher or the sample class wrote stays as it is.
import assert from "node:assert/strict";

import { readFile } from "node:fs/promises";

import { SCHOOL_DAY } from "./lib/deeds.mjs";
import { classOf, go, PAGES, readDownload, test } from "./lib/page.mjs";

const ACCENTS = Object.fromEntries([..."aceinorsuyzACEINORSUYZ"].map((letter, at) => [letter, [..."āčēīñōřšūýžĀČĒĪÑŌŘŠŪÝŽ"][at]]));

/** Longer, in letters of its own, between brackets: what is not between them came from no text. */
function strange(words) {
  const said = words.replace(/[a-zA-Z]/g, (letter) => ACCENTS[letter] ?? letter);
  return words.trim() === "" ? words : `⟦${said}${"~".repeat(Math.ceil(words.length / 4))}⟧`;
}

/** A line of a text file in that language: its arguments stay, and the name of the count that chooses between forms. */
function strangeLine(line) {
  const [key, text] = line.split(/ = (.*)/s);
  if (text === undefined || line.startsWith("#") || ["language.plural", "language.comma", "language.point"].includes(key)) return line;
  if (key === "language.months") return `${key} = ${text.split("|").map(strange).join("|")}`;
  const form = (place) => {
    const [count, ...forms] = place.slice(1, -1).split("|");
    return forms.length ? `{${[count, ...forms.map(strange)].join("|")}}` : place;
  };
  return `${key} = ${text.split(/(\{[^}]*\})/).map((part) => (part.startsWith("{") ? form(part) : strange(part))).join("")}`;
}

/** The words in the page for boot.js. */
const strangeWords = (json) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(json)).map(([key, words]) => [key, strange(words)])));

async function inAnotherLanguage(page) {
  await page.route("**/*_texts.txt", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).split("\n").map(strangeLine).join("\n") });
  });
}

/** Everything that a person reads or hears on the page, with where it stands. */
const saidOn = (page) => page.evaluate(() => {
  const said = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: element, data } = walker.currentNode;
    if (!element.closest("script, style, noscript, [hidden]")) said.push([element.className || element.tagName, data]);
  }
  for (const name of ["aria-label", "aria-description", "title", "placeholder", "alt", "label"]) {
    for (const element of document.body.querySelectorAll(`[${name}]`)) {
      said.push([`${element.className || element.tagName} ${name}`, element.getAttribute(name)]);
    }
  }
  said.push(["title", document.title]);
  return said;
});

const WORD = /[A-Za-z][a-z]+/g;

/** Words outside of the brackets that are not the class's own. */
function english(said, own) {
  const found = new Map();
  for (const [where, text] of said) {
    const rest = text.replaceAll(/⟦[^⟦⟧]*⟧/g, " ");
    for (const [word] of rest.matchAll(WORD)) {
      if (!own.has(word)) found.set(`${word} (${where})`, text.trim().slice(0, 120));
    }
  }
  return Object.fromEntries(found);
}

/** Labels of the standards are data, with a file for each language. */
const labels = await Promise.all(["ccss-math", "domains"].map((name) => readFile(new URL(`../../data/standards/${name}.csv`, import.meta.url), "utf8")));

test("in another language no English is left on any page", async ({ page, open }) => {
  await inAnotherLanguage(page);
  await page.clock.install({ time: SCHOOL_DAY });
  await open();
  const left = english(await saidOn(page), new Set(["Rondo"]));
  await page.getByRole("button", { name: strange("Open the sample class") }).click();
  await page.locator('main[data-page="today"] .lead').waitFor();
  await go(page, "share");
  const copy = await readDownload(page, () => page.getByRole("button", { name: strange("Save a copy now") }).first().click());
  const own = new Set([copy.text, ...labels].flatMap((text) => [...text.matchAll(WORD)]).map(([word]) => word));
  own.add("Rondo");
  Object.assign(left, english([["file", copy.name.replace(".rondo.json", "")]], own));
  const [, student] = copy.text.match(/"kind":"student","id":"([^"]+)"/);
  for (const name of [...PAGES, "board", `student/${student}`, "standards/5.NF.A.1", `plans/${student}`]) {
    await page.evaluate((hash) => { location.hash = hash; }, `#/class/${classOf(page)}/${name}`);
    await page.locator(`main[data-page="${name.split("/")[0]}"]`).waitFor();
    Object.assign(left, english(await saidOn(page), own));
  }
  assert.deepEqual(left, {});
});

test("what the page says without the program is in that language too", async ({ page, guard, url }) => {
  guard.allow(/console: /);
  await page.route(url, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace(/(?<=<template[^>]*words[^>]*>)[^<]+/, strangeWords) });
  });
  await page.route("**/*_texts.txt", (route) => route.abort());
  await page.goto(url);
  await page.getByRole("alert").waitFor();
  const said = (await saidOn(page)).filter(([where]) => where !== "small");
  assert.deepEqual(english(said, new Set(["Rondo"])), {});
});
