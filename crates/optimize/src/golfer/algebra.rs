//! Schedules without a repeat that arithmetic gives: round robins, Latin squares, affine planes and spaces.

use crate::mixed::Schedule;

/// A finite field of `order` 2, 3, 4, 5, 7, 8, 9 or 11, as its tables.
struct Field {
    order: usize,
    add: Vec<Vec<usize>>,
    multiply: Vec<Vec<usize>>,
}

impl Field {
    /// Elements are polynomials over the prime field, their coefficients the digits of the index.
    fn new(order: usize) -> Option<Field> {
        // x^2 + x + 1 and x^3 + x + 1 over GF(2), x^2 + 1 over GF(3): what x^n is, digit by digit.
        let (prime, power): (usize, &[usize]) = match order {
            2 | 3 | 5 | 7 | 11 => (order, &[0]),
            4 => (2, &[1, 1]),
            8 => (2, &[1, 1, 0]),
            9 => (3, &[2, 0]),
            _ => return None,
        };
        let n = power.len();
        let digits = |mut a: usize| -> Vec<usize> { (0..n).map(|_| (a % prime, a /= prime).0).collect() };
        let number = |digits: &[usize]| digits.iter().rev().fold(0, |sum, digit| sum * prime + digit);
        let add = |a: usize, b: usize| -> usize {
            let sums: Vec<usize> = digits(a).iter().zip(digits(b)).map(|(x, y)| (x + y) % prime).collect();
            number(&sums)
        };
        let multiply = |a: usize, b: usize| -> usize {
            // Horner's rule on the digits of `a`; a prime field has one digit, and no x to multiply by.
            let mut product = vec![0; n];
            for &digit in digits(a).iter().rev() {
                if n > 1 {
                    let top = product[n - 1];
                    product.rotate_right(1);
                    product[0] = 0;
                    product.iter_mut().zip(power).for_each(|(cell, p)| *cell = (*cell + top * p) % prime);
                }
                product.iter_mut().zip(digits(b)).for_each(|(cell, d)| *cell = (*cell + digit * d) % prime);
            }
            number(&product)
        };
        let table = |of: &dyn Fn(usize, usize) -> usize| -> Vec<Vec<usize>> {
            (0..order).map(|a| (0..order).map(|b| of(a, b)).collect()).collect()
        };
        Some(Field { order, add: table(&add), multiply: table(&multiply) })
    }
}

/// Groups of two: everybody meets everybody in `2 * groups - 1` rounds (the circle method, Kirkman 1847).
pub(super) fn round_robin(groups: usize) -> Schedule {
    let rim = 2 * groups - 1;
    let round = |r: usize| {
        let pairs = (1..groups).map(|k| vec![(r + k) % rim, (r + rim - k) % rim]);
        core::iter::once(vec![r, rim]).chain(pairs).collect()
    };
    (0..rim).map(round).collect()
}

/// `order` groups of `size` <= `order` for `order` rounds: the affine plane of that order, cut down to `size` of
/// the lines of one direction. Where groups of `size` fill those lines, they are one round more. Member = line x
/// order + place on it.
pub(super) fn plane(order: usize, size: usize) -> Option<Schedule> {
    let field = Field::new(order).filter(|_| size <= order)?;
    let line = |slope: usize, from: usize| -> Vec<usize> {
        (0..size).map(|x| x * order + field.add[field.multiply[slope][x]][from]).collect()
    };
    let mut rounds: Schedule =
        (0..field.order).map(|slope| (0..order).map(|from| line(slope, from)).collect()).collect();
    if order.is_multiple_of(size) {
        rounds.push((0..order).map(|g| (g * size..(g + 1) * size).collect()).collect());
    }
    Some(rounds)
}

/// Nine groups of three for thirteen rounds: the lines of the affine space of dimension 3 over GF(3).
pub(super) fn space_of_three() -> Schedule {
    let digits = |point: usize| [point % 3, point / 3 % 3, point / 9];
    let number = |d: [usize; 3]| d[0] + 3 * d[1] + 9 * d[2];
    // A direction up to its sign: the first digit that is not 0 is 1.
    let is_direction = |d: &usize| digits(*d).into_iter().find(|digit| *digit > 0) == Some(1);
    let round = |direction: usize| {
        let step = digits(direction);
        let along = |point: usize, times: usize| {
            let at = digits(point);
            number([0, 1, 2].map(|i| (at[i] + times * step[i]) % 3))
        };
        let lines = (0..27).map(|point| [0, 1, 2].map(|times| along(point, times)));
        lines.filter(|line| line[0] < line[1] && line[0] < line[2]).map(|line| line.to_vec()).collect()
    };
    (0..27).filter(is_direction).map(round).collect()
}

/// `order` groups of `order` for three rounds: rows, columns and letters of a Latin square. Orders that are no
/// prime power have no plane, but this always.
pub(super) fn latin_square(order: usize) -> Schedule {
    let cells = |of: &dyn Fn(usize, usize) -> usize| -> Vec<Vec<usize>> {
        let group = |g: usize| (0..order * order).filter(|&c| of(c / order, c % order) == g).collect();
        (0..order).map(group).collect()
    };
    vec![cells(&|row, _| row), cells(&|_, column| column), cells(&|row, column| (row + column) % order)]
}
