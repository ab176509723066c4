//! The sample class: a believable fifth grade, half a year in, made by a seeded draw.

use jiff::civil::Date;

use super::class::ClassInfo;
use super::id::Mint;
use super::record::Changes;

/// Everything that the sample class holds, as of `today`.
pub fn changes(_today: Date, _mint: &mut Mint) -> Changes {
    let mut changes = Changes::default();
    changes.set::<ClassInfo>(&ClassInfo::key(), "name", "5B".to_owned()).set::<ClassInfo>(
        &ClassInfo::key(),
        "sample",
        true,
    );
    changes
}
