use saksi_lang::Span;

use crate::Published;

/// Everything that reading one article yields. Spans are byte offsets into [`Article::text`](crate::Article::text).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Analysis {
    /// The parts of the text in order; they do not overlap and leave out only white space.
    pub blocks: Vec<Block>,
    /// Sentences in order, each within one block.
    pub sentences: Vec<Sentence>,
    /// Who and what is spoken of; `EntityId` is the index here.
    pub entities: Vec<Entity>,
    /// Where the text speaks of them, in order of position.
    pub mentions: Vec<Mention>,
    /// Who said what, in order of the first segment.
    pub quotes: Vec<Quote>,
    /// Who did what to whom, in order of the anchor.
    pub events: Vec<Event>,
    /// Expressions of time, in order of position.
    pub times: Vec<Time>,
    /// How entities stand to one another, in order of the words that say so.
    pub relations: Vec<Relation>,
    /// The day of publication, where the article came without one and its text tells it.
    pub inferred_day: Option<Published>,
}

/// What a block of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum BlockKind {
    Title,
    Paragraph,
    Heading,
    RelatedLink,
    Dateline,
    Byline,
    Caption,
    Boilerplate,
}

impl BlockKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Paragraph => "paragraph",
            Self::Heading => "heading",
            Self::RelatedLink => "related_link",
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Caption => "caption",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A stretch of text of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// One sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space.
    pub span: Span,
    /// Index into [`Analysis::blocks`].
    pub block: u32,
}

/// Index of an entity in [`Analysis::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum EntityKind {
    Person,
    Organization,
    Country,
    Place,
    Group,
    Other,
}

impl EntityKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Country => "country",
            Self::Place => "place",
            Self::Group => "group",
            Self::Other => "other",
        }
    }
}

/// Somebody or something the article speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Fullest name in the article, or a description where it has no name.
    pub name: String,
    /// Identifier in the knowledge base (`UKR`, `person/volodymyr-zelensky`, `org/nato`), if it is known there.
    pub kb: Option<String>,
    /// ISO 3166-1 alpha-3 code of the country it belongs to.
    pub country: Option<String>,
    /// PLOVER sector (`GOV`, `MIL` …).
    pub sector: Option<String>,
    /// Offices and descriptions that the article gives.
    pub roles: Vec<Role>,
    /// Indices into [`Analysis::mentions`], in order of position.
    pub mentions: Vec<u32>,
}

/// An office or description that the article gives a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// The title (“Presiden”).
    pub title: String,
    /// What it is an office of: an identifier of the knowledge base, or the words of the text.
    pub of: Option<String>,
    /// The words that say so.
    pub span: Span,
}

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// By name (*Zelensky*).
    Name,
    /// By description (*pemimpin Ukraina itu*).
    Nominal,
    /// By pronoun (*dia*, *-nya*).
    Pronoun,
}

impl MentionKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
        }
    }
}

/// A place where the text speaks of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How they refer.
    pub kind: MentionKind,
    /// To whom.
    pub entity: EntityId,
}

/// How much of a quote stands between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// A paraphrase with quoted parts.
    Mixed,
}

impl QuoteKind {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// What a source said, and who it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// How much of it stands between quotation marks.
    pub kind: QuoteKind,
    /// The content, in order, without the outer quotation marks.
    pub segments: Vec<Span>,
    /// The word that introduces it; `None` for a continued quotation.
    pub cue: Option<Cue>,
    /// Who said it.
    pub speaker: Speaker,
    /// To whom, where the text says so.
    pub addressee: Option<Addressee>,
    /// How sure the reading is, 0–1.
    pub confidence: f32,
    /// The rule that made it (`subject-cue-content`, `continued` …).
    pub rule: &'static str,
}

/// The word that introduces a quote.
#[derive(Clone, Debug, PartialEq)]
pub struct Cue {
    /// The words.
    pub span: Span,
    /// Dictionary form (*mengatakan* → *kata*).
    pub lemma: String,
    /// What kind of speech it is (`say`, `ask`, `praise` …).
    pub act: &'static str,
}

/// Who said a quote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// Who that is, where it could be found out.
    pub entity: Option<EntityId>,
    /// The mention beside the cue; `None` for a continued quotation.
    pub span: Option<Span>,
}

/// To whom a quote is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Addressee {
    /// The words.
    pub span: Span,
    /// Who that is, where it could be found out.
    pub entity: Option<EntityId>,
}

/// A class of PLOVER, the event ontology of political science (Halterman and others, 2023).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum EventClass {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl EventClass {
    /// All classes, in the order of the ontology's scale from cooperation to conflict.
    pub const ALL: [Self; 16] = [
        Self::Agree,
        Self::Consult,
        Self::Support,
        Self::Concede,
        Self::Cooperate,
        Self::Aid,
        Self::Retreat,
        Self::Request,
        Self::Accuse,
        Self::Reject,
        Self::Threaten,
        Self::Protest,
        Self::Sanction,
        Self::Mobilize,
        Self::Coerce,
        Self::Assault,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agree => "AGREE",
            Self::Consult => "CONSULT",
            Self::Support => "SUPPORT",
            Self::Concede => "CONCEDE",
            Self::Cooperate => "COOPERATE",
            Self::Aid => "AID",
            Self::Retreat => "RETREAT",
            Self::Request => "REQUEST",
            Self::Accuse => "ACCUSE",
            Self::Reject => "REJECT",
            Self::Threaten => "THREATEN",
            Self::Protest => "PROTEST",
            Self::Sanction => "SANCTION",
            Self::Mobilize => "MOBILIZE",
            Self::Coerce => "COERCE",
            Self::Assault => "ASSAULT",
        }
    }

    /// The class of a name in reports.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

/// How far an event has come, by what the text says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It has happened or is happening.
    Done,
    /// It is announced, agreed or intended.
    Planned,
    /// Somebody asks for it.
    CalledFor,
    /// It may happen, or would if something else did.
    Hypothetical,
    /// It did not happen, or is said not to have.
    Denied,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Done, Self::Planned, Self::CalledFor, Self::Hypothetical, Self::Denied];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Planned => "planned",
            Self::CalledFor => "called_for",
            Self::Hypothetical => "hypothetical",
            Self::Denied => "denied",
        }
    }
}

/// What one political actor does to, with or about another.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Its class.
    pub class: EventClass,
    /// PLOVER mode, where the class has modes and the words tell one.
    pub mode: Option<&'static str>,
    /// The words that name the act.
    pub anchor: Span,
    /// Dictionary form of the anchor's first word.
    pub lemma: String,
    /// Who does it; empty where the text does not say.
    pub source: Vec<Actor>,
    /// To whom; empty where the text does not say.
    pub target: Vec<Actor>,
    /// How far it has come.
    pub status: Status,
    /// When: index into [`Analysis::times`].
    pub time: Option<u32>,
    /// Where.
    pub place: Option<Place>,
    /// The quote whose content reports it, as an index into [`Analysis::quotes`]: then its speaker says so, not the newspaper.
    pub in_quote: Option<u32>,
    /// How sure the reading is, 0–1.
    pub confidence: f32,
    /// The rule that made it.
    pub rule: &'static str,
}

/// Who takes part in an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// The words that name or describe it.
    pub span: Span,
    /// Who that is, where it could be found out.
    pub entity: Option<EntityId>,
    /// ISO 3166-1 alpha-3 code of the country it belongs to.
    pub country: Option<String>,
    /// PLOVER sector (`GOV`, `MIL` …).
    pub sector: Option<String>,
}

/// Where an event takes place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// Identifier in the knowledge base (`place/…`, or a state's code), if it is known there.
    pub kb: Option<String>,
    /// ISO 3166-1 alpha-3 code of the state it lies in.
    pub country: Option<String>,
    /// The Indonesian province it lies in (`place/…`).
    pub province: Option<String>,
    /// Degrees north, and east, of the place, or of the capital of a state or province.
    pub coordinates: Option<(f64, f64)>,
}

/// What an expression of time denotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum TimeKind {
    Date,
    Time,
    Duration,
    Set,
}

impl TimeKind {
    /// The name in reports, as in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Set => "set",
        }
    }
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// What it denotes.
    pub kind: TimeKind,
    /// ISO 8601 or TIMEX3 value, resolved against the day of publication (`2022-06-30`, `2022-W26`, `P3Y`, `PRESENT_REF`).
    pub value: String,
}

/// What a relation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum RelationKind {
    HoldsOffice,
    MemberOf,
    SeeksMembership,
    AlliedWith,
    AtWarWith,
    SanctionedBy,
}

impl RelationKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::HoldsOffice,
        Self::MemberOf,
        Self::SeeksMembership,
        Self::AlliedWith,
        Self::AtWarWith,
        Self::SanctionedBy,
    ];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::HoldsOffice => "holds_office",
            Self::MemberOf => "member_of",
            Self::SeeksMembership => "seeks_membership",
            Self::AlliedWith => "allied_with",
            Self::AtWarWith => "at_war_with",
            Self::SanctionedBy => "sanctioned_by",
        }
    }
}

/// How two entities stand to each other on the article's day, by the article's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// What it says.
    pub kind: RelationKind,
    /// Whose relation it is.
    pub subject: EntityId,
    /// To whom or what: an entity of this article, or an identifier of the knowledge base.
    pub object: Object,
    /// The office held.
    pub title: Option<String>,
    /// The words that say so.
    pub span: Span,
    /// The quote whose content says so, as an index into [`Analysis::quotes`].
    pub in_quote: Option<u32>,
}

/// The far side of a relation.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// An entity of the article.
    Entity(EntityId),
    /// An identifier of the knowledge base, or the words of the text.
    Named(String),
}
