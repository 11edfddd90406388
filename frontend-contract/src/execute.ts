import type { TypedDocumentString } from "./gql/graphql";

const TIMEOUT_MS = 10_000;

/** What every error of Folio carries: docs/ERRORS.md lists the codes. */
export interface GraphQLErrorEntry {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly retryAfterMs?: number };
}

/** An operation that was refused, or failed in part. */
export class OperationError extends Error {
  override readonly name = "OperationError";

  constructor(
    readonly status: number,
    readonly errors: readonly GraphQLErrorEntry[],
  ) {
    super(errors.map((error) => `${error.extensions?.code ?? "UNKNOWN"}: ${error.message}`).join("; "));
  }
}

export interface ExecuteOptions {
  /** The endpoint, as http://127.0.0.1:8080/graphql. */
  readonly url: string;
  /** The session token of the signed-in person; without it the request is anonymous. */
  readonly token?: string;
  /** The visitor's address, where a server asks for them and is a trusted proxy of the backend's. */
  readonly visitorAddress?: string;
  /** Anything else for fetch: Next.js takes `{ next: { revalidate, tags } }` here. */
  readonly init?: Omit<RequestInit, "method" | "body" | "headers">;
}

/** Sends one operation and gives its data back, typed by the document. */
export async function execute<TResult, TVariables>(
  document: TypedDocumentString<TResult, TVariables>,
  variables: TVariables,
  { url, token, visitorAddress, init }: ExecuteOptions,
): Promise<TResult> {
  const headers: Record<string, string> = {
    Accept: "application/graphql-response+json",
    "Content-Type": "application/json",
  };
  if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
  if (visitorAddress !== undefined) headers["X-Forwarded-For"] = visitorAddress;
  const response = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...init,
    method: "POST",
    headers,
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  if (!response.headers.get("Content-Type")?.startsWith("application/graphql-response+json")) {
    throw new OperationError(response.status, [{ message: `answered ${response.status} without GraphQL` }]);
  }
  const answer = (await response.json()) as { data?: TResult | null; errors?: GraphQLErrorEntry[] };
  if (answer.errors !== undefined || answer.data == null) {
    throw new OperationError(response.status, answer.errors ?? [{ message: "answered without data" }]);
  }
  return answer.data;
}
