//! Privacy as clients and readers see it: the matrix published, and the owner's reports. What decides is in
//! `folio_policy`; nothing here does.

pub mod directive;
pub mod matrix;
mod own_items;
pub mod publish;
pub mod report;
pub mod section_name;
pub mod settings;
