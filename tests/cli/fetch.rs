//! Pages and pictures from the web, served by this machine to itself.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{Arc, Mutex},
    thread,
};

use crate::{GIF, offprint, page, pictures, said};

/// What was asked for, in the order it was.
type Asked = Arc<Mutex<Vec<String>>>;

/// Serves until the test ends. Each request has a connection of its own.
fn serve(answer: fn(&str) -> Vec<u8>) -> (u16, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Asked::default();
    let seen = Arc::clone(&asked);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let seen = Arc::clone(&seen);
            thread::spawn(move || one(stream, &seen, answer));
        }
    });
    (port, asked)
}

fn one(mut stream: TcpStream, asked: &Mutex<Vec<String>>, answer: fn(&str) -> Vec<u8>) {
    let mut lines = BufReader::new(stream.try_clone().unwrap()).lines();
    let Some(Ok(first)) = lines.next() else { return };
    while lines.next().is_some_and(|it| it.is_ok_and(|it| !it.is_empty())) {}
    let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
    asked.lock().unwrap().push(path.clone());
    _ = stream.write_all(&answer(&path));
}

fn reply(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

fn site(path: &str) -> Vec<u8> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    match path {
        "/robots.txt" => reply("200 OK", "", b"User-agent: *\nDisallow: /private\n"),
        "/old" => reply("301 Moved", "Location: /lamp\r\n", b""),
        "/lamp" => {
            let figures = "<p><img src='/a.gif' alt='A'> <img src='/gone.gif' alt='B'> \
                <img src='/private/c.gif' alt='C'> <img src='/lie.gif' alt='D'> \
                <img src='/away.gif' alt='E'></p></article>";
            let text = page("The lamp").replace("</article>", figures);
            reply("200 OK", html, text.as_bytes())
        }
        "/a.gif" => reply("200 OK", "Content-Type: text/plain\r\n", GIF),
        "/lie.gif" => reply("200 OK", "Content-Type: image/gif\r\n", &[b'x'; 500]),
        "/away.gif" => {
            reply("302 Found", "Location: http://169.254.169.254/latest\r\n", b"")
        }
        _ => reply("404 Not Found", "", b"no"),
    }
}

fn convert(folder: &Path, port: u16, more: &[&str]) -> std::process::Output {
    let (page, port) = (format!("http://127.0.0.1:{port}/old"), port.to_string());
    let arguments = [
        "convert",
        &page,
        "-o",
        "lamp.epub",
        "--cache",
        "cache",
        "--fetch-loopback",
        &port,
    ];
    offprint(folder, &[&arguments[..], more].concat())
}

#[test]
fn a_page_comes_with_its_pictures_and_nothing_is_asked_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (port, asked) = serve(site);
    let done = convert(folder.path(), port, &[]);
    let text = said(&done);
    assert_eq!(done.status.code(), Some(0), "{text}");
    for (picture, why) in [
        ("gone.gif", "nothing at it (404)"),
        ("private/c.gif", "robots.txt"),
        ("lie.gif", "not a picture"),
        ("away.gif", "169.254.169.254 is not on the public Internet"),
    ] {
        let line = text
            .lines()
            .find(|it| it.contains("image-unfetched") && it.contains(picture));
        assert!(line.is_some_and(|it| it.contains(why)), "{picture}: {text}");
    }
    assert_eq!(pictures(&folder.path().join("lamp.epub")).len(), 1);

    let first: Vec<String> = std::mem::take(&mut *asked.lock().unwrap());
    assert_eq!(first[..3], ["/robots.txt", "/old", "/lamp"]);
    assert!(!first.iter().any(|it| it == "/private/c.gif"), "{first:?}");
    let again = convert(folder.path(), port, &[]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert!(said(&again).contains("Unchanged lamp.epub"), "{}", said(&again));
    assert_eq!(asked.lock().unwrap().len(), 0);
    convert(folder.path(), port, &["--refresh"]);
    assert!(asked.lock().unwrap().contains(&"/lamp".to_owned()));
}

#[test]
fn a_file_asks_for_nothing_unless_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let (port, asked) = serve(site);
    let figure =
        format!("<p><img src='http://127.0.0.1:{port}/a.gif' alt='A'></p></article>");
    let text = page("The lamp").replace("</article>", &figure);
    fs::write(folder.path().join("lamp.html"), text).unwrap();
    let port = port.to_string();
    let arguments = [
        "convert",
        "lamp.html",
        "-o",
        "lamp.epub",
        "--cache",
        "cache",
        "--fetch-loopback",
        &port,
    ];
    let done = offprint(folder.path(), &arguments);
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert!(asked.lock().unwrap().is_empty());
    let done = offprint(folder.path(), &[&arguments[..], &["--fetch"]].concat());
    assert_eq!(done.status.code(), Some(0), "{}", said(&done));
    assert_eq!(*asked.lock().unwrap(), ["/robots.txt", "/a.gif"]);
}

#[test]
fn what_is_not_on_the_web_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (port, asked) = serve(site);
    for address in [
        format!("http://127.0.0.1:{port}/lamp"),
        format!("http://localhost:{port}/lamp"),
        format!("http://[::ffff:127.0.0.1]:{port}/lamp"),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "http://user:word@north.example.com/".to_owned(),
        "http://north.example.com:22/".to_owned(),
    ] {
        let arguments = ["convert", &address, "-t", "text", "--cache", "cache"];
        let done = offprint(folder.path(), &arguments);
        assert_eq!(done.status.code(), Some(5), "{address}: {}", said(&done));
        assert!(done.stdout.is_empty());
    }
    assert!(asked.lock().unwrap().is_empty());
}
