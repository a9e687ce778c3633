//! What a headline needs to know of an absolute address. Making one absolute is the browser's work.

use crate::text;

/// What follows `http://` or `https://` in an address; `None` for other schemes.
fn after_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = text::parted(url, b":")?;
    rest.strip_prefix("//").filter(|_| text::lists("http https", scheme))
}

/// Whether an absolute address is one of the web: `http` or `https`.
pub(crate) fn is_web(url: &str) -> bool {
    after_scheme(url).is_some()
}

/// Whether an absolute address is one of an origin such as `https://site.example`.
pub(crate) fn is_within(url: &str, origin: &str) -> bool {
    let rest = url.strip_prefix(origin);
    rest.is_some_and(|rest| matches!(rest.bytes().next(), None | Some(b'/' | b'?' | b'#')))
}

/// The host of an absolute address of the web as a name for readers: without port and leading `www.`.
pub(super) fn host(url: &str) -> Option<&str> {
    let mut host = text::before(after_scheme(url)?, b"/?#");
    while let Some((_, after_user)) = text::parted(host, b"@") {
        host = after_user;
    }
    // The colons of an IPv6 address stand within brackets and are no port's.
    let port = text::last(host, b':').filter(|_| !host.ends_with(']'));
    let host = port.and_then(|port| host.get(..port)).unwrap_or(host);
    let name = host.strip_prefix("www.").unwrap_or(host);
    (!name.is_empty()).then_some(name)
}

/// Parameters that only say by which way a reader came. (Those that begin with `utm_` are left out as well.)
const TRACKING: &str =
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid mc_cid mc_eid _ga _gl ref_src";

/// What tells an address's article from another: the address before its query and fragment, and the parameters of the query, in
/// order, without those that only track readers.
pub(super) fn identity(url: &str) -> (&str, impl Iterator<Item = &str>) {
    let whole = text::before(url, b"#");
    let (path, query) = text::parted(whole, b"?").unwrap_or((whole, ""));
    let parameters = text::words(query, b"&").filter(|parameter| !is_tracking(parameter));
    (path, parameters)
}

fn is_tracking(parameter: &str) -> bool {
    let name = text::before(parameter, b"=");
    name.starts_with("utm_") || text::lists(TRACKING, name)
}
