//! What the knowledge base knows of somebody, as text and as JSON.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use serde::{Deserialize, Serialize};

use crate::TextOptions;

/// Somebody or something of the knowledge base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Identifier in the knowledge base.
    pub kb: String,
    /// `person`, `organization`, `country` or `place`.
    pub kind: Cow<'static, str>,
    /// The name.
    pub name: String,
    /// ISO 3166-1 alpha-3 code of the country it belongs to.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// Country and sector in one (`UKRGOV`).
    pub code: Option<String>,
    /// What holds of it.
    pub facts: Vec<ProfileFact>,
}

/// Something that holds from one day to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileFact {
    /// `holds_office`, `held_by`, `member_of`, `has_member` …
    #[serde(rename = "type")]
    pub class: Cow<'static, str>,
    /// The office.
    pub title: Option<String>,
    /// Identifier of the other side.
    pub object: String,
    /// Its name.
    pub object_name: String,
    /// First day, as exactly as it is known.
    pub from: Option<String>,
    /// Last day; `null` where it is unknown or has not come.
    pub to: Option<String>,
    /// Where we know it from.
    pub source: String,
}

impl Profile {
    /// Writes down what the engine answers.
    pub fn new(profile: &saksi::Profile) -> Self {
        let cells = [&profile.country, &profile.sector].into_iter().flatten();
        let code: String = cells.map(String::as_str).collect();
        let fact = |f: &saksi::Fact| ProfileFact {
            class: Cow::Borrowed(f.relation),
            title: f.title.clone(),
            object: f.other.clone(),
            object_name: f.other_name.clone(),
            from: f.from.map(|day| day.to_string()),
            to: f.to.map(|day| day.to_string()),
            source: f.source.clone(),
        };
        Self {
            kb: profile.id.clone(),
            kind: Cow::Borrowed(profile.kind.name()),
            name: profile.name.clone(),
            country: profile.country.clone(),
            sector: profile.sector.clone(),
            code: Some(code).filter(|c| !c.is_empty()),
            facts: profile.facts.iter().map(fact).collect(),
        }
    }
}

/// Writes profiles for people: the name and where it belongs, then a line a fact.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_profiles_text(out: &mut impl Write, profiles: &[Profile], options: TextOptions) -> io::Result<()> {
    let mut styled = |style: Style, text: &str| {
        if options.colour { write!(out, "{style}{text}{style:#}") } else { out.write_all(text.as_bytes()) }
    };
    for (n, profile) in profiles.iter().enumerate() {
        if n > 0 {
            styled(Style::new(), "\n")?;
        }
        styled(Style::new().bold(), &profile.name)?;
        let cells = [Some(profile.kb.as_str()), profile.country.as_deref(), profile.sector.as_deref()];
        let code = profile.code.as_deref().filter(|_| profile.country.is_some() && profile.sector.is_some());
        let cells: Vec<&str> = cells.into_iter().chain([code]).flatten().collect();
        styled(Style::new().dimmed(), &format!("  {}\n", cells.join(" · ")))?;
        for fact in &profile.facts {
            styled(Style::new(), &format!("  {}", words(fact)))?;
            styled(Style::new().dimmed(), &format!("  {} · {}\n", term(fact), fact.source))?;
        }
    }
    Ok(())
}

fn words(fact: &ProfileFact) -> String {
    match (&fact.title, &*fact.class) {
        (Some(title), "held_by") => format!("{title}: {}", fact.object_name),
        (Some(title), _) => format!("{title}, {}", fact.object_name),
        (None, class) => format!("{} {}", class.replace('_', " "), fact.object_name),
    }
}

fn term(fact: &ProfileFact) -> String {
    let day = |day: &Option<String>| day.clone().unwrap_or_default();
    format!("{}–{}", day(&fact.from), day(&fact.to))
}

/// Writes profiles one a line, or as an indented array.
///
/// # Errors
///
/// What `out` refuses.
pub fn write_profiles_json(out: &mut impl Write, profiles: &[Profile], lines: bool) -> io::Result<()> {
    if lines {
        for profile in profiles {
            serde_json::to_writer(&mut *out, profile)?;
            out.write_all(b"\n")?;
        }
        return Ok(());
    }
    serde_json::to_writer_pretty(&mut *out, profiles)?;
    out.write_all(b"\n")
}
