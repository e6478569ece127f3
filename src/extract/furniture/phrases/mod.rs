//! The words with which pages in many languages lead elsewhere.

mod chrome;
mod elsewhere;
mod labels;

pub(super) use self::{
    chrome::is_chrome,
    elsewhere::leads_elsewhere,
    labels::{is_about, is_related, names_sources},
};
