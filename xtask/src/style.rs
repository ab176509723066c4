//! The styles as one file: the page's first paint waits for each of them, and on a slow net every request counts.

use std::path::Path;

use crate::files::{hash, read, remove, write};
use crate::shell::Done;

/// Joins the style sheets that `index.html` in `dist` links, in their order, to one.
pub fn join(dist: &Path) -> Done {
    let page = dist.join("index.html");
    let html = read(&page)?;
    let (links, names): (Vec<&str>, Vec<&str>) = sheets(&html).unzip();
    if links.is_empty() {
        return Err("index.html links no style sheet; look at its `rel=\"css\"` lines.".to_owned());
    }
    let mut all = String::new();
    for name in &names {
        let file = dist.join(name);
        all.push_str(read(&file)?.trim_end());
        all.push('\n');
        remove(&file)?;
    }
    let name = format!("rondo-{:016x}.css", hash([all.as_bytes()]));
    write(&dist.join(&name), all.as_bytes())?;
    let one = format!("<link href=./{name} rel=stylesheet>");
    let joined = links.iter().skip(1).fold(html.replace(links[0], &one), |html, link| html.replace(link, ""));
    write(&page, joined.as_bytes())
}

/// The links to style sheets, and the files they name.
fn sheets(html: &str) -> impl Iterator<Item = (&str, &str)> {
    let tags = html.match_indices("<link ").filter_map(|(at, _)| html[at..].split_inclusive('>').next());
    tags.filter(|tag| tag.contains("stylesheet")).filter_map(|tag| {
        let name = tag.split("href=").nth(1)?.trim_start_matches('"').trim_start_matches("./");
        Some((tag, name.split(['"', ' ', '>']).next()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::install::empty;

    #[test]
    fn the_order_stays_and_one_link_is_left() {
        let dist = std::env::temp_dir().join(format!("rondo-style-{}", std::process::id()));
        empty(&dist).unwrap();
        let links = "<link href=./b-1.css rel=stylesheet><link rel=\"stylesheet\" href=\"./a-2.css\">";
        write(&dist.join("index.html"), format!("<link href=icon.svg rel=icon>{links}<p>").as_bytes())
            .unwrap();
        write(&dist.join("b-1.css"), b"b{}\n").unwrap();
        write(&dist.join("a-2.css"), b"a{}").unwrap();
        join(&dist).unwrap();
        let html = read(&dist.join("index.html")).unwrap();
        let name = sheets(&html).map(|(_, name)| name.to_owned()).collect::<Vec<_>>().join(" ");
        assert_eq!(html, format!("<link href=icon.svg rel=icon><link href=./{name} rel=stylesheet><p>"));
        assert_eq!(read(&dist.join(name)).unwrap(), "b{}\na{}\n");
        assert!(!dist.join("a-2.css").exists());
        std::fs::remove_dir_all(dist).unwrap();
    }
}
