//! Pages and feeds from the web, asked for politely and from public hosts only.

mod address;
mod error;
mod robots;

use std::sync::Arc;
use std::time::{Duration, Instant};

use encoding_rs::Encoding;
use jiff::Timestamp;
use ureq::Agent;
use ureq::http::{HeaderMap, Response};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use url::{Origin as UrlOrigin, Url};

pub use error::FetchError;

use crate::error::IntakeError;
use crate::feed::{self, FeedEntry};
use crate::format::{Given, InputFormat};
use crate::html::{self, Page};
use crate::http::{is_page, media_type};
use crate::origin::{Origin, Place};
use crate::read::Record;
use crate::text;
use crate::unpack::{self, Wrapped};
use address::{NotPublic, Public};
use robots::{Host, Hosts, Rules, lock};

/// How much of a robots.txt is read; the standard asks for 500 kB at least.
const ROBOTS: u64 = 512 << 10;
/// Most redirects from robots.txt, as the standard has it.
const ROBOTS_REDIRECTS: u32 = 5;
/// How long to wait where a server says that it is busy and not for how long.
const BUSY: Duration = Duration::from_secs(60);
/// Longest wait that a server may ask for.
const LONGEST_BUSY: Duration = Duration::from_secs(24 * 3600);
const ACCEPT: &str =
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/feed+json,*/*;q=0.5";

/// How pages are fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchOptions {
    /// Name and version of the program; what stands before the `/` is what robots.txt knows it by.
    pub user_agent: String,
    /// Where the owner of a site finds whoever runs it: an address of a page or of mail.
    pub contact: Option<String>,
    /// Time between two requests to one host. 1 s; a longer `Crawl-delay` in robots.txt wins.
    pub delay: Duration,
    /// Longest `Crawl-delay` that is waited for. 30 s.
    pub longest_delay: Duration,
    /// Time for looking up a host and connecting to it. 10 s.
    pub connect_timeout: Duration,
    /// Time for one request from beginning to end. 30 s.
    pub timeout: Duration,
    /// Longest answer in bytes as it is sent. 8 MiB.
    pub longest_body: u64,
    /// Longest answer in bytes, decompressed. 32 MiB.
    pub longest_page: u64,
    /// Most redirects. 5.
    pub redirects: u32,
    /// Lets private and local hosts and any port be fetched: for intranets and tests.
    pub allow_private: bool,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            user_agent: concat!("saksi/", env!("CARGO_PKG_VERSION")).to_owned(),
            contact: None,
            delay: Duration::from_secs(1),
            longest_delay: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            longest_body: 8 << 20,
            longest_page: 32 << 20,
            redirects: 5,
            allow_private: false,
        }
    }
}

/// What a server gave with an answer, so that the next time it need only say whether anything changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What an address gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// The same as when the validators were given.
    NotModified,
    /// An answer with status 200.
    Page(FetchedPage),
}

/// An answer, its encodings taken off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedPage {
    /// The address after all redirects.
    pub url: String,
    /// `text/html`; empty where the server does not say.
    pub media_type: String,
    /// Encoding as the server says.
    pub charset: Option<&'static str>,
    /// The answer.
    pub bytes: Vec<u8>,
    /// For the next time.
    pub validators: Validators,
    /// When it was fetched, as RFC 3339 in UTC.
    pub captured: String,
}

/// What an address gave, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gathered {
    /// The same as when the validators were given.
    NotModified,
    /// A page with an article.
    Article {
        /// The article; its origin's place is the address after all redirects.
        record: Box<Record>,
        /// For the next time.
        validators: Validators,
    },
    /// A feed: [`FeedEntry::record`] gives the articles in it, the others are links to be gathered.
    Feed {
        /// Where and when it was fetched.
        origin: Origin,
        /// Its entries.
        entries: Vec<FeedEntry>,
        /// For the next time.
        validators: Validators,
    },
}

/// Fetches pages; may be shared by threads. Each host is asked by one of them at a time.
pub struct Fetcher {
    options: FetchOptions,
    agent: Agent,
    hosts: Hosts,
}

/// What one request came to.
enum Hop {
    Redirect(String),
    NotModified,
    Page(FetchedPage),
}

impl Fetcher {
    /// A fetcher that has met no host yet.
    pub fn new(options: FetchOptions) -> Self {
        let visible = |s: &str| s.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').collect::<String>();
        let agent = visible(&options.user_agent);
        let agent = match options.contact.as_deref().map(visible).filter(|c| !c.trim().is_empty()) {
            Some(contact) => format!("{agent} (+{})", contact.trim()),
            None => agent,
        };
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Each hop is checked and paced here.
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A proxy would look names up where nobody checks them.
            .proxy(None)
            .user_agent(agent)
            .accept(ACCEPT)
            .accept_encoding("gzip, deflate")
            .timeout_global(Some(options.timeout))
            .timeout_resolve(Some(options.connect_timeout))
            .timeout_connect(Some(options.connect_timeout))
            .build();
        let resolver = Public { allow_private: options.allow_private, inner: DefaultResolver::default() };
        let agent = Agent::with_parts(config, DefaultConnector::default(), resolver);
        Self { options, agent, hosts: Hosts::default() }
    }

    /// Fetches `url`: what robots.txt allows, as slowly as the host wants, following redirects. Blocks for the whole time.
    ///
    /// # Errors
    ///
    /// Where the address may not be asked, does not answer, or answers with anything but a page: see [`FetchError`].
    pub fn fetch(&self, url: &str, validators: &Validators) -> Result<Fetched, FetchError> {
        let mut at = self.checked(url)?;
        for _ in 0..=self.options.redirects {
            match self.hop(&at, validators)? {
                Hop::NotModified => return Ok(Fetched::NotModified),
                Hop::Page(page) => return Ok(Fetched::Page(page)),
                Hop::Redirect(to) => at = self.joined(&at, &to)?,
            }
        }
        Err(FetchError::Redirects { url: url.to_owned(), limit: self.options.redirects })
    }

    /// Fetches `url` and reads it: the entries of a feed, or the article of a page.
    ///
    /// # Errors
    ///
    /// Those of [`Fetcher::fetch`]; where it is neither page nor feed; where no article is found in it.
    pub fn gather(&self, url: &str, validators: &Validators) -> Result<Gathered, FetchError> {
        match self.fetch(url, validators)? {
            Fetched::NotModified => Ok(Gathered::NotModified),
            Fetched::Page(page) => page.read(),
        }
    }

    fn checked(&self, url: &str) -> Result<Url, FetchError> {
        address::check(url, self.options.allow_private)
            .map_err(|reason| FetchError::Refused { url: url.trim().to_owned(), reason })
    }

    /// Where a redirect from `at` leads, checked like any other address.
    fn joined(&self, at: &Url, to: &str) -> Result<Url, FetchError> {
        let absolute = to.contains("://").then(|| to.to_owned());
        let to = absolute.or_else(|| at.join(to).ok().map(String::from)).unwrap_or_else(|| to.to_owned());
        self.checked(&to)
    }

    /// One request, once its host allows it and has had its rest.
    fn hop(&self, url: &Url, validators: &Validators) -> Result<Hop, FetchError> {
        let host = self.hosts.get(url.host_str().unwrap_or_default());
        let mut host = lock(&host);
        if let Some(wait) = host.busy() {
            return Err(FetchError::Busy { url: url.to_string(), wait });
        }
        let rules = self.rules(&mut host, url);
        if let Some(reason) = rules.forbids(url.as_str()) {
            return Err(FetchError::Robots { url: url.to_string(), reason });
        }
        let delay = rules.delay().min(self.options.longest_delay).max(self.options.delay);
        host.wait();
        let hop = self.ask(url, validators);
        host.next = Instant::now() + delay;
        if let Err(FetchError::Busy { wait, .. }) = &hop {
            host.busy = Some(Instant::now() + *wait);
        }
        hop
    }

    /// The rules of `url`'s origin, fetched if they are not known.
    fn rules(&self, host: &mut Host, url: &Url) -> Arc<Rules> {
        let origin = match url.origin() {
            origin @ UrlOrigin::Tuple(..) => origin.ascii_serialization(),
            UrlOrigin::Opaque(_) => String::new(),
        };
        if let Some(rules) = host.rules(&origin) {
            return rules;
        }
        host.wait();
        let rules = self.robots(url);
        host.next = Instant::now() + self.options.delay;
        host.learn(origin, rules)
    }

    /// Fetches robots.txt: without one all is allowed, with a server that fails nothing.
    fn robots(&self, url: &Url) -> Rules {
        let nothing = |what: String| Rules::Nothing(format!("its robots.txt cannot be fetched ({what})"));
        let Ok(mut at) = url.join("/robots.txt") else { return nothing("no address".to_owned()) };
        for _ in 0..=ROBOTS_REDIRECTS {
            let mut response = match self.agent.get(at.as_str()).call() {
                Ok(response) => response,
                Err(e) => return nothing(failed(&at, 0, e).reason()),
            };
            match response.status().as_u16() {
                200..=299 => {
                    let mut bytes = Vec::new();
                    let body = response.body_mut().as_reader();
                    if std::io::Read::read_to_end(&mut std::io::Read::take(body, ROBOTS), &mut bytes).is_err() {
                        return nothing("it breaks off".to_owned());
                    }
                    let encoding = header(response.headers(), "content-encoding").unwrap_or_default();
                    return match unpack::content(&encoding, bytes, 4 * ROBOTS) {
                        Ok(bytes) => Rules::read(self.product(), &bytes),
                        Err(_) => nothing("it cannot be decoded".to_owned()),
                    };
                }
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(response.headers(), "location").unwrap_or_default();
                    match self.joined(&at, &to) {
                        Ok(to) => at = to,
                        Err(e) => return nothing(e.reason()),
                    }
                }
                429 => return nothing("429".to_owned()),
                400..=499 => return Rules::All,
                status => return nothing(status.to_string()),
            }
        }
        // As the standard has it: what redirects for ever is as good as not there.
        Rules::All
    }

    /// The name that robots.txt knows the program by.
    fn product(&self) -> &str {
        self.options.user_agent.split(['/', ' ']).next().unwrap_or_default()
    }

    fn ask(&self, url: &Url, validators: &Validators) -> Result<Hop, FetchError> {
        let mut request = self.agent.get(url.as_str());
        let known = [("if-none-match", &validators.etag), ("if-modified-since", &validators.last_modified)];
        for (name, value) in known.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
            // One that came from elsewhere than a header may not be one.
            if value.bytes().all(|b| (32..127).contains(&b)) {
                request = request.header(name, value);
            }
        }
        let limit = self.options.longest_body;
        let response = request.call().map_err(|e| failed(url, limit, e))?;
        let headers = response.headers();
        match response.status().as_u16() {
            200 => self.page(url, response).map(Hop::Page),
            304 if *validators != Validators::default() => Ok(Hop::NotModified),
            301 | 302 | 303 | 307 | 308 if headers.contains_key("location") => {
                Ok(Hop::Redirect(header(headers, "location").unwrap_or_default()))
            }
            429 | 503 => {
                let wait = header(headers, "retry-after").and_then(|v| retry_after(&v)).unwrap_or(BUSY);
                Err(FetchError::Busy { url: url.to_string(), wait: wait.min(LONGEST_BUSY) })
            }
            status => Err(FetchError::Status { url: url.to_string(), status }),
        }
    }

    fn page(&self, url: &Url, mut response: Response<ureq::Body>) -> Result<FetchedPage, FetchError> {
        let FetchOptions { longest_body, longest_page, .. } = self.options;
        let body = response.body_mut().with_config().limit(longest_body).read_to_vec();
        let body = body.map_err(|e| failed(url, longest_body, e))?;
        let headers = response.headers();
        let encoding = header(headers, "content-encoding").unwrap_or_default();
        let bytes = unpack::content(&encoding, body, longest_page).map_err(|wrapped| match wrapped {
            Wrapped::TooLarge => FetchError::TooLarge { url: url.to_string(), limit: longest_page },
            Wrapped::Damaged(reason) => FetchError::Network { url: url.to_string(), reason },
        })?;
        let (media_type, charset) = media_type(&header(headers, "content-type").unwrap_or_default());
        let short = |name| header(headers, name).filter(|v| v.len() <= 1024);
        Ok(FetchedPage {
            url: url.to_string(),
            media_type,
            charset: charset.map(Encoding::name),
            bytes,
            validators: Validators { etag: short("etag"), last_modified: short("last-modified") },
            captured: Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        })
    }
}

impl FetchedPage {
    /// Reads what was fetched: the entries of a feed, or the article of a page or of plain text.
    ///
    /// # Errors
    ///
    /// Where it is none of these, or no article is found in it.
    pub fn read(self) -> Result<Gathered, FetchError> {
        let Self { url, media_type, charset, bytes, validators, captured } = self;
        let charset = charset.and_then(|c| Encoding::for_label(c.as_bytes()));
        let place = Place::from(&url[..]);
        let given = Given { url: Some(url.clone()), ..Given::default() };
        let sniffed = InputFormat::sniff(&bytes[..bytes.len().min(8 << 10)]);
        let article = |record: Result<Record, IntakeError>| {
            let mut record = Box::new(record?);
            record.origin.captured = Some(captured.clone());
            Ok(Gathered::Article { record, validators: validators.clone() })
        };
        match (sniffed, media_type.as_str()) {
            (InputFormat::Feed, _) => {
                let entries = feed::parse(&place, bytes, charset, Some(&url))?;
                let origin = Origin {
                    captured: Some(captured),
                    media_type: Some(media_type).filter(|m| !m.is_empty()),
                    ..Origin { place: url, ..Origin::default() }
                };
                Ok(Gathered::Feed { origin, entries, validators })
            }
            (_, kind) if is_page(kind) => article(html::article(&place, url, Page { bytes, charset }, &given)),
            (InputFormat::Html, "" | "text/plain" | "text/xml" | "application/xml" | "application/octet-stream") => {
                article(html::article(&place, url, Page { bytes, charset }, &given))
            }
            (InputFormat::Text, "text/plain") => article(text::article(&place, url, bytes, &given)),
            _ => {
                let media_type = if media_type.is_empty() { "of no known kind".to_owned() } else { media_type };
                Err(FetchError::Media { url, media_type })
            }
        }
    }
}

/// A header's value, however it is encoded.
fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    let value = String::from_utf8_lossy(headers.get(name)?.as_bytes()).trim().to_owned();
    (!value.is_empty()).then_some(value)
}

/// Seconds, or a date.
fn retry_after(value: &str) -> Option<Duration> {
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true).parse_timestamp(value).ok()?;
    Duration::try_from(at.duration_since(Timestamp::now())).ok()
}

/// What the HTTP library says, in our words.
fn failed(url: &Url, limit: u64, error: ureq::Error) -> FetchError {
    let url = url.to_string();
    match error {
        ureq::Error::Timeout(_) => FetchError::Timeout { url },
        ureq::Error::BodyExceedsLimit(_) => FetchError::TooLarge { url, limit },
        ureq::Error::HostNotFound => FetchError::Network { url, reason: "no such host".to_owned() },
        ureq::Error::Other(e) if e.is::<NotPublic>() => FetchError::Refused { url, reason: e.to_string() },
        ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::TimedOut => FetchError::Timeout { url },
        error => FetchError::Network { url, reason: error.to_string().replace('\n', " ") },
    }
}
