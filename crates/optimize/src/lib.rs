//! Search and assignment over plain numbers. Knows no classroom word.
