//! Where the check may connect to: the public internet and the preview itself. A page could otherwise have it look around in the
//! network that this machine is in.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::http::Uri;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// What the check says of an address that it does not ask for.
pub const REFUSED: &str = "it is in a private network, where the preview does not look";

/// Resolves names, and refuses those of forbidden places. That it stands here means that a name which changes its address between a look
/// and the connection gains nothing by it.
#[derive(Debug)]
pub struct Guard {
    inner: DefaultResolver,
    own_port: u16,
}

impl Guard {
    /// The guard of a preview on `own_port` of this machine.
    pub fn new(own_port: u16) -> Guard {
        Guard { inner: DefaultResolver::default(), own_port }
    }
}

impl Resolver for Guard {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if found.iter().all(|address| is_allowed(*address, self.own_port)) {
            Ok(found)
        } else {
            Err(ureq::Error::Io(io::Error::other(REFUSED)))
        }
    }
}

fn is_allowed(address: SocketAddr, own_port: u16) -> bool {
    let ip = address.ip().to_canonical();
    (ip.is_loopback() && address.port() == own_port) || is_public(ip)
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

/// Ranges of RFC 6890 and those that were added to its registry.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [first, second, third, _] = ip.octets();
    let is_shared = first == 100 && (64..128).contains(&second);
    let is_benchmark = first == 198 && (second == 18 || second == 19);
    let is_protocol = first == 192 && second == 0 && third == 0;
    !(first == 0
        || first >= 224
        || is_shared
        || is_benchmark
        || is_protocol
        || ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_documentation())
}

/// The one range from which public addresses are given out, without the parts of it that carry an address of version 4 or are for
/// examples.
fn is_public_v6(ip: Ipv6Addr) -> bool {
    let segments = ip.segments();
    let is_global = segments[0] & 0xe000 == 0x2000;
    let is_special = segments[0] == 0x2001 && (segments[1] < 0x200 || segments[1] == 0xdb8);
    let is_six_to_four = segments[0] == 0x2002;
    is_global && !is_special && !is_six_to_four
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        for (address, expect) in [
            ("93.184.215.14:443", true),
            ("[2606:4700::6810:84e5]:443", true),
            ("127.0.0.1:8017", true),
            ("[::1]:8017", true),
            ("127.0.0.1:22", false),
            ("[::ffff:127.0.0.1]:22", false),
            ("[::ffff:127.0.0.1]:8017", true),
            ("0.0.0.0:8017", false),
            ("10.1.2.3:80", false),
            ("172.20.0.1:80", false),
            ("192.168.1.1:80", false),
            ("[::ffff:192.168.1.1]:80", false),
            ("100.64.0.1:80", false),
            ("169.254.169.254:80", false),
            ("198.18.0.1:80", false),
            ("224.0.0.1:80", false),
            ("255.255.255.255:80", false),
            ("[fe80::1]:80", false),
            ("[fd00::1]:80", false),
            ("[::]:8017", false),
            ("[64:ff9b::a00:1]:80", false),
            ("[2002:a00:1::]:80", false),
            ("[2001:db8::1]:80", false),
        ] {
            let parsed: SocketAddr = address.parse().expect("an address");
            assert_eq!(is_allowed(parsed, 8017), expect, "{address}");
        }
    }
}
