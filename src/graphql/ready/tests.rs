//! What [`Ready`] answers is what async-graphql answers.

use std::sync::Mutex;

use async_graphql::{
    Context, EmptyMutation, EmptySubscription, Object, Request, Result, Schema, indexmap::IndexMap,
};
use tokio::sync::OnceCell;

use super::*;
use crate::graphql::{
    cost::{PriceList, Rules},
    guard::{Documents, Limits},
};

/// Tells in which order its fields were asked and answered.
#[derive(Default)]
struct Thing {
    told: Mutex<Vec<&'static str>>,
    comes: Arc<Comes>,
}

/// What comes in its own time.
#[derive(Default)]
struct Comes(OnceCell<()>);

impl Awaited for Comes {
    fn come<'a>(&'a self, _: &'a Context<'a>) -> BoxFuture<'a, Result<()>> {
        Box::pin(async {
            self.0.get_or_init(tokio::task::yield_now).await;
            Ok(())
        })
    }
}

impl Plain for Thing {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        to.object(self, field)
    }
}

impl plain::Object for Thing {
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        match field.node.name.node.as_str() {
            "plain" => to.text(PLAIN),
            "later" if self.comes.0.initialized() => to.argument::<i32>(field, "number")?.write(to, field),
            "later" => Err(Unwritten::Awaits(Arc::clone(&self.comes) as _)),
            "plains" => to.list([Self::default(), Self::default()], field),
            _ => Err(Unwritten::Resolved),
        }
    }
}

const PLAIN: &str = "\"plain\"\n\u{1}é";

impl Thing {
    fn note(&self, what: &'static str) {
        self.told.lock().expect("whole").push(what);
    }
}

#[Object]
impl Thing {
    async fn one(&self, #[graphql(default = 1)] times: i32) -> i32 {
        self.note("one");
        times
    }

    async fn waits(&self, #[graphql(default = 1)] turns: i32) -> Result<i32> {
        self.note("waits");
        for _ in 0..turns.abs() {
            tokio::task::yield_now().await;
        }
        self.note("waited");
        if turns < 0 { Err("in vain".into()) } else { Ok(turns) }
    }

    async fn fails(&self) -> Result<Option<i32>> {
        Err("no".into())
    }

    async fn inner(&self) -> Ready<Self> {
        Ready(Self::default())
    }

    async fn many(&self) -> Vec<Ready<Self>> {
        vec![Ready(Self::default()), Ready(Self::default())]
    }

    async fn plain(&self) -> &str {
        PLAIN
    }

    async fn later(&self, number: i32) -> i32 {
        number
    }

    async fn plains(&self) -> Vec<Ready<Self>> {
        vec![Ready(Self::default()), Ready(Self::default())]
    }

    async fn asked(&self) -> Vec<&'static str> {
        self.told.lock().expect("whole").clone()
    }
}

struct Query;

#[Object]
impl Query {
    /// At once.
    async fn ready(&self) -> Ready<Thing> {
        Ready(Thing::default())
    }

    /// As async-graphql does it.
    async fn usual(&self) -> Thing {
        Thing::default()
    }
}

fn documents() -> Documents {
    let rules = Rules { made: &[], asked: &[], lists: &[] };
    let sdl = Schema::new(Query, EmptyMutation, EmptySubscription).sdl();
    Documents::new(Limits::default(), PriceList::new(&sdl, &rules))
}

async fn answer(root: &str, selected: &str) -> async_graphql::Response {
    let (set, fragments) = selected.split_once('#').unwrap_or((selected, ""));
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let document = format!("{{ thing: {root} {{ {set} }} }} {fragments}");
    let mut request = Request::new(document);
    let writable = documents().check(&mut request).expect("it passes").writable;
    writable.into_iter().for_each(|writable| request.data.insert(writable));
    schema.execute(request).await
}

/// Null for an object without fields, too: async-graphql leaves out those that failed.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let left: IndexMap<_, _> = fields
                .into_iter()
                .map(|(key, value)| (key, without_nulls(value)))
                .filter(|(_, value)| *value != Value::Null)
                .collect();
            if left.is_empty() { Value::Null } else { Value::Object(left) }
        }
        Value::List(items) => Value::List(items.into_iter().map(without_nulls).collect()),
        value => value,
    }
}

#[tokio::test]
async fn what_is_answered_is_what_async_graphql_answers() {
    for selected in [
        "one",
        "b: one a: one(times: 3) __typename",
        "waits one",
        "fails",
        "one fails",
        "many { one waits(turns: 3) fails } inner { inner { waits } one }",
        "one one inner { one } inner { two: one }",
        "... { one } ... on Thing { waits } ...F # fragment F on Thing { fails other: waits(turns: 2) }",
        "one @include(if: true) waits @skip(if: true)",
        "plain @skip(if: true)",
        "inner { plain @skip(if: true) } plains { plain @include(if: false) }",
        "plain one plain ...F # fragment F on Thing { plain one later(number: 1) }",
        "plains { plain ...F } # fragment F on Thing { plain other: plain later(number: 2) }",
        "a: waits(turns: 5) b: waits c: waits(turns: 3)",
        "one broken: waits(turns: -2) waits",
        "broken: waits(turns: -1)",
        "plain other: plain later(number: 3) plains { plain __typename ... on Thing { other: plain } }",
        "plains { plain one } a: plains { later(number: 1) } b: plains { plain waits(turns: -1) }",
        "... @include(if: false) { one plain } ... @skip(if: true) { waits } ...F @skip(if: true) # fragment F on Thing { plain }",
        "plains { ...F @skip(if: true) plain ... @include(if: true) { one: plain } } # fragment F on Thing { plain }",
        "plains { plain } plains { plain one } plains { later(number: 1) plain }",
        "inner { plains { plain } } inner { plains { other: plain } }",
        "__typename one inner { plains { plain __typename } one } inner { __typename plains { other: plain } plain }",
        "inner { one } inner { plain } plains { plain __typename ... on Thing { waits } }",
        "...F plains { plain } # fragment F on Thing { plains { other: plain later(number: 2) } }",
        "plains { plain plain } inner { plain @skip(if: true) one }",
    ] {
        let (ready, usual) = (answer("ready", selected).await, answer("usual", selected).await);
        // Neither cares for the order of an object's fields.
        let plainly = |response: &async_graphql::Response| {
            let data = response.data.clone().into_json().expect("it is JSON");
            without_nulls(Value::from_json(data).expect("it is a value"))
        };
        assert_eq!(plainly(&ready), plainly(&usual), "{selected}");
        let messages = |response: &async_graphql::Response| -> Vec<_> {
            response.errors.iter().map(|e| (e.message.clone(), e.path.clone(), e.locations.clone())).collect()
        };
        assert_eq!(messages(&ready), messages(&usual), "{selected}");
    }
}

#[tokio::test]
async fn fields_stand_in_the_order_of_the_document_however_long_they_wait() {
    let selected = "a: waits(turns: 9) b: one c: waits d: fails e: waits(turns: 3)";
    let data = answer("ready", selected).await.data;
    assert_eq!(data.to_string(), "{thing: {a: 9, b: 1, c: 1, d: null, e: 3}}");
}

#[tokio::test]
async fn every_field_is_asked_before_any_is_waited_for() {
    let data = answer("ready", "a: waits(turns: 2) b: one c: waits asked").await.data;
    let asked = data.into_json().expect("it is JSON")["thing"]["asked"].clone();
    assert_eq!(asked, serde_json::json!(["waits", "one", "waits"]));
}
