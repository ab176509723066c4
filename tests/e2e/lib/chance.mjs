// Chance from a seed, so that a test that failed can be run again as it was. `cargo xtask test --long` draws a new
// seed; RONDO_SEED sets one.
import { isLong } from "./tools.mjs";

/** The seed of this run; a failing test names it. */
export const seed = Number(process.env.RONDO_SEED ?? (isLong ? Math.floor(Math.random() * 2 ** 31) : 2026));

/** A function that gives the next number from 0 to under 1 (mulberry32). */
export function chance(from = seed) {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list; `number` is from 0 to under 1. */
export const pick = (list, number) => list[Math.floor(number * list.length)];
