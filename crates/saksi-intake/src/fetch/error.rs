use std::time::Duration;

use crate::error::IntakeError;

/// Why an address gave nothing. Each prints as one line: where, what, what to do.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No address, or one that is not fetched: other schemes, private hosts, passwords.
    #[error("{url}: {reason}; give the address of a public page")]
    Refused {
        /// The address as given, or that of a redirect.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The site's robots.txt says no, or could not be fetched.
    #[error("{url}: {reason}; save the page by hand if you may")]
    Robots {
        /// The address.
        url: String,
        /// What robots.txt says.
        reason: String,
    },
    /// The server asks for patience (429, 503).
    #[error("{url}: the server asks to wait {} seconds; try again then", wait.as_secs())]
    Busy {
        /// The address.
        url: String,
        /// How long.
        wait: Duration,
    },
    /// Another status than 200.
    #[error("{url}: the server answers {status}; check the address")]
    Status {
        /// The address.
        url: String,
        /// The status.
        status: u16,
    },
    /// Longer than the options allow.
    #[error("{url}: longer than the limit of {limit} bytes; save the page by hand")]
    TooLarge {
        /// The address.
        url: String,
        /// The limit, in bytes.
        limit: u64,
    },
    /// Redirects without an end.
    #[error("{url}: more than {limit} redirects; check the address")]
    Redirects {
        /// The address as given.
        url: String,
        /// The limit.
        limit: u32,
    },
    /// No answer in time.
    #[error("{url}: no whole answer in time; try again later")]
    Timeout {
        /// The address.
        url: String,
    },
    /// No such host, no connection, no encryption, or an answer that is not HTTP.
    #[error("{url}: {reason}; try again later or check the address")]
    Network {
        /// The address.
        url: String,
        /// What happened.
        reason: String,
    },
    /// Neither page nor feed nor text.
    #[error("{url}: neither a page nor a feed but {media_type}; give the address of an article or feed")]
    Media {
        /// The address.
        url: String,
        /// What the server says it is.
        media_type: String,
    },
    /// It was fetched, and no article was found in it.
    #[error(transparent)]
    Unread(#[from] IntakeError),
}

impl FetchError {
    /// The address.
    pub fn place(&self) -> &str {
        match self {
            Self::Refused { url, .. }
            | Self::Robots { url, .. }
            | Self::Busy { url, .. }
            | Self::Status { url, .. }
            | Self::TooLarge { url, .. }
            | Self::Redirects { url, .. }
            | Self::Timeout { url }
            | Self::Network { url, .. }
            | Self::Media { url, .. } => url,
            Self::Unread(error) => error.place(),
        }
    }

    /// What is wrong and what to do, without the address.
    pub fn reason(&self) -> String {
        if let Self::Unread(error) = self {
            return error.reason();
        }
        let line = self.to_string();
        line.strip_prefix(self.place()).and_then(|l| l.strip_prefix(": ")).unwrap_or(&line).to_owned()
    }

    /// How long to wait before trying again, where trying again makes sense and the server says when.
    pub fn wait(&self) -> Option<Duration> {
        match self {
            Self::Busy { wait, .. } => Some(*wait),
            _ => None,
        }
    }

    /// Whether it may work later: nothing is wrong with the address.
    pub fn is_temporary(&self) -> bool {
        match self {
            Self::Busy { .. } | Self::Timeout { .. } | Self::Network { .. } => true,
            Self::Status { status, .. } => *status >= 500,
            _ => false,
        }
    }
}
