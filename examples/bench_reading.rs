//! Times every reader of files and pastes over odd text, of 12 MB and just below the limit of a table.
//! `cargo run --release --example bench_reading [milliseconds]` shows what takes longer than that.
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::time::Instant;

use rondo::document::import::framework::read_framework;
use rondo::document::import::listed::read_list;
use rondo::document::import::{
    guess_roster, guess_scores, known_students, match_students, read_file, read_roster, read_school_days,
    read_scores,
};
use rondo::document::rescue;
use rondo::domain::calendar::school_year;
use rondo::domain::record::Value;
use rondo::domain::{Class, Date};

const TODAY: Date = Date::constant(2026, 11, 21);

/// What is repeated, behind a beginning.
const ODD: &[(&str, &str)] = &[
    ("", "a"),
    ("", "abc de "),
    ("", " "),
    ("", ","),
    ("", "\t"),
    ("", "\""),
    ("a,b\n\"", "x,y\n"),
    ("", "\"a\n"),
    ("", "\n"),
    ("", "\r"),
    ("", "1\n"),
    ("", "1,"),
    ("", "jan 1/2 "),
    ("", "[{\"a\":"),
    ("{\"CFItems\":[", "1,"),
    ("{\"format\":\"", "\\n"),
    ("{\"format\":\"rondo-class\",", "\"\\u0041\":1,"),
    ("", "\0"),
    ("", "\u{301}"),
    ("", "a\u{345}"),
    ("", "ệ"),
    ("BEGIN:VCALENDAR\n", "A:\n"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261010\nSUMMARY:a\n", " a\n"),
    ("BEGIN:VCALENDAR\n", "BEGIN:VEVENT\nDTSTART:20261010\nRRULE:FREQ=DAILY\nEND:VEVENT\n"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:19900101\nRRULE:FREQ=MONTHLY;BYDAY=5MO", ",5MO"),
    ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261010\nEXDATE:20261010", ",20261010"),
    ("", "1/4\n"),
];

/// Rows of a table with heads, as many as there may be.
const ROWS: &[(&str, &str)] = &[
    ("Name,Q1", "Ana Ruiz,1\n"),
    ("Timestamp,Name,Score", "1/1/2026,Jósé Rûiz,1\n"),
    ("Name,Note", "a\u{345}a\u{345}a\u{345}a\u{345}a\u{345}a\u{345}a\u{345},x\n"),
    ("code,text,prerequisites", "A.1,t,\"A.1;A.2;A.3\"\n"),
];

fn main() {
    let shown = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100);
    let class = class();
    for size in [12_000_000, 5_900_000] {
        for (start, unit) in ODD {
            let text = format!("{start}{}", unit.repeat((size - start.len()) / unit.len()));
            time(&format!("{start}{unit}..."), text.as_bytes(), &class, shown);
        }
    }
    for (head, row) in ROWS {
        time(head, format!("{head}\n{}", row.repeat(4_999)).as_bytes(), &class, shown);
    }
    let head: Vec<String> = (1..60).map(|n| format!("Q{n}")).collect();
    for cell in [",12", ",8/10", ",abcd", ","] {
        let row = |n: usize| format!("Ana{n} Ruiz{}\n", cell.repeat(59));
        let rows: String = (0..4_990).map(row).collect();
        time(cell, format!("Name,{}\n{rows}", head.join(",")).as_bytes(), &class, shown);
    }
    time("no text", &vec![0xFF; 12_000_000], &class, shown);
    time("UTF-16", &[b'a', 0, b',', 0, b'b', 0, b'\n', 0].repeat(1_500_000), &class, shown);
}

fn class() -> Class {
    let mut class = Class::default();
    for n in 0..35 {
        let student = [("given", format!("Ana{n}")), ("family", "Ruíz".into()), ("school_id", n.to_string())];
        for (field, value) in student {
            class.set("student", &format!("s{n}"), field, &Value::Text(value));
        }
    }
    class
}

fn time(name: &str, bytes: &[u8], class: &Class, shown: u128) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let name: String = name.escape_debug().take(60).collect();
    let one = |what: &str, read: &dyn Fn() -> String| {
        let start = Instant::now();
        let said = read();
        let took = start.elapsed().as_millis();
        if took >= shown {
            println!("{took:5} ms  {what:10} {:4.1} MB  {name}  {said}", bytes.len() as f64 / 1.0e6);
        }
    };
    one("table", &|| read_file(bytes).map_or_else(|why| why.key.into(), |it| it.rows.len().to_string()));
    one("roster", &|| {
        let Ok(table) = read_file(bytes) else { return String::new() };
        let roster = read_roster(&table, &guess_roster(&table));
        match_students(&roster.students, &known_students(class)).len().to_string()
    });
    one("scores", &|| {
        let Ok(table) = read_file(bytes) else { return String::new() };
        let scores = read_scores(&table, &guess_scores(&table), TODAY);
        match_students(&scores.students, &known_students(class)).len().to_string()
    });
    one("list", &|| {
        read_list(class, &text).map_or_else(|why| why.key.into(), |it| it.others.len().to_string())
    });
    one("days", &|| read_school_days(&text, school_year(TODAY)).stretches.len().to_string());
    one("framework", &|| {
        read_framework(bytes).map_or_else(|why| why.key.into(), |it| it.items.len().to_string())
    });
    one("class", &|| {
        rescue::read(bytes).map_or_else(|why| why.sentence().key.into(), |it| it.len().to_string())
    });
}
