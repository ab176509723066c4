//! Columns that say more about a child than a planner needs. They are off unless the teacher ticks them; passwords are
//! never offered. A false alarm costs a tick, a miss costs privacy, so the rules lean to alarm, except where a
//! standard's code shows that the column is an item ("Race to 100 (3.NBT.A.2)").

use super::codes::standard_in;
use super::heads::head_key;
use super::names::name_key;

/// Words that make a head sensitive wherever they stand in it.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "dob", "birth", "birthday", "birthdate", "race", "ethnicity", "ethnic", "hispanic", "latino", "latina",
    "gender", "sex", "pronouns", "frl", "frpl", "frm", "lunch", "meal", "meals", "economic", "economically",
    "disadvantaged", "poverty", "migrant", "homeless", "foster", "immigrant", "refugee", "iep", "sped", "swd",
    "disability", "disabilities", "accommodation", "accommodations", "504", "ell", "esl", "lep", "bilingual",
    "gifted", "address", "street", "zip", "zipcode", "phone", "contact", "contacts", "guardian", "parent",
    "parents", "mother", "father", "email", "mail", "username", "login", "medical", "health", "allergy",
    "allergies", "religion", "ssn", "risk", "discipline", "photo", "nacimiento", "raza", "etnia", "genero",
    "sexo", "direccion", "telefono", "correo", "contacto", "madre", "padre", "tutor", "migrante",
    "discapacidad", "almuerzo", "usuario",
];

/// Words that do so only in company: `home language`, `english learner`, `american indian`.
#[rustfmt::skip]
const PAIRS: &[(&str, &str)] = &[
    ("home", "language"), ("native", "language"), ("primary", "language"), ("english", "learner"),
    ("english", "learners"), ("english", "proficiency"), ("english", "language"), ("special", "education"),
    ("special", "ed"), ("american", "indian"), ("white", "code"), ("asian", "code"), ("black", "code"),
    ("black", "american"), ("hawaiian", "islander"), ("title", "i"), ("title", "1"), ("student", "city"),
    ("student", "state"), ("home", "city"), ("user", "name"), ("lengua", "materna"), ("idioma", "casa"),
    ("educacion", "especial"), ("language", "spoken"),
];

/// Whole heads that are too short to be looked for inside others.
const HEADS: &[&str] =
    &["el", "ell", "city", "language", "elstatus", "age", "ses", "idioma", "edad", "domicilio"];

/// Whether a head names something private.
pub(super) fn is_sensitive(head: &str) -> bool {
    if standard_in(head).is_some() {
        return false;
    }
    let key = head_key(head);
    // An id of the state is an id; `student` and `state` alone are part of an address.
    if HEADS.contains(&key.as_str()) {
        return true;
    }
    let split = split_camel(head);
    let words = name_key(&split);
    let words: Vec<&str> = words.split(' ').collect();
    let has = |word: &str| words.contains(&word);
    let is_item = words.len() > 6 && head.ends_with('?');
    let is_id = has("id") || has("identifier");
    !is_item
        && (words.iter().any(|word| WORDS.contains(word))
            || PAIRS.iter().any(|(one, two)| has(one) && has(two) && !(is_id && *two == "state")))
}

/// Whether a head names a secret.
pub(super) fn is_password(key: &str) -> bool {
    ["password", "passcode", "passwd", "contrasena"].iter().any(|word| key.contains(word)) || key == "pin"
}

/// `homeLanguage` and `HomeLanguage` are two words; `IEP` is one.
fn split_camel(head: &str) -> String {
    let mut out = String::new();
    let mut after_lower = false;
    for c in head.chars() {
        if c.is_uppercase() && after_lower {
            out.push(' ');
        }
        out.push(if c.is_alphanumeric() || c == '\'' { c } else { ' ' });
        after_lower = c.is_lowercase();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::heads::{Meaning, meaning};

    #[test]
    #[rustfmt::skip]
    fn knows_what_is_private() {
        let heads = [
            "DOB", "Date of Birth", "DATE-OF-BIRTH (MMDDYYYY)", "birthDate", "Race", "Hispanic_Latino",
            "Gender", "Sex", "Home_language", "homeLanguage", "Ell_status", "EL", "English Language Learner",
            "Frl_status", "Meal Status", "Free/Reduced Price Meals", "Economically Disadvantaged", "Migrant",
            "IEP_status", "Section 504 Status", "Special Education", "Student_street", "Student_city",
            "Student_state", "Student_zip", "Student_email", "Email Address", "Contact_email", "Username",
            "SIS Login ID", "AMERICAN-INDIAN-ALASKA-NATIVE-CODE ", "WHITE-CODE", "AT-RISK-INDICATOR-CODE",
            "Fecha de nacimiento", "Correo electrónico",
        ];
        for head in heads {
            assert_eq!(meaning(head), Some(Meaning::Sensitive), "{head}");
        }
    }

    #[test]
    #[rustfmt::skip]
    fn near_misses_stay_open() {
        let heads = [
            "Race to 100 (3.NBT.A.2)", "Student State ID", "State_id", "Grade", "Fractions", "Elements",
            "Homeroom", "What is the sex of the calf in the story we read?", "Language Arts Quiz", "Address_",
            "Item 504b",
        ];
        for head in heads {
            let found = meaning(head) == Some(Meaning::Sensitive);
            assert_eq!(found, head == "Address_", "{head}");
        }
    }
}
