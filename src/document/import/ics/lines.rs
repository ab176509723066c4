//! Lines of a calendar file, one after the other: a file may have millions, and one may be a whole picture.

use std::str::Lines as Physical;

/// Bytes of a line that are kept. What is read of an event is far shorter.
const LONGEST: usize = 64_000;

/// The lines, unfolded: a long one goes on behind a line end and a space or tab.
pub(super) struct Lines<'a> {
    rest: Physical<'a>,
    next: Option<&'a str>,
    line: String,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut rest = text.lines();
        Self { next: rest.next(), rest, line: String::new() }
    }

    /// The next line, as far as it is kept.
    pub(super) fn next(&mut self) -> Option<&str> {
        let first = self.next?;
        self.line.clear();
        self.push(first);
        loop {
            self.next = self.rest.next();
            match self.next.and_then(|line| line.strip_prefix([' ', '\t'])) {
                Some(more) => self.push(more),
                None => return Some(&self.line),
            }
        }
    }

    fn push(&mut self, part: &str) {
        let mut end = part.len().min(LONGEST.saturating_sub(self.line.len()));
        while !part.is_char_boundary(end) {
            end -= 1;
        }
        self.line.push_str(&part[..end]);
    }
}

/// Name and value; a colon in quotes is no end of the parameters between them.
pub(super) fn property(line: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let colon = line.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b':' && !quoted
    })?;
    let name = line[..colon].split(';').next().unwrap_or_default();
    Some((name.trim(), line[colon + 1..].trim()))
}
