//! The core without a browser: one command, JSON out. For benchmarks, for support and for independent checks.
//!
//! Input that cannot be read: one line on standard error that names the field and the fix, exit status 1; wrong
//! usage: 2.

mod class_files;
mod engine;
mod import;
mod minutes;
mod mixed;
mod propose;
mod rotation;
mod search;
mod simulate;
mod view;

use std::ffi::OsString;
use std::fmt;
use std::io::{Read as _, Write, stderr, stdout};
use std::process::ExitCode;

use rondo::domain::standards::{BuiltIn, Catalog};
use rondo::domain::{Class, Sentence};
use rondo::view::text;

const USAGE: &str = "usage: headless COMMAND [ARGS]
  rollup                             stdin: {\"method\",\"parameter\",\"mastery\",\"scores\"} a line
  estimate                           stdin: {\"cut\",\"students\"}
  skill-groups                       stdin: {\"need\",\"groups\",\"size\",\"apart\",\"together\",\"locked\"}
  mixed-groups                       stdin: {\"students\",\"group_size\",\"groups\",\"cycles\",\"traits\",\"met\",\"apart\",\"together\",
                                             \"locked\",\"absent\"}
  rotation                           stdin: {\"slots\",\"stations\",\"students\"}
  mdgp FILE
  golfer G P W [--students N]
                                     searches: [--seed K] and [--seconds S] or [--steps N], here or in the input
  minutes                            stdin: {\"policy\",\"slot_minutes\",\"quarters\",\"groups\",\"need\",\"taught\",\"lost_weeks\"}
  view FILE NAME [--date D]          NAME: mastery plans groups rotation minutes conferences equity growth today
                                     standing
  propose FILE [--subject S] [--groups G] [--date D]
  import KIND FILE [--class FILE] [--date D]   KIND: roster scores standards
  merge A B [C ...] [--conflicts]
  simulate --seed K [--years N] [--long] [--fault NAME]
  check FILE
  generate --students N --standards M --evidence K [--seed S] [--replicas R --out DIR]";

/// Why a command gave nothing.
#[derive(Debug)]
enum Fault {
    /// The command line is off.
    Usage,
    /// What came in cannot be used: one line.
    Input(String),
    /// The answer is whole, and says that something is broken.
    Found(String),
}

impl Fault {
    fn input(what: impl fmt::Display) -> Self {
        Self::Input(what.to_string().replace('\n', " "))
    }

    fn say(sentence: &Sentence) -> Self {
        Self::Input(text::say(sentence))
    }
}

type Output = Result<String, Fault>;

fn main() -> ExitCode {
    match run(&words(std::env::args_os().skip(1))) {
        Ok(text) => {
            put(stdout(), &text);
            ExitCode::SUCCESS
        }
        Err(Fault::Input(line)) => {
            put(stderr(), &format!("{line}\n"));
            ExitCode::from(1)
        }
        Err(Fault::Found(text)) => {
            put(stdout(), &text);
            ExitCode::from(1)
        }
        Err(Fault::Usage) => {
            put(stderr(), &format!("{USAGE}\n"));
            ExitCode::from(2)
        }
    }
}

/// The arguments as text. What is no UTF-8 names no file, and is refused as one that is not there.
fn words(args: impl Iterator<Item = OsString>) -> Vec<String> {
    args.map(|arg| arg.to_string_lossy().into_owned()).collect()
}

/// Writes all, or as much as a reader that stops early (`| head -1`) takes.
fn put(mut to: impl Write, text: &str) {
    let _ = to.write_all(text.as_bytes()).and_then(|()| to.flush());
}

fn run(args: &[String]) -> Output {
    let (command, rest) = args.split_first().ok_or(Fault::Usage)?;
    match command.as_str() {
        "rollup" => engine::rollup(&standard_input()?),
        "estimate" => engine::estimate(&standard_input()?),
        "mixed-groups" => mixed::mixed_groups(&standard_input()?, rest),
        "rotation" => rotation::rotation(&standard_input()?, rest),
        "mdgp" => search::mdgp(rest),
        "golfer" => search::golfer(rest),
        "skill-groups" => engine::skill_groups(&standard_input()?, rest),
        "minutes" => minutes::minutes(&standard_input()?, rest),
        "view" => view::view(rest),
        "propose" => propose::propose(rest),
        "import" => import::import(rest),
        "merge" => class_files::merge(rest),
        "simulate" => simulate::simulate(rest),
        "check" => class_files::check(rest),
        "generate" => class_files::generate(rest),
        _ => Err(Fault::Usage),
    }
}

fn standard_input() -> Output {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Fault::input(format!("standard input: {error}")))?;
    Ok(text)
}

fn file(path: &str) -> Result<Vec<u8>, Fault> {
    std::fs::read(path).map_err(|error| Fault::input(format!("{path}: {error}. Give the path of a file.")))
}

/// The built-in standards that a class needs, with its own.
fn catalog(class: &Class) -> Result<Catalog, Fault> {
    let mut catalog = Catalog::default();
    for framework in BuiltIn::wanted(class) {
        let [standards, edges, domains] = match framework {
            BuiltIn::Math => [
                include_str!("../../data/standards/ccss-math.csv"),
                include_str!("../../data/standards/ccss-math-edges.csv"),
                include_str!("../../data/standards/domains.csv"),
            ],
            BuiltIn::Ela => [
                include_str!("../../data/standards/ccss-ela.csv"),
                include_str!("../../data/standards/ccss-ela-edges.csv"),
                include_str!("../../data/standards/ccss-ela-domains.csv"),
            ],
        };
        catalog = catalog.and_csv(standards, edges, domains).map_err(|error| Fault::say(&error))?;
    }
    Ok(catalog.with_own(class))
}

/// Arguments with a name (`--seed 1`) apart from those without.
struct Args<'a> {
    plain: Vec<&'a str>,
    named: Vec<(&'a str, &'a str)>,
}

impl<'a> Args<'a> {
    /// # Errors
    /// A name that is not among `known`, or without a value.
    fn read(args: &'a [String], known: &[&str]) -> Result<Self, Fault> {
        let mut read = Self { plain: Vec::new(), named: Vec::new() };
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.strip_prefix("--") {
                Some(name) if known.contains(&name) => {
                    read.named.push((name, args.next().ok_or(Fault::Usage)?))
                }
                Some(_) => return Err(Fault::Usage),
                None => read.plain.push(arg),
            }
        }
        Ok(read)
    }

    fn text(&self, name: &str) -> Option<&'a str> {
        self.named.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// # Errors
    /// A value that does not parse.
    fn parsed<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Fault> {
        let read = |text: &str| {
            text.parse().map_err(|_| Fault::input(format!("--{name}: \"{text}\" cannot be used")))
        };
        self.text(name).map(read).transpose()
    }
}

#[cfg(test)]
mod tests;
