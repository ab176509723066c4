//! The skill groups that the page would propose for a class.

use rondo::document::{Book, ReplicaId};
use rondo::domain::grouping::focus::candidates;
use rondo::domain::grouping::reason::{Flag, Seat, candidate_of, first_need, seat};
use rondo::domain::grouping::{Ask, GroupSettings, Proposal, Purpose, propose_skill};
use rondo::domain::mastery::{NextStep, Standings};
use rondo::domain::standards::StandardId;
use rondo::domain::subject::for_groups;
use serde_json::{Value, json};

use super::{Args, Fault, Output, catalog, class_files, view};

/// Steps after which the search is called unfinished; classes of forty take a few thousand.
const STEPS: u32 = 500_000;

/// `propose FILE [--subject S] [--groups G] [--date D]`; without a subject, the first one that makes groups.
pub fn propose(args: &[String]) -> Output {
    let args = Args::read(args, &["subject", "groups", "date"])?;
    let [path] = args.plain.as_slice() else { return Err(Fault::Usage) };
    let book = Book::new(class_files::open(path)?, ReplicaId::default());
    let class = book.class();
    let catalog = catalog(class)?;
    let today = view::day(&args, class)?;
    let subjects = for_groups(class);
    let subject = match args.parsed::<String>("subject")? {
        None => subjects.first().map(|(id, _)| id.clone()).unwrap_or_default(),
        Some(wanted) => {
            let found = subjects.iter().find(|(id, name)| id.as_str() == wanted || *name == wanted);
            let names = || subjects.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
            let none = || Fault::input(format!("--subject: there is no {wanted}. Give one of: {}", names()));
            found.map(|(id, _)| id.clone()).ok_or_else(none)?
        }
    };
    let mut settings = GroupSettings::default();
    if let Some(groups) = args.parsed::<usize>("groups")? {
        if !(1..=20).contains(&groups) {
            return Err(Fault::input("--groups: give a number from 1 to 20"));
        }
        settings.groups_max = groups;
    }
    let ask = Ask { subject: subject.clone(), purpose: Purpose::Skill, settings, today };
    let proposal = propose_skill(class, &catalog, &ask, STEPS).map_err(|why| Fault::say(&why.0))?;
    let mut standings = Standings::new(class, &catalog, &subject);
    Ok(format!("{}\n", answer(&mut standings, &proposal, &ask)))
}

fn answer(standings: &mut Standings, proposal: &Proposal, ask: &Ask) -> Value {
    let students: Vec<_> = proposal.groups.iter().flat_map(|group| group.members.clone()).collect();
    let found = candidates(standings, &[], &students, ask.today);
    let groups: Vec<Value> = proposal
        .groups
        .iter()
        .zip(proposal.flags.iter().map(Some).chain(std::iter::repeat(None)))
        .map(|(group, flags)| {
            let focus = group.works_on();
            let said: Vec<&str> = flags.into_iter().flatten().map(|flag| words(*flag)).collect();
            json!({
                "name": group.name,
                "standard": focus.lesson_standard().map(StandardId::as_str),
                "starts_from": focus.standard.as_ref().filter(|own| Some(*own) != focus.lesson_standard()).map(|id| id.as_str()),
                "next_step": focus.lesson_step().map(NextStep::tag),
                "reach": group.reach.tag(),
                "students": group.members.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
                "flag": if said.is_empty() { None } else { Some(said.join("; ")) },
            })
        })
        .collect();
    let (mut left_out, mut check_first) = (Vec::new(), Vec::new());
    for (focus, members) in proposal.seats(&students) {
        for member in members {
            let seat = seat(&found, &focus, member);
            if seat == Seat::CheckFirst {
                check_first.push(students[member].to_string());
            }
            // What the student needs and the group does not work on; first what comes first.
            let first = (seat == Seat::LeftOut).then(|| first_need(&found, member)).flatten();
            let worked_on = |id: &str| {
                focus.lesson_standard().is_some_and(|own| own.as_str() == id)
                    || focus.standard.as_ref().is_some_and(|own| own.as_str() == id)
            };
            for candidate in &found {
                let Some(standard) = candidate.standard() else { continue };
                let from = candidate.nexts[member].from.as_ref();
                let unmet =
                    from.is_some_and(|from| !worked_on(from.as_str()) && !worked_on(standard.as_str()));
                let why = match (first.as_ref() == Some(standard), from.filter(|_| unmet)) {
                    (true, _) => "no group has the lesson that comes first".to_owned(),
                    (false, Some(from)) => {
                        format!("{from} comes before it, and the group works on something else")
                    }
                    (false, None) => continue,
                };
                left_out.push(json!({ "student": students[member].as_str(), "standard": standard.as_str(), "why": why }));
            }
            if seat == Seat::LeftOut && first.is_none() {
                let standard = candidate_of(&found, &focus).and_then(|own| own.standard());
                left_out.push(json!({ "student": students[member].as_str(), "standard": standard.map(|id| id.as_str()), "why": "ready for more than the group's lesson" }));
            }
        }
    }
    json!({
        "groups": groups,
        "left_out": left_out,
        "check_first": check_first,
        "covered": proposal.assessment.covered,
        "ready_for_more": proposal.assessment.ready.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "proven": proposal.proof.proven,
    })
}

fn words(flag: Flag) -> &'static str {
    match flag {
        Flag::SameLesson => "another group has the same lesson: more students need it than one group holds",
        Flag::Spans => "next steps lie more than one apart: locks, pairs or sizes leave no better seat",
    }
}
