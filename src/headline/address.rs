//! What a headline needs to know of an absolute address. Making one absolute is the browser's work.

/// What follows `http://` or `https://` in an address; `None` for other schemes.
fn after_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(rest)
}

/// Whether an absolute address is one of the web: `http` or `https`.
pub(crate) fn is_web(url: &str) -> bool {
    after_scheme(url).is_some()
}

/// The host of an absolute address of the web as a name for readers: without port and leading `www.`.
pub(super) fn host(url: &str) -> Option<&str> {
    let authority = after_scheme(url)?.split(['/', '?', '#']).next()?;
    let host_and_port = authority.rsplit('@').next()?;
    let host = host_and_port.rsplit_once(':').map_or(host_and_port, |(host, port)| {
        // The colons of an IPv6 address stand within brackets and are no port's.
        if port.ends_with(']') { host_and_port } else { host }
    });
    let name = host.strip_prefix("www.").unwrap_or(host);
    (!name.is_empty()).then_some(name)
}

/// Parameters that only say by which way a reader came. (Those that begin with `utm_` are left out as well.)
const TRACKING: &str =
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid mc_cid mc_eid _ga _gl ref_src";

/// The parts of an address that tell one article from another, in order: it without its fragment and without the parameters
/// that only track readers.
pub(super) fn identity(url: &str) -> impl Iterator<Item = &str> {
    let whole = url.split('#').next().unwrap_or(url);
    let (path, query) = whole.split_once('?').unwrap_or((whole, ""));
    let parameters = query.split('&').filter(|parameter| !parameter.is_empty() && !is_tracking(parameter));
    std::iter::once(path).chain(parameters)
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or(parameter);
    name.starts_with("utm_") || TRACKING.split(' ').any(|tracking| tracking == name)
}
