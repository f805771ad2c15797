//! The article among all that a page shows.

use std::collections::HashSet;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::furniture::{FURNITURE, is_related};
use super::lines::{Line, LineKind, lines};
use super::meta::{Stated, is_person};
use super::{sweep, title};
use crate::date::parse_date;

/// Fewest bytes that pass for an article without looking further.
const ENOUGH: usize = 250;
/// Shortest line that is taken for a paragraph where nothing marks the article, in bytes.
const PARAGRAPH: usize = 80;
/// Most elements that are scored; a page with more is read by its paragraphs alone.
const ELEMENTS: usize = 200_000;
/// Longest “Baca juga” with its headline, in bytes.
const RELATED: usize = 300;
/// Elements that may be nothing but a “Baca juga”.
const BLOCKS: &[&str] =
    &["div", "table", "section", "aside", "blockquote", "ul", "li", "p", "h2", "h3", "h4", "h5", "h6"];
/// How far below the headline its date and author are looked for, in lines.
const BELOW_TITLE: usize = 15;
/// Longest line with the date or the author, in bytes.
const DATE_LINE: usize = 120;

/// What was found in the page itself.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// A paragraph a line.
    pub(super) text: String,
    pub(super) author: Option<String>,
    /// Lines near the headline that may hold the date.
    pub(super) dates: Vec<String>,
}

/// Finds the article in `document`, which loses its furniture on the way; `all` are its lines.
pub(super) fn find(document: &Document, all: Vec<Line>, stated: &Stated) -> Content {
    let mut content = beside_title(&all, stated);
    let captions = remove_furniture(document, size(&all));
    let shown = lines(document.root());
    let mut found = main(document);
    for line in found.iter_mut().filter(|l| captions.contains(&l.text)) {
        line.kind = LineKind::Caption;
    }
    let mut found = sweep::sweep(found, stated);
    if size(&found) < ENOUGH {
        let paragraphs = shown.into_iter().filter(|l| l.text.len() >= PARAGRAPH && !l.is_link()).collect();
        let paragraphs = sweep::sweep(paragraphs, stated);
        if size(&paragraphs) > 2 * size(&found) {
            found = paragraphs;
        }
    }
    if found.is_empty() {
        found = sweep::sweep(all, stated);
    }
    content.text = found.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n");
    // Pages that scripts fill have their text in JSON-LD alone.
    if let Some(body) = stated.body.as_ref().filter(|b| content.text.len() < ENOUGH && b.len() > 2 * content.text.len())
    {
        content.text.clone_from(body);
    }
    content
}

/// The lines of a document that is an article already, without its furniture.
pub(super) fn inside(document: &Document, stated: &Stated) -> String {
    let captions = remove_furniture(document, size(&lines(document.root())));
    let mut found = lines(document.root());
    for line in found.iter_mut().filter(|l| captions.contains(&l.text)) {
        line.kind = LineKind::Caption;
    }
    sweep::sweep(found, stated).iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join("\n")
}

fn size(lines: &[Line]) -> usize {
    lines.iter().map(|l| l.text.len()).sum()
}

/// The lines of what looks like the article; none where nothing does.
fn main(document: &Document) -> Vec<Line> {
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        char_threshold: ENOUGH,
        max_elements_to_parse: ELEMENTS,
        ..Config::default()
    };
    let Ok(mut readability) = Readability::with_document(document.clone(), None, Some(config)) else {
        return Vec::new();
    };
    if readability.parse().is_err() {
        return Vec::new();
    }
    let page = readability.doc.select_single("#readability-page-1");
    page.nodes().first().map(|&root| lines(root)).unwrap_or_default()
}

/// What an element's name and attributes say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Furniture,
    Caption,
    Other,
}

/// Takes out elements that name themselves furniture, unless they hold much of the page or announce related articles.
/// `shown` is
/// the size of all lines, in bytes. Returns the lines of captions: the readability library keeps their text but not always their classes.
fn remove_furniture(document: &Document, shown: usize) -> HashSet<String> {
    let mut captions = HashSet::new();
    let root = document.root();
    let most = shown * 3 / 10;
    // Measuring an element reads all of it: bounded, so that nested wrappers of a hostile page do not add up.
    let mut budget = 20 * root.text().len();
    let mut node = root;
    loop {
        if let Some(block) = node.is_text().then(|| related_block(&node)).flatten() {
            flatten(&block);
            match after(block, root) {
                Some(next) => node = next,
                None => return captions,
            }
            continue;
        }
        let role = role(&node);
        let small = role != Role::Other && budget > 0 && {
            budget = budget.saturating_sub(node.text().len());
            let inside = lines(node);
            let announces = inside.first().is_some_and(|l| is_related(&l.text)) && inside.len() <= 3;
            size(&inside) < most && !announces && node.find(&["h1"]).is_empty()
        };
        let goes = small && role == Role::Furniture;
        if small && role == Role::Caption {
            captions.extend(lines(node).into_iter().map(|l| l.text));
        }
        let next = if goes { after(node, root) } else { node.first_child().or_else(|| after(node, root)) };
        if goes {
            node.remove_from_parent();
        }
        match next {
            Some(next) => node = next,
            None => return captions,
        }
    }
}

/// The largest element around a text “Baca juga” that holds nothing but it and its link.
fn related_block<'a>(text: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    if !is_related(text.text().trim()) {
        return None;
    }
    let fits = |n: &NodeRef| {
        // A box with one link has few nodes; looking no further keeps nested boxes cheap.
        if n.descendants_it().nth(60).is_some() {
            return false;
        }
        let inside = lines(*n);
        inside.len() <= 2 && size(&inside) <= RELATED && inside.first().is_some_and(|l| is_related(&l.text))
    };
    let around = std::iter::successors(text.parent(), NodeRef::parent).take(8);
    around.take_while(|n| n.is_element() && fits(n)).filter(|n| BLOCKS.iter().any(|b| n.has_name(b))).last()
}

/// Makes a paragraph of an element: the readability library takes tables and boxes of links away.
fn flatten(node: &NodeRef) {
    let text = lines(*node).into_iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
    node.rename("p");
    node.remove_all_attrs();
    node.set_text(text);
}

/// The node after `node` and all below it.
fn after<'a>(mut node: NodeRef<'a>, root: NodeRef) -> Option<NodeRef<'a>> {
    while node.id != root.id {
        if let Some(next) = node.next_sibling() {
            return Some(next);
        }
        node = node.parent()?;
    }
    None
}

fn role(node: &NodeRef) -> Role {
    let Some(element) = node.element_ref() else { return Role::Other };
    let name = &*element.name.local;
    if matches!(name, "html" | "body" | "article" | "main" | "a" | "time" | "img") {
        return Role::Other;
    }
    let any = |names: &[&str], says: &dyn Fn(&str) -> bool| {
        element.attrs.iter().any(|a| names.contains(&&*a.name.local) && says(&a.value))
    };
    let unseen = |style: &str| style.to_ascii_lowercase().replace(' ', "").contains("display:none");
    if name == "nav" || any(&["hidden"], &|_| true) || any(&["style"], &unseen) {
        Role::Furniture
    } else if any(&["class", "id"], &|c| FURNITURE.is_caption(c)) {
        Role::Caption
    } else if name != "p" && any(&["class", "id"], &|c| FURNITURE.is_class(c)) {
        Role::Furniture
    } else {
        Role::Other
    }
}

/// The date and the author as they stand below (or just above) the headline.
fn beside_title(all: &[Line], stated: &Stated) -> Content {
    let headline = stated.title.as_deref().map(title::plain).unwrap_or_default();
    let at = all
        .iter()
        .rposition(|l| !headline.is_empty() && l.kind == LineKind::Heading && title::plain(&l.text) == headline);
    let at = at.or_else(|| all.iter().position(|l| title::plain(&l.text) == headline));
    let from = at.map_or(0, |at| at.saturating_sub(3));
    let near = || all[from..].iter().take(at.map_or(60, |_| BELOW_TITLE + 3)).filter(|l| l.text.len() <= DATE_LINE);
    let below = near().skip(at.map_or(0, |at| at - from)).chain(near());
    let dates = below.filter(|l| parse_date(&l.text).is_some_and(|d| d.day > 0)).map(|l| l.text.clone()).collect();
    // Bylines stand at the head or, as often, at the foot.
    let author = all.iter().skip(from).find_map(|l| FURNITURE.author(&l.text));
    let author = author.filter(|a| is_person(a, &[])).map(str::to_owned);
    Content { text: String::new(), author, dates }
}
