//! What earlier cycles leave to this one: need that waits, and students for whom groups are no longer temporary.

use super::{Scene, short_name};
use crate::domain::Sentence;
use crate::domain::grouping::history::{Track, tracks};
use crate::domain::grouping::reason::candidate_of;
use crate::domain::id::{StandardId, StudentId};
use crate::domain::mastery::Need;
use crate::domain::standards::Reach;
use crate::view::text;

/// "Ana M. needs 4.NF.A.1", and for how many cycles by now.
pub(super) fn need(scene: &Scene<'_>, student: &StudentId, name: String, code: &StandardId) -> String {
    let place = scene.students.iter().position(|one| one == student);
    let candidate = scene.candidates.iter().find(|c| c.focus.standard.as_ref() == Some(code));
    let waited = candidate.zip(place).and_then(|(candidate, place)| candidate.waited.get(place).copied());
    let said = match waited.unwrap_or(0) {
        0 => Sentence::new("groups.needs_code"),
        earlier => Sentence::new("groups.needs_code_waited").with("n", f64::from(earlier.saturating_add(1))),
    };
    text::say(&said.with("name", name).with("code", code.as_str()))
}

/// A line for each kind of track, with what could be done.
pub(super) fn lines(scene: &Scene<'_>, line: &mut impl FnMut(&'static str, String, String, bool)) {
    let starts = scene.class.cycles.get(scene.cycle).and_then(|cycle| cycle.starts);
    let found =
        tracks(scene.class, &scene.query.subject, &scene.students, starts.unwrap_or(scene.query.today));
    let names = |is: fn(Track) -> bool| -> Vec<String> {
        let on = found.iter().filter(|(_, track)| is(*track));
        on.map(|(student, _)| short_name(scene.class, student)).collect()
    };
    let mut say_of = |key: &'static str, names: Vec<String>, text: String, conference| {
        if !names.is_empty() {
            line("look", text::say(&Sentence::new(key).with("names", names)), text, conference);
        }
    };
    // How far a group is from grade level tells of its members' levels.
    if !scene.query.hidden {
        let earlier = |track| matches!(track, Track::Reach(Reach::EarlierGrade, _));
        let on = found.iter().filter(|(_, track)| earlier(*track)).map(|(student, _)| student);
        let mut why = grade_level_groups(scene, &on.collect::<Vec<_>>());
        why.push(text::of("groups.track.earlier_why").to_owned());
        say_of("groups.track.earlier", names(earlier), why.join(" "), true);
        let extended = |track| matches!(track, Track::Reach(Reach::Extension, _));
        say_of(
            "groups.track.extension",
            names(extended),
            text::of("groups.track.extension_why").to_owned(),
            false,
        );
    }
    let peers = |track| matches!(track, Track::Peers(_));
    say_of("groups.track.peers", names(peers), text::of("groups.track.peers_why").to_owned(), false);
}

/// Groups on grade-level work that some of these students need too, as a proposal.
fn grade_level_groups(scene: &Scene<'_>, students: &[&StudentId]) -> Vec<String> {
    let mut left: Vec<&StudentId> = students.to_vec();
    let fits = scene.groups.iter().filter(|seen| seen.focus.reach == Reach::GradeLevel).filter_map(|seen| {
        let candidate = candidate_of(&scene.candidates, &seen.focus)?;
        let needs = |student: &StudentId| {
            let place = scene.students.iter().position(|one| one == student);
            matches!(place.and_then(|place| candidate.needs.get(place)), Some(Need::Some(_)))
        };
        let (here, others): (Vec<&StudentId>, Vec<_>) = left.drain(..).partition(|student| needs(student));
        left = others;
        let names: Vec<String> = here.iter().map(|student| short_name(scene.class, student)).collect();
        let said = Sentence::new("groups.track.earlier_try").with("group", seen.group.name.as_str());
        (!names.is_empty()).then(|| text::say(&said.with("names", names)))
    });
    fits.collect()
}
