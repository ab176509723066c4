//! `cargo xtask serve`, and the page served in the background for the tests.

use std::net::SocketAddr;

use crate::build;
use crate::headers;
use crate::http::{self, Site};
use crate::shell::{Done, root, say};
use crate::size;
use crate::tools::Tools;

const USAGE: &str = "usage: cargo xtask serve [--port N] [--base /folder/]";

/// Builds the page and serves it until the program is stopped.
pub fn command(args: &[String]) -> Done {
    let (port, base) = options(args)?;
    build::page(&Tools::find()?)?;
    let (listener, address) = http::listen(port)?;
    let site = site(&base)?;
    say(&format!("Rondo is at http://localhost:{}{base} (Ctrl+C stops it)", address.port()));
    http::serve(&listener, site);
    Ok(())
}

/// Serves `dist/` on a free port for as long as this program runs.
pub fn in_background(base: &str) -> Done<SocketAddr> {
    let (listener, address) = http::listen(0)?;
    let site = site(base)?;
    std::thread::spawn(move || http::serve(&listener, site));
    Ok(address)
}

fn site(base: &str) -> Done<Site> {
    let folder = root().join("dist");
    let headers = headers::read(&folder)?;
    Ok(Site { folder, compressed: size::compressed(), base: base.to_owned(), headers })
}

fn options(args: &[String]) -> Done<(u16, String)> {
    let (mut port, mut base) = (8080, "/".to_owned());
    let mut rest = args.iter();
    while let Some(option) = rest.next() {
        let value = rest.next().ok_or_else(|| format!("`{option}` needs a value.\n{USAGE}"))?;
        match option.as_str() {
            "--port" => port = value.parse().map_err(|_| format!("`{value}` is no port from 0 to 65535."))?,
            "--base" if value.starts_with('/') && value.ends_with('/') => base.clone_from(value),
            "--base" => return Err("The base begins and ends with a slash: --base /some/folder/".to_owned()),
            _ => return Err(format!("`{option}` is not understood.\n{USAGE}")),
        }
    }
    Ok((port, base))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str]) -> Done<(u16, String)> {
        options(&args.iter().map(|&arg| arg.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn options_have_defaults_and_are_checked() {
        assert_eq!(parse(&[]), Ok((8080, "/".to_owned())));
        assert_eq!(parse(&["--base", "/a/", "--port", "9"]), Ok((9, "/a/".to_owned())));
        for wrong in
            [&["--port"][..], &["--port", "x"], &["--port", "70000"], &["--base", "a"], &["--what", "1"]]
        {
            assert!(parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
