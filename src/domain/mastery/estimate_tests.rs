//! What the estimate believes of a student, piece by piece.

use super::*;

const FIVE_OF_FIVE: Piece = Piece::ticket(1.0, 5.0);

fn prior(mean: f64, strength: f64) -> Beta {
    Beta { alpha: mean * strength, beta: (1.0 - mean) * strength }
}

fn chance(strength: f64, pieces: &[Piece]) -> f64 {
    estimate(prior(0.6, strength), pieces).chance(0.7)
}

fn items(shares: &[f64]) -> Vec<Piece> {
    shares.iter().copied().map(Piece::item).collect()
}

#[test]
fn evidence_moves_and_narrows_the_belief() {
    let class = vec![items(&[0.0, 0.0, 1.0]), items(&[1.0, 1.0]), items(&[1.0]), vec![]];
    let prior = class_prior(&class);
    let at = |shares: &[f64]| estimate(prior, &items(shares));
    assert!(at(&[1.0]).chance(0.7) > at(&[]).chance(0.7));
    assert!(at(&[0.0]).chance(0.7) < at(&[]).chance(0.7));
    let width = |shares: &[f64]| at(shares).band().1 - at(shares).band().0;
    assert!(width(&[0.5; 12]) < width(&[0.5; 3]));
}

#[test]
fn two_full_tickets_are_fairly_sure_and_one_is_even_at_least() {
    for strength in [0.6, 1.0, 1.5, 2.2, 3.2, 4.5, 6.5] {
        let (one, two) = (chance(strength, &[FIVE_OF_FIVE]), chance(strength, &[FIVE_OF_FIVE, FIVE_OF_FIVE]));
        assert!(one >= 0.5 && two >= 0.75, "{strength}: {one} {two}");
    }
}

#[test]
fn two_right_items_are_not_fairly_sure_in_a_class_that_is_alike() {
    assert!(chance(6.5, &items(&[1.0, 1.0])) < 0.75);
    assert!(chance(6.5, &[Piece::ticket(0.6, 5.0), FIVE_OF_FIVE]) < 0.75);
}

#[test]
fn who_learned_is_believed_and_who_stayed_is_not_doubted() {
    let low_then_high = items(&[0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0]);
    let high_then_low: Vec<Piece> = low_then_high.iter().rev().copied().collect();
    let mean = |pieces: &[Piece]| estimate(prior(0.6, 2.2), pieces).belief.mean();
    assert!(mean(&low_then_high) > 0.68, "{}", mean(&low_then_high));
    assert!(mean(&high_then_low) < mean(&low_then_high) - 0.08);
    let (low, high) = estimate(prior(0.6, 2.2), &[Piece::ticket(0.4, 5.0); 6]).band();
    assert!(low < 0.4 && 0.4 < high && high - low < 0.35, "{low} {high}");
}

#[test]
fn the_order_of_pieces_matters() {
    assert!(chance(2.2, &items(&[0.0, 1.0])) > chance(2.2, &items(&[1.0, 0.0])));
}

#[test]
fn a_piece_counts_by_what_it_holds() {
    let of = |items: f64| chance(2.2, &[Piece::ticket(1.0, items)]);
    assert!(of(26.0) > of(1.0) + 0.2);
    assert!(of(100.0) > of(26.0) && of(100.0) < of(26.0) + 0.02);
    assert!((of(0.0) - of(1.0)).abs() < 1e-12 && of(2.5) > of(2.0) && of(f64::INFINITY) < 1.0);
    let level = chance(2.2, &[Piece { share: 1.0, items: None, helped: false }]);
    assert!(of(3.0) < level && level < of(5.0));
}

#[test]
fn help_counts_less() {
    let helped = Piece { helped: true, ..FIVE_OF_FIVE };
    assert!(chance(2.2, &[helped]) < chance(2.2, &[FIVE_OF_FIVE]));
    assert!(chance(2.2, &[helped]) > chance(2.2, &[]));
}

#[test]
fn the_band_covers_most_who_learned_at_an_unknown_day() {
    // A small form of the benchmark: of 10 items, those from `first` on at the higher share; spread evenly, not drawn.
    let class: Vec<Vec<Piece>> =
        (1..10).flat_map(|first| (0..3).map(move |turn| learner(first, turn))).collect();
    let prior = class_prior(&class);
    let covers = |pieces: &Vec<Piece>| {
        let (low, high) = estimate(prior, pieces).band();
        (low..=high).contains(&0.8)
    };
    let covered = class.iter().filter(|pieces| covers(pieces)).count();
    assert!(covered * 100 >= class.len() * 77, "{covered} of {}", class.len());
}

/// Right answers at a share of 0.4 before the piece `first`, of 0.8 from it on, starting at one of three places.
fn learner(first: usize, turn: usize) -> Vec<Piece> {
    let right = |at: usize| {
        if at < first { (2 * (at + turn)) % 5 < 2 } else { (at + turn) % 5 != 2 }
    };
    (0..10).map(|at| Piece::item(if right(at) { 1.0 } else { 0.0 })).collect()
}

#[test]
fn the_edge_gives_numbers() {
    for strength in [1e-6, 1.0, 1e6] {
        for mean in [1e-12, 0.5, 1.0 - 1e-12] {
            for share in [0.0, 1.0] {
                let found = estimate(prior(mean, strength), &[Piece::ticket(share, 5.0); 4]);
                let (low, high) = found.band();
                assert!(found.chance(0.7).is_finite() && low <= high, "{mean} {strength} {share}");
            }
        }
    }
}
