//! Who acts on whom, counted over articles, and written as GraphML.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::events::{PairKind, pairs};
use super::row::Context;
use crate::{Edge, EntityRef, Network, Node, StoredArticle};

/// Counts happenings between actors, article by article. It grows with the actors and happenings, not with the texts.
#[derive(Debug, Default)]
pub struct NetworkCounter {
    status: Vec<String>,
    nodes: BTreeMap<i64, Node>,
    edges: BTreeMap<(i64, i64, String), Edge>,
    happenings: BTreeSet<i64>,
    counted: usize,
}

impl NetworkCounter {
    /// Counts events of any of these statuses (`done`, `planned` …), of all where none is named.
    pub fn new(status: &[&str]) -> Self {
        Self { status: status.iter().map(|&status| status.to_owned()).collect(), ..Self::default() }
    }

    /// Counts the events of an article; a happening that was counted is not counted again.
    pub fn article(&mut self, article: &StoredArticle) {
        let at = Context::new(article);
        for event in &at.report.events {
            let status = event.status.as_deref().unwrap_or_default();
            if !self.status.is_empty() && !self.status.iter().any(|wanted| wanted == status) {
                continue;
            }
            if at.happening(event).is_some_and(|happening| !self.happenings.insert(happening)) {
                continue;
            }
            self.counted += 1;
            let told = event.time.as_ref().and_then(|time| super::column::day(&time.value)).map(|day| day.to_string());
            let day = told.or_else(|| article.article.published.clone());
            let mut taking_part = BTreeSet::new();
            for actor in event.source.iter().chain(&event.target) {
                let Some(entity) = at.archived(actor.entity.as_deref()) else { continue };
                let kind = at.entity(actor.entity.as_deref()).map_or("other", |entity| entity.kind.name());
                let node = self.nodes.entry(entity.id).or_insert_with(|| node(entity, kind));
                node.country = node.country.take().or_else(|| actor.country.clone());
                node.sector = node.sector.take().or_else(|| actor.sector.clone());
                node.count += usize::from(taking_part.insert(entity.id));
            }
            let mut counted = BTreeSet::new();
            for (source, target, kind) in pairs(event) {
                let id =
                    |actor: Option<&saksi_report::Actor>| at.archived(actor?.entity.as_deref()).map(|entity| entity.id);
                let (Some(source), Some(target)) = (id(source), id(target)) else { continue };
                if kind == PairKind::OneSided || source == target || !counted.insert((source, target)) {
                    continue;
                }
                let class = event.class.to_string();
                let new = Edge { source, target, class: class.clone(), count: 0, first: None, last: None };
                let edge = self.edges.entry((source, target, class)).or_insert(new);
                edge.count += 1;
                if let Some(day) = &day {
                    edge.first = Some(edge.first.take().map_or(day.clone(), |first| first.min(day.clone())));
                    edge.last = Some(edge.last.take().map_or(day.clone(), |last| last.max(day.clone())));
                }
            }
        }
    }

    /// What was counted: the most active actors first.
    pub fn finish(self) -> Network {
        let mut nodes: Vec<Node> = self.nodes.into_values().collect();
        nodes.sort_by(|one, other| other.count.cmp(&one.count).then(one.entity.id.cmp(&other.entity.id)));
        let mut edges: Vec<Edge> = self.edges.into_values().collect();
        edges.sort_by_key(|edge| Reverse(edge.count));
        Network { nodes, edges, counted: self.counted, more: false }
    }
}

fn node(entity: &EntityRef, kind: &str) -> Node {
    Node { entity: entity.clone(), kind: kind.to_owned(), country: None, sector: None, count: 0 }
}

/// The attributes of nodes and edges: identifier, whose, name, type.
const KEYS: [(&str, &str, &str, &str); 11] = [
    ("name", "node", "name", "string"),
    ("label", "node", "label", "string"),
    ("kb", "node", "kb", "string"),
    ("kind", "node", "kind", "string"),
    ("country", "node", "country", "string"),
    ("sector", "node", "sector", "string"),
    ("happenings", "node", "happenings", "long"),
    ("type", "edge", "type", "string"),
    ("count", "edge", "count", "long"),
    ("first", "edge", "first", "string"),
    ("last", "edge", "last", "string"),
];

/// Writes a network as GraphML: directed, an edge for each class between two actors.
///
/// # Errors
///
/// Where `out` refuses.
pub fn write_graphml(out: &mut dyn Write, network: &Network) -> io::Result<()> {
    let out = &mut io::BufWriter::new(out);
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    )?;
    for (id, of, name, kind) in KEYS {
        writeln!(out, "  <key id=\"{id}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    out.write_all(b"  <graph id=\"saksi\" edgedefault=\"directed\">\n")?;
    let mut known = BTreeSet::new();
    for node in network.nodes.iter().filter(|node| known.insert(node.entity.id)) {
        writeln!(out, "    <node id=\"n{}\">", node.entity.id)?;
        let name = Some(node.entity.name.as_str());
        data(out, "name", name)?;
        data(out, "label", name)?;
        data(out, "kb", node.entity.kb.as_deref())?;
        data(out, "kind", Some(&node.kind))?;
        data(out, "country", node.country.as_deref())?;
        data(out, "sector", node.sector.as_deref())?;
        data(out, "happenings", Some(&node.count.to_string()))?;
        out.write_all(b"    </node>\n")?;
    }
    // An edge to an actor that is not in the network would make readers invent one.
    let edges = network.edges.iter().filter(|edge| known.contains(&edge.source) && known.contains(&edge.target));
    for (edge, number) in edges.zip(1..) {
        writeln!(out, "    <edge id=\"e{number}\" source=\"n{}\" target=\"n{}\">", edge.source, edge.target)?;
        data(out, "type", Some(&edge.class))?;
        data(out, "count", Some(&edge.count.to_string()))?;
        data(out, "first", edge.first.as_deref())?;
        data(out, "last", edge.last.as_deref())?;
        out.write_all(b"    </edge>\n")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")?;
    out.flush()
}

fn data(out: &mut dyn Write, key: &str, value: Option<&str>) -> io::Result<()> {
    match value {
        Some(value) => writeln!(out, "      <data key=\"{key}\">{}</data>", escaped(value)),
        None => Ok(()),
    }
}

/// Text as XML 1.0 can hold it: its marks escaped, characters that it forbids left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(c),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}
