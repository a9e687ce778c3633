//! What a headline needs to know of an absolute address. Making one absolute is the browser's work.

use crate::text;

/// What follows `http://` or `https://` in an absolute address, which has its scheme in small letters; `None` for other schemes.
fn after_scheme(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

/// Whether an absolute address is one of the web: `http` or `https`.
pub(crate) fn is_web(url: &str) -> bool {
    after_scheme(url).is_some()
}

/// The host of an absolute address of the web as a name for readers: without port and leading `www.`. The URL standard writes
/// a `/` after the host of every such address, and at most one `@` before it.
pub(super) fn host(url: &str) -> Option<&str> {
    let authority = text::before(after_scheme(url)?, b'/');
    let host = text::split_once(authority, b'@').map_or(authority, |(_, host)| host);
    // The colons of an IPv6 address, which stands in brackets, come before no port.
    let name = if host.starts_with('[') { host } else { text::before(host, b':') };
    let name = name.strip_prefix("www.").unwrap_or(name);
    (!name.is_empty()).then_some(name)
}

/// Parameters that only say by which way a reader came. (Those that begin with `utm_` are left out as well.)
const TRACKING: &str =
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid mc_cid mc_eid _ga _gl ref_src";

/// The parts of an address that tell one article from another, in order: it without its fragment and without the parameters
/// that only track readers.
pub(super) fn identity(url: &str) -> impl Iterator<Item = &str> {
    let whole = text::before(url, b'#');
    let (path, query) = text::split_once(whole, b'?').unwrap_or((whole, ""));
    let parameters = text::parts(query, b'&').filter(|parameter| !parameter.is_empty() && !is_tracking(parameter));
    std::iter::once(path).chain(parameters)
}

fn is_tracking(parameter: &str) -> bool {
    let name = text::before(parameter, b'=');
    name.starts_with("utm_") || text::is_one_of(TRACKING, name)
}
