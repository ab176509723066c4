//! What a class shows of joined checks: by hand, and for random aliases in every order.

use super::super::Class;
use super::*;
use crate::domain::record::Value;

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn check(class: &mut Class, id: &str, entered_on: &str) {
    class.set("check", id, "subject", &text("m"));
    class.set("check", id, "done_on", &text("2026-11-02"));
    class.set("check", id, "entered_on", &text(entered_on));
}

fn mark(class: &mut Class, student: &str, check: &str, score: i64) {
    class.set("evidence", &format!("{student}/A/{check}/1"), "score", &Value::Int(score));
}

fn alias(class: &mut Class, pair: &str, same: bool) {
    let text = |value: &str| if same { text(value) } else { Value::Null };
    class.set("alias", pair, "of", &text("check"));
    class.set("alias", pair, "stands", &text("c"));
}

/// "s1 c1 3": whose, under which check, which score.
fn shown(class: &Class) -> Vec<String> {
    let row = |((student, _, check, _), mark): (&EvidenceKey, &Evidence)| {
        format!("{student} {check} {}", mark.score.unwrap_or(0.0))
    };
    class.evidence.iter().map(row).collect()
}

fn two() -> Class {
    let mut class = Class::default();
    check(&mut class, "c1", "2026-11-02");
    check(&mut class, "c2", "2026-11-03");
    mark(&mut class, "s1", "c1", 3);
    mark(&mut class, "s1", "c2", 2);
    mark(&mut class, "s2", "c2", 4);
    class
}

#[test]
fn one_mark_counts_where_both_have_one_and_all_the_others_come_along() {
    let mut class = two();
    let apart = class.clone();
    alias(&mut class, "c1/c2", true);
    assert_eq!(shown(&class), ["s1 c1 2", "s2 c1 4"], "the later entered stands");
    assert_eq!(class.checks.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["c1"]);
    assert_eq!(class.counts_as(&"c2".into()).as_str(), "c1");
    alias(&mut class, "c1/c2", false);
    assert_eq!(class, apart, "undo brings both back");
}

#[test]
fn the_rule_of_which_mark_shows() {
    let mut class = two();
    alias(&mut class, "c1/c2", true);
    class.set("check", "c2", "entered_on", &text("2026-11-02"));
    assert_eq!(shown(&class)[0], "s1 c1 3", "entered on one day: the smaller id's");
    class.set("evidence", "s1/A/c1/1", "state", &text("absent"));
    assert_eq!(shown(&class)[0], "s1 c1 2", "a score before absent");
    class.set("evidence", "s1/A/c2/1", "retracted", &Value::Bool(true));
    assert_eq!(shown(&class), ["s1 c1 3", "s2 c1 4"], "what was taken back stands for nothing");
    class.set("evidence", "s1/A/c1/1", "retracted", &Value::Bool(true));
    assert_eq!(shown(&class), ["s2 c1 4"]);
    assert!(class.evidence.taken_back(&("s1".into(), "A".into(), "c1".into(), 1)));
}

#[test]
fn a_check_that_is_taken_back_takes_its_double_s_place() {
    let mut class = two();
    alias(&mut class, "c1/c2", true);
    class.set("check", "c1", "retracted", &Value::Bool(true));
    assert_eq!(shown(&class), ["s1 c2 2", "s2 c2 4"]);
    let key = ("s1".into(), "A".into(), "c2".into(), 1);
    let written: Vec<String> = class.written_at(&key).into_iter().map(|key| key.2.0).collect();
    assert_eq!(written, ["c1", "c2"]);
}

#[test]
fn an_alias_that_names_the_larger_id_alone_is_read_too() {
    let mut class = two();
    class.set("alias", "c2", "of", &text("check"));
    class.set("alias", "c2", "stands", &text("c1"));
    assert_eq!(shown(&class), ["s1 c1 2", "s2 c1 4"]);
    class.set("alias", "c2", "of", &text("student"));
    assert_eq!(class, {
        let mut class = two();
        class.set("alias", "c2", "of", &text("student"));
        class.set("alias", "c2", "stands", &text("c1"));
        class
    });
    assert_eq!(shown(&class).len(), 3, "only checks are joined");
}

/// Small numbers from a seed.
struct Draw(u32);

impl Draw {
    fn below(&mut self, n: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % n
    }
}

/// Any aliases, circles and chains among them, set in any order, mixed with marks and checks and taken away again: the
/// class is the same as one that is read in the document's order, every check counts as the smallest of those that a
/// way of aliases leads to, and no student has two marks of one family.
#[test]
fn aliases_in_any_order_make_one_class() {
    for seed in 0..300 {
        let mut draw = Draw(seed);
        let mut writes: Vec<(&str, String, &str, Value)> = Vec::new();
        for n in 0..6 {
            writes.push(("check", format!("c{n}"), "subject", text("m")));
            let day = format!("2026-11-0{}", draw.below(3) + 1);
            writes.push(("check", format!("c{n}"), "entered_on", text(&day)));
            for student in 0..3 {
                let id = format!("s{student}/A/c{n}/1");
                if draw.below(3) > 0 {
                    writes.push(("evidence", id.clone(), "score", Value::Int(i64::from(draw.below(4)) + 1)));
                }
                if draw.below(5) == 0 {
                    writes.push(("evidence", id, "retracted", Value::Bool(true)));
                }
            }
        }
        for _ in 0..draw.below(8) {
            let pair = format!("c{}/c{}", draw.below(6), draw.below(6));
            if !writes.iter().any(|(kind, id, ..)| *kind == "alias" && *id == pair) {
                writes.push(("alias", pair.clone(), "of", text("check")));
                if draw.below(5) > 0 {
                    writes.push(("alias", pair, "stands", text("c")));
                }
            }
        }
        let set = |class: &mut Class, write: &(&str, String, &str, Value)| {
            class.set(write.0, &write.1, write.2, &write.3);
        };
        let mut class = Class::default();
        for at in (1..writes.len()).rev() {
            let other = draw.below(u32::try_from(at).unwrap() + 1) as usize;
            writes.swap(at, other);
        }
        for write in &writes {
            set(&mut class, write);
            // Something is taken away and comes back.
            if draw.below(4) == 0 {
                class.set(write.0, &write.1, write.2, &Value::Null);
                set(&mut class, write);
            }
        }
        let pairs = class.same_checks();
        let mut ordered = writes.clone();
        ordered.order_by(|one, other| (one.0, &one.1, one.2).cmp(&(other.0, &other.1, other.2)));
        let mut read = Class::default();
        ordered.iter().for_each(|write| set(&mut read, write));
        assert_eq!(class, read, "seed {seed}");
        // The same by brute force: the smallest that can be reached.
        for n in 0..6 {
            let mut reached = BTreeSet::from([CheckId::from(format!("c{n}").as_str())]);
            for _ in 0..6 {
                for (one, other) in &pairs {
                    if reached.contains(one) || reached.contains(other) {
                        reached.extend([one.clone(), other.clone()]);
                    }
                }
            }
            let own = CheckId::from(format!("c{n}").as_str());
            assert_eq!(class.counts_as(&own), reached.first().unwrap(), "seed {seed}");
            assert_eq!(class.joined_with(&own), reached, "seed {seed}");
        }
        assert!(class.evidence.iter().all(|(key, _)| class.counts_as(&key.2) == &key.2), "seed {seed}");
        // No mark is lost: whoever has one in a family, has one that shows.
        let mut apart = read.clone();
        for key in apart.aliases.iter().map(|(key, _)| key.text()).collect::<Vec<_>>() {
            alias(&mut apart, &key, false);
        }
        let meant: BTreeSet<EvidenceKey> = apart
            .evidence
            .iter()
            .map(|(key, _)| (key.0.clone(), key.1.clone(), class.counts_as(&key.2).clone(), key.3))
            .collect();
        assert_eq!(
            class.evidence.iter().map(|(key, _)| key.clone()).collect::<BTreeSet<_>>(),
            meant,
            "seed {seed}"
        );
    }
}
