//! What the browser gives: storage, files, clock, chance. Nothing here knows a class.
pub mod assets;
pub mod clock;
pub mod crash;
pub mod files;
pub mod handle;
pub mod idle;
pub mod launch;
pub mod protect;
pub mod settings;
pub mod stage;
pub mod storage;
#[cfg(feature = "split")]
pub mod texts;
pub mod zones;
