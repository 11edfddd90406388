"use strict";

// The token lives in the input alone: a reload forgets it.
const token = document.getElementById("token");

const defaultQuery = `# The demo student's page, as far as you may see it.
# Run it with Ctrl-Enter: signed out first, then with the token that
# "folio token student" prints in the field above.
query DemoPage {
  profile(slug: "maya-okonkwo") {
    displayName
    headline
    about
    contact {
      email
    }
    education(first: 5) {
      totalCount
      nodes {
        institution
        degree
        gpa {
          value
          scale
        }
      }
    }
    projects(first: 5) {
      totalCount
      nodes {
        name
        description
      }
    }
  }
}
`;

function send(parameters, accept, signal) {
  const headers = { Accept: accept, "Content-Type": "application/json" };
  const value = token.value.trim();
  if (value !== "") {
    headers.Authorization = `Bearer ${value}`;
  }
  return fetch("/graphql", { method: "POST", headers, body: JSON.stringify(parameters), signal });
}

function isSubscription(document, operationName) {
  const operations = (document?.definitions ?? []).filter((one) => one.kind === "OperationDefinition");
  const chosen = operations.length === 1 ? operations[0] : operations.find((one) => one.name?.value === operationName);
  return chosen?.operation === "subscription";
}

// The responses of a stream of server-sent events, until `complete` or the end.
async function* responses(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (text + value).split("\n\n");
    text = events.pop();
    for (const event of events) {
      const [, name, data] = /^event: (\w+)\ndata:(.*)$/.exec(event) ?? [];
      if (name === "complete") return;
      if (name === "next") yield JSON.parse(data);
    }
  }
}

// What GraphiQL takes for a subscription: an iterator that can be stopped while it waits.
async function follow(parameters) {
  const stop = new AbortController();
  const response = await send(parameters, "text/event-stream", stop.signal);
  if (!response.ok) return response.json();
  const events = responses(response);
  const stopped = (error) => {
    if (error.name !== "AbortError") throw error;
    return { value: undefined, done: true };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => events.next().catch(stopped),
    return: async () => {
      stop.abort();
      return { value: undefined, done: true };
    },
  };
}

async function fetcher(parameters, { documentAST } = {}) {
  if (isSubscription(documentAST, parameters.operationName)) return follow(parameters);
  const response = await send(parameters, "application/graphql-response+json, application/json");
  return response.json();
}

ReactDOM.render(React.createElement(GraphiQL, { fetcher, defaultQuery }), document.getElementById("editor"));
