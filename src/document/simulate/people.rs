//! The people of the year: what they do, with whom they exchange files, and what happens to their devices.

use super::fault::Fault;
use super::files::Copy;
use super::model::{Known, Model};
use super::page::{Broken, CLASS, Device};
use super::{Report, commands};
use crate::document::shelf::ShelfError;
use crate::document::store::backup::{self, Moment, Why};
use crate::domain::Date;
use crate::domain::calendar::plus_days;
use crate::domain::command::Command;
use crate::domain::sample::draw::Draw;
use crate::domain::standards::Catalog;

/// School days, more or less.
const DAYS: i64 = 180;
/// Things that happen on a day, about.
const A_DAY: u32 = 1;
/// The class with everybody who works with it.
#[derive(Debug)]
pub struct World<'a> {
    seed: u64,
    catalog: &'a Catalog,
    pub(super) draw: Draw,
    pub(super) model: Model,
    pub(super) devices: Vec<Device>,
    /// Files in mail and on sticks.
    pub(super) files: Vec<Copy>,
    /// A file in a folder that everybody sees.
    pub(super) connected: Option<Copy>,
    replicas: u64,
    day: i64,
    events: usize,
    pub(super) exchanges: usize,
    violations: Vec<String>,
}

fn first_day() -> Date {
    Date::constant(2026, 8, 24)
}

impl<'a> World<'a> {
    /// Two to four people with one to three devices each; the first has made the class and sent it to all.
    pub fn new(seed: u64, catalog: &'a Catalog, fault: Option<Fault>) -> Self {
        let mut draw = Draw::new(seed, 20);
        let people = 2 + draw.place(3);
        let devices: usize = (0..people).map(|_| 1 + draw.place(3)).sum();
        let devices = (0..devices).map(|nth| Device { nth, fault, ..Device::default() }).collect();
        Self {
            seed,
            catalog,
            draw,
            model: Model::default(),
            devices,
            files: Vec::new(),
            connected: None,
            replicas: 0,
            day: 0,
            events: 0,
            exchanges: 0,
            violations: Vec::new(),
        }
    }

    /// What the year was like.
    pub fn report(self) -> Report {
        Report {
            events: self.events,
            exchanges: self.exchanges,
            conflicts_reported: self.model.reported(),
            violations: self.violations,
        }
    }

    /// Lives the year, to its end or to the first thing that is broken.
    pub fn live(&mut self) {
        let mut lived = self.begin();
        while self.day < DAYS && lived.is_ok() {
            for _ in 0..1 + self.draw.below(2 * A_DAY) {
                if lived.is_ok() {
                    self.events += 1;
                    lived = self.something();
                }
            }
            self.day += 1;
        }
        if let Err(broken) = lived.and_then(|()| self.end()) {
            let (seed, event, day) = (self.seed, self.events, self.day);
            self.violations.push(format!("--seed {seed}: event {event} on day {day}: {broken}"));
        }
    }

    fn today(&self) -> Date {
        plus_days(first_day(), self.day)
    }

    /// The clock of a device may be years off.
    pub(super) fn now(&mut self, device: usize) -> Moment {
        let years = if device % 3 == 2 { -700 } else { 0 };
        Moment { on: plus_days(self.today(), years), minute: 480 + self.draw.below(500) }
    }

    fn begin(&mut self) -> Result<(), Broken> {
        self.open(0)?;
        for command in commands::first(&mut self.draw) {
            self.act_with(0, 0, command.as_ref())?;
        }
        if self.draw.chance(0.3) {
            // The class comes from a year with version 1, alone and in several visits.
            for _ in 0..3 {
                for _ in 0..self.draw.below(12) {
                    self.act(0, 0)?;
                }
                self.close(0, 0);
                self.open(0)?;
            }
            self.save_old_file(0, 0);
        } else {
            self.save_file(0, 0, true);
        }
        for device in 1..self.devices.len() {
            self.open(device)?;
            let copy = self.files[0].clone();
            self.bring(device, 0, &copy, Some(false))?;
        }
        Ok(())
    }

    fn open(&mut self, device: usize) -> Result<(), Broken> {
        self.replicas += 1;
        let today = self.today();
        self.devices[device].open(&mut self.model, self.replicas, today)
    }

    fn something(&mut self) -> Result<(), Broken> {
        let device = self.draw.place(self.devices.len());
        self.disturb(device);
        if self.devices[device].tabs.is_empty() {
            self.open(device)?;
        }
        let tab = self.draw.place(self.devices[device].tabs.len());
        let now = self.now(device);
        let what = self.draw.below(100);
        let done = match what {
            0..50 => self.act(device, tab),
            50..58 => self.devices[device].reverse(&mut self.model, tab, false, now.on),
            58..61 => self.devices[device].reverse(&mut self.model, tab, true, now.on),
            61..68 => {
                let private = self.draw.chance(0.4);
                self.save_file(device, tab, private);
                Ok(())
            }
            68..77 => self.bring_some(device, tab),
            77..80 => self.exchange(device, tab),
            80..84 => self.devices[device].hear(&mut self.model, tab, now.on),
            84..88 => self.devices[device].fold(&mut self.model, tab, now, Why::Regular),
            88..90 => self.go_back(device, tab, now),
            90..91 => self.remove_for_good(device, tab, now),
            91..94 => {
                self.devices[device].settle();
                Ok(())
            }
            94..97 if self.devices[device].tabs.len() < 3 => self.open(device),
            _ => {
                self.close(device, tab);
                Ok(())
            }
        };
        done.map_err(|why| format!("device {device}, tab {tab}: {why}"))?;
        // Commands are many, and what they do is looked at with the next of the others.
        let is_command = what < 50;
        if is_command && !self.devices[device].storage.is_dead && self.draw.below(8) > 0 {
            return Ok(());
        }
        self.after(device, tab)
    }

    /// What may go wrong with the storage next.
    fn disturb(&mut self, device: usize) {
        let it = &mut self.devices[device];
        match self.draw.below(200) {
            0..6 => it.storage.dies_at = Some(1 + self.draw.below(12)),
            6..12 => {
                let error = match self.draw.chance(0.5) {
                    true => ShelfError::Full,
                    false => ShelfError::Blocked("SecurityError".into()),
                };
                it.storage.fails_at = Some((1 + self.draw.below(6), error));
            }
            12..14 => {
                let texts: usize =
                    it.storage.shelf.texts.iter().map(|(key, text)| key.len() + text.len()).sum();
                it.storage.shelf.room_left = Some(texts / 50);
            }
            14..17 => it.storage.shelf.room_left = None,
            17 => {
                // Somebody clears the storage under the open page.
                it.storage.shelf.texts.clear();
                (it.kept, it.damaged, it.in_one_slot) = (Known::default(), None, 0);
                it.settled.clear();
            }
            18 => {
                // The device forgets everything while nobody has it open.
                it.tabs.clear();
                it.storage.shelf.texts.clear();
                (it.kept, it.damaged, it.in_one_slot) = (Known::default(), None, 0);
                it.settled.clear();
            }
            19..21
                if it.damaged.is_none() && it.in_one_slot == 0 && it.tabs.iter().all(|tab| tab.is_saved) =>
            {
                // Nobody has the class open while a slot rots.
                it.tabs.clear();
                let slots: Vec<String> =
                    it.storage.shelf.texts.keys().filter(|key| key.contains("/slot/")).cloned().collect();
                if slots.len() >= 2 {
                    let key = slots[self.draw.place(slots.len())].clone();
                    it.storage.shelf.texts.insert(key.clone(), "garbage".into());
                    it.damaged = Some((key, "garbage".into()));
                }
            }
            _ => {}
        }
    }

    fn after(&mut self, device: usize, tab: usize) -> Result<(), Broken> {
        if self.devices[device].storage.is_dead {
            if self.devices[device].tabs.iter().any(|tab| !tab.is_saved) {
                self.devices[device].in_one_slot = 2;
            }
            self.devices[device].tabs.clear();
            self.devices[device].storage.revive();
            self.open(device)?;
        }
        self.devices[device].check(&self.model, tab).map_err(|why| format!("device {device}: {why}"))
    }

    fn close(&mut self, device: usize, tab: usize) {
        // What is not saved stays open behind a question.
        if self.devices[device].tabs[tab].is_saved {
            self.devices[device].tabs.remove(tab);
        }
    }

    fn act(&mut self, device: usize, tab: usize) -> Result<(), Broken> {
        if self.devices[device].tabs[tab].book.class().about().name.is_empty() {
            // Nothing is here any more: a file is opened first.
            return self.bring_some(device, tab);
        }
        let today = self.today();
        let command =
            commands::any(self.devices[device].tabs[tab].book.class(), self.catalog, today, &mut self.draw);
        self.act_with(device, tab, command.as_ref())
    }

    fn act_with(&mut self, device: usize, tab: usize, command: &dyn Command) -> Result<(), Broken> {
        let today = self.today();
        // A refusal changes nothing.
        let Ok(delta) = self.devices[device].tabs[tab].book.dispatch(command, today) else { return Ok(()) };
        self.devices[device].keep(&mut self.model, tab, delta, today)
    }

    fn go_back(&mut self, device: usize, tab: usize, now: Moment) -> Result<(), Broken> {
        let all = backup::list(&self.devices[device].storage, CLASS).unwrap_or_default();
        if all.is_empty() {
            return Ok(());
        }
        let key = all[self.draw.place(all.len())].key.clone();
        let Ok(Some(then)) = backup::read(&self.devices[device].storage, &key) else { return Ok(()) };
        self.devices[device].go_back(&mut self.model, tab, &then, now)
    }

    fn remove_for_good(&mut self, device: usize, tab: usize, now: Moment) -> Result<(), Broken> {
        let class = self.devices[device].tabs[tab].book.class();
        let students: Vec<_> = class.students.iter().map(|(id, _)| id.clone()).collect();
        // Rare, and the class is not to become empty.
        if students.len() < 8 || self.draw.chance(0.5) {
            return Ok(());
        }
        let student = students[self.draw.place(students.len())].clone();
        self.devices[device].remove_for_good(&mut self.model, tab, &student, now)
    }

    /// At the end everybody hears from everybody, and all have the same class but for what they declined.
    fn end(&mut self) -> Result<(), Broken> {
        for device in 0..self.devices.len() {
            let it = &mut self.devices[device].storage;
            (it.fails_at, it.shelf.room_left) = (None, None);
            it.revive();
            self.devices[device].tabs.retain(|tab| !tab.is_saved);
            if self.devices[device].tabs.is_empty() {
                self.open(device)?;
            }
            self.save_file(device, 0, true);
            let copy = self.files.last().cloned();
            for to in 0..self.devices.len() {
                if let Some(copy) = copy.as_ref().filter(|_| to != device) {
                    if self.devices[to].tabs.is_empty() {
                        self.open(to)?;
                    }
                    self.bring(to, 0, copy, Some(false))?;
                    self.after(to, 0)?;
                }
            }
        }
        Ok(())
    }
}
