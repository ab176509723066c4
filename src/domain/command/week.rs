//! Commands on the week: A and B weeks, whole-class lessons, a day's own block taken back.

use super::minutes::MOST_MINUTES;
use super::{Command, Context, Rejected};
use crate::domain::calendar::{monday, plus_days};
use crate::domain::class::ClassInfo;
use crate::domain::id::LessonId;
use crate::domain::record::Changes;
use crate::domain::week::{Block, Lesson, clash};
use crate::domain::{Class, Date, Sentence};

/// Says which weeks are A weeks, or that there are none.
#[derive(Debug, Clone, PartialEq)]
pub struct SetWeekA {
    /// A day of an A week; `None` where all weeks are the same.
    pub monday: Option<Date>,
}

impl Command for SetWeekA {
    fn changes(&self, _: &Class, _: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        changes.set(&ClassInfo::key(), ClassInfo::WEEK_A, self.monday.map(monday));
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.set_week_a")
    }
}

/// A weekday has no times of its own any more.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveBlock {
    /// Weekday, 1 for Monday; 0 is every school day.
    pub weekday: u32,
    /// 0 is every week, 1 the A weeks, 2 the B weeks.
    pub week: u32,
}

impl Command for RemoveBlock {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let mut changes = Changes::default();
        let own = class.blocks.iter().filter(|(_, it)| (it.weekday, it.week) == (self.weekday, self.week));
        for (id, _) in own {
            changes.retract::<Block>(id);
        }
        if changes.0.is_empty() {
            return Err(Rejected::because("week.no_block"));
        }
        no_clash(class, &changes, context.today)?;
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.edit_block")
    }
}

/// Refuses changes after which a lesson would share a minute with the block or another lesson.
pub(super) fn no_clash(class: &Class, changes: &Changes, today: Date) -> Result<(), Rejected> {
    let mut after = class.clone();
    after.apply(&changes.0);
    let Some((lesson, other)) = clash(&after, today) else { return Ok(()) };
    // A file may bring lessons that overlap; whatever does not add to them is done.
    if clash(class, today) == Some((lesson.clone(), other.clone())) {
        return Ok(());
    }
    let title = |id: &LessonId| after.lessons.get(id).map(|it| it.title.clone()).unwrap_or_default();
    Err(match other {
        None => Sentence::new("week.clash_block").with("lesson", title(&lesson)),
        Some(other) => {
            Sentence::new("week.clash_lesson").with("lesson", title(&lesson)).with("other", title(&other))
        }
    }
    .into())
}

/// Adds a whole-class lesson, or changes one from today on.
#[derive(Debug, Clone, PartialEq)]
pub struct SaveLesson {
    /// The one that is changed.
    pub id: Option<LessonId>,
    /// As it should be; its days do not count.
    pub lesson: Lesson,
}

impl Command for SaveLesson {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let lesson = &self.lesson;
        if lesson.title.trim().is_empty() {
            return Err(Rejected::because("week.needs_a_title"));
        }
        if lesson.weekday > 7 || lesson.week > 2 {
            return Err(Rejected::because("week.which_day"));
        }
        if !(3..=MOST_MINUTES).contains(&lesson.minutes) {
            return Err(Rejected::because("week.lesson_minutes"));
        }
        if lesson.starts_at.saturating_add(lesson.minutes) > 24 * 60 {
            return Err(Rejected::because("week.past_midnight"));
        }
        let mut changes = Changes::default();
        let old = self.id.as_ref().and_then(|id| class.lessons.get(id).map(|lesson| (id, lesson)));
        let starts = match old {
            Some((_, old)) if old.from >= Some(context.today) => old.from,
            _ => Some(context.today),
        };
        let id = match old {
            Some((id, old)) if old.from >= Some(context.today) => id.clone(),
            Some((id, _)) => {
                end(id, context.today, &mut changes);
                context.mint.id()
            }
            None => context.mint.id(),
        };
        changes
            .set(&id, Lesson::TITLE, lesson.title.trim().to_owned())
            .set(&id, Lesson::WEEKDAY, lesson.weekday)
            .set(&id, Lesson::WEEK, lesson.week)
            .set(&id, Lesson::STARTS_AT, lesson.starts_at)
            .set(&id, Lesson::MINUTES, lesson.minutes)
            .set(&id, Lesson::SUBJECT, lesson.subject.clone())
            .set(&id, Lesson::STANDARD, lesson.standard.clone())
            .set(&id, Lesson::REACH, lesson.reach)
            .set(&id, Lesson::FROM, starts);
        no_clash(class, &changes, context.today)?;
        Ok(changes)
    }

    fn label(&self, _: &Class) -> Sentence {
        Sentence::new("undo.save_lesson").with("lesson", self.lesson.title.trim())
    }
}

/// Its last day was yesterday: what was held before stays.
fn end(id: &LessonId, today: Date, changes: &mut Changes) {
    changes.set(id, Lesson::UNTIL, plus_days(today, -1));
}

/// A lesson is held no more from today on.
#[derive(Debug, Clone, PartialEq)]
pub struct RemoveLesson {
    pub id: LessonId,
}

impl Command for RemoveLesson {
    fn changes(&self, class: &Class, context: &mut Context) -> Result<Changes, Rejected> {
        let lesson = class.lessons.get(&self.id).ok_or_else(|| Rejected::because("week.no_lesson"))?;
        if lesson.until.is_some_and(|until| until < context.today) {
            return Err(Rejected::because("week.no_lesson"));
        }
        let mut changes = Changes::default();
        if lesson.from >= Some(context.today) {
            changes.retract::<Lesson>(&self.id);
        } else {
            end(&self.id, context.today, &mut changes);
        }
        Ok(changes)
    }

    fn label(&self, class: &Class) -> Sentence {
        let title = class.lessons.get(&self.id).map(|it| it.title.clone()).unwrap_or_default();
        Sentence::new("undo.remove_lesson").with("lesson", title)
    }
}
