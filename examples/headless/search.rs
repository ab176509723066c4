//! Searches by name: mixed groups, diverse groups, golfer schedules, and when a search ends.

use std::time::Instant;

use optimize::Progress;
use optimize::diverse::{DiverseFault, DiverseProblem, DiverseSearch};
use optimize::golfer::{GolferFault, GolferSearch};
use serde_json::json;

use super::{Args, Fault, Output};

/// What every search may be told.
pub const LIMITS: [&str; 3] = ["seconds", "steps", "seed"];

/// When a search ends: after its steps, where those are given, or else by the clock.
pub struct Limit {
    seconds: f64,
    steps: Option<u64>,
    started: Instant,
}

impl Limit {
    /// From the command line, or else from the input.
    ///
    /// # Errors
    /// A value that is no number of seconds or steps.
    #[expect(clippy::disallowed_methods, reason = "the clock ends the search here; the core counts steps")]
    pub fn read(args: &Args, seconds: Option<f64>, steps: Option<u64>) -> Result<Self, Fault> {
        let seconds = args.parsed("seconds")?.or(seconds).unwrap_or(1.0);
        if !(0.0..=86_400.0).contains(&seconds) {
            return Err(Fault::input("seconds: give a number from 0 to 86400"));
        }
        Ok(Self { seconds, steps: args.parsed("steps")?.or(steps), started: Instant::now() })
    }

    /// Since the search was asked for.
    pub fn elapsed(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Calls `step` with slices of `slice` steps until the search is done or the limit is reached; the steps done.
    pub fn run(&self, slice: u32, mut step: impl FnMut(u32) -> Progress) -> u64 {
        let mut asked = 0;
        loop {
            let next = match self.steps {
                Some(most) => u32::try_from(most - asked).map_or(slice, |left| left.min(slice)),
                None => slice,
            };
            let progress = step(next);
            asked += u64::from(next);
            let is_out = match self.steps {
                Some(most) => asked >= most,
                None => self.elapsed() >= self.seconds,
            };
            if progress.done || is_out {
                return progress.steps;
            }
        }
    }
}

/// The seed on the command line, or else in the input.
///
/// # Errors
/// A seed that is no whole number.
pub fn seed(args: &Args, given: Option<u64>) -> Result<u64, Fault> {
    Ok(args.parsed("seed")?.or(given).unwrap_or(1))
}

/// `mdgp FILE`: one round of groups whose members differ most.
pub fn mdgp(args: &[String]) -> Output {
    let args = Args::read(args, &LIMITS)?;
    let [path] = args.plain.as_slice() else { return Err(Fault::Usage) };
    let limit = Limit::read(&args, None, None)?;
    let bytes = super::file(path)?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Fault::input(format!("{path}: no text. Give an instance file of MDGLIB.")))?;
    let at = |what: String| Fault::input(format!("{path}: {what}"));
    let problem = instance(text, seed(&args, None)?).map_err(at)?;
    let mut search = DiverseSearch::new(problem).map_err(|fault| at(unfit(&fault)))?;
    let (mut found, mut value) = (0.0, search.value());
    let steps = limit.run(20_000, |n| {
        let progress = search.step(n);
        if search.value() > value {
            (found, value) = (limit.elapsed(), search.value());
        }
        progress
    });
    let answer = json!({
        "objective": search.value(),
        "groups": search.best(),
        "seconds": limit.elapsed(),
        "found_at": found,
        "found_at_step": search.found_at(),
        "steps": steps,
    });
    Ok(format!("{answer}\n"))
}

/// Reads an instance file: `n k ss|ds a1 b1 ... ak bk`, then `i j distance` a line.
fn instance(text: &str, seed: u64) -> Result<DiverseProblem, String> {
    fn number<T: std::str::FromStr>(word: Option<&str>, what: &str) -> Result<T, String> {
        let word = word.ok_or_else(|| format!("{what} is missing"))?;
        word.parse().map_err(|_| format!("{what}: \"{word}\" is no number that fits"))
    }
    let mut words = text.split_whitespace();
    let n: usize = number(words.next(), "the number of members")?;
    let n_groups: usize = number(words.next(), "the number of groups")?;
    if n > 2000 || n_groups > n {
        return Err(format!(
            "{n} members in {n_groups} groups: give at most 2000, and no more groups than members"
        ));
    }
    words.next();
    let mut sizes = Vec::new();
    for group in 0..n_groups {
        let what = format!("the size of group {group}");
        sizes.push((number(words.next(), &what)?, number(words.next(), &what)?));
    }
    let mut distance = vec![vec![f64::NAN; n]; n];
    (0..n).for_each(|member| distance[member][member] = 0.0);
    while let Some(word) = words.next() {
        let a: usize = number(Some(word), "a member of a pair")?;
        let b: usize = number(words.next(), "a member of a pair")?;
        let apart: f64 = number(words.next(), "a distance")?;
        if a >= n || b >= n {
            return Err(format!("pair {a} {b}: members are 0 to {}", n.saturating_sub(1)));
        }
        (distance[a][b], distance[b][a]) = (apart, apart);
    }
    Ok(DiverseProblem { distance, sizes, seed })
}

fn unfit(fault: &DiverseFault) -> String {
    match fault {
        DiverseFault::Nothing => "no members or no groups".to_owned(),
        DiverseFault::BadDistance { a, b } => {
            format!("the distance of {a} and {b} is missing or no number. Give one for every pair.")
        }
        DiverseFault::SizesDoNotAddUp { members, fewest, most } => {
            format!("the groups take {fewest} to {most} members, but there are {members}. Change the sizes.")
        }
    }
}

/// `golfer G P W [--students N]`: fewest repeated pairs over several cycles.
pub fn golfer(args: &[String]) -> Output {
    let args = Args::read(args, &[&LIMITS[..], &["students"]].concat())?;
    let limit = Limit::read(&args, None, None)?;
    let whole = |word: &str, what: &str, most: usize| {
        let number = word.parse().ok().filter(|number| (1..=most).contains(number));
        number.ok_or_else(|| Fault::input(format!("{what}: \"{word}\" is none from 1 to {most}. Give one.")))
    };
    let [groups, size, cycles] = args.plain.as_slice() else { return Err(Fault::Usage) };
    let (groups, size) = (whole(groups, "G", 100)?, whole(size, "P", 100)?);
    let cycles = whole(cycles, "W", 200)?;
    let students =
        args.text("students").map_or(Ok(groups * size), |word| whole(word, "--students", 10_000))?;
    let search = GolferSearch::new(groups, size, cycles, students, seed(&args, None)?);
    let mut search = search.map_err(|fault| match fault {
        GolferFault::Members { members, fewest, most } => Fault::input(format!(
            "--students: {members} do not fill {groups} groups of {size} or one less. Give {fewest} to {most}."
        )),
        _ => Fault::input("G, P, W: there is nothing to schedule. Give whole numbers above 0."),
    })?;
    let steps = limit.run(10_000, |n| search.step(n));
    let report = search.report();
    let answer = json!({
        "cycles": search.best(),
        "repeats": report.repeats,
        "most_meetings": report.most_meetings,
        "proven": search.proven(),
        "seconds": limit.elapsed(),
        "steps": steps,
    });
    Ok(format!("{answer}\n"))
}
