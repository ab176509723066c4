//! Running other programs, and saying what is being done. Knows none of them by name.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// A result whose error is a sentence for the person at the terminal.
pub type Done<T = ()> = Result<T, String>;

/// The folder of the repository.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Says what happens next.
pub fn say(what: &str) {
    println!("==> {what}");
}

/// Runs a program to its end, its output going to the terminal. `what` names it in the error.
pub fn run(what: &str, command: &mut Command) -> Done {
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what} failed ({status}); its own words are above.")),
        Err(error) => Err(format!("{what} could not be started: {error}.")),
    }
}

/// What a program prints, or nothing when it is missing or fails.
pub fn output<S: AsRef<OsStr>>(program: impl AsRef<OsStr>, args: &[S]) -> Option<String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Whether `program --version` prints this version as one of its words.
pub fn is_version(program: &Path, version: &str) -> bool {
    output(program, &["--version"]).is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// The first program of that name on the search path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Runs `work` and returns how long it took.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    #[expect(clippy::disallowed_methods, reason = "the pure rooms have no clock; this is not one of them")]
    let start = std::time::Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// Does two things at once, and returns when both are done.
pub fn beside<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        match one.join() {
            Ok(one) => (one, other),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_fails_prints_nothing() {
        assert_eq!(output("cargo", &["no-such-command"]), None);
        assert_eq!(output("no-such-program", &["--version"]), None);
    }

    #[test]
    fn versions_are_whole_words() {
        let Some(cargo) = on_path("cargo") else { return };
        let printed = output(&cargo, &["--version"]).unwrap_or_default();
        let version = printed.split_whitespace().nth(1).unwrap_or_default();
        assert!(is_version(&cargo, version));
        assert!(!is_version(&cargo, &version[..version.len() - 1]));
    }
}
