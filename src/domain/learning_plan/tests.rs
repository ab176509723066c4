//! Drafts, paths and current plans on small classes.
