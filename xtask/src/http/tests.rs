//! The server asked over a real connection.

use std::io::{Read, Write};
use std::net::TcpStream;

use super::*;
use crate::install::empty;

fn start(name: &str, base: &str) -> SocketAddr {
    let folder = std::env::temp_dir().join(format!("rondo-http-{}-{name}", std::process::id()));
    empty(&folder.join("site/data")).unwrap();
    empty(&folder.join("compressed")).unwrap();
    fs::write(folder.join("secret"), "secret").unwrap();
    fs::write(folder.join("site/index.html"), "<p>page</p>").unwrap();
    fs::write(folder.join("site/data/table.csv"), "a,b\n").unwrap();
    fs::write(folder.join("compressed/index.html.br"), "small").unwrap();
    let site = Site {
        folder: folder.join("site"),
        compressed: folder.join("compressed"),
        base: base.to_owned(),
        headers: Headers::parse("/*\n  X-Own: 1"),
    };
    let (listener, address) = listen(0).unwrap();
    std::thread::spawn(move || serve(&listener, site));
    address
}

fn ask(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(format!("{request}\r\n\r\n").as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_page_comes_with_its_headers() {
    let address = start("page", "/");
    let answer = ask(address, "GET / HTTP/1.1");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-Own: 1\r\n"), "{answer}");
    assert!(answer.contains("Content-Type: text/html; charset=utf-8\r\n"));
    assert!(answer.ends_with("\r\n\r\n<p>page</p>"));
    assert!(
        ask(address, "GET /data/table.csv HTTP/1.1").contains("Content-Type: text/csv; charset=utf-8\r\n")
    );
    assert!(ask(address, "GET /none HTTP/1.1").starts_with("HTTP/1.1 404 "));
}

#[test]
fn a_head_request_gets_no_body() {
    let answer = ask(start("head", "/"), "HEAD / HTTP/1.1");
    assert!(answer.contains("Content-Length: 11\r\n") && answer.ends_with("\r\n\r\n"));
}

#[test]
fn other_methods_and_paths_that_lead_out_are_refused() {
    let address = start("refused", "/");
    assert!(ask(address, "POST / HTTP/1.1").starts_with("HTTP/1.1 405 "));
    for path in ["/../secret", "/%2e%2e/secret", "/data/..%2f..%2fsecret", "//secret"] {
        assert!(ask(address, &format!("GET {path} HTTP/1.1")).starts_with("HTTP/1.1 404 "), "{path}");
    }
}

#[test]
fn a_sub_folder_is_all_there_is() {
    let address = start("base", "/some/folder/");
    assert!(ask(address, "GET /some/folder/ HTTP/1.1").starts_with("HTTP/1.1 200 "));
    assert!(ask(address, "GET /some/folder HTTP/1.1").contains("\r\nLocation: /some/folder/\r\n"));
    assert!(ask(address, "GET / HTTP/1.1").starts_with("HTTP/1.1 404 "));
}

#[test]
fn brotli_goes_to_who_takes_it() {
    let address = start("brotli", "/");
    let answer = ask(address, "GET / HTTP/1.1\r\nAccept-Encoding: gzip, br");
    assert!(answer.contains("Content-Encoding: br\r\n") && answer.ends_with("\r\n\r\nsmall"));
    assert!(!ask(address, "GET / HTTP/1.1\r\nAccept-Encoding: gzip").contains("Content-Encoding"));
}
