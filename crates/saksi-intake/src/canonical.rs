//! Addresses of the same article as one address.

use url::Url;

/// First labels of hosts that show the same pages to other screens.
const HOSTS: &[&str] = &["www.", "m.", "amp.", "mobile."];
/// Parameters that tell where a reader came from, never what the page is.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "_ga",
    "_gl",
    "gad_source",
    "srsltid",
    "s_cid",
    "cmpid",
    "ncid",
    "wt_mc",
    "ref_src",
    "ref_url",
    "tag_from",
    "tagfrom",
    "spm",
    "vero_id",
    "oly_anon_id",
    "oly_enc_id",
    "_hsenc",
    "_hsmi",
    "__twitter_impression",
    "fb_action_ids",
    "fb_action_types",
    "fb_source",
    "share",
    "shared",
];
/// The same by their beginnings.
const TRACKING_HEADS: &[&str] = &["utm_", "pk_", "mtm_", "hsa_"];
/// Parameters that show the same article in another manner: name, and values or any.
const VIEWS: &[(&str, &[&str])] = &[
    ("amp", &[]),
    ("page", &["all", "1", "0", ""]),
    ("showpage", &["all"]),
    ("single", &["1", "true", ""]),
    ("singlepage", &["1", "true", ""]),
    ("view", &["amp"]),
    ("outputtype", &["amp"]),
    ("noamp", &[]),
];

/// The address under which an article is known, whichever of its addresses is given: `https`, without `www.`, `m.` and
/// `amp.`, without AMP and all-on-one-page variants, tracking parameters, fragment and last slash; the other parameters
/// sorted. What is no address with a host comes back trimmed. The result is for comparing, not for fetching.
pub fn canonical_url(url: &str) -> String {
    let trimmed = url.trim();
    let Ok(parsed) = Url::parse(trimmed) else { return trimmed.to_owned() };
    let (Some(host), "http" | "https") = (parsed.host_str(), parsed.scheme()) else { return trimmed.to_owned() };
    let mut host = host.trim_end_matches('.');
    while let Some(rest) = HOSTS.iter().find_map(|h| host.strip_prefix(h)).filter(|rest| rest.contains('.')) {
        host = rest;
    }
    let mut out = format!("https://{host}");
    // The parser has dropped the scheme's own; the other scheme's goes too, since the scheme does.
    if let Some(port) = parsed.port().filter(|p| !matches!(p, 80 | 443)) {
        out.push_str(&format!(":{port}"));
    }
    out.push_str(&path(parsed.path()));
    let mut query: Vec<String> =
        parsed.query().unwrap_or_default().split('&').filter(|p| is_kept(p)).map(unescape).collect();
    query.sort();
    query.dedup();
    if !query.is_empty() {
        out.push('?');
        out.push_str(&query.join("&"));
    }
    out
}

/// The path without empty segments at its end and without `amp` at either end.
fn path(path: &str) -> String {
    let mut segments: Vec<String> = path.split('/').skip(1).map(unescape).collect();
    loop {
        match &segments[..] {
            [.., last] if last.is_empty() => segments.pop(),
            [_, .., last] if last.eq_ignore_ascii_case("amp") => segments.pop(),
            [first, _, _, ..] if first.eq_ignore_ascii_case("amp") => Some(segments.remove(0)),
            _ => break,
        };
    }
    segments.iter().map(|s| format!("/{s}")).collect()
}

fn is_kept(parameter: &str) -> bool {
    let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
    let (name, value) = (name.to_ascii_lowercase(), value.to_ascii_lowercase());
    let name = name.strip_prefix("amp;").unwrap_or(&name);
    !name.is_empty()
        && !TRACKING.contains(&name)
        && !TRACKING_HEADS.iter().any(|head| name.starts_with(head))
        && !VIEWS.iter().any(|(n, values)| *n == name && (values.is_empty() || values.contains(&value.as_str())))
}

/// Escapes of letters, digits and `-._~` resolved, the others in capitals.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let code = rest.get(1..3).filter(|c| c.bytes().all(|b| b.is_ascii_hexdigit()));
        match code.and_then(|c| u8::from_str_radix(c, 16).ok()) {
            Some(byte) => {
                if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                    out.push(char::from(byte));
                } else {
                    out.push_str(&rest[..3].to_ascii_uppercase());
                }
                rest = &rest[3..];
            }
            None => {
                out.push('%');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::canonical_url;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_one_article() {
        for (given, expected) in [
            ("https://harian.id/2022/06/30/judul", "https://harian.id/2022/06/30/judul"),
            ("http://www.harian.id/2022/06/30/judul/", "https://harian.id/2022/06/30/judul"),
            ("HTTPS://WWW.Harian.ID/2022/Judul", "https://harian.id/2022/Judul"),
            ("https://m.harian.id/a", "https://harian.id/a"),
            ("https://amp.harian.id/a", "https://harian.id/a"),
            ("https://www.m.harian.id/a", "https://harian.id/a"),
            ("https://m.id/a", "https://m.id/a"),
            ("https://news.harian.id/a", "https://news.harian.id/a"),
            ("https://harian.id/a/b/amp", "https://harian.id/a/b"),
            ("https://harian.id/a/b/amp/", "https://harian.id/a/b"),
            ("https://harian.id/amp/a/b", "https://harian.id/a/b"),
            ("https://harian.id/amp/a", "https://harian.id/amp/a"),
            ("https://harian.id/amp", "https://harian.id/amp"),
            ("https://harian.id/a?amp", "https://harian.id/a"),
            ("https://harian.id/a?amp=1", "https://harian.id/a"),
            ("https://harian.id/a?page=all", "https://harian.id/a"),
            ("https://harian.id/a?page=2", "https://harian.id/a?page=2"),
            ("https://harian.id/a?single=1", "https://harian.id/a"),
            ("https://harian.id/a?outputType=amp", "https://harian.id/a"),
            ("https://harian.id/a?utm_source=x&utm_medium=y&id=7", "https://harian.id/a?id=7"),
            ("https://harian.id/a?id=7&amp;utm_source=x", "https://harian.id/a?id=7"),
            ("https://harian.id/a?fbclid=x&gclid=y", "https://harian.id/a"),
            ("https://harian.id/a?b=2&a=1", "https://harian.id/a?a=1&b=2"),
            ("https://harian.id/a?b=2&&a=1&", "https://harian.id/a?a=1&b=2"),
            ("https://harian.id/a#komentar", "https://harian.id/a"),
            ("https://harian.id:443/a", "https://harian.id/a"),
            ("http://harian.id:80/a", "https://harian.id/a"),
            ("http://harian.id:8080/a", "https://harian.id:8080/a"),
            ("https://harian.id./a", "https://harian.id/a"),
            ("https://harian.id", "https://harian.id"),
            ("https://harian.id/", "https://harian.id"),
            ("https://harian.id/a/../b", "https://harian.id/b"),
            ("https://harian.id/%6audul%2fx", "https://harian.id/judul%2Fx"),
            ("https://ani:rahasia@harian.id/a", "https://harian.id/a"),
            ("  https://harian.id/a\n", "https://harian.id/a"),
            ("https://[2001:db8::1]/a", "https://[2001:db8::1]/a"),
            ("mailto:ani@harian.id", "mailto:ani@harian.id"),
            ("tidak ada", "tidak ada"),
            ("", ""),
        ] {
            assert_eq!(canonical_url(given), expected, "{given}");
        }
    }

    proptest! {
        #[test]
        fn the_canonical_address_of_one_is_itself(
            url in "https?://(www\\.|m\\.|amp\\.){0,3}[a-z.]{1,8}\\.id(:[0-9]{1,3})?(/(amp|a|%[0-9a-fA-F]{2}|b%2561|é|\\.\\.)?){0,5}(\\?([a-z%=&?/;]|amp;|page=all){0,20})?(#x)?"
        ) {
            let once = canonical_url(&url);
            prop_assert_eq!(canonical_url(&once), once);
        }

        #[test]
        fn any_text(url in "\\PC{0,40}") {
            let _ = canonical_url(&url);
        }
    }
}
