//! Local date and time, and chance, from the browser.

use crate::document::store::backup::Moment;
use crate::domain::Date;

/// The local date.
pub fn today() -> Date {
    let now = js_sys::Date::new_0();
    let part = |n: u32| u8::try_from(n).unwrap_or(1);
    let year = i32::try_from(now.get_full_year()).unwrap_or(2000);
    Date::new(year, part(now.get_month() + 1), part(now.get_date())).unwrap_or(Date::FIRST)
}

/// The local date and time.
pub fn now() -> Moment {
    Moment { on: today(), minute: minute_of_day() }
}

/// Minutes after local midnight.
pub fn minute_of_day() -> u32 {
    let now = js_sys::Date::new_0();
    now.get_hours() * 60 + now.get_minutes()
}

/// Seconds after local midnight.
pub fn second_of_day() -> u32 {
    minute_of_day() * 60 + js_sys::Date::new_0().get_seconds()
}

/// 64 random bits.
pub fn random() -> u64 {
    let mut bytes = [0_u8; 8];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok()).is_none() {
        bytes = js_sys::Math::random().to_le_bytes();
    }
    u64::from_le_bytes(bytes)
}
