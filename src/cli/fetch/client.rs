//! One request and its answer, within bounds.

use std::{
    io::{self, Read},
    net::SocketAddr,
    time::{Duration, Instant},
};

use ureq::{
    Agent,
    config::Config,
    http::{Uri, header::HeaderMap},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};
use url::Url;

use super::{Answer, Trouble, address::Reach};
use crate::cli::picture;

/// The most that the head of an answer may have.
const MAX_HEAD: usize = 64 << 10;
/// How long it may take to find a host, and to reach it.
const CONNECT: Duration = Duration::from_secs(8);
/// How long a host may take before it is asked for something else.
const WAIT: u64 = 5;

/// What is asked for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Page,
    Picture,
    /// What the site asks of programs.
    Rules,
}

/// How much is waited for and read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) kind: Kind,
    /// The most bytes, once they are decoded.
    pub(super) bytes: usize,
    pub(super) head: Duration,
    pub(super) body: Duration,
}

/// What a site answers.
#[derive(Debug)]
pub(super) enum Reply {
    Found(Answer),
    Elsewhere(Url),
    /// In so many seconds.
    Later(u64),
}

#[derive(Debug)]
pub(super) struct Client {
    agent: Agent,
}

impl Client {
    pub(super) fn new(reach: Reach) -> Self {
        let config = Agent::config_builder()
            .user_agent(concat!("offprint/", env!("CARGO_PKG_VERSION")))
            // Redirects are followed by the caller, who checks each.
            .max_redirects(0)
            .http_status_as_error(false)
            .max_response_header_size(MAX_HEAD)
            .input_buffer_size(64 << 10)
            .output_buffer_size(8 << 10)
            .max_idle_connections(0)
            // A proxy would choose itself what to connect to.
            .proxy(None)
            .build();
        let resolver = Checked { reach, resolver: DefaultResolver::default() };
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), resolver) }
    }

    /// Asks for one address.
    pub(super) fn get(&self, url: &Url, limits: &Limits) -> Result<Reply, Trouble> {
        let accept = match limits.kind {
            Kind::Page => "text/html, application/xhtml+xml, text/markdown, */*;q=0.5",
            Kind::Picture => "image/png, image/jpeg, image/gif, image/webp",
            Kind::Rules => "text/plain",
        };
        let started = Instant::now();
        let request = self
            .agent
            .get(url.as_str())
            .config()
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(limits.head))
            .timeout_recv_body(Some(limits.body))
            .timeout_global(Some(CONNECT + limits.body))
            .build()
            .header("Accept", accept);
        let response = request.call().map_err(|err| trouble(&err))?;
        let (head, body) = response.into_parts();
        match head.status.as_u16() {
            200 => (),
            301 | 302 | 303 | 307 | 308 => return elsewhere(url, &head.headers),
            429 | 503 => return Ok(Reply::Later(retry_after(&head.headers))),
            it @ (401 | 403) => {
                return Err(Trouble::Lasting(format!(
                    "the site keeps it to itself ({it})"
                )));
            }
            it @ (404 | 410) => {
                return Err(Trouble::Lasting(format!("there is nothing at it ({it})")));
            }
            it @ 400..=499 => {
                return Err(Trouble::Lasting(format!("the site answered {it}")));
            }
            it => return Err(Trouble::Passing(format!("the site answered {it}"))),
        }
        let length = body.content_length().unwrap_or(0);
        if limits.bytes as u64 <= length {
            return Err(too_large(limits));
        }
        let end = started + CONNECT + limits.body;
        let bytes = read(body.into_reader(), limits, end)?;
        let content_type = head.headers.get("content-type");
        let content_type = content_type.and_then(|it| it.to_str().ok()).map(Into::into);
        Ok(Reply::Found(Answer { url: url.clone(), content_type, bytes }))
    }
}

/// Reads a body that has been decoded, as far as it may go.
fn read(mut body: impl Read, limits: &Limits, end: Instant) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::new();
    let mut part = [0; 16 << 10];
    let mut sniffed = limits.kind != Kind::Picture;
    loop {
        let count = match body.read(&mut part) {
            Ok(0) => break,
            Ok(it) => it,
            Err(err) if err.kind() == io::ErrorKind::Interrupted => continue,
            Err(err) => return Err(broken(err)),
        };
        if end < Instant::now() {
            return Err(Trouble::Late);
        }
        bytes.extend_from_slice(&part[..count]);
        // What does not begin as a picture is not read to its end.
        if !sniffed && 64 <= bytes.len() {
            sniffed = true;
            if !picture::begins(&bytes) {
                return Err(Trouble::Lasting("it is not a picture".into()));
            }
        }
        if limits.bytes <= bytes.len() {
            if limits.kind == Kind::Rules {
                bytes.truncate(limits.bytes);
                break;
            }
            return Err(too_large(limits));
        }
    }
    if limits.kind == Kind::Picture {
        picture::check(&bytes).map_err(|why| Trouble::Lasting(why.into()))?;
        picture::trim(&mut bytes);
    }
    Ok(bytes)
}

fn too_large(limits: &Limits) -> Trouble {
    Trouble::Lasting(format!("it is larger than {} MiB", limits.bytes >> 20))
}

fn elsewhere(from: &Url, headers: &HeaderMap) -> Result<Reply, Trouble> {
    let to = headers.get("location").and_then(|it| it.to_str().ok());
    let to = to.ok_or_else(|| Trouble::Lasting("it leads nowhere".into()))?;
    if to.contains(|it: char| it.is_control() || it == '\\') {
        return Err(Trouble::Refused("it leads to an address that hides itself".into()));
    }
    let mut to = from
        .join(to)
        .map_err(|err| Trouble::Lasting(format!("it leads to no address: {err}")))?;
    to.set_fragment(None);
    Ok(Reply::Elsewhere(to))
}

/// Returns the seconds that a site asks to wait. A date is not worth a clock:
/// whoever sends one means much longer than anyone waits here.
fn retry_after(headers: &HeaderMap) -> u64 {
    let value = headers.get("retry-after").and_then(|it| it.to_str().ok());
    match value {
        None => WAIT,
        Some(it) => it.trim().parse().unwrap_or(3600),
    }
}

fn trouble(err: &ureq::Error) -> Trouble {
    match err {
        ureq::Error::Timeout(_) => Trouble::Late,
        ureq::Error::Io(err) => match err.get_ref().and_then(|it| it.downcast_ref()) {
            Some(Unsafe(why)) => Trouble::Refused(why.clone()),
            None => Trouble::Passing(err.to_string()),
        },
        ureq::Error::HostNotFound => Trouble::Passing("there is no such host".into()),
        err => Trouble::Passing(err.to_string()),
    }
}

/// An error that came while the body was read, which says what ureq said.
fn broken(err: io::Error) -> Trouble {
    match err.downcast::<ureq::Error>() {
        Ok(err) => trouble(&err),
        Err(err) if err.kind() == io::ErrorKind::TimedOut => Trouble::Late,
        Err(err) => Trouble::Passing(format!("it broke off: {err}")),
    }
}

/// A machine that may not be asked.
#[derive(Debug)]
struct Unsafe(String);

impl std::fmt::Display for Unsafe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unsafe {}

/// Looks names up, and gives only machines that may be asked: what is connected
/// to is what was checked.
#[derive(Debug)]
struct Checked {
    reach: Reach,
    resolver: DefaultResolver,
}

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.resolver.resolve(uri, config, timeout)?;
        all_public(self.reach, &found)
            .map_err(|why| ureq::Error::Io(io::Error::other(Unsafe(why))))?;
        Ok(found)
    }
}

/// One address that is not public spoils the rest: whoever answers so is up to
/// something.
fn all_public(reach: Reach, found: &[SocketAddr]) -> Result<(), String> {
    found.iter().try_for_each(|it| reach.admit(*it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_private_machine_spoils_a_name() {
        let at = |it: &str| it.parse::<SocketAddr>().unwrap();
        let reach = Reach::default();
        let public = at("93.184.216.34:443");
        assert!(all_public(reach, &[public]).is_ok());
        assert!(all_public(reach, &[public, at("127.0.0.1:443")]).is_err());
        assert!(all_public(reach, &[at("[::ffff:127.0.0.1]:80")]).is_err());
        assert!(all_public(reach, &[at("169.254.169.254:80")]).is_err());
    }

    #[test]
    fn a_body_is_read_as_far_as_it_may_go() {
        let soon = Instant::now() + Duration::from_mins(1);
        let limits = Limits { bytes: 100, ..super::super::PICTURE };
        let zeros = read(io::repeat(0), &limits, soon);
        assert_eq!(zeros.unwrap_err().why(), "it is not a picture");
        let limits = Limits { bytes: 100, ..super::super::PAGE };
        assert!(read(io::repeat(b'a'), &limits, soon).is_err());
        assert_eq!(read(&b"<p>"[..], &limits, soon).unwrap(), b"<p>");
    }
}
