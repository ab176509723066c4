//! What a column head says, in English and Spanish: a table of heads, compared without case, spaces and accents.
//!
//! What is sensitive (see `sensitive`) is known before anything else looks at the column.

use super::names::name_key;
use super::sensitive::{is_password, is_sensitive};

/// What a head says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    Given,
    Family,
    /// The name that the student goes by.
    Preferred,
    /// Both names in one cell.
    FullName,
    /// A name: the first one where another column has the family name, else both.
    Name,
    /// An id of the student. The less the number, the more it is the school's own.
    Id(u8),
    /// Grade level, or the mark: the cells tell.
    Grade,
    /// The day on which the work was done.
    Date,
    /// A score, level or number of points.
    Score,
    /// A sum or mean over other columns.
    Total,
    /// The points that were possible, beside a score.
    OutOf,
    /// The standard of a row.
    Standard,
    /// What was asked or set: the item of a row.
    Item,
    /// Something that nobody needs here: row numbers, middle names, sections.
    Unneeded,
    /// Private; off until the teacher ticks it.
    Sensitive,
    /// Never read and never offered.
    Password,
}

use Meaning::{
    Date, Family, FullName, Given, Grade, Id, Item, Name, OutOf, Preferred, Score, Standard, Total, Unneeded,
};

/// Heads as `head_key` writes them. First names stay out, however likely as heads: Max, Mark and Nick are children.
const HEADS: &[(Meaning, &[&str])] = &[
    (Given, &["firstname", "first", "givenname", "givennames", "given", "forename", "fname", "firstnames"]),
    (Given, &["studentfirstname", "studentfirst", "stufirstname", "studentgivenname", "legalfirstname"]),
    (Given, &["primernombre", "nombres"]),
    (Family, &["lastname", "last", "familyname", "family", "surname", "lname", "lastnames"]),
    (Family, &["studentlastname", "studentlast", "stulastname", "studentfamilyname", "legallastname"]),
    (Family, &["apellido", "apellidos", "primerapellido", "apellidopaterno"]),
    (Preferred, &["preferred", "preferredname", "preferredfirstname", "nickname", "knownas", "goesby"]),
    (Preferred, &["studentpreferredname", "preferredgivenname", "apodo", "nombrepreferido"]),
    (
        FullName,
        &["student", "students", "studentname", "studentnames", "fullname", "studentfullname", "names"],
    ),
    (FullName, &["lastfirst", "lastnamefirstname", "lastnamefirst", "studentnamelastfirst", "namelastfirst"]),
    (
        FullName,
        &["firstandlastname", "firstlast", "firstnamelastname", "firstlastname", "firstnameandlastname"],
    ),
    (FullName, &["yourname", "yourfullname", "whatisyourname", "whatisyourfullname", "yourfirstandlastname"]),
    (FullName, &["nameofstudent", "child", "scholar", "displayname", "enteryourname", "namefirstandlast"]),
    (
        FullName,
        &["nombrecompleto", "nombreyapellido", "nombreyapellidos", "apellidosynombre", "apellidosynombres"],
    ),
    (FullName, &["apellidoynombre", "alumno", "alumna", "alumnos", "estudiante", "estudiantes", "tunombre"]),
    (FullName, &["nombredelestudiante", "nombredelalumno", "comotellamas", "cualestunombre"]),
    (Name, &["name", "nombre"]),
    (Id(0), &["localstudentid", "studentlocalid", "localid", "studentnumber", "studentno"]),
    (Id(1), &["studentid", "studentprimaryid", "studentidentifier", "studentidnumber", "stn", "permid"]),
    (Id(1), &["iddelestudiante", "iddeestudiante", "idestudiante", "numerodeestudiante", "matricula"]),
    (Id(2), &["sisuserid", "sisid", "studentsisid", "identifier", "idnumber", "schoolstudentid", "lasid"]),
    (Id(3), &["id", "userid", "studentuserid", "personid", "studentsourcedid", "sourcedid"]),
    (Id(4), &["stateid", "studentstateid", "ssid", "statestudentid", "sasid", "studentstateidentifier"]),
    (
        Grade,
        &["grade", "grades", "gradelevel", "studentgrade", "enrolledgrade", "enrollmentgrade", "gradelvl"],
    ),
    (Grade, &["studentgradelevel", "currentgradelevel", "yearlevel", "gr", "grado", "curso"]),
    (
        Date,
        &[
            "date",
            "timestamp",
            "testdate",
            "datetaken",
            "dateofassessment",
            "assessmentdate",
            "completiondate",
        ],
    ),
    (
        Date,
        &[
            "completeddate",
            "datecompleted",
            "completedat",
            "submitted",
            "submittedat",
            "submissiondate",
            "doneon",
        ],
    ),
    (
        Date,
        &["teststartdate", "completeddatelocal", "clientdate", "fecha", "marcatemporal", "fechadelexamen"],
    ),
    (Score, &["score", "scores", "points", "pointsearned", "earned", "level", "marks", "result", "number"]),
    (
        Score,
        &["pointsscored", "rubricscore", "proficiency", "proficiencylevel", "masterylevel", "correct", "raw"],
    ),
    (
        Score,
        &[
            "rawscore",
            "puntos",
            "puntaje",
            "puntuacion",
            "nota",
            "calificacion",
            "nivel",
            "resultado",
            "numero",
        ],
    ),
    (
        Total,
        &["total", "totalscore", "totalpoints", "average", "mean", "overall", "percent", "percentage", "sum"],
    ),
    (Total, &["finalgrade", "finalscore", "currentgrade", "currentscore", "overallscore", "classaverage"]),
    (Total, &["promedio", "porcentaje", "puntajetotal", "puntuaciontotal", "notafinal"]),
    (OutOf, &["pointspossible", "possiblepoints", "possible", "outof", "maxscore", "maximum", "maxpoints"]),
    (
        OutOf,
        &["totalpossible", "pointspossibles", "puntosposibles", "puntajemaximo", "puntosmaximos", "maximo"],
    ),
    (
        Standard,
        &["standard", "standardcode", "standardname", "standardid", "outcome", "outcomename", "skill"],
    ),
    (Standard, &["learningtarget", "ccss", "objective", "estandar", "habilidad", "objetivo"]),
    (Item, &["item", "itemname", "question", "questionnumber", "assignment", "assignmentname", "assessment"]),
    (Item, &["quiz", "quizname", "test", "testname", "activity", "pregunta", "tarea", "actividad", "examen"]),
    (Unneeded, &["middlename", "middle", "middleinitial", "studentmiddlename", "segundonombre", "suffix"]),
    (Unneeded, &["segundoapellido", "apellidomaterno", "section", "class", "period", "homeroom", "teacher"]),
    (
        Unneeded,
        &["school", "schoolname", "schoolid", "district", "districtname", "row", "rownumber", "attempt"],
    ),
];

/// A head without case, accents, spaces and marks: `Last_Name`, `lastName` and `LAST NAME` are `lastname`.
pub fn head_key(head: &str) -> String {
    name_key(head).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What the head is known to say; `None` for an item's name or anything else.
pub fn meaning(head: &str) -> Option<Meaning> {
    let key = head_key(head);
    if key.is_empty() {
        return None;
    }
    if is_password(&key) {
        return Some(Meaning::Password);
    }
    let known = HEADS.iter().find(|(_, heads)| heads.contains(&key.as_str())).map(|(meaning, _)| *meaning);
    known.or_else(|| is_sensitive(head).then_some(Meaning::Sensitive))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_heads_in_two_languages() {
        let cases = [
            ("Last Name", Some(Family)),
            ("Last_name", Some(Family)),
            ("LAST-NAME", Some(Family)),
            ("Apellido(s)", Some(Family)),
            ("givenName", Some(Given)),
            ("Nombre", Some(Name)),
            ("LastFirst", Some(FullName)),
            ("Last, First", Some(FullName)),
            ("First and last name", Some(FullName)),
            ("Student", Some(FullName)),
            ("Preferred", Some(Preferred)),
            ("Student ID", Some(Id(1))),
            ("Student_Number", Some(Id(0))),
            ("SIS User ID", Some(Id(2))),
            ("Grado", Some(Grade)),
            ("Puntos", Some(Score)),
            ("Puntuación", Some(Score)),
            ("Marca temporal", Some(Date)),
            ("Points Possible", Some(OutOf)),
            ("Estándar", Some(Standard)),
            ("DOB", Some(Meaning::Sensitive)),
            ("Password", Some(Meaning::Password)),
            ("3.NF.A.1 Exit Ticket (101)", None),
            ("Item01", None),
            ("Ana Ruiz", None),
            ("Max", None),
            ("Mark", None),
            ("Nick", None),
            ("", None),
        ];
        for (head, expected) in cases {
            assert_eq!(meaning(head), expected, "{head}");
        }
    }

    #[test]
    fn no_head_stands_twice_in_the_table() {
        let mut all: Vec<&str> = HEADS.iter().flat_map(|(_, heads)| heads.iter().copied()).collect();
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n);
        assert!(all.iter().all(|head| head_key(head) == **head));
    }
}
