//! `#[derive(Plain)]` beside `#[derive(SimpleObject)]` or `#[derive(Enum)]`: how a type's values are written down without a
//! resolver. What that is for stands in `folio::graphql::plain`.
//!
//! It reads async-graphql's own attributes, so that no name stands twice: `skip`, `flatten`, `name` and `complex`.
//! `#[plain(resolved)]` leaves a field to its resolver.

use proc_macro::TokenStream;
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Error, Fields, Ident, LitStr, Result, Token, parse_macro_input,
    punctuated::Punctuated, token,
};

/// See the crate.
#[proc_macro_derive(Plain, attributes(graphql, plain))]
pub fn plain(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    derive(&input).unwrap_or_else(Error::into_compile_error).into()
}

fn derive(input: &DeriveInput) -> Result<proc_macro2::TokenStream> {
    match &input.data {
        Data::Struct(data) => object(input, &data.fields),
        Data::Enum(data) => {
            let names = data.variants.iter().map(|variant| {
                let (ident, name) = (&variant.ident, screaming(&variant.ident.to_string()));
                quote! { Self::#ident => #name }
            });
            let ident = &input.ident;
            Ok(quote! {
                impl crate::graphql::plain::Plain for #ident {
                    fn write<'a>(
                        &self,
                        to: &mut crate::graphql::plain::Writer<'a>,
                        _: &'a crate::graphql::plain::Selected,
                    ) -> crate::graphql::plain::Outcome {
                        to.text(match self { #(#names,)* })
                    }
                }
            })
        }
        Data::Union(_) => Err(Error::new_spanned(input, "an object or an enum is expected")),
    }
}

fn object(input: &DeriveInput, fields: &Fields) -> Result<proc_macro2::TokenStream> {
    let ident = &input.ident;
    let (generics, of, bounds) = input.generics.split_for_impl();
    let mut arms = Vec::new();
    let mut rest = None;
    for field in fields {
        let said = Said::of(&field.attrs)?;
        let Some(member) = &field.ident else {
            return Err(Error::new_spanned(field, "a field with a name is expected"));
        };
        if said.flatten {
            rest = Some(quote! { crate::graphql::plain::Object::write_field(&self.#member, to, field) });
        } else if !said.skip {
            let name = said.name.unwrap_or_else(|| camel(member));
            arms.push(quote! { #name => crate::graphql::plain::Plain::write(&self.#member, to, field) });
        }
    }
    let rest = rest.unwrap_or_else(|| quote! { Err(crate::graphql::plain::Unwritten::Resolved) });
    let rest = if Said::of(&input.attrs)?.complex {
        quote! {
            match crate::graphql::plain::Computed::write_computed(self, to, field) {
                Err(crate::graphql::plain::Unwritten::Resolved) => #rest,
                outcome => outcome,
            }
        }
    } else {
        rest
    };
    Ok(quote! {
        impl #generics crate::graphql::plain::Object for #ident #of #bounds {
            fn write_field<'a>(
                &self,
                to: &mut crate::graphql::plain::Writer<'a>,
                field: &'a crate::graphql::plain::Selected,
            ) -> crate::graphql::plain::Outcome {
                match field.node.name.node.as_str() {
                    #(#arms,)*
                    _ => #rest,
                }
            }
        }

        impl #generics crate::graphql::plain::Plain for #ident #of #bounds {
            fn write<'a>(
                &self,
                to: &mut crate::graphql::plain::Writer<'a>,
                field: &'a crate::graphql::plain::Selected,
            ) -> crate::graphql::plain::Outcome {
                to.object(self, field)
            }
        }
    })
}

/// What the attributes say of a field or a type.
#[derive(Default)]
struct Said {
    skip: bool,
    flatten: bool,
    complex: bool,
    name: Option<String>,
}

impl Said {
    fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut said = Self::default();
        for attribute in attributes {
            if attribute.path().is_ident("plain") {
                attribute.parse_nested_meta(|meta| {
                    said.skip = meta.path.is_ident("resolved");
                    if said.skip { Ok(()) } else { Err(meta.error("`resolved` is all that is known here")) }
                })?;
            } else if attribute.path().is_ident("graphql") {
                attribute.parse_nested_meta(|meta| {
                    said.skip |= meta.path.is_ident("skip");
                    said.flatten |= meta.path.is_ident("flatten");
                    said.complex |= meta.path.is_ident("complex");
                    if meta.input.peek(Token![=]) {
                        let value: LitStr = meta.value()?.parse()?;
                        if meta.path.is_ident("name") {
                            said.name = Some(value.value());
                        }
                    } else if meta.input.peek(token::Paren) {
                        let inside;
                        syn::parenthesized!(inside in meta.input);
                        Punctuated::<proc_macro2::TokenTree, Token![,]>::parse_terminated(&inside)?;
                    }
                    Ok(())
                })?;
            }
        }
        Ok(said)
    }
}

/// A field's name in the schema, as async-graphql makes it: `countryCode` of `country_code`.
fn camel(ident: &Ident) -> String {
    let ident = ident.to_string();
    let mut words = ident.trim_start_matches("r#").split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

/// An enum's value in the schema, as async-graphql makes it: `ON_SITE` of `OnSite`.
fn screaming(ident: &str) -> String {
    let mut name = String::new();
    for (at, letter) in ident.chars().enumerate() {
        if letter.is_ascii_uppercase() && at > 0 {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    name
}
