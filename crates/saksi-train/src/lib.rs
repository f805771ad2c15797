//! Trains the statistical analysis of Indonesian. Never shipped: what ships is the model that comes out.
#![allow(missing_docs, reason = "drafting")]

pub mod chain;
pub mod corpora;
pub mod export;
pub mod forms;
pub mod layer;
pub mod math;
pub mod measure;
pub mod network;
pub mod param;
pub mod pipeline;
pub mod pretrain;
pub mod random;
pub mod sets;
pub mod silver;
pub mod store;
pub mod tune;
