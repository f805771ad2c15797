//! The closed lists of the contract, and how the engine's own map onto them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Declares an enumeration whose names in reports are those of the engine's.
macro_rules! mirrored {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),* }

        impl $name {
            /// Every kind, in the order of the contract.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name in reports.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => saksi::$name::$variant.name()),* }
            }
        }

        impl From<saksi::$name> for $name {
            fn from(kind: saksi::$name) -> Self {
                match kind { $(saksi::$name::$variant => Self::$variant),* }
            }
        }
    };
}

mirrored! {
    /// What a block of the text is.
    BlockKind {
        /// The headline.
        Title,
        /// Running text.
        Paragraph,
        /// A sub-heading inside the article.
        Heading,
        /// “Baca juga: …”.
        RelatedLink,
        /// Place and outlet at the head of an article.
        Dateline,
        /// Author, editor, source.
        Byline,
        /// Words under a picture.
        Caption,
        /// Advertising, copyright, tags.
        Boilerplate,
    }
}

mirrored! {
    /// What an entity is.
    EntityKind {
        /// A person.
        Person,
        /// A body, company, party, document of one.
        Organization,
        /// A state.
        Country,
        /// Any other place.
        Place,
        /// People spoken of together.
        Group,
        /// Anything else.
        Other,
    }
}

mirrored! {
    /// How a mention refers.
    MentionKind {
        /// By name (*Zelensky*).
        Name,
        /// By description (*pemimpin Ukraina itu*).
        Nominal,
        /// By pronoun (*dia*, *-nya*).
        Pronoun,
    }
}

mirrored! {
    /// How much of a quote stands between quotation marks.
    QuoteKind {
        /// All of it.
        Direct,
        /// None of it.
        Indirect,
        /// A paraphrase with quoted parts.
        Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_serde_writes() {
        let written = |value: serde_json::Value| value.as_str().map(str::to_owned).unwrap();
        for kind in BlockKind::ALL {
            assert_eq!(written(serde_json::to_value(kind).unwrap()), kind.name());
        }
        for kind in EntityKind::ALL {
            assert_eq!(written(serde_json::to_value(kind).unwrap()), kind.name());
        }
        for kind in MentionKind::ALL {
            assert_eq!(written(serde_json::to_value(kind).unwrap()), kind.name());
        }
        for kind in QuoteKind::ALL {
            assert_eq!(written(serde_json::to_value(kind).unwrap()), kind.name());
        }
    }
}
