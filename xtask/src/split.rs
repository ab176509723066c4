//! The program in parts. Trunk builds the page with the whole program; here it is made again from what the compiler
//! left, cut where `src/app/parts.rs` says, and put in the place of Trunk's. What the cutter wants is done in its
//! order: cut, then bindings for the main part alone, then wasm-opt for each.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{hash, read, read_bytes, remove, write};
use crate::install::empty;
use crate::shell::{Done, root, run};
use crate::tools::Tools;

/// Where the page names the files of the program for boot.js.
const NAMED: &str = "data-js=";
/// What the link file and the glue are called while names do not hold a hash yet.
const LINK: &str = "__wasm_split.js";
/// The tools are told what Rust's compiler takes for granted, because the section that says so is stripped.
pub const OPTIMIZE: &[&str] = &[
    "--quiet",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];
/// How the link file starts a part: only a server that names the type of wasm files can be streamed from.
const STREAMED: &str = "(WebAssembly.instantiateStreaming(src, imports))";
const PLAIN: &str = "(WebAssembly.instantiate(await (await src).arrayBuffer(), imports))";

/// Puts the program in parts into `dist/`, whose `index.html` names it then.
pub fn program(tools: &Tools) -> Done {
    let work = root().join("target/parts");
    empty(&work)?;
    let whole = root().join("target/wasm32-unknown-unknown/web/rondo.wasm");
    let (cut, bound) = (work.join("cut"), work.join("bound"));
    let mut cutter = tools.command("wasm-split-cli");
    run("`wasm-split-cli`", cutter.arg(&whole).arg(&cut).args(["--out-name", "rondo"]))?;
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "rondo"]);
    run("`wasm-bindgen`", bindgen.arg("--out-dir").arg(&bound).arg(cut.join("rondo.wasm")))?;

    let mut parts = vec![Part { name: "bg".to_owned(), file: bound.join("rondo_bg.wasm") }];
    parts.extend(cut_off(&cut)?);
    for part in &parts {
        let mut optimize = tools.command("wasm-opt");
        run("`wasm-opt`", optimize.args(OPTIMIZE).arg(&part.file).arg("-o").arg(&part.file))?;
    }
    let (glue, link) = (read(&bound.join("rondo.js"))?, read(&cut.join(LINK))?);
    put_in_place(&root().join("dist"), &parts, &texts()?, &glue, &link)
}

/// Everything that a person reads, in one file: the program is smaller without it.
fn texts() -> Done<String> {
    let folder = root().join("src/view/text/en");
    let entries =
        fs::read_dir(&folder).map_err(|error| format!("{} is not there: {error}.", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut all = String::new();
    for file in files {
        for line in read(&file)?.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            all.push_str(line);
            all.push('\n');
        }
    }
    Ok(all)
}

/// A wasm file of the program.
struct Part {
    name: String,
    file: PathBuf,
}

fn cut_off(folder: &Path) -> Done<Vec<Part>> {
    let entries =
        fs::read_dir(folder).map_err(|error| format!("{} is not there: {error}.", folder.display()))?;
    let mut parts: Vec<Part> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter_map(|file| {
            let name = file.file_stem()?.to_str()?.to_owned();
            let is_part = name != "rondo" && file.extension().is_some_and(|ending| ending == "wasm");
            is_part.then_some(Part { name, file })
        })
        .collect();
    parts.sort_by(|one, other| one.name.cmp(&other.name));
    if parts.is_empty() {
        return Err("No part was cut off; look at `lazy!` in src/app/parts.rs.".to_owned());
    }
    Ok(parts)
}

/// Writes every file under a name that changes with its content, and takes Trunk's whole program away.
fn put_in_place(dist: &Path, parts: &[Part], texts: &str, glue: &str, link: &str) -> Done {
    let page = dist.join("index.html");
    let html = read(&page)?;
    let old = name_in(&html)?;
    let bytes = parts.iter().map(|part| read_bytes(&part.file)).collect::<Done<Vec<_>>>()?;
    let all = bytes.iter().map(Vec::as_slice).chain([texts, glue, link].map(str::as_bytes));
    let new = format!("rondo-{:016x}", hash(all));
    remove(&dist.join(format!("{old}.js")))?;
    remove(&dist.join(format!("{old}_bg.wasm")))?;
    for (part, bytes) in parts.iter().zip(bytes) {
        write(&dist.join(format!("{new}_{}.wasm", part.name)), &bytes)?;
    }
    let named = |text: &str| {
        // The glue also hands the link file on under its old name, which the wasm holds.
        let text = text.replace(&format!("from \"./{LINK}\""), &format!("from \"./{new}_parts.js\""));
        let text = text.replace("./rondo.js", &format!("./{new}.js")).replace(STREAMED, PLAIN);
        parts.iter().fold(text, |text, part| {
            text.replace(&format!("\"./{}.wasm", part.name), &format!("\"./{new}_{}.wasm", part.name))
        })
    };
    write(&dist.join(format!("{new}.js")), named(glue).as_bytes())?;
    write(&dist.join(format!("{new}_parts.js")), named(link).as_bytes())?;
    let said = format!("{new}_texts.txt");
    write(&dist.join(&said), texts.as_bytes())?;
    let later: Vec<String> = parts.iter().skip(1).map(|part| format!("{new}_{}.wasm", part.name)).collect();
    let named = format!("data-texts=\"{said}\" data-parts=\"{}\" {NAMED}", later.join(" "));
    // The glue asks for the link file only once it has arrived; the page can ask at once.
    let glue = format!("href=./{old}.js rel=modulepreload>");
    let both = format!("{glue}<link href=./{new}_parts.js rel=modulepreload>");
    write(&page, html.replace(&glue, &both).replace(&old, &new).replace(NAMED, &named).as_bytes())
}

/// What Trunk called the program: `rondo-` and its hash, as the page says to boot.js.
fn name_in(html: &str) -> Done<String> {
    let name = html.split(NAMED).nth(1).and_then(|rest| {
        let rest = rest.trim_start_matches('"').trim_start_matches("./");
        rest.split(".js").next()
    });
    let name = name.filter(|name| name.starts_with("rondo-") && !name.contains(['"', ' ', '>']));
    name.map(str::to_owned)
        .ok_or_else(|| "index.html names no program; look at pattern_script in Trunk.toml.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_holds_the_hash() {
        let dist = std::env::temp_dir().join(format!("rondo-split-{}", std::process::id()));
        empty(&dist).unwrap();
        fs::write(dist.join("index.html"), "<meta data-js=\"./rondo-1.js\" data-wasm=\"./rondo-1_bg.wasm\">")
            .unwrap();
        for name in ["rondo-1.js", "rondo-1_bg.wasm", "bg.wasm", "split_a.wasm"] {
            fs::write(dist.join(name), name).unwrap();
        }
        let part = |name: &str| Part { name: name.to_owned(), file: dist.join(format!("{name}.wasm")) };
        let link = format!("import \"./rondo.js\"; fetch(\"./split_a.wasm\"); {STREAMED}");
        put_in_place(
            &dist,
            &[part("bg"), part("split_a")],
            "nav.today = Today\n",
            "import * as a from \"./__wasm_split.js\"; ({\"./__wasm_split.js\": a})",
            &link,
        )
        .unwrap();
        let name = name_in(&read(&dist.join("index.html")).unwrap()).unwrap();
        assert_ne!(name, "rondo-1");
        assert!(
            read(&dist.join("index.html")).unwrap().contains(&format!("data-parts=\"{name}_split_a.wasm\""))
        );
        assert!(
            read(&dist.join("index.html")).unwrap().contains(&format!("data-texts=\"{name}_texts.txt\""))
        );
        let there = |ending: &str| read(&dist.join(format!("{name}{ending}"))).unwrap();
        assert_eq!(
            there(".js"),
            format!("import * as a from \"./{name}_parts.js\"; ({{\"./__wasm_split.js\": a}})")
        );
        assert_eq!(
            there("_parts.js"),
            format!("import \"./{name}.js\"; fetch(\"./{name}_split_a.wasm\"); {PLAIN}")
        );
        assert_eq!(there("_texts.txt"), "nav.today = Today\n");
        assert_eq!(
            (there("_bg.wasm").as_str(), there("_split_a.wasm").as_str()),
            ("bg.wasm", "split_a.wasm")
        );
        assert!(!dist.join("rondo-1.js").exists() && !dist.join("rondo-1_bg.wasm").exists());
        fs::remove_dir_all(dist).unwrap();
    }
}
