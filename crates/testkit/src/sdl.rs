//! The schema as data: what tests about all of its fields go by.

use std::collections::BTreeMap;

use async_graphql::parser::{
    parse_schema,
    types::{BaseType, FieldDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition},
};

/// The schema that the server has.
pub struct Sdl {
    types: BTreeMap<String, TypeDefinition>,
}

impl Sdl {
    /// Reads the schema's definition language.
    #[must_use]
    pub fn read() -> Self {
        let document = parse_schema(folio::graphql::sdl()).expect("our own schema is well-formed");
        let types = document
            .definitions
            .into_iter()
            .filter_map(|definition| match definition {
                TypeSystemDefinition::Type(ty) => Some((ty.node.name.node.to_string(), ty.node)),
                _ => None,
            })
            .collect();
        Self { types }
    }

    /// Every type, by its name.
    pub fn types(&self) -> impl Iterator<Item = (&str, &TypeDefinition)> {
        self.types.iter().map(|(name, ty)| (name.as_str(), ty))
    }

    /// Every field of an object type, with the type's name.
    pub fn object_fields(&self) -> impl Iterator<Item = (&str, &FieldDefinition)> {
        self.types().flat_map(|(name, _)| self.fields_of(name).map(move |field| (name, field)))
    }

    /// The fields of an object type; none for a type that is no object.
    pub fn fields_of(&self, ty: &str) -> impl Iterator<Item = &FieldDefinition> {
        let fields = match self.types.get(ty).map(|ty| &ty.kind) {
            Some(TypeKind::Object(object)) => object.fields.as_slice(),
            _ => &[],
        };
        fields.iter().map(|field| &field.node)
    }

    /// A field by its `Type.field`.
    #[must_use]
    pub fn field(&self, coordinate: &str) -> Option<&FieldDefinition> {
        let (ty, name) = coordinate.split_once('.')?;
        self.fields_of(ty).find(|field| field.name.node == name)
    }

    /// A selection set of everything that hangs off an object type, but for these coordinates. Empty for a type that
    /// is no object. Of another profile that hangs off it the id alone: it is another page; of a skill that
    /// hangs off a skill its address alone; of media that another item shows what tells them, since they are asked for in their own list as
    /// well; and of a connection the first five, so that an operation may ask for all of them.
    #[must_use]
    pub fn select_all(&self, ty: &str, leave_out: &[&str]) -> String {
        let mut selection = String::new();
        for field in self.fields_of(ty) {
            let name = &field.name.node;
            if leave_out.contains(&format!("{ty}.{name}").as_str()) {
                continue;
            }
            selection.push_str(name);
            let pages = field.arguments.iter().any(|argument| argument.node.name.node == "first");
            selection.push_str(if pages { "(first: 5) " } else { " " });
            match named(&field.ty.node) {
                "Profile" => selection.push_str("{ __typename id } "),
                "MediaItem" if !ty.starts_with("MediaItem") => {
                    selection.push_str("{ __typename id title url } ")
                }
                "Skill" if ty == "Skill" => selection.push_str("{ __typename slug } "),
                target => selection.push_str(&self.select_all(target, leave_out)),
            }
        }
        if selection.is_empty() { selection } else { format!("{{ __typename {selection}}} ") }
    }
}

/// The name of a type without its lists and its `!`.
#[must_use]
pub fn named(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(of) => named(of),
    }
}
