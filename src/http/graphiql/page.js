"use strict";

// The token lives in the input alone: a reload forgets it.
const token = document.getElementById("token");

async function fetcher(parameters) {
  const headers = {
    Accept: "application/graphql-response+json, application/json",
    "Content-Type": "application/json",
  };
  const value = token.value.trim();
  if (value !== "") {
    headers.Authorization = `Bearer ${value}`;
  }
  const response = await fetch("/graphql", { method: "POST", headers, body: JSON.stringify(parameters) });
  return response.json();
}

ReactDOM.render(React.createElement(GraphiQL, { fetcher }), document.getElementById("editor"));
