//! OneRoster zips, 1.1 and 1.2: the students of `users.csv`, by the classes in which `enrollments.csv` has them.
//!
//! A school's export holds everybody. What comes out is the table of its users with the roster of each class beside it,
//! so that the teacher takes her own. In 1.2 a person's role may stand in `roles.csv` alone. Of what else is in the zip,
//! `demographics.csv` above all, nothing is opened.

use std::collections::BTreeMap;

use super::decode::decode;
use super::heads::head_key;
use super::table::{FileClass, Table, read_long_table};
use super::zip::{Packed, files};
use crate::domain::Sentence;

/// Whether the zip is a OneRoster export.
pub(super) fn is_oneroster(bytes: &[u8]) -> bool {
    files(bytes).is_some_and(|files| files.iter().any(|file| file.name == "users.csv"))
}

/// The users of the zip with the classes that they are in.
///
/// # Errors
/// No users, or a file that cannot be unpacked.
pub(super) fn read(bytes: &[u8]) -> Result<Table, Sentence> {
    let files = files(bytes).unwrap_or_default();
    let Some(mut users) = sheet(&files, "users.csv")? else { return Err(Sentence::new("import.archive")) };
    if let Some(roles) = sheet(&files, "roles.csv")? {
        add_roles(&mut users, &roles);
    }
    if let (Some(enrollments), Some(classes)) =
        (sheet(&files, "enrollments.csv")?, sheet(&files, "classes.csv")?)
    {
        users.classes = rosters(&users, &enrollments, &classes);
    }
    Ok(users)
}

fn sheet(files: &[Packed<'_>], name: &str) -> Result<Option<Table>, Sentence> {
    let Some(file) = files.iter().find(|file| file.name == name) else { return Ok(None) };
    let bytes = file.unpack().ok_or_else(|| Sentence::new("import.damaged_zip").with("file", name))?;
    let decoded = decode(&bytes)?;
    Ok(Some(Table { encoding: decoded.encoding, ..read_long_table(&decoded.text)? }))
}

fn column(table: &Table, key: &str) -> Option<usize> {
    table.head.iter().position(|head| head_key(head) == key)
}

/// A blank status is active: bulk files leave it out.
fn is_active(table: &Table, row: usize) -> bool {
    let status = column(table, "status").map_or("", |at| table.cell(row, at));
    matches!(head_key(status).as_str(), "" | "active")
}

/// Puts each user's primary role where 1.1 has it.
fn add_roles(users: &mut Table, roles: &Table) {
    let (Some(id), Some(user), Some(role)) =
        (column(users, "sourcedid"), column(roles, "usersourcedid"), column(roles, "role"))
    else {
        return;
    };
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for row in (0..roles.rows.len()).filter(|row| is_active(roles, *row)) {
        let said = roles.cell(row, role);
        let place = known.entry(roles.cell(row, user)).or_insert(said);
        if head_key(said) == "student" {
            *place = said;
        }
    }
    let at = column(users, "role").unwrap_or_else(|| {
        users.head.push("role".to_owned());
        users.head.len() - 1
    });
    for cells in &mut users.rows {
        let said = cells.get(id).and_then(|id| known.get(id.as_str())).copied().unwrap_or_default();
        cells.resize(users.head.len(), String::new());
        if cells[at].is_empty() {
            said.clone_into(&mut cells[at]);
        }
    }
}

/// The rows of the students of each class that has any, by title.
fn rosters(users: &Table, enrollments: &Table, classes: &Table) -> Vec<FileClass> {
    let columns = (
        column(users, "sourcedid"),
        column(enrollments, "classsourcedid"),
        column(enrollments, "usersourcedid"),
        column(enrollments, "role"),
        column(classes, "sourcedid"),
        column(classes, "title"),
    );
    let (Some(id), Some(class), Some(user), Some(role), Some(class_id), Some(title)) = columns else {
        return Vec::new();
    };
    let rows: BTreeMap<&str, usize> = (0..users.rows.len()).map(|row| (users.cell(row, id), row)).collect();
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in (0..enrollments.rows.len()).filter(|row| is_active(enrollments, *row)) {
        let is_student = head_key(enrollments.cell(row, role)) == "student";
        if let Some(at) = rows.get(enrollments.cell(row, user)).filter(|_| is_student) {
            members.entry(enrollments.cell(row, class)).or_default().push(*at);
        }
    }
    let of_class = |row: usize| {
        let rows = members.get(classes.cell(row, class_id))?.clone();
        Some(FileClass { title: classes.cell(row, title).to_owned(), rows })
    };
    (0..classes.rows.len()).filter(|row| is_active(classes, *row)).filter_map(of_class).collect()
}

#[cfg(test)]
mod tests {
    use super::super::roster::{guess_roster, read_roster};
    use super::super::table::read_file;
    use super::super::zip::tests::{stored, zip};
    use super::*;

    const USERS: &str =
        "sourcedId,status,enabledUser,givenName,familyName,identifier,grades,userMasterIdentifier,password
u1,,true,Tamar,Lee,,,,
u2,,true,An,Nguyễn,00123,03,,
u3,,true,Maeve,O'Brien,00124,03,,
u4,,false,Left,School,00125,03,,
u5,tobedeleted,true,Gone,Too,00126,03,,
";
    const ROLES: &str = "sourcedId,userSourcedId,roleType,role,orgSourcedId
r1,u1,primary,teacher,o1
r2,u2,primary,student,o1
r3,u3,secondary,student,o1
r4,u4,primary,student,o1
";
    const CLASSES: &str = "sourcedId,status,title\nc1,,Room 12\nc2,,Room 14\nc3,,Nobody's\n";
    const ENROLLMENTS: &str = "sourcedId,status,classSourcedId,userSourcedId,role
e1,,c1,u1,teacher
e2,,c1,u2,student
e3,,c2,u3,student
e4,,c2,u4,student
e5,tobedeleted,c1,u3,student
e6,,c1,u99,student
";

    fn names(table: &Table) -> Vec<String> {
        read_roster(table, &guess_roster(table)).students.iter().map(|row| row.given.clone()).collect()
    }

    #[test]
    fn a_1_2_zip_says_roles_apart_and_a_class_is_chosen() {
        let bytes = zip(&[
            ("users.csv", USERS),
            ("roles.csv", ROLES),
            ("classes.csv", CLASSES),
            ("enrollments.csv", ENROLLMENTS),
            ("demographics.csv", "sourcedId,birthDate,sex\nu2,2017-09-01,female\n"),
        ]);
        let table = read_file(&bytes).unwrap();
        assert_eq!(names(&table), ["An", "Maeve"]);
        let preview = read_roster(&table, &guess_roster(&table));
        assert_eq!(preview.layout.tag(), "oneroster-1.2");
        assert_eq!(
            table.classes.iter().map(|class| class.title.as_str()).collect::<Vec<_>>(),
            ["Room 12", "Room 14"]
        );
        assert_eq!(names(&table.of_class(0)), ["An"]);
        assert_eq!(names(&table.of_class(1)), ["Maeve"]);
        let everything = format!("{table:?}");
        assert!(
            !everything.contains("2017-09-01") && !everything.contains("female"),
            "demographics stay shut"
        );
    }

    #[test]
    fn users_alone_are_enough_and_other_zips_are_refused() {
        let table = read_file(&zip(&[("users.csv", USERS)])).unwrap();
        assert!(table.classes.is_empty());
        let other = read_file(&zip(&[("photo.jpg", "x")])).unwrap_err();
        assert_eq!(other.key, "import.archive");
        let mut damaged = zip(&[("users.csv", USERS)]);
        for byte in &mut damaged[60..80] {
            *byte = 0xFF;
        }
        assert_eq!(read_file(&damaged).unwrap_err().key, "import.damaged_zip");
    }

    #[test]
    fn a_letter_that_changed_in_a_file_that_is_only_stored_is_noticed() {
        let whole = stored("users.csv", USERS);
        assert_eq!(names(&read_file(&whole).unwrap()), ["Tamar", "An", "Maeve"]);
        let mut changed = whole;
        let at = changed.windows(5).position(|five| five == b"Maeve").unwrap();
        changed[at] = b'X';
        assert_eq!(read_file(&changed).unwrap_err().key, "import.damaged_zip");
    }
}
