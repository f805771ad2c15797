//! What the analysis says of a word: part of speech, features, relation, entity.

use crate::Span;

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident: $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)?) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $(#[$vdoc])* $variant),+
        }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// As the standard writes it.
            pub fn name(self) -> &'static str {
                const NAMES: &[&str] = &[$($text),+];
                NAMES[self as usize]
            }

            /// The label of that name.
            pub fn of_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|label| label.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

labels! {
    /// A universal part of speech.
    Upos:
    #[default] Noun = "NOUN", Propn = "PROPN", Punct = "PUNCT", Verb = "VERB", Adp = "ADP", Num = "NUM", Pron = "PRON",
    Adj = "ADJ", Det = "DET", Adv = "ADV", Cconj = "CCONJ", Sconj = "SCONJ", Aux = "AUX", X = "X", Part = "PART",
    Sym = "SYM", Intj = "INTJ",
}

labels! {
    /// A relation of Universal Dependencies, with the subtypes that Indonesian treebanks use.
    Deprel:
    #[default] Dep = "dep", Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod",
    AdvmodEmph = "advmod:emph", Amod = "amod", Appos = "appos", Aux = "aux", Case = "case", CaseAdv = "case:adv",
    Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp", Clf = "clf", Compound = "compound", CompoundA = "compound:a",
    CompoundPlur = "compound:plur", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Det = "det",
    Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
    FlatForeign = "flat:foreign", FlatName = "flat:name", FlatRange = "flat:range", Goeswith = "goeswith", Iobj = "iobj",
    List = "list", Mark = "mark", Nmod = "nmod", NmodLmod = "nmod:lmod", NmodPoss = "nmod:poss", NmodTmod = "nmod:tmod",
    Nsubj = "nsubj", NsubjPass = "nsubj:pass", Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
    OblLmod = "obl:lmod", OblTmod = "obl:tmod", Orphan = "orphan", Parataxis = "parataxis", Punct = "punct",
    Reparandum = "reparandum", Vocative = "vocative", Xcomp = "xcomp",
}

labels! {
    /// What a named entity is.
    EntityType:
    /// A person.
    #[default] Person = "PER",
    /// A body: company, party, ministry, club.
    Organization = "ORG",
    /// A place.
    Location = "LOC",
}

labels! {
    /// Whose conventions are imitated: treebanks of Indonesian differ in what they call *compound*, *nmod* or a name.
    Style:
    /// News.
    #[default] Csui = "csui",
    /// Encyclopaedia.
    Gsd = "gsd",
    /// Both, translated.
    Pud = "pud",
}

/// A named entity: the words `start..end` of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Named {
    /// Its first word.
    pub start: u32,
    /// One past its last word.
    pub end: u32,
    /// What it is.
    pub kind: EntityType,
}

/// A word as Universal Dependencies count them: a token, or the part of one that is a clitic (*kata* and *nya* in *katanya*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Word {
    /// Where it stands; always the surface itself.
    pub span: Span,
    /// The number of the UD token that it belongs to: equal for the parts of a multi-word token.
    pub token: u32,
}
