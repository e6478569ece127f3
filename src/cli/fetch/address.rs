//! Which addresses may be asked for something, and which machines they may lead
//! to: those that anyone on the Internet could reach, and no others.
//!
//! Both halves are lists of what is allowed. An address that reads one way here
//! and another way elsewhere is refused for that alone.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use url::{Host, Url};

/// Ports on which web sites are served.
const PORTS: &[u16] = &[80, 443, 8000, 8080, 8443];

/// Names that mean something on the local network alone, or nothing at all
/// (RFC 6761, RFC 6762, RFC 8375, and what routers and clouds call themselves).
const PRIVATE_NAMES: &[&str] = &[
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "home.arpa",
    "test",
    "invalid",
    "onion",
    "alt",
];

/// Which machines may be asked.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(super) struct Reach {
    /// A port of this machine that tests serve on, which counts as public.
    pub(super) loopback: Option<u16>,
}

impl Reach {
    /// Returns an address as it will be asked for.
    ///
    /// # Errors
    ///
    /// Says why it is refused. Nothing has been looked up by then.
    pub(super) fn parse(self, text: &str) -> Result<Url, String> {
        let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\';
        if text.contains(odd) {
            return Err("it has characters that programs read in different ways".into());
        }
        let url = Url::parse(text).map_err(|err| format!("{err}"))?;
        let after = text.split_once("://").map_or("", |it| it.1);
        let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.is_empty()
            || authority.contains(['%', '@'])
            || !authority.is_ascii()
                && authority
                    .chars()
                    .any(|it| !it.is_alphanumeric() && !".-:".contains(it))
        {
            return Err("its host can be read in different ways".into());
        }
        self.judge(&url)?;
        Ok(url)
    }

    /// Refuses an address that may not be asked for.
    pub(super) fn judge(self, url: &Url) -> Result<(), String> {
        if !matches!(url.scheme(), "http" | "https") {
            return Err(format!("`{}:` is not fetched, only the web is", url.scheme()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err("it carries a name or a password".into());
        }
        let port = url.port_or_known_default().unwrap_or(0);
        let address = match url.host() {
            Some(Host::Ipv4(it)) => Some(IpAddr::V4(it)),
            Some(Host::Ipv6(it)) => Some(IpAddr::V6(it)),
            Some(Host::Domain(name)) => {
                private_name(name)?;
                None
            }
            None => return Err("it names no host".into()),
        };
        if let Some(address) = address {
            return self.admit(SocketAddr::new(address, port));
        }
        if !PORTS.contains(&port) {
            return Err(format!("port {port} is not one that web sites use"));
        }
        Ok(())
    }

    /// Refuses a machine that not everyone can reach.
    pub(super) fn admit(self, address: SocketAddr) -> Result<(), String> {
        let ip = address.ip();
        if self.loopback == Some(address.port()) && ip == Ipv4Addr::LOCALHOST {
            return Ok(());
        }
        if !is_public(ip) {
            return Err(format!("{ip} is not on the public Internet"));
        }
        if !PORTS.contains(&address.port()) {
            let port = address.port();
            return Err(format!("port {port} is not one that web sites use"));
        }
        Ok(())
    }
}

fn private_name(name: &str) -> Result<(), String> {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let is = |it: &&str| {
        name.strip_suffix(*it).is_some_and(|it| it.is_empty() || it.ends_with('.'))
    };
    if !name.contains('.') || PRIVATE_NAMES.iter().any(is) {
        return Err(format!("`{name}` is a name of a local network"));
    }
    if name.split('.').any(str::is_empty) {
        return Err(format!("`{name}` is not a name of a host"));
    }
    Ok(())
}

/// Returns whether an address is one that the Internet routes, by the IANA
/// registries of special-purpose addresses.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(it) => is_public_v4(it),
        IpAddr::V6(it) => is_public_v6(it),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 88, 99)
            | (192, 168, _)
            | (192, 175, 48)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, c, ..] = ip.segments();
    // Only 2000::/3 is global unicast; what maps or tunnels to IPv4 in other
    // ranges is refused with them.
    let global = a & 0xe000 == 0x2000;
    let special = (a == 0x2001 && (b < 0x0200 || b == 0x0db8))
        || a == 0x2002
        || (a == 0x2620 && b == 0x004f && c == 0x8000)
        || (a == 0x3fff && b < 0x1000)
        || a == 0x3ffe;
    global && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> bool {
        Reach::default().parse(text).is_err()
    }

    #[test]
    fn refuses_every_spelling_of_this_machine() {
        for text in [
            "http://127.0.0.1/",
            "http://127.1/",
            "http://0/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0177.0.0.1/",
            "http://127.0.0.1.",
            "http://localhost/",
            "http://LOCALHOST./",
            "http://foo.localhost/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::127.0.0.1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://①②⑦.①/",
            "http://127。0。0。1/",
            "http://l\u{ad}ocalhost/",
            "http://%31%32%37.0.0.1/",
            "http://evil.example@127.0.0.1/",
            "http:\\\\127.0.0.1\\",
            "//127.0.0.1/",
        ] {
            assert!(refused(text), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_the_public_web() {
        for text in [
            "http://169.254.169.254/latest/meta-data/",
            "http://metadata.google.internal/",
            "http://100.64.0.1/",
            "http://192.168.0.1/",
            "http://198.18.0.1/",
            "http://224.0.0.1/",
            "http://[fe80::1]/",
            "http://[fd00:ec2::254]/",
            "http://printer/",
            "http://example.com:22/",
            "https://example.com:0/",
            "http://user:pass@example.com/",
            "http://example.com\\@127.0.0.1/",
            "http://exa\tmple.com/",
            "http://127.0.0.1%00.example.com/",
            "file:///etc/passwd",
            "ftp://example.com/",
            "http+unix://%2fvar%2frun%2fdocker.sock/",
        ] {
            assert!(refused(text), "{text}");
        }
    }

    #[test]
    fn admits_the_web() {
        for text in [
            "https://example.com/a%20b?c=d\u{e9}#e",
            "http://münchen.example.com:8080/",
            "http://93.184.216.34/",
            "http://[2606:2800:220:1::1]/",
        ] {
            assert!(!refused(text), "{text}");
        }
    }

    #[test]
    fn a_test_may_open_one_port_of_this_machine() {
        let reach = Reach { loopback: Some(8123) };
        assert!(reach.parse("http://127.0.0.1:8123/x").is_ok());
        assert!(reach.parse("http://127.0.0.1:8124/x").is_err());
        assert!(reach.parse("http://localhost:8123/x").is_err());
        assert!(reach.parse("http://127.0.0.2:8123/x").is_err());
    }
}
