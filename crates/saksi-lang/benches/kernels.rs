//! `cargo bench -p saksi-lang`: the arithmetic of the neural reader, with each kind of instructions this machine has.
//! An item is a multiplication with its addition, or a number gone through a function.

use divan::Bencher;
use divan::counter::ItemsCount;
use saksi_lang::kernel::{Kernels, Matrix, Rows, Table};

fn main() {
    divan::main();
}

const KINDS: [&str; 3] = ["portable", "avx2", "avx512"];

/// Nothing is measured where the machine has no such kind.
fn kernels(name: &str) -> Option<Kernels> {
    Kernels::available().find(|kernels| kernels.name() == name)
}

/// Numbers between -1 and 1 in no order.
fn numbers(n: usize) -> Vec<f32> {
    (0..n as u32).map(|i| i.wrapping_mul(2_654_435_761) as i32 as f32 / i32::MAX as f32).collect()
}

fn product(bencher: Bencher, kind: &str, n: usize, k: usize, m: usize) {
    let Some(kernels) = kernels(kind) else { return };
    let matrix = Matrix::quantise(k, m, &numbers(k * m), Some(&numbers(m)));
    let mut rows = Rows::default();
    rows.quantise(kernels, &numbers(n * k), k);
    let mut out = vec![0.0; n * m];
    bencher.counter(ItemsCount::new(n * k * m)).bench_local(|| kernels.product(&rows, &matrix, &mut out));
}

#[divan::bench(args = KINDS)]
fn product_25_192_576(bencher: Bencher, kind: &str) {
    product(bencher, kind, 25, 192, 576);
}

#[divan::bench(args = KINDS)]
fn product_25_512_1152(bencher: Bencher, kind: &str) {
    product(bencher, kind, 25, 512, 1152);
}

#[divan::bench(args = KINDS)]
fn product_12_128_64(bencher: Bencher, kind: &str) {
    product(bencher, kind, 12, 128, 64);
}

#[divan::bench(args = KINDS)]
fn product_1_192_576(bencher: Bencher, kind: &str) {
    product(bencher, kind, 1, 192, 576);
}

#[divan::bench(args = KINDS)]
fn quantise_25_192(bencher: Bencher, kind: &str) {
    let Some(kernels) = kernels(kind) else { return };
    let values = numbers(25 * 192);
    let mut rows = Rows::default();
    bencher.counter(ItemsCount::new(values.len())).bench_local(|| rows.quantise(kernels, &values, 192));
}

#[divan::bench(args = KINDS)]
fn sigmoid_25_192(bencher: Bencher, kind: &str) {
    let Some(kernels) = kernels(kind) else { return };
    let mut values = numbers(25 * 192);
    bencher.counter(ItemsCount::new(values.len())).bench_local(|| kernels.sigmoid_in_place(&mut values));
}

#[divan::bench(args = KINDS)]
fn layer_norm_25_192(bencher: Bencher, kind: &str) {
    let Some(kernels) = kernels(kind) else { return };
    let (mut values, gain, bias) = (numbers(25 * 192), numbers(192), numbers(192));
    bencher.counter(ItemsCount::new(values.len())).bench_local(|| kernels.layer_norm(&mut values, &gain, &bias));
}

#[divan::bench(args = KINDS)]
fn add_8_rows_192(bencher: Bencher, kind: &str) {
    let Some(kernels) = kernels(kind) else { return };
    let table = Table::new(192, (0..192 * 1024).map(|i| (i * 31) as i8).collect(), numbers(1024));
    let ids = [7, 1023, 512, 3, 99, 640, 801, 222];
    let mut out = vec![0.0; 192];
    bencher.counter(ItemsCount::new(8 * 192usize)).bench_local(|| kernels.add_rows(&table, &ids, &mut out));
}
