//! The mutations of a section, declared once for all sections.

/// Declares `…Add`, `…Update`, `…Remove` and `…Reorder` of a section, and what the first two answer with. The words are
/// those of the schema. What else the answer says of the item is looked up by a function that is named there.
macro_rules! item_mutations {
    (
        $(#[$doc:meta])*
        $mutation:ident of $section:ident;
        $(#[$payload_doc:meta])*
        $payload:ident {
            $field:ident: $item:ident
            $(, $(#[$more_doc:meta])* $more:ident: $more_type:ty = $look:path)?
        }
        $(#[$add_doc:meta])*
        $add:ident($input:ty, needs $needed:literal);
        $(#[$update_doc:meta])*
        $update:ident;
        $(#[$remove_doc:meta])*
        $remove:ident;
        $(#[$reorder_doc:meta])*
        $reorder:ident;
    ) => {
        $(#[$payload_doc])*
        #[derive(Clone, async_graphql::SimpleObject)]
        pub struct $payload {
            /// The item as it is now; null if nothing was done, or it has been removed since.
            $field: Option<$item>,
            /// The caller's profile as it is now.
            profile: Option<$crate::profile::Profile>,
            /// Why nothing was done; empty if it was.
            user_errors: Vec<$crate::write::UserError>,
            $($(#[$more_doc])* $more: $more_type,)?
        }

        impl $payload {
            async fn of(
                ctx: &async_graphql::Context<'_>,
                outcome: $crate::write::Outcome,
            ) -> async_graphql::Result<Option<Self>> {
                let kind = <$section as $crate::items::Section>::KIND;
                let $crate::profile::Written { profile, item } =
                    $crate::profile::written(ctx, kind, &outcome).await?;
                let $field = match item {
                    Some($crate::graphql::node::Node::$item(item)) => Some(item),
                    _ => None,
                };
                $(let $more = $look(ctx, $field.as_ref()).await?;)?
                Ok(Some(Self { $field, profile, user_errors: outcome.user_errors $(, $more)? }))
            }
        }

        $(#[$doc])*
        #[derive(Default)]
        pub struct $mutation;

        #[async_graphql::Object]
        impl $mutation {
            $(#[$add_doc])*
            async fn $add(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = $needed)] input: $input,
                #[graphql(
                    desc = "The item's own toggle, from the first moment on; without it, the section's holds."
                )]
                visibility: Option<$crate::profile::VisibilityInput>,
                #[graphql(desc = "The version of the profile that the client saw; without it, any will do.")]
                expected_version: Option<$crate::graphql::scalar::Int64>,
                #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
                idempotency_key: Option<String>,
            ) -> async_graphql::Result<Option<$payload>> {
                let change =
                    $crate::items::Add::<$section> { input, visibility: visibility.map(Into::into) };
                let expected_version = expected_version.map(|version| version.0);
                let terms = $crate::write::Terms { expected_version, idempotency_key };
                $payload::of(ctx, $crate::write::commit(ctx, terms, change).await?).await
            }

            $(#[$update_doc])*
            async fn $update(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "The item.")] id: async_graphql::ID,
                #[graphql(desc = "The version of the item that the client saw.")]
                expected_version: $crate::graphql::scalar::Int64,
                #[graphql(desc = "What changes.")] input: $input,
                #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
                idempotency_key: Option<String>,
            ) -> async_graphql::Result<Option<$payload>> {
                let expected_version = expected_version.0;
                let change = $crate::items::Update::<$section> { id, expected_version, input };
                let terms = $crate::write::Terms { expected_version: None, idempotency_key };
                $payload::of(ctx, $crate::write::commit(ctx, terms, change).await?).await
            }

            $(#[$remove_doc])*
            async fn $remove(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "The item.")] id: async_graphql::ID,
                #[graphql(desc = "The version of the item that the client saw.")]
                expected_version: $crate::graphql::scalar::Int64,
                #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
                idempotency_key: Option<String>,
            ) -> async_graphql::Result<Option<$crate::profile::ItemRemovedPayload>> {
                let (section, expected_version) = (std::marker::PhantomData, expected_version.0);
                let change = $crate::items::Remove::<$section> { id, expected_version, section };
                let terms = $crate::write::Terms { expected_version: None, idempotency_key };
                let outcome = $crate::write::commit(ctx, terms, change).await?;
                let kind = <$section as $crate::items::Section>::KIND;
                $crate::profile::ItemRemovedPayload::of(ctx, kind, outcome).await
            }

            $(#[$reorder_doc])*
            async fn $reorder(
                &self,
                ctx: &async_graphql::Context<'_>,
                #[graphql(desc = "Every item, in the order to be.")] ids: Vec<async_graphql::ID>,
                #[graphql(desc = "The version of the profile that the client saw.")]
                expected_version: $crate::graphql::scalar::Int64,
                #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
                idempotency_key: Option<String>,
            ) -> async_graphql::Result<Option<$crate::profile::ProfilePayload>> {
                let change =
                    $crate::items::Reorder::<$section> { ids, section: std::marker::PhantomData };
                let expected_version = Some(expected_version.0);
                let terms = $crate::write::Terms { expected_version, idempotency_key };
                let outcome = $crate::write::commit(ctx, terms, change).await?;
                $crate::profile::ProfilePayload::of(ctx, outcome).await
            }
        }
    };
}

pub(crate) use item_mutations;
