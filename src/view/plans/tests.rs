//! Plan pages on small classes.
