//! Class files: merge, check, and files made for tests.

use rondo::document::file::{self, LoadError};
use rondo::document::json::to_json;
use rondo::document::together;
use rondo::document::{Book, Conflict, Document, Place, ReplicaId};
use rondo::domain::Class;
use rondo::domain::record::Value;
use rondo::domain::sample::generate::{edited_apart, generate as generated};
use serde::Deserialize;
use serde_json::{Map, json};

use super::{Args, Fault, Output, catalog};

/// Edits of each writer of `generate --replicas`.
const EDITS: u32 = 60;

/// Opens a class file.
///
/// # Errors
/// The sentence that the page would show, after the file's name.
pub fn open(path: &str) -> Result<Document, Fault> {
    let opened = file::read(&super::file(path)?);
    opened.map(|opened| opened.document).map_err(|error| said(path, &error))
}

fn said(path: &str, error: &LoadError) -> Fault {
    match Fault::say(&error.sentence()) {
        Fault::Input(line) => Fault::Input(format!("{path}: {line}")),
        other @ (Fault::Usage | Fault::Found(_)) => other,
    }
}

/// Edits that had not seen each other, with what stands in the end.
fn told(all: &Document, conflicts: &[Conflict]) -> Vec<serde_json::Value> {
    let text = |value: &Value| serde_json::from_str::<serde_json::Value>(&to_json(value)).unwrap_or_default();
    let one = |Conflict { place, winner, loser }: &Conflict| {
        let stands = all.field(place).map_or(&winner.value, |field| &field.value);
        let Place { kind, id, field } = place;
        json!({ "kind": kind, "id": id, "field": field, "stands": text(stands), "lost": text(&loser.value) })
    };
    conflicts.iter().map(one).collect()
}

/// The merged class file, canonical; with `--conflicts`, the edits that met in it.
pub fn merge(args: &[String]) -> Output {
    let with_conflicts = args.iter().any(|arg| arg == "--conflicts");
    let args: Vec<String> = args.iter().filter(|arg| *arg != "--conflicts").cloned().collect();
    let mut conflicts = Vec::new();
    let [first, rest @ ..] = args.as_slice() else { return Err(Fault::Usage) };
    if rest.is_empty() {
        return Err(Fault::Usage);
    }
    let mut all = open(first)?;
    for path in rest {
        let other = open(path)?;
        if other.id != all.id {
            return Err(Fault::input(format!("{path}: class {} is another class than {}", other.id, all.id)));
        }
        together::check_together(&all, &other).map_err(|error| said(path, &error))?;
        conflicts.extend(all.merge(&other).conflicts);
    }
    if with_conflicts {
        return Ok(format!("{}\n", json!({ "conflicts": told(&all, &conflicts) })));
    }
    Ok(file::write(&all))
}

/// What a class file says of itself.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

/// The version of the format that a file is written in.
fn version(bytes: &[u8]) -> Option<u64> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    serde_json::from_slice::<Head>(bytes).ok().map(|head| head.version)
}

/// Whether a class file is sound, and what it holds.
pub fn check(args: &[String]) -> Output {
    let [path] = args else { return Err(Fault::Usage) };
    let bytes = super::file(path)?;
    let opened = file::read(&bytes);
    let answer = match opened {
        Ok(opened) => {
            let counts: Map<String, serde_json::Value> = opened
                .document
                .records
                .iter()
                .map(|(kind, records)| (kind.clone(), records.len().into()))
                .collect();
            let problems: Vec<&str> = if opened.intact {
                Vec::new()
            } else {
                vec!["checksum: the file was edited by hand or damaged"]
            };
            json!({ "ok": opened.intact, "version": version(&bytes), "counts": counts, "problems": problems })
        }
        Err(error) => {
            let Fault::Input(line) = Fault::say(&error.sentence()) else { return Err(Fault::Usage) };
            json!({ "ok": false, "version": null, "counts": {}, "problems": [line] })
        }
    };
    Ok(format!("{answer}\n"))
}

/// A class file with invented names; with `--replicas`, copies of it that were edited apart.
pub fn generate(args: &[String]) -> Output {
    let args = Args::read(args, &["students", "standards", "evidence", "seed", "replicas", "out"])?;
    let number = |name| args.parsed::<u32>(name);
    let (Some(students), Some(standards), Some(evidence)) =
        (number("students")?, number("standards")?, number("evidence")?)
    else {
        return Err(Fault::Usage);
    };
    let seed = args.parsed::<u64>("seed")?.unwrap_or(1);
    let first = ReplicaId::new(seed);
    let mut document = Document::new(format!("generated-{seed}"));
    let stamp = document.next_stamp(first);
    document.write(stamp, generated(&catalog(&Class::default())?, students, standards, evidence, seed).0);
    let Some(replicas) = number("replicas")? else { return Ok(file::write(&document)) };
    let out = args.text("out").ok_or(Fault::Usage)?;
    std::fs::create_dir_all(out).map_err(|error| Fault::input(format!("--out {out}: {error}")))?;
    let base = Book::new(document.clone(), first);
    let edits = edited_apart(base.class(), replicas, EDITS, seed);
    let mut written = Vec::new();
    for (writer, edits) in (0_u64..).zip(edits) {
        let mut copy = document.clone();
        let replica = ReplicaId::new(seed.wrapping_add(1_000_003 * (writer + 1)));
        for changes in edits {
            let stamp = copy.next_stamp(replica);
            copy.write(stamp, changes.0);
        }
        let path = format!("{out}/replica-{writer}.json");
        std::fs::write(&path, file::write(&copy))
            .map_err(|error| Fault::input(format!("{path}: {error}")))?;
        written.push(path);
    }
    Ok(format!("{}\n", json!({ "files": written })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_file() {
        let text = file::write(&Document::new("one".to_owned()));
        assert_eq!(version(text.as_bytes()), Some(file::VERSION));
        let older = text.replacen("\"version\":2", "\"version\":0", 1);
        assert_eq!(version(format!("\u{feff}{older}").as_bytes()), Some(0));
        assert_eq!(version(b"{}"), None);
    }
}
