use super::{Term, rows, table};

/// That a state or body stands to another in some relation for some time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tie {
    /// `member`, `candidate`, `observer`, `partner`; `allied`, `at_war`, `sanctioned_by`.
    pub kind: &'static str,
    pub subject: &'static str,
    pub object: &'static str,
    pub term: Term,
    pub source: &'static str,
}

/// Memberships, then relations of states, each in the order of its table.
#[derive(Debug, Default)]
pub(crate) struct Ties(Vec<Tie>);

impl Ties {
    pub(crate) fn load() -> Self {
        let members = rows(table!("memberships.tsv")).map(|[subject, object, from, to, kind, source]| Tie {
            kind,
            subject,
            object,
            term: Term::of_cells(from, to),
            source,
        });
        let relations = rows(table!("state_relations.tsv")).map(|[subject, kind, object, from, to, source]| Tie {
            kind,
            subject,
            object,
            term: Term::of_cells(from, to),
            source,
        });
        Self(members.chain(relations).collect())
    }

    /// Everything that ties this state or body, from either end.
    pub(crate) fn of<'t>(&'t self, id: &'t str) -> impl Iterator<Item = &'t Tie> {
        self.0.iter().filter(move |tie| tie.subject == id || tie.object == id)
    }
}
