//! Set-up, serve, test and build.
fn main() {}
