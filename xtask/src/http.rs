//! A small static file server on this computer alone: `GET` and `HEAD`, one thread per connection, the headers of
//! production. It serves the page, and the tests rely on it; it is not for the open net.

mod path;
mod request;

use std::fs;
use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::headers::Headers;
use crate::shell::Done;
use path::{Target, media_type, target};
use request::Request;

/// What is served, and where.
pub struct Site {
    /// The folder whose files are served.
    pub folder: PathBuf,
    /// The same files compressed, as `name.br`, for browsers that take them.
    pub compressed: PathBuf,
    /// The folder on the host: `/`, or `/some/folder/`.
    pub base: String,
    /// The headers of the answers.
    pub headers: Headers,
}

/// Opens the port (0: any free one). Nothing is answered before `serve`.
pub fn listen(port: u16) -> Done<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| {
        format!(
            "Port {port} cannot be opened ({error}); another program may have it: try `--port {}`.",
            port + 1
        )
    })?;
    let address = listener.local_addr().map_err(|error| format!("The port has no address: {error}."))?;
    Ok((listener, address))
}

/// Answers for as long as the program runs.
pub fn serve(listener: &TcpListener, site: Site) {
    let site = Arc::new(site);
    for stream in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        // A browser that goes away in the middle of an answer is no news.
        std::thread::spawn(move || site.answer(&stream));
    }
}

impl Site {
    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        let answer = match Request::read(stream)? {
            None => return Ok(()),
            Some(request) => self.reply(&request),
        };
        let mut stream = stream;
        stream.write_all(&answer)?;
        stream.flush()
    }

    fn reply(&self, request: &Request) -> Vec<u8> {
        let with_body = match request.method.as_str() {
            "GET" => true,
            "HEAD" => false,
            _ => return self.compose(405, "", &[("Allow", "GET, HEAD")], b"Only GET and HEAD.\n", true),
        };
        let file = match target(&request.path, &self.base) {
            Target::File(file) => file,
            Target::Folder(address) => {
                return self.compose(301, "", &[("Location", &address)], b"", with_body);
            }
            Target::Refused => return self.compose(404, "", &[], b"There is no such file.\n", with_body),
        };
        let kind = [("Content-Type", media_type(&file)), ("Vary", "Accept-Encoding")];
        if request.takes_brotli
            && let Ok(body) = fs::read(self.compressed.join(format!("{file}.br")))
        {
            return self.compose(
                200,
                &file,
                &[kind[0], kind[1], ("Content-Encoding", "br")],
                &body,
                with_body,
            );
        }
        match fs::read(self.folder.join(&file)) {
            Ok(body) => self.compose(200, &file, &kind, &body, with_body),
            Err(_) => self.compose(404, "", &[], b"There is no such file.\n", with_body),
        }
    }

    fn compose(
        &self,
        status: u16,
        file: &str,
        extra: &[(&str, &str)],
        body: &[u8],
        with_body: bool,
    ) -> Vec<u8> {
        let reason = match status {
            200 => "OK",
            301 => "Moved Permanently",
            405 => "Method Not Allowed",
            _ => "Not Found",
        };
        let own = self.headers.of(file).into_iter();
        let mut head = format!("HTTP/1.1 {status} {reason}\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in own.chain(extra.iter().copied()).chain([("Connection", "close")]) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut answer = head.into_bytes();
        answer.extend_from_slice(if with_body { body } else { b"" });
        answer
    }
}

#[cfg(test)]
mod tests;
