//! Individual agendas on plain numbers: who is at which station in each slot.

use std::collections::BTreeMap;

use optimize::rounds::{AgendaAnswer, AgendaFault, AgendaProblem, AgendaSearch, Bottleneck};
use rondo::domain::Arg;
use rondo::domain::rotation::agendas::in_words;
use rondo::view::text;
use serde::Deserialize;
use serde_json::json;

use super::engine::read;
use super::search::{LIMITS, Limit, seed};
use super::{Args, Fault, Output};

#[derive(Deserialize)]
struct Asked {
    slots: usize,
    stations: Vec<Place>,
    students: Vec<Student>,
    seconds: Option<f64>,
    steps: Option<u64>,
    seed: Option<u64>,
}

#[derive(Deserialize)]
struct Place {
    name: String,
    capacity: usize,
}

#[derive(Deserialize)]
struct Student {
    visits: BTreeMap<String, usize>,
    /// Slot counted from 0, station.
    #[serde(default)]
    fixed: Vec<(usize, String)>,
}

/// Everybody's agenda, or the bottleneck, when time or steps end.
pub fn rotation(input: &str, args: &[String]) -> Output {
    let args = Args::read(args, &LIMITS)?;
    let asked: Asked = read(input, "standard input")?;
    let limit = Limit::read(&args, asked.seconds, asked.steps)?;
    let problem = problem(&asked, seed(&args, asked.seed)?)?;
    let mut search = AgendaSearch::new(problem.clone()).map_err(|fault| Fault::input(unfit(&fault)))?;
    let steps = limit.run(64, |n| search.step(n));
    let mut answer = match search.answer() {
        AgendaAnswer::Plan(plan) => {
            let name = |at: &Option<usize>| at.and_then(|at| asked.stations.get(at)).map(|one| &one.name);
            let agendas = plan.iter().map(|agenda| agenda.iter().map(name).collect::<Vec<_>>());
            json!({ "agendas": agendas.collect::<Vec<_>>() })
        }
        AgendaAnswer::Bottlenecks(found) => match found.first() {
            Some(first) => json!({ "bottleneck": told(&asked, &problem, first) }),
            None => json!({ "undecided": text::of("agenda.undecided") }),
        },
        AgendaAnswer::Open => json!({ "undecided": text::of("agenda.undecided") }),
    };
    answer["steps"] = json!(steps);
    answer["seconds"] = json!(limit.elapsed());
    Ok(format!("{answer}\n"))
}

/// Counts that would only exhaust the memory are refused beside what cannot be meant.
fn problem(asked: &Asked, seed: u64) -> Result<AgendaProblem, Fault> {
    for (field, given, least, most) in [
        ("slots", asked.slots, 1, 64),
        ("stations", asked.stations.len(), 1, 100),
        ("students", asked.students.len(), 0, 1000),
    ] {
        if given < least || given > most {
            return Err(Fault::input(format!("{field}: {given} cannot be used. Give {least} to {most}.")));
        }
    }
    let mut at = BTreeMap::new();
    for (index, station) in asked.stations.iter().enumerate() {
        if station.capacity > 1000 {
            return Err(Fault::input(format!("stations: capacity of \"{}\": give 0 to 1000.", station.name)));
        }
        if at.insert(station.name.as_str(), index).is_some() {
            return Err(Fault::input(format!(
                "stations: two have the name \"{}\". Give each its own.",
                station.name
            )));
        }
    }
    let find = |student: usize, field: &str, name: &str| {
        at.get(name).copied().ok_or_else(|| {
            Fault::input(format!(
                "students: student {student}: {field} names \"{name}\", which is no station. Give a name from stations."
            ))
        })
    };
    let mut visits = vec![vec![0; asked.stations.len()]; asked.students.len()];
    let mut fixed = Vec::new();
    for (student, one) in asked.students.iter().enumerate() {
        for (name, times) in &one.visits {
            if *times > 1000 {
                return Err(Fault::input(format!(
                    "students: student {student}: {times} visits of \"{name}\". Give at most 1000."
                )));
            }
            visits[student][find(student, "visits", name)?] = *times;
        }
        for (slot, name) in &one.fixed {
            fixed.push((student, *slot, find(student, "fixed", name)?));
        }
    }
    let capacity = asked.stations.iter().map(|station| station.capacity).collect();
    Ok(AgendaProblem { slots: asked.slots, capacity, visits, fixed, seed, ..AgendaProblem::default() })
}

/// The bottleneck with the numbers that are short; where only the combination fails, those of everything.
fn told(asked: &Asked, problem: &AgendaProblem, what: &Bottleneck) -> serde_json::Value {
    let stations: Vec<Arg> = asked.stations.iter().map(|station| Arg::from(&station.name)).collect();
    let students: Vec<String> = (0..asked.students.len()).map(|at| format!("student {at}")).collect();
    let (wanted, seats) = match what {
        Bottleneck::Place { wanted, seats, .. } | Bottleneck::PlaceTimes { wanted, seats, .. } => {
            (*wanted, *seats)
        }
        Bottleneck::Slot { fixed, capacity, .. } => (*fixed, *capacity),
        Bottleneck::Member { wanted, slots, .. } | Bottleneck::MemberTimes { wanted, slots, .. } => {
            (*wanted, *slots)
        }
        Bottleneck::Combination => (
            problem.visits.iter().flatten().sum(),
            problem.capacity.iter().map(|capacity| capacity * problem.slots).sum(),
        ),
    };
    json!({
        "station": what.place().and_then(|at| asked.stations.get(at)).map(|station| &station.name),
        "wanted": wanted,
        "seats": seats,
        "sentence": text::say(&in_words(problem, &stations, &students, what).sentence),
    })
}

fn unfit(fault: &AgendaFault) -> String {
    match fault {
        AgendaFault::BadSlots { slots } => format!("slots: {slots} cannot be used. Give 1 to 64."),
        AgendaFault::BadRow { member } => {
            format!("students: student {member}: visits do not fit the stations. Give a number for each.")
        }
        AgendaFault::NoSuchIndex { member, slot, .. } => format!(
            "students: student {}: fixed names slot {slot}. Give slots from 0, below the number of slots.",
            member.unwrap_or(0)
        ),
        AgendaFault::FixedTwice { member, slot } => format!(
            "students: student {member}: fixed names two stations in slot {slot}. Give one station a slot."
        ),
        AgendaFault::FixedNotWanted { member, fixed, wanted, .. } => format!(
            "students: student {member}: {fixed} visits of a station are fixed and {wanted} are in visits. Count the \
             fixed ones in visits."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn said(input: &str) -> Result<Value, String> {
        match rotation(input, &[]) {
            Ok(text) => Ok(serde_json::from_str(&text).unwrap()),
            Err(Fault::Input(line)) => Err(line),
            Err(Fault::Usage | Fault::Found(_)) => Err("usage".to_owned()),
        }
    }

    /// Two slots, a table of so many seats and tablets of so many, and so many students who want both.
    fn two(table: usize, tablets: usize, students: usize, more: &str) -> Result<Value, String> {
        let student = "{\"visits\":{\"Teacher\":1,\"Tablets\":1}}";
        let rest = vec![student; students].join(",");
        said(&format!(
            "{{\"slots\":2,\"stations\":[{{\"name\":\"Teacher\",\"capacity\":{table}}},{{\"name\":\"Tablets\",\
             \"capacity\":{tablets}}}],\"students\":[{rest}{more}],\"steps\":100000}}"
        ))
    }

    #[test]
    fn everybody_goes_where_they_want_and_nobody_sits_on_another() {
        let fixed = ",{\"visits\":{\"Teacher\":1,\"Tablets\":1},\"fixed\":[[0,\"Teacher\"]]},{\"visits\":{\"Tablets\":1}}";
        let answer = two(4, 4, 5, fixed).unwrap();
        let agendas: Vec<Vec<Option<String>>> = serde_json::from_value(answer["agendas"].clone()).unwrap();
        assert_eq!(agendas[5][0].as_deref(), Some("Teacher"), "fixed");
        for agenda in &agendas[..6] {
            let mut places: Vec<_> = agenda.iter().flatten().collect();
            places.sort();
            assert_eq!(places, ["Tablets", "Teacher"]);
        }
        for slot in 0..2 {
            for place in ["Teacher", "Tablets"] {
                let here = agendas.iter().filter(|agenda| agenda[slot].as_deref() == Some(place)).count();
                assert!(here <= 4, "{here} at {place}");
            }
        }
        assert!(agendas[6].contains(&None), "a free slot");
    }

    #[test]
    fn a_closed_station_and_a_full_one_are_named_with_the_repair() {
        let closed = two(6, 0, 2, "").unwrap();
        assert_eq!(closed["bottleneck"]["station"], "Tablets");
        assert_eq!((&closed["bottleneck"]["wanted"], &closed["bottleneck"]["seats"]), (&json!(2), &json!(0)));
        let full = two(6, 2, 5, "").unwrap();
        let words = "Tablets: 5 visits wanted, 4 seats: one more seat or one more slot.";
        assert_eq!(full["bottleneck"]["sentence"], words);
        assert!(two(3, 3, 5, "").unwrap().get("agendas").is_some());
    }

    #[test]
    fn a_student_with_more_visits_than_slots_is_named() {
        let answer = two(6, 6, 1, ",{\"visits\":{\"Teacher\":2,\"Tablets\":2}}").unwrap();
        assert_eq!(answer["bottleneck"]["station"], Value::Null);
        assert_eq!(
            answer["bottleneck"]["sentence"],
            "student 1 has 4 visits to make in 2 slots: 2 more slots, or take a visit off."
        );
    }

    #[test]
    fn out_of_steps_is_undecided() {
        let input = "{\"slots\":2,\"stations\":[{\"name\":\"A\",\"capacity\":1},{\"name\":\"B\",\"capacity\":1}],\
                     \"students\":[{\"visits\":{\"A\":1},\"fixed\":[[0,\"A\"]]},{\"visits\":{\"A\":1,\"B\":1}}],\"steps\":0}";
        assert!(said(input).unwrap()["undecided"].is_string());
        let decided = said(&input.replace("\"steps\":0", "\"steps\":1000")).unwrap();
        assert_eq!(decided["agendas"], json!([["A", null], ["B", "A"]]));
    }

    #[test]
    fn what_cannot_be_read_is_one_line_that_names_the_field() {
        for (students, begins) in [
            (
                "{\"visits\":{\"Table\":1}}",
                "students: student 0: visits names \"Table\", which is no station.",
            ),
            ("{\"visits\":{},\"fixed\":[[0,\"Desk\"]]}", "students: student 0: fixed names \"Desk\""),
            (
                "{\"visits\":{\"A\":1},\"fixed\":[[2,\"A\"]]}",
                "students: student 0: fixed names slot 2. Give slots from 0",
            ),
            ("{\"visits\":{\"A\":1},\"fixed\":[[0,\"A\"],[1,\"A\"]]}", "students: student 0: 2 visits"),
        ] {
            let input = format!(
                "{{\"slots\":2,\"stations\":[{{\"name\":\"A\",\"capacity\":1}}],\"students\":[{students}]}}"
            );
            let line = said(&input).unwrap_err();
            assert!(line.starts_with(begins) && !line.contains('\n'), "{line}");
        }
        let line = said("{\"slots\":0,\"stations\":[{\"name\":\"A\",\"capacity\":1}],\"students\":[]}");
        assert_eq!(line, Err("slots: 0 cannot be used. Give 1 to 64.".to_owned()));
    }
}
