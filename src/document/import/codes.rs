//! What an item's head says beside its name: the code of a standard and the points possible.

/// Words before a code that only name the framework.
const PREFIXES: &[&str] = &[
    "CCSS.MATH.CONTENT.",
    "CCSS.MATH-CONTENT.",
    "CCSS.ELA-LITERACY.",
    "CCSS.MATH.",
    "CCSS.ELA.",
    "CCSS.",
    "ELA-LITERACY.",
    "MATH.CONTENT.",
];

/// The first code of a standard in the text: `3.NF.A.1`, `RL.3.1`, `CCSS.MATH.CONTENT.3.NF.A.3a`, `MA.3.FR.1.1`.
///
/// A code is a word of three parts or more between dots, with a number and capital letters; a date, a version and
/// "e.g." are not. Prefixes of the Common Core are left out and a last letter is parted: `3.NF.A.3a` is `3.NF.A.3.a`.
pub fn standard_in(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-'))).find_map(code)
}

fn code(word: &str) -> Option<String> {
    let word = word.trim_matches(|c| matches!(c, '.' | '-'));
    let upper = word.to_ascii_uppercase();
    let prefix = PREFIXES.iter().find(|prefix| upper.starts_with(**prefix)).map_or(0, |prefix| prefix.len());
    let word = word.get(prefix..)?;
    let parts: Vec<&str> = word.split('.').collect();
    let is_part = |part: &&str| (1..=5).contains(&part.len()) && part.is_ascii();
    let has_number = parts.iter().any(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    let has_letters = parts.iter().any(|part| part.chars().all(|c| c.is_ascii_uppercase()));
    // A file's lower-case "3.nf.a.1" has the shape grade, domain, cluster, number.
    let lower = matches!(parts.as_slice(), [grade, domain, cluster, number]
        if (grade.parse::<u8>().is_ok() || matches!(*grade, "k" | "K"))
            && (1..=3).contains(&domain.len()) && domain.chars().all(|c| c.is_ascii_alphabetic())
            && cluster.len() == 1 && cluster.chars().all(|c| c.is_ascii_alphabetic())
            && number.starts_with(|c: char| c.is_ascii_digit()));
    if parts.len() < 3 || !parts.iter().all(is_part) || !has_number || !(has_letters || lower) {
        return None;
    }
    let shown = if lower { raise(word) } else { word.to_owned() };
    Some(part_last_letter(&shown))
}

/// Capitals for all but a letter after the number.
fn raise(word: &str) -> String {
    match word.rsplit_once('.') {
        Some((before, last)) => format!("{}.{last}", before.to_ascii_uppercase()),
        None => word.to_ascii_uppercase(),
    }
}

fn part_last_letter(code: &str) -> String {
    let before = code.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let letter = &code[before.len()..];
    if letter.len() == 1 && before.ends_with(|c: char| c.is_ascii_digit()) {
        format!("{before}.{letter}")
    } else {
        code.to_owned()
    }
}

/// Points possible at the end of a head: `(10)`, `(10 pts)`, `[/10]`, `/10`, `out of 10`.
pub fn points_in(head: &str) -> Option<f64> {
    let text = head.trim().to_lowercase();
    let inside = match (text.strip_suffix(')'), text.strip_suffix(']')) {
        (Some(rest), _) => rest.rsplit_once('(')?.1,
        (_, Some(rest)) => rest.rsplit_once('[')?.1,
        _ => match text.rsplit_once("out of") {
            Some((_, after)) => after,
            // "Ticket 10/2" names a day and "Which is 1/4" a fraction; "Quiz /10" names points.
            None => {
                text.rsplit_once('/').filter(|(before, _)| !before.ends_with(|c: char| c.is_ascii_digit()))?.1
            }
        },
    };
    let inside = inside.trim().trim_start_matches("out of").trim_start_matches('/').trim();
    let units = [" points", " point", " pts.", " pts", " pt", "pts", " puntos", " punto", "p"];
    let number = units.iter().find_map(|unit| inside.strip_suffix(unit)).unwrap_or(inside);
    super::cells::number(number).filter(|points| *points > 0.0 && *points <= 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_codes_in_heads() {
        let cases = [
            ("1. Which is 1/4? (3.NF.A.1)", Some("3.NF.A.1")),
            ("Grade 3 > 3.NF.A.1 result", Some("3.NF.A.1")),
            ("3.NF.A.1 Exit Ticket (101)", Some("3.NF.A.1")),
            ("RL.3.1", Some("RL.3.1")),
            ("K.CC.B.4a quick check", Some("K.CC.B.4.a")),
            ("CCSS.MATH.CONTENT.3.NF.A.3.A", Some("3.NF.A.3.A")),
            ("CCSS.ELA-LITERACY.RL.3.1", Some("RL.3.1")),
            ("quiz 3.nf.a.1", Some("3.NF.A.1")),
            ("MA.3.FR.1.1", Some("MA.3.FR.1.1")),
            ("SCCCR.ELA.5.RL.MC.8.1.b", Some("SCCCR.ELA.5.RL.MC.8.1.b")),
            ("Ticket of 10.02.2026", None),
            ("v1.2.3", None),
            ("e.g. halves", None),
            ("Item01", None),
            ("Quiz 3.5", None),
        ];
        for (head, expected) in cases {
            assert_eq!(standard_in(head).as_deref(), expected, "{head}");
        }
    }

    #[test]
    fn finds_points_in_heads() {
        let cases = [
            ("Quiz 1 (10)", Some(10.0)),
            ("Quiz 1 (10 pts)", Some(10.0)),
            ("Quiz 1 [/10]", Some(10.0)),
            ("Quiz 1 (/4)", Some(4.0)),
            ("Quiz 1 /10", Some(10.0)),
            ("Quiz 1 out of 10", Some(10.0)),
            ("Prueba (10 puntos)", Some(10.0)),
            ("Quiz 1", None),
            ("1. Which is 1/4? (3.NF.A.1)", None),
            ("Ticket 10/2", None),
            ("Which is 1/4", None),
            ("Quiz (makeup)", None),
            ("Quiz (0)", None),
            ("", None),
        ];
        for (head, expected) in cases {
            assert_eq!(points_in(head), expected, "{head}");
        }
    }
}
