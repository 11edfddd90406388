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

ReactDOM.render(React.createElement(GraphiQL, { fetcher, defaultQuery }), document.getElementById("editor"));
