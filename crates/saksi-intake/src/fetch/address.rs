//! Which addresses may be asked: public hosts, and nothing that merely looks like one.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;
use url::{Host, Url};

/// Names that never stand for a public host.
const PRIVATE_NAMES: &[&str] =
    &["localhost", "local", "internal", "intranet", "home.arpa", "lan", "localdomain", "onion"];
/// Longest address, in bytes.
const LONGEST: usize = 8 << 10;

/// The address as it may be fetched, or why it may not. Names are looked up later, by [`Public`].
pub(super) fn check(url: &str, allow_private: bool) -> Result<Url, String> {
    let url = url.trim();
    if url.len() > LONGEST {
        return Err(format!("longer than {LONGEST} bytes"));
    }
    if url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return Err("white space, control characters or backslashes in the address".to_owned());
    }
    let parsed = Url::parse(url).map_err(|e| format!("no address: {e}"))?;
    if !matches!(parsed.scheme(), "http" | "https") {
        return Err(format!("only http and https are fetched, not {}", parsed.scheme()));
    }
    if !parsed.username().is_empty() || parsed.password().is_some() {
        return Err("a user name or password in the address".to_owned());
    }
    let Some(host) = parsed.host() else { return Err("no host".to_owned()) };
    let shown = host.to_string();
    // `http://0x7f.1`, `http://2130706433`, `http://①②⑦.0.0.1`: the parser knows what they are, a reader does not.
    if matches!(host, Host::Ipv4(_)) && written_host(url) != Some(&shown) {
        return Err("an IP address that is not written as one".to_owned());
    }
    if allow_private {
        return Ok(parsed);
    }
    match host {
        Host::Ipv4(ip) if !is_public(ip.into()) => return Err(format!("{ip} is not a public address")),
        Host::Ipv6(ip) if !is_public(ip.into()) => return Err(format!("{ip} is not a public address")),
        Host::Domain(name) => {
            let name = name.trim_end_matches('.').to_ascii_lowercase();
            let is = |p: &str| name.strip_suffix(p).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            if !name.contains('.') || PRIVATE_NAMES.iter().any(|p| is(p)) {
                return Err(format!("{name} is not a public host"));
            }
        }
        _ => {}
    }
    match parsed.port() {
        Some(port) if port < 1024 && !matches!(port, 80 | 443) => Err(format!("port {port} is none of the web's")),
        _ => Ok(parsed),
    }
}

/// The host of `url` as it is written there, if it is no IPv6 address.
fn written_host(url: &str) -> Option<&str> {
    url.split_once("://")?.1.split(['/', '?', '#', ':']).next()
}

/// Whether an address belongs to a host of the public internet: none that is private, local, reserved or for
/// documentation, and no IPv6 address that carries such an IPv4 address.
pub(super) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., ..)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    )
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let s = ip.segments();
    let carried = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match s {
        // Mapped (::ffff:a.b.c.d) and translated by NAT64.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => carried(high, low),
        // 6to4.
        [0x2002, high, low, ..] => carried(high, low),
        // Teredo, benchmarks, ORCHID and the rest of the registry's special block; documentation.
        [0x2001, 0..=0x1FF, ..] | [0x2001, 0xDB8, ..] | [0x3FFF, 0..=0xFFF, ..] => false,
        // Global unicast is 2000::/3 and nothing else.
        [first, ..] => first & 0xE000 == 0x2000,
    }
}

/// Looks names up and refuses those that lead to a host that is not public. The connection goes to the addresses that
/// were checked, so a name cannot lead elsewhere between check and use.
#[derive(Debug)]
pub(super) struct Public {
    pub(super) allow_private: bool,
    pub(super) inner: DefaultResolver,
}

/// What the resolver refuses, as an error of the HTTP library.
#[derive(Debug, thiserror::Error)]
#[error("{0} leads to {1}, which is not a public address")]
pub(super) struct NotPublic(pub(super) String, pub(super) IpAddr);

impl Resolver for Public {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let private = found.iter().map(SocketAddr::ip).find(|&ip| !self.allow_private && !is_public(ip));
        match private {
            Some(ip) => {
                let host = uri.host().unwrap_or_default().to_owned();
                Err(ureq::Error::Other(Box::new(NotPublic(host, ip))))
            }
            None => Ok(found),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_that_are_not_public_are_refused() {
        for url in [
            "http://169.254.169.254/",
            "http://169.254.169.254/latest/meta-data/",
            "http://localhost",
            "http://localhost.",
            "http://LOCALHOST:8080/",
            "http://x.localhost/",
            "http://printer.local/",
            "http://router/",
            "http://metadata.google.internal/",
            "http://127.0.0.1/",
            "http://127.1.2.3:8080/",
            "http://0.0.0.0/",
            "http://10.0.0.1/",
            "http://172.16.0.1/",
            "http://172.31.255.255/",
            "http://192.168.1.1/",
            "http://100.64.0.1/",
            "http://198.18.0.1/",
            "http://192.0.2.1/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]",
            "http://[::ffff:7f00:1]/",
            "http://[::ffff:a9fe:a9fe]/",
            "http://[::127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fec0::1]/",
            "http://[fc00::1]/",
            "http://[fd12:3456::1]/",
            "http://[ff02::1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[64:ff9b:1::1]/",
            "http://[2002:7f00:1::]/",
            "http://[2002:c0a8:101::1]/",
            "http://[2001::1]/",
            "http://[2001:db8::1]/",
            "http://[100::1]/",
            "http://0x7f.1",
            "http://0x7f000001/",
            "http://2130706433",
            "http://017700000001/",
            "http://127.1/",
            "http://127.0.0.1./",
            "http://0x08.0x08.0x08.0x08/",
            "http://134744072/",
            "http://①②⑦.0.0.1/",
            "http://1%32%37.0.0.1/",
            "http://ani@harian.id/",
            "http://ani:rahasia@harian.id/",
            "http://harian.id:22/",
            "https://harian.id:25/",
            "http://harian.id\\@127.0.0.1/",
            "http://har\tian.id/",
            "ftp://harian.id/",
            "file:///etc/passwd",
            "gopher://harian.id/",
            "javascript:alert(1)",
            "harian.id/a",
            "http://",
            "",
        ] {
            assert!(check(url, false).is_err(), "{url}");
        }
        assert!(check(&format!("http://harian.id/{}", "a".repeat(10_000)), false).is_err());
    }

    /// A name that is looked up leads here, past [`check`].
    #[test]
    fn names_that_lead_to_private_hosts_are_refused() {
        let resolver = Public { allow_private: false, inner: DefaultResolver::default() };
        let agent = ureq::Agent::with_parts(
            Config::builder().proxy(None).build(),
            ureq::unversioned::transport::DefaultConnector::default(),
            resolver,
        );
        for url in ["http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/", "http://[::ffff:127.0.0.1]:1/"] {
            match agent.get(url).call() {
                Err(ureq::Error::Other(e)) => assert!(e.is::<NotPublic>(), "{url}: {e}"),
                other => panic!("{url}: {other:?}"),
            }
        }
    }

    #[test]
    fn public_hosts_are_not() {
        for url in [
            "http://harian.id",
            "https://www.harian.id/2022/06/30/judul?a=1#b",
            " https://harian.id:8443/ ",
            "http://harian.id:80/",
            "http://8.8.8.8/",
            "http://8.8.8.8:8080/a",
            "http://[2606:4700::1111]/",
            "http://[2606:4700::1111]:8080/",
            "http://[64:ff9b::808:808]/",
            "http://[::ffff:8.8.8.8]/",
            "http://[2002:808:808::1]/",
            "https://bücher.example.com/",
            "https://harian.id/a%20b?u=http://127.0.0.1/",
        ] {
            assert!(check(url, false).is_ok(), "{url}: {:?}", check(url, false));
        }
        assert!(check("http://127.0.0.1:1/", true).is_ok());
        assert!(check("http://localhost/", true).is_ok());
        assert!(check("http://0x7f.1/", true).is_err());
        assert!(check("http://a:b@localhost/", true).is_err());
    }
}
