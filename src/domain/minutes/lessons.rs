//! Whole-class lessons in the ledger: access to grade-level work for those who were there.

use super::ledger::{Line, is_logged};
use crate::domain::roster::{absent, enrolled};
use crate::domain::standards::{OwnReach, Reach};
use crate::domain::week::lessons_on;
use crate::domain::{Class, Date};

/// Adds the lessons of a logged day that have a standard: they are no minutes at an adult's table, but minutes with a
/// focus. Whoever was absent that day had none.
pub(super) fn add_lessons(class: &Class, own: &OwnReach<'_>, day: Date, lines: &mut [Line]) {
    if class.lessons.is_empty() || !is_logged(class, day) {
        return;
    }
    for (_, lesson) in lessons_on(class, day).into_iter().filter(|(_, lesson)| lesson.standard.is_some()) {
        let there =
            |line: &&mut Line| enrolled(class, &line.student, day) && !absent(class, &line.student, day, 0);
        for line in lines.iter_mut().filter(there) {
            line.focused += lesson.minutes;
            let reach = own.reach(lesson.standard.as_ref(), &line.student, lesson.reach);
            line.grade_level += if reach == Reach::EarlierGrade { 0 } else { lesson.minutes };
        }
    }
}
