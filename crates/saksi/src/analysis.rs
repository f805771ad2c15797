use saksi_lang::Span;

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
