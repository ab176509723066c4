//! Geometry of small plots, at the real width of their container.

/// A strip of dots, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// Centers, in the order of the values.
    pub dots: Vec<(f64, f64)>,
    /// Where the axis has a line, and its number.
    pub ticks: Vec<(f64, f64)>,
    /// Where the middle is.
    pub middle: f64,
    /// Height of the whole.
    pub height: f64,
}

/// Radius of a dot.
pub const RADIUS: f64 = 5.0;
const MARGIN: f64 = 20.0;
/// Room above the dots for names, and below them for numbers.
const ABOVE: f64 = 34.0;
const BELOW: f64 = 22.0;

/// Places sorted values along a width; dots that would touch stack up from the line and down from it in turn.
pub fn strip(values: &[f64], middle: f64, width: f64) -> Strip {
    let (low, high) = (values.first().copied().unwrap_or(0.0), values.last().copied().unwrap_or(0.0));
    let step = step(high - low);
    let from = (low / step).floor() * step;
    let to = ((high / step).ceil() * step).max(from + step);
    let x = |value: f64| MARGIN + (value - from) / (to - from) * (width - 2.0 * MARGIN).max(1.0);
    let mut rows: Vec<(f64, i32)> = Vec::with_capacity(values.len());
    let (mut up, mut down) = (0, 0);
    for value in values {
        let at = x(*value);
        let free =
            |row: i32| rows.iter().all(|(x, taken)| *taken != row || (at - x).abs() >= 2.0 * RADIUS + 1.0);
        let row = (0..).map(|n: i32| if n % 2 == 0 { n / 2 } else { -(n + 1) / 2 }).find(|row| free(*row));
        let row = row.unwrap_or(0);
        (up, down) = (up.max(-row), down.max(row));
        rows.push((at, row));
    }
    let line = ABOVE + f64::from(up) * (2.0 * RADIUS + 1.0) + RADIUS;
    let mut ticks = Vec::new();
    let mut tick = from;
    while tick <= to + step / 2.0 && ticks.len() < 20 {
        ticks.push((x(tick), tick));
        tick += step;
    }
    Strip {
        dots: rows.iter().map(|(x, row)| (*x, line + f64::from(*row) * (2.0 * RADIUS + 1.0))).collect(),
        ticks,
        middle: x(middle),
        height: line + f64::from(down) * (2.0 * RADIUS + 1.0) + RADIUS + BELOW,
    }
}

/// Lines from a first value to a latest, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Slopes {
    /// Where the first values stand, from the left.
    pub left: f64,
    /// Where the latest stand.
    pub right: f64,
    /// Heights of both ends, in the order of the values.
    pub lines: Vec<(f64, f64)>,
    /// Where the axis has a line, and its number.
    pub ticks: Vec<(f64, f64)>,
    /// Height of the whole.
    pub height: f64,
}

/// Places pairs of values on two uprights; more is higher.
pub fn slopes(values: &[(f64, f64)], width: f64) -> Slopes {
    const HEIGHT: f64 = 260.0;
    const SIDE: f64 = 52.0;
    let ends = || values.iter().flat_map(|(first, latest)| [*first, *latest]);
    let (low, high) = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let (low, high) = if low <= high { (low, high) } else { (0.0, 0.0) };
    let step = step(high - low);
    let from = (low / step).floor() * step;
    let to = ((high / step).ceil() * step).max(from + step);
    let y = |value: f64| HEIGHT - BELOW - (value - from) / (to - from) * (HEIGHT - BELOW - MARGIN);
    let mut ticks = Vec::new();
    let mut tick = from;
    while tick <= to + step / 2.0 && ticks.len() < 20 {
        ticks.push((y(tick), tick));
        tick += step;
    }
    Slopes {
        left: SIDE,
        right: (width - SIDE).max(SIDE + 1.0),
        lines: values.iter().map(|(first, latest)| (y(*first), y(*latest))).collect(),
        ticks,
        height: HEIGHT,
    }
}

/// A round step that gives four to eight lines.
fn step(span: f64) -> f64 {
    let steps = [1.0, 2.0, 5.0, 10.0, 20.0, 25.0, 50.0, 100.0, 200.0, 500.0, 1000.0];
    steps.into_iter().find(|step| span / step <= 7.0).unwrap_or(5000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_higher_and_every_line_is_inside() {
        let plot = slopes(&[(404.0, 432.0), (496.0, 488.0)], 320.0);
        assert!(plot.lines[0].1 < plot.lines[0].0 && plot.lines[1].1 > plot.lines[1].0);
        let inside = |y: f64| (0.0..=plot.height).contains(&y);
        assert!(plot.lines.iter().all(|(first, latest)| inside(*first) && inside(*latest)));
        assert!(plot.ticks.len() >= 3 && plot.right > plot.left);
        assert!(slopes(&[], 10.0).lines.is_empty());
    }

    #[test]
    fn dots_do_not_touch_and_stay_inside() {
        let values: Vec<f64> = [10.0, 10.0, 10.0, 11.0, 40.0, 60.0].to_vec();
        for width in [320.0, 700.0] {
            let strip = strip(&values, 10.5, width);
            for (at, one) in strip.dots.iter().enumerate() {
                assert!(
                    one.0 >= MARGIN
                        && one.0 <= width - MARGIN
                        && one.1 >= ABOVE
                        && one.1 <= strip.height - BELOW
                );
                for other in &strip.dots[at + 1..] {
                    let far = (one.0 - other.0).abs().max((one.1 - other.1).abs());
                    assert!(far >= 2.0 * RADIUS, "{width}: {one:?} {other:?}");
                }
            }
            assert!(strip.ticks.len() >= 4 && strip.ticks.len() <= 9);
        }
        // One value, no values: nothing to divide by.
        assert_eq!(strip(&[5.0, 5.0], 5.0, 300.0).ticks.len(), 2);
        assert!(strip(&[], 0.0, 300.0).dots.is_empty());
    }
}
