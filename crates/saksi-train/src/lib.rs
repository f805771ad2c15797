//! Trains the statistical analysis of Indonesian. Never shipped: what ships is the model that comes out.
//!
//! Start at [`pipeline`]. Matrices are flat slices, row by row, a row a word unless said otherwise; the sentences of a batch stand
//! one behind the other without padding. `d` is the width of the network, `n` a number of rows, `m` of outputs.
#![allow(missing_docs, reason = "fields and tasks are named for what they are; what needs words has them")]

pub mod chain;
pub mod corpora;
pub mod export;
pub mod forms;
pub mod layer;
pub mod learn;
pub mod math;
pub mod measure;
pub mod network;
pub mod param;
pub mod pipeline;
pub mod predict;
pub mod pretrain;
pub mod random;
pub mod sets;
pub mod silver;
pub mod store;
pub mod trees;
pub mod tune;
pub mod whose;
