//! One answer on every page: what the pages say of random small classes, and what counts as a contradiction.

use super::*;

#[test]
fn a_code_is_named_where_it_stands_alone() {
    for (text, named) in [
        ("needs 5.NF.A.1", true),
        ("No group works on 5.NF.A.1. Yet", true),
        ("(5.NF.A.1, for 2 cycles now)", true),
        ("5.NF.A.1.a", false),
        ("5.NF.A.12", false),
        ("15.NF.A.1", false),
        ("", false),
    ] {
        assert_eq!(names(text, "5.NF.A.1"), named, "{text}");
    }
    assert!(!names("anything", ""));
}
