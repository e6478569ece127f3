//! Dates as people and machines write them.

use crate::article::Date;

/// Reads a date in any form a page may use.
pub(crate) fn parse(text: &str) -> Option<Date> {
    text.trim().parse().ok()
}
