//! The subscription root: the domains' subscriptions, merged.

use async_graphql::MergedSubscription;

use crate::{
    badges::BadgeSubscription, pipeline::PipelineSubscription, profile::ProfileSubscription,
    strength::StrengthSubscription,
};

/// Everything that can be followed.
#[derive(MergedSubscription, Default)]
pub struct Subscription(ProfileSubscription, BadgeSubscription, StrengthSubscription, PipelineSubscription);
