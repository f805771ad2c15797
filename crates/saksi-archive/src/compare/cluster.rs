//! Verified pairs into clusters, whatever the order in which they arrive.

use std::collections::{BTreeMap, BTreeSet};

/// Two that were found to be the same, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// One.
    pub a: i64,
    /// The other.
    pub b: i64,
    /// 0–1.
    pub score: f32,
}

/// Two groups become one where the links between them, missing ones counted as nothing, are on average this sure.
const AVERAGE: f32 = 0.4;

/// Groups of two or more, each sorted, in the order of their smallest members: a group's identifier is its first.
///
/// Average linkage from the surest link down, ties by identifiers: the result depends on the links alone. A chain a–b–c–d whose ends are
/// not linked falls apart, since most pairs between its halves are missing. Give it all links of a connected component, or of many.
pub fn cluster(links: &[Link]) -> Vec<Vec<i64>> {
    let mut scores: BTreeMap<(i64, i64), f32> = BTreeMap::new();
    for link in links.iter().filter(|link| link.a != link.b && link.score > 0.0) {
        let score = scores.entry((link.a.min(link.b), link.a.max(link.b))).or_insert(link.score);
        *score = score.max(link.score);
    }
    // Group by its smallest member: its members, and the sums of its links to other groups.
    let mut groups: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut between: BTreeMap<i64, BTreeMap<i64, f32>> = BTreeMap::new();
    for (&(a, b), &score) in &scores {
        for (one, other) in [(a, b), (b, a)] {
            groups.entry(one).or_insert_with(|| vec![one]);
            between.entry(one).or_default().insert(other, score);
        }
    }
    let average = |sum: f32, a: &[i64], b: &[i64]| sum / (a.len() * b.len()) as f32;
    let mut queue: BTreeSet<(u32, i64, i64)> = BTreeSet::new();
    for (&(a, b), &score) in &scores {
        queue.insert((rank(score), a, b));
    }
    while let Some((at, a, b)) = queue.pop_first() {
        // What was queued before one of the two grew is out of date.
        let sum = between.get(&a).and_then(|to| to.get(&b)).copied().unwrap_or(0.0);
        let (Some(one), Some(other)) = (groups.get(&a), groups.get(&b)) else { continue };
        let score = average(sum, one, other);
        if score < AVERAGE || rank(score) != at {
            continue;
        }
        merge(a, b, &mut groups, &mut between);
        for (&other, &sum) in &between[&a] {
            let score = average(sum, &groups[&a], &groups[&other]);
            queue.insert((rank(score), a.min(other), a.max(other)));
        }
    }
    let mut clusters: Vec<Vec<i64>> = groups.into_values().filter(|group| group.len() > 1).collect();
    clusters.iter_mut().for_each(|group| group.sort_unstable());
    clusters.sort_unstable();
    clusters
}

/// Puts the surest first.
fn rank(score: f32) -> u32 {
    u32::MAX - score.max(0.0).to_bits()
}

/// Puts group `b` into group `a`, whose smallest member is smaller.
fn merge(a: i64, b: i64, groups: &mut BTreeMap<i64, Vec<i64>>, between: &mut BTreeMap<i64, BTreeMap<i64, f32>>) {
    let members = groups.remove(&b).unwrap_or_default();
    groups.entry(a).or_default().extend(members);
    for (other, sum) in between.remove(&b).unwrap_or_default() {
        if let Some(to) = between.get_mut(&other) {
            to.remove(&b);
        }
        if other != a {
            *between.entry(a).or_default().entry(other).or_default() += sum;
            *between.entry(other).or_default().entry(a).or_default() += sum;
        }
    }
}

/// Clusters that grow link by link. Only the connected component that a link touches is worked out anew.
#[derive(Clone, Debug, Default)]
pub struct Clusters {
    neighbours: BTreeMap<i64, BTreeMap<i64, f32>>,
    /// Member to cluster.
    home: BTreeMap<i64, i64>,
    members: BTreeMap<i64, Vec<i64>>,
}

impl Clusters {
    /// Takes in links; the clusters are then those of [`cluster`] over all links so far, whatever their order.
    pub fn add(&mut self, links: &[Link]) {
        let mut touched = BTreeSet::new();
        for link in links.iter().filter(|link| link.a != link.b && link.score > 0.0) {
            for (one, other) in [(link.a, link.b), (link.b, link.a)] {
                let score = self.neighbours.entry(one).or_default().entry(other).or_insert(link.score);
                *score = score.max(link.score);
            }
            touched.insert(link.a);
        }
        while let Some(start) = touched.pop_first() {
            let component = self.component(start);
            touched.retain(|id| !component.contains(id));
            self.renew(&component);
        }
    }

    /// Everything that links lead to from `start`.
    fn component(&self, start: i64) -> BTreeSet<i64> {
        let (mut seen, mut open) = (BTreeSet::from([start]), vec![start]);
        while let Some(id) = open.pop() {
            open.extend(self.neighbours.get(&id).into_iter().flat_map(BTreeMap::keys).filter(|id| seen.insert(**id)));
        }
        seen
    }

    fn renew(&mut self, component: &BTreeSet<i64>) {
        for id in component {
            if let Some(cluster) = self.home.remove(id) {
                self.members.remove(&cluster);
            }
        }
        let links: Vec<Link> = component
            .iter()
            .flat_map(|&a| self.neighbours[&a].range(a + 1..).map(move |(&b, &score)| Link { a, b, score }))
            .collect();
        for group in cluster(&links) {
            self.home.extend(group.iter().map(|&id| (id, group[0])));
            self.members.insert(group[0], group);
        }
    }

    /// The cluster of a member: its smallest member, itself where it has no company.
    pub fn of(&self, id: i64) -> i64 {
        self.home.get(&id).copied().unwrap_or(id)
    }

    /// The clusters of two or more, in order.
    pub fn all(&self) -> impl Iterator<Item = &[i64]> {
        self.members.values().map(Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(a: i64, b: i64, score: f32) -> Link {
        Link { a, b, score }
    }

    #[test]
    fn a_chain_does_not_become_one_group() {
        let chain = [link(1, 2, 0.9), link(2, 3, 0.6), link(3, 4, 0.9)];
        assert_eq!(cluster(&chain), [vec![1, 2], vec![3, 4]]);
        let triangle = [link(1, 2, 0.9), link(2, 3, 0.8), link(1, 3, 0.7)];
        assert_eq!(cluster(&triangle), [vec![1, 2, 3]]);
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let links = [
            link(5, 2, 0.8),
            link(2, 9, 0.8),
            link(9, 5, 0.55),
            link(9, 11, 0.6),
            link(11, 12, 0.9),
            link(30, 31, 0.7),
            link(12, 9, 0.5),
        ];
        let whole = cluster(&links);
        for turn in 0..links.len() {
            let mut turned = links.to_vec();
            turned.rotate_left(turn);
            assert_eq!(cluster(&turned), whole);
            turned.reverse();
            let mut clusters = Clusters::default();
            turned.iter().for_each(|link| clusters.add(&[*link]));
            assert_eq!(clusters.all().map(<[i64]>::to_vec).collect::<Vec<_>>(), whole);
            assert_eq!((clusters.of(31), clusters.of(77)), (30, 77));
        }
    }
}
