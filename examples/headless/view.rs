//! The rows that a page prints, of a class file.

use rondo::document::{Book, ReplicaId};
use rondo::domain::grouping::Purpose;
use rondo::domain::id::SubjectId;
use rondo::domain::standards::running_unit;
use rondo::domain::subject::in_order;
use rondo::domain::{Class, Date};
use rondo::view;
use serde::Serialize;

use super::{Args, Fault, Output, catalog, class_files};

/// The minute of the day that the rows speak of: before school.
const MINUTE: u32 = 8 * 60;

fn json(rows: &impl Serialize) -> Output {
    serde_json::to_string(rows).map(|text| text + "\n").map_err(Fault::input)
}

/// The day asked for; without one, that of the newest evidence or session.
pub fn day(args: &Args, class: &Class) -> Result<Date, Fault> {
    let newest = || {
        let checks = class.checks.iter().filter_map(|(_, check)| check.done_on);
        checks.chain(class.sessions.iter().map(|(key, _)| key.0)).max()
    };
    Ok(args.parsed("date")?.or_else(newest).unwrap_or(Date::FIRST))
}

/// `view FILE NAME [--date D]`; without a date, the day of the newest evidence or session.
pub fn view(args: &[String]) -> Output {
    let args = Args::read(args, &["date"])?;
    let [path, name] = args.plain.as_slice() else { return Err(Fault::Usage) };
    let book = Book::new(class_files::open(path)?, ReplicaId::default());
    let class = book.class();
    let catalog = catalog(class)?;
    let today = day(&args, class)?;
    let subject = in_order(class).into_iter().next().map_or_else(SubjectId::default, |(id, _)| id);
    match *name {
        "mastery" => {
            let unit = running_unit(class, &subject, today);
            json(&view::mastery::mastery(
                class,
                &catalog,
                &subject,
                unit.as_ref(),
                today,
                view::mastery::Sort::Name,
            ))
        }
        "plans" => json(&view::plans::list(class, &catalog, &subject, today)),
        "groups" => {
            let page = |purpose| {
                let query = view::groups::GroupsQuery {
                    subject: subject.clone(),
                    purpose,
                    today,
                    hidden: false,
                    proof: None,
                };
                view::groups::groups_page(class, &catalog, &query)
            };
            json(&[page(Purpose::Skill), page(Purpose::Mixed)])
        }
        "rotation" => json(&view::rotation::rotation(class, today, MINUTE)),
        "minutes" => json(&view::minutes::minutes(class, &catalog, today)),
        "conferences" => json(&view::conferences::turns(class, &subject, today)),
        "growth" => {
            let query = view::growth::GrowthQuery { subject, ..Default::default() };
            json(&view::growth::growth(class, &catalog, &query, today))
        }
        "equity" => json(&view::equity::equity(class, &catalog, today)),
        "standing" => json(&view::said::standing_rows(class, &catalog, today, MINUTE)),
        "today" => json(&view::today::today(class, &catalog, today, MINUTE)),
        _ => Err(Fault::Usage),
    }
}
