//! The worker of protected copies: `protect.js`, and the wasm of `crates/protect` with its glue. The page starts it when
//! it is needed; the list of `sw.js` holds it like every other file of `dist/`.

use std::path::Path;
use std::process::Command;

use crate::files::{hash, read, read_bytes, write};
use crate::install::empty;
use crate::shell::{Done, root, run};
use crate::split::OPTIMIZE;
use crate::tools::{Tools, WASM};

/// The worker's file, and how it and the glue name what they load while names do not hold a hash yet.
const WORKER: &str = "protect.js";
const GLUE: &str = "./protect_glue.js";
const PROGRAM: &str = "protect_bg.wasm";
/// How its files begin in `dist/`. Not as the program's own do, so that no size and no list takes them for parts of it.
pub const NAMED: &str = "rondo-protect-";
/// Where the page names the files of the program for boot.js.
const PLACE: &str = "data-js=";

/// Builds the worker and puts it into `dist/`, whose `index.html` names it then.
pub fn worker(tools: &Tools, rust_flags: &str) -> Done {
    let mut cargo = tools.command("cargo");
    cargo.args(["build", "--quiet", "--package", "protect", "--lib", "--profile", "web", "--target", WASM]);
    cargo.args(["--offline", "--locked"]).env("CARGO_ENCODED_RUSTFLAGS", rust_flags);
    // A folder of its own: in one folder two sets of flags would make each build make again what the other left.
    let target = root().join("target/worker");
    cargo.arg("--target-dir").arg(&target);
    run("`cargo build` of crates/protect", cargo.env_remove("RUST_BACKTRACE"))?;
    let bound = root().join("target/protect");
    empty(&bound)?;
    let built = target.join(WASM).join("web/protect.wasm");
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "protect", "--out-dir"]);
    run("`wasm-bindgen`", bindgen.arg(&bound).arg(built))?;
    let program = bound.join(PROGRAM);
    let optimize: &mut Command = &mut tools.command("wasm-opt");
    run("`wasm-opt`", optimize.args(OPTIMIZE).arg(&program).arg("-o").arg(&program))?;
    let (glue, worker) = (read(&bound.join(WORKER))?, read(&root().join(WORKER))?);
    put_in_place(&root().join("dist"), &worker, &glue, &read_bytes(&program)?)
}

/// Writes the three files under names that change with their content.
fn put_in_place(dist: &Path, worker: &str, glue: &str, program: &[u8]) -> Done {
    let page = dist.join("index.html");
    let html = read(&page)?;
    if !(html.contains(PLACE) && worker.contains(GLUE) && glue.contains(PROGRAM)) {
        return Err(
            "protect.js, its glue or index.html has no place for a name; look at xtask/src/protect.rs."
                .to_owned(),
        );
    }
    let name = format!("{NAMED}{:016x}", hash([worker.as_bytes(), glue.as_bytes(), program]));
    write(&dist.join(format!("{name}.wasm")), program)?;
    write(&dist.join(format!("{name}_glue.js")), glue.replace(PROGRAM, &format!("{name}.wasm")).as_bytes())?;
    write(&dist.join(format!("{name}.js")), worker.replace(GLUE, &format!("./{name}_glue.js")).as_bytes())?;
    let named = format!("data-protect=\"./{name}.js\" {PLACE}");
    write(&page, html.replacen(PLACE, &named, 1).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_names_the_next_and_the_page_the_first() {
        let dist = std::env::temp_dir().join(format!("rondo-protect-{}", std::process::id()));
        empty(&dist).unwrap();
        write(&dist.join("index.html"), b"<meta data-js=\"./rondo-1.js\">").unwrap();
        let worker = read(&root().join(WORKER)).unwrap();
        put_in_place(&dist, &worker, "new URL('protect_bg.wasm', import.meta.url)", b"wasm").unwrap();
        let html = read(&dist.join("index.html")).unwrap();
        let name = html.split("data-protect=\"./").nth(1).unwrap().split(".js").next().unwrap();
        assert!(name.starts_with(NAMED) && html.ends_with("data-js=\"./rondo-1.js\">"), "{html}");
        let there = |ending: &str| read(&dist.join(format!("{name}{ending}"))).unwrap();
        assert!(there(".js").contains(&format!("from \"./{name}_glue.js\"")));
        assert_eq!(there("_glue.js"), format!("new URL('{name}.wasm', import.meta.url)"));
        assert_eq!(there(".wasm"), "wasm");
        std::fs::remove_dir_all(dist).unwrap();
    }

    #[test]
    fn a_missing_place_is_said() {
        let dist = std::env::temp_dir().join(format!("rondo-protect-{}-missing", std::process::id()));
        empty(&dist).unwrap();
        write(&dist.join("index.html"), b"<meta data-js=\"./rondo-1.js\">").unwrap();
        assert!(put_in_place(&dist, "no import", PROGRAM, b"").is_err());
        assert!(put_in_place(&dist, GLUE, "no program", b"").is_err());
        std::fs::remove_dir_all(dist).unwrap();
    }
}
