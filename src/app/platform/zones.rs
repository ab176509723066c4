//! What clocks of other places show, as the browser knows it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::document::store::backup::Moment;
use crate::domain::Date;
use crate::domain::calendar::days_between;

/// Clocks by the name of their zone, made once: a calendar asks for the same one with every event.
#[derive(Default)]
pub struct Zones {
    clocks: RefCell<BTreeMap<String, Option<Function>>>,
}

impl Zones {
    /// What clocks show at a moment in UTC: in a zone, or where this computer is. `None` where the browser does not know
    /// the zone.
    pub fn local(&self, zone: Option<&str>, utc: Moment) -> Option<Moment> {
        let days = days_between(Date::constant(1970, 1, 1), utc.on) as f64;
        let date = js_sys::Date::new(&((days * 24.0 * 60.0 + f64::from(utc.minute)) * 60_000.0).into());
        let Some(zone) = zone else {
            let part = |n: u32| u8::try_from(n).ok();
            let year = i32::try_from(date.get_full_year()).ok()?;
            let on = Date::new(year, part(date.get_month() + 1)?, part(date.get_date())?)?;
            return Some(Moment { on, minute: date.get_hours() * 60 + date.get_minutes() });
        };
        let mut clocks = self.clocks.borrow_mut();
        let clock = clocks.entry(zone.to_owned()).or_insert_with(|| clock(zone)).as_ref()?;
        read(&clock.call1(&JsValue::UNDEFINED, &date).ok()?.as_string()?)
    }
}

/// The function that writes a moment as a clock of the zone shows it; the browser throws where it does not know the zone.
fn clock(zone: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let options = Object::new();
    let parts = ["year", "month", "day", "hour", "minute"].map(|part| (part, "numeric"));
    for (name, value) in parts.into_iter().chain([("timeZone", zone), ("hourCycle", "h23")]) {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let format = Reflect::construct(&format, &Array::of2(&"en-US".into(), &options)).ok()?;
    Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
}

/// `4/7/2027, 00:00`.
fn read(text: &str) -> Option<Moment> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let numbers: Vec<u32> = numbers.map_while(|part| part.parse().ok()).collect();
    let [month, day, year, hour, minute] = numbers.as_slice() else { return None };
    let part = |n: u32| u8::try_from(n).ok();
    let on = Date::new(i32::try_from(*year).ok()?, part(*month)?, part(*day)?)?;
    Some(Moment { on, minute: hour % 24 * 60 + minute })
}
