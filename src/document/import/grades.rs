//! Grade levels: `03`, `3rd`, `Grade 3` and `3.º` are grade 3; `KG` and `0` are kindergarten.

use super::heads::head_key;

/// `PK`, `TK`, `K` or `1` to `12`; `None` for anything else.
pub fn read_grade(cell: &str) -> Option<String> {
    if cell.trim() == "-1" {
        return Some("PK".to_owned());
    }
    if cell.contains('.') && cell.trim().parse::<f64>().is_ok() {
        return None; // 3.5 is a mark.
    }
    let key = head_key(cell);
    let bare =
        ["gradelevel", "grade", "grado", "gr"].iter().find_map(|word| key.strip_prefix(word)).unwrap_or(&key);
    match bare {
        "pk" | "prek" | "p" | "prekindergarten" | "preschool" | "ps" | "prekinder" => {
            return Some("PK".to_owned());
        }
        "tk" | "transitionalkindergarten" => return Some("TK".to_owned()),
        "k" | "kg" | "0" | "00" | "kindergarten" | "kinder" => return Some("K".to_owned()),
        _ => {}
    }
    let ending = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &bare[..bare.len() - ending.len()];
    let ending = ["grade", "grado"].iter().find_map(|word| ending.strip_suffix(word)).unwrap_or(ending);
    let is_ordinal = ["", "st", "nd", "rd", "th", "o", "a", "er", "ero", "do", "to"].contains(&ending);
    let number = if is_ordinal && digits.len() <= 2 { digits.parse::<u8>().ok() } else { None };
    number.filter(|grade| (1..=12).contains(grade)).map(|grade| grade.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes_grades() {
        let cases = [
            ("3", Some("3")),
            ("03", Some("3")),
            ("3rd", Some("3")),
            ("3rd Grade", Some("3")),
            ("Grade 3", Some("3")),
            ("Gr. 3", Some("3")),
            ("3.er grado", Some("3")),
            ("12", Some("12")),
            ("K", Some("K")),
            ("KG", Some("K")),
            ("Kindergarten", Some("K")),
            ("0", Some("K")),
            ("PK", Some("PK")),
            ("Pre-K", Some("PK")),
            ("-1", Some("PK")),
            ("TK", Some("TK")),
            ("13", None),
            ("85", None),
            ("3.5", None),
            ("Other", None),
            ("", None),
        ];
        for (cell, expected) in cases {
            assert_eq!(read_grade(cell).as_deref(), expected, "{cell}");
        }
    }
}
