//! School years of several writers, with everything that goes wrong: `rondo::document::simulate`.

use rondo::document::simulate::{Fault as Planted, Report, year};
use rondo::domain::Class;
use serde_json::json;

use super::{Args, Fault, Output, catalog};

/// Years of `--long`.
const LONG: u64 = 5_000;

/// Lives years, from the seed on, each with the next one. What was broken is told with the seed that replays it.
pub fn simulate(args: &[String]) -> Output {
    let is_long = args.iter().any(|arg| arg == "--long");
    let args: Vec<String> = args.iter().filter(|arg| *arg != "--long").cloned().collect();
    let args = Args::read(&args, &["seed", "years", "fault"])?;
    let first = args.parsed::<u64>("seed")?.ok_or(Fault::Usage)?;
    let years = args.parsed::<u64>("years")?.unwrap_or(if is_long { LONG } else { 1 });
    let fault = match args.text("fault") {
        None => None,
        Some(tag) => Some(Planted::from_tag(tag).ok_or_else(|| {
            let known: Vec<&str> = Planted::ALL.iter().map(|fault| fault.tag()).collect();
            Fault::input(format!("--fault {tag}: no such fault. Give one of: {}", known.join(" ")))
        })?),
    };
    let catalog = catalog(&Class::default())?;
    let mut all = Report::default();
    let mut lived = 0;
    for seed in first..first.saturating_add(years) {
        let report = year(seed, &catalog, fault);
        lived += 1;
        all.join(report);
        // A planted fault has to be found, once.
        if fault.is_some() && !all.violations.is_empty() {
            break;
        }
    }
    let Report { events, exchanges, conflicts_reported, violations } = all;
    let is_sound = violations.is_empty();
    let answer = json!({
        "years": lived, "events": events, "exchanges": exchanges, "conflicts_reported": conflicts_reported,
        "violations": violations,
    });
    let text = format!("{answer}\n");
    if is_sound { Ok(text) } else { Err(Fault::Found(text)) }
}
