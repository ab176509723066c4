//! Whether two copies of a class can be one, before they are.

use super::document::Document;
use super::file;
use super::format::LoadError;
use super::limits::{Limit, MAX_AHEAD, MAX_BYTES, MAX_FIELDS, MAX_RECORDS, MAX_REPLICAS, bytes, check};
use crate::domain::class::Alias;
use crate::domain::record::Record;

/// Whether a class may take another copy in: together they are within the limits, and the copy's clocks are no trap.
///
/// # Errors
/// The limit that they would be over.
pub fn check_together(ours: &Document, theirs: &Document) -> Result<(), LoadError> {
    if theirs.clock() > ours.clock().saturating_add(MAX_AHEAD) {
        return Err(LoadError::Over(Limit::Ahead, String::new()));
    }
    let records = |document: &Document| document.records.values().map(|kind| kind.len()).sum::<usize>();
    let mut entries = ours.records.values().chain(theirs.records.values()).flat_map(|kind| kind.values());
    let joins = |document: &Document| document.records.contains_key(Alias::KIND_NAME);
    let few = !(joins(ours) && joins(theirs))
        && entries.all(|entry| 2 * entry.fields.len() <= MAX_FIELDS)
        && ours.header.len() + theirs.header.len() <= MAX_FIELDS
        && ours.seen.len() + theirs.seen.len() <= MAX_REPLICAS
        && records(ours) + records(theirs) <= MAX_RECORDS;
    if few && bytes(ours) + bytes(theirs) <= MAX_BYTES {
        return Ok(());
    }
    let mut all = ours.clone();
    all.merge(theirs);
    check(&all)?;
    if bytes(&all) > MAX_BYTES && file::write(&all).len() > MAX_BYTES {
        return Err(LoadError::Over(Limit::Bytes, String::new()));
    }
    Ok(())
}
