//! What every command shares: arguments, the writing of an answer, the standards.

use std::io;

use rondo::domain::record::Value;

use super::*;

/// A pipe whose reader is gone.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_reader_that_stops_early_is_no_fault() {
    put(Closed, "{}\n");
    let mut taken = Vec::new();
    put(&mut taken, "{}\n");
    assert_eq!(taken, b"{}\n");
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_a_file_that_is_not_there() {
    use std::os::unix::ffi::OsStringExt as _;
    let args = words([OsString::from("check"), OsString::from_vec(vec![b'c', 0xff])].into_iter());
    let Err(Fault::Input(line)) = run(&args) else { panic!("{args:?}") };
    assert!(line.contains("Give the path of a file"), "{line}");
}

#[test]
fn a_class_has_the_standards_that_its_page_has() {
    let mut class = Class::default();
    let has = |class: &Class, code: &str| catalog(class).unwrap().find(code).is_some();
    assert!(has(&class, "3.NF.A.1") && !has(&class, "RL.3.1") && !has(&class, "OWN.1"));
    class.set("subject", "reading", "framework", &Value::Text("ccss-ela".into()));
    class.set("standard", "OWN.1", "code", &Value::Text("OWN.1".into()));
    assert!(has(&class, "3.NF.A.1") && has(&class, "RL.3.1") && has(&class, "OWN.1"));
}
