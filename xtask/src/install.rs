//! The folder of tools that every clone of this user shares, and how something gets into it: made beside its place
//! and renamed, so that an interrupted install never looks done.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell::{Done, is_version, output, run, say};

/// A program that cargo builds for us.
pub struct Crate {
    /// Its name in the registry.
    pub name: &'static str,
    /// The program whose version tells that it is there.
    pub program: &'static str,
    /// The exact version.
    pub version: String,
    /// Whether it builds with the versions of its own lock file (not every release still does).
    pub locked: bool,
    /// Features to build it with.
    pub features: &'static str,
    /// Whether it builds without its usual features, for what we never ask of it.
    pub bare: bool,
    /// How far it is optimized: we wait for the build, and then for the tool.
    pub optimized: &'static str,
    /// What it is asked to see that it works: its version, or help where it does not tell its version.
    pub asked: &'static str,
}

impl Crate {
    /// A crate and its program; the version is to be named.
    pub fn of(name: &'static str, program: &'static str) -> Self {
        Self {
            name,
            program,
            version: String::new(),
            locked: false,
            features: "",
            bare: false,
            optimized: "1",
            asked: "--version",
        }
    }

    fn is_at(&self, program: &Path) -> bool {
        match self.asked {
            "--version" => is_version(program, &self.version),
            asked => output(program, &[asked]).is_some(),
        }
    }
}

/// Builds a program unless it is there, and returns the folder it is in.
pub fn program(tool: &Crate) -> Done<PathBuf> {
    let place = cache()?.join(format!("{}-{}", tool.name, tool.version));
    let there = |place: &Path| tool.is_at(&place.join("bin").join(tool.program));
    once(&place, there, |new| {
        say(&format!("Building {} {} once for this user; this takes some minutes", tool.name, tool.version));
        // Its half-built parts outlive an interruption, so the next run goes on where this one stopped.
        let parts = beside(&place, "building");
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "--quiet", tool.name, "--version", &format!("={}", tool.version)]);
        cargo.arg("--root").arg(new).arg("--target-dir").arg(&parts);
        cargo.args(tool.locked.then_some("--locked")).args(["--features", tool.features]);
        cargo.args(tool.bare.then_some("--no-default-features"));
        // Optimizing these programs in full would cost minutes and save seconds.
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_OPT_LEVEL", tool.optimized);
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16").env_remove("RUSTFLAGS").current_dir(new);
        run(&format!("Installing {} {}", tool.name, tool.version), &mut cargo)?;
        // What is left of the parts costs room only.
        let _ = fs::remove_dir_all(parts);
        Ok(())
    })?;
    Ok(place.join("bin"))
}

/// Makes `place` with `make` unless `there` says that it is complete. `make` gets an empty folder to fill.
pub fn once(place: &Path, there: impl Fn(&Path) -> bool, make: impl FnOnce(&Path) -> Done) -> Done {
    if there(place) {
        return Ok(());
    }
    let _lock = lock(place.parent().unwrap_or(place))?;
    // Another clone may have made it while this one waited for the lock.
    if there(place) {
        return Ok(());
    }
    let new = beside(place, "new");
    empty(&new)?;
    make(&new)?;
    if place.exists() {
        remove(place)?;
    }
    fs::rename(&new, place)
        .map_err(|error| format!("{} cannot be put in place: {error}.", place.display()))?;
    if there(place) {
        return Ok(());
    }
    Err(format!("{} was installed but does not work; delete it and run this again.", place.display()))
}

/// The folder of tools, made if it is missing.
pub fn cache() -> Done<PathBuf> {
    let of = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = of("RONDO_TOOLS")
        .or_else(|| of("XDG_CACHE_HOME").map(|cache| cache.join("rondo/tools")))
        .or_else(|| of("HOME").map(|home| home.join(".cache/rondo/tools")))
        .ok_or("There is no home folder to install tools in; set RONDO_TOOLS to a folder.")?;
    fs::create_dir_all(&folder).map_err(|error| {
        format!(
            "{} cannot be made ({error}); set RONDO_TOOLS to a folder that can be written.",
            folder.display()
        )
    })?;
    std::path::absolute(&folder).map_err(|error| format!("{} is no folder: {error}.", folder.display()))
}

/// Held while something is installed, so that two clones do not install the same tool at once. The system lets it go
/// when this program ends, however it ends.
fn lock(folder: &Path) -> Done<File> {
    let path = folder.join("installing.lock");
    let file = File::create(&path).and_then(|file| file.lock().map(|()| file));
    file.map_err(|error| format!("{} cannot be locked: {error}.", path.display()))
}

fn beside(place: &Path, ending: &str) -> PathBuf {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    place.with_file_name(format!("{name}.{ending}"))
}

/// An empty folder at that path, whatever was there.
pub fn empty(folder: &Path) -> Done {
    if folder.exists() {
        remove(folder)?;
    }
    fs::create_dir_all(folder).map_err(|error| format!("{} cannot be made: {error}.", folder.display()))
}

fn remove(folder: &Path) -> Done {
    fs::remove_dir_all(folder)
        .map_err(|error| format!("{} cannot be removed ({error}); delete it by hand.", folder.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("rondo-install-{}-{name}", std::process::id()));
        empty(&folder).unwrap();
        folder.join("tool-1.0")
    }

    fn there(place: &Path) -> bool {
        place.join("program").is_file()
    }

    fn make(new: &Path) -> Done {
        fs::write(new.join("program"), "").map_err(|error| error.to_string())
    }

    #[test]
    fn an_interrupted_install_is_made_again() {
        let place = place("interrupted");
        assert!(once(&place, there, |new| make(new).and(Err("cut off".to_owned()))).is_err());
        assert!(!place.exists());
        once(&place, there, make).unwrap();
        assert!(there(&place));
        fs::remove_dir_all(place.parent().unwrap()).unwrap();
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let place = place("twice");
        once(&place, there, make).unwrap();
        once(&place, there, |_| Err("made twice".to_owned())).unwrap();
        fs::remove_dir_all(place.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_broken_folder_is_replaced() {
        let place = place("broken");
        fs::create_dir_all(place.join("half")).unwrap();
        once(&place, there, make).unwrap();
        assert!(there(&place) && !place.join("half").exists());
        fs::remove_dir_all(place.parent().unwrap()).unwrap();
    }
}
