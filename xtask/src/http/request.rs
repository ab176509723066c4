//! The head of a request: its method, its path, and whether brotli is welcome. The rest is read and dropped.

use std::io::{self, BufRead, BufReader, Read};

/// No browser's head is longer; more is not read.
const LONGEST_HEAD: u64 = 32 * 1024;

/// What we look at in a request.
#[derive(Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `HEAD`, or what else was asked.
    pub method: String,
    /// The path with its query, as it was sent.
    pub path: String,
    /// Whether `Accept-Encoding` names brotli.
    pub takes_brotli: bool,
}

impl Request {
    /// Reads one head; nothing when the other side sent none, or none that is HTTP.
    pub fn read(stream: impl Read) -> io::Result<Option<Self>> {
        let mut lines = BufReader::new(stream.take(LONGEST_HEAD)).lines();
        let Some(first) = lines.next().transpose()? else {
            return Ok(None);
        };
        let mut words = first.split(' ');
        let (Some(method), Some(path), Some(_)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let mut takes_brotli = false;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            takes_brotli |= line.strip_prefix("accept-encoding:").is_some_and(|value| {
                value.split(',').any(|coding| coding.split(';').next().map(str::trim) == Some("br"))
            });
        }
        Ok(Some(Self { method: method.to_owned(), path: path.to_owned(), takes_brotli }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Request> {
        Request::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn the_head_is_read() {
        let request =
            read("GET /a?b HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip, br;q=1\r\n\r\nbody").unwrap();
        assert_eq!(request, Request { method: "GET".into(), path: "/a?b".into(), takes_brotli: true });
        assert!(!read("GET / HTTP/1.1\r\nAccept-Encoding: gzip, brx\r\n\r\n").unwrap().takes_brotli);
    }

    #[test]
    fn what_is_not_http_is_nothing() {
        assert_eq!(read(""), None);
        assert_eq!(read("hello\r\n\r\n"), None);
    }
}
