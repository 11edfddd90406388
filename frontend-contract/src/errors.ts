// Generated from errors.json by `npm run generate`; do not edit by hand.

import type { UserErrorCode } from "./gql/graphql";

/** `extensions.code` of GraphQL errors. */
export const errors = {
  "AUTH_UNAVAILABLE": {
    "meaning": "The issuer's keys can't be had, so the token can't be verified.",
    "phase": "TRANSPORT",
    "remedy": "Try again after the time in `Retry-After`.",
    "status": 503
  },
  "BAD_REQUEST": {
    "meaning": "The request is not a well-formed GraphQL request.",
    "phase": "TRANSPORT",
    "remedy": "Send the parameters that the message names, with the types that it names.",
    "status": 400
  },
  "BAD_USER_INPUT": {
    "meaning": "An argument's value can't be read as its type.",
    "phase": "FIELD",
    "remedy": "Correct the argument that the message and `path` name.",
    "status": 200
  },
  "BATCH_NOT_SUPPORTED": {
    "meaning": "The body is an array of requests.",
    "phase": "TRANSPORT",
    "remedy": "Send one request at a time, or select more fields in one operation.",
    "status": 400
  },
  "BODY_TIMEOUT": {
    "meaning": "The request's body did not arrive in time.",
    "phase": "TRANSPORT",
    "remedy": "Send the request again.",
    "status": 408
  },
  "BODY_TOO_LARGE": {
    "meaning": "The request's body is larger than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Send less in one request; files are not sent over GraphQL.",
    "status": 413
  },
  "CSRF_REFUSED": {
    "meaning": "A GET request came with cookies but does not prove which site sent it.",
    "phase": "TRANSPORT",
    "remedy": "Use POST, or send a `GraphQL-Require-Preflight: 1` header.",
    "status": 403
  },
  "DOCUMENT_TOO_DEEP": {
    "meaning": "Brackets, or selections with their fragments, are nested deeper than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Flatten the operation; pass nested input as variables.",
    "status": 400
  },
  "DOCUMENT_TOO_LARGE": {
    "meaning": "The document has more bytes than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Split the operation.",
    "status": 400
  },
  "DOCUMENT_TOO_MANY_ALIASES": {
    "meaning": "The document has more aliased fields than the limit once its fragments are expanded.",
    "phase": "TRANSPORT",
    "remedy": "Use the list fields (such as `nodes`) in place of many aliases.",
    "status": 400
  },
  "DOCUMENT_TOO_MANY_DIRECTIVES": {
    "meaning": "The document has more directives than the limit once its fragments are expanded.",
    "phase": "TRANSPORT",
    "remedy": "Put a directive on a fragment in place of each of its fields.",
    "status": 400
  },
  "DOCUMENT_TOO_MANY_FRAGMENTS": {
    "meaning": "The document defines more fragments than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Send only the fragments that the operation uses.",
    "status": 400
  },
  "DOCUMENT_TOO_MANY_OPERATIONS": {
    "meaning": "The document defines more operations than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Send only the operation that is to run.",
    "status": 400
  },
  "DOCUMENT_TOO_MANY_SELECTIONS": {
    "meaning": "The document selects more fields than the limit once its fragments are expanded.",
    "phase": "TRANSPORT",
    "remedy": "Select less, or split the operation.",
    "status": 400
  },
  "DOCUMENT_TOO_MANY_TOKENS": {
    "meaning": "The document has more tokens than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Split the operation; pass large input as variables.",
    "status": 400
  },
  "EVENT_MALFORMED": {
    "meaning": "A webhook's body is not what is accepted here; the message names the field.",
    "phase": "TRANSPORT",
    "remedy": "Compare it with docs/INBOUND.md.",
    "status": 400
  },
  "EVENT_SOURCE_UNKNOWN": {
    "meaning": "No key is configured for the source of the event.",
    "phase": "TRANSPORT",
    "remedy": "Add the source to `FOLIO_EVENT_SOURCES`.",
    "status": 401
  },
  "GRAPHQL_PARSE_FAILED": {
    "meaning": "The document is not valid GraphQL.",
    "phase": "REQUEST",
    "remedy": "Correct the syntax at the given location.",
    "status": 400
  },
  "GRAPHQL_VALIDATION_FAILED": {
    "meaning": "The document does not fit the schema, or a variable does not fit its type.",
    "phase": "REQUEST",
    "remedy": "Compare the operation with `schema.graphql`.",
    "status": 400
  },
  "INTERNAL": {
    "meaning": "The server failed; the cause is in its log under `extensions.requestId`.",
    "phase": "FIELD",
    "remedy": "Try again later; tell us the request id when it persists.",
    "status": 500
  },
  "INVALID_CURSOR": {
    "meaning": "A cursor is malformed, or its item is not, or no longer, in the list.",
    "phase": "FIELD",
    "remedy": "Ask for the first page again.",
    "status": 200
  },
  "METHOD_NOT_ALLOWED": {
    "meaning": "The path, or the operation's type, does not take this HTTP method.",
    "phase": "TRANSPORT",
    "remedy": "Use a method of the `Allow` header; mutations are sent with POST.",
    "status": 405
  },
  "NOT_ACCEPTABLE": {
    "meaning": "No media type of the `Accept` header can be served.",
    "phase": "TRANSPORT",
    "remedy": "Accept `application/graphql-response+json` or `application/json`.",
    "status": 406
  },
  "OPERATION_NOT_FOUND": {
    "meaning": "`operationName` names no operation of the document, or it is needed and missing.",
    "phase": "REQUEST",
    "remedy": "Name one of the document's operations.",
    "status": 400
  },
  "OPERATION_NOT_SUPPORTED": {
    "meaning": "Subscriptions do not run over a plain HTTP request.",
    "phase": "TRANSPORT",
    "remedy": "Use a web socket, or accept `text/event-stream`.",
    "status": 400
  },
  "ORIGIN_FORBIDDEN": {
    "meaning": "The session cookie came from an origin that is not allowed.",
    "phase": "TRANSPORT",
    "remedy": "Send the token in the `Authorization` header, or configure the origin.",
    "status": 403
  },
  "QUERY_TOO_COMPLEX": {
    "meaning": "The operation costs more than the schema allows.",
    "phase": "TRANSPORT",
    "remedy": "Ask for smaller pages or fewer fields in one request.",
    "status": 400
  },
  "QUERY_TOO_DEEP": {
    "meaning": "The operation is nested deeper than the schema allows.",
    "phase": "TRANSPORT",
    "remedy": "Ask for less depth in one request.",
    "status": 400
  },
  "RATE_LIMITED": {
    "meaning": "The user's or the address's budget is used up for now; the message says which.",
    "phase": "TRANSPORT",
    "remedy": "Send it again after `extensions.retryAfterMs`, or after the seconds in `Retry-After`; ask for less.",
    "status": 429
  },
  "REQUEST_TIMEOUT": {
    "meaning": "The request took longer than the server allows.",
    "phase": "TRANSPORT",
    "remedy": "Ask for less in one request, or try again later.",
    "status": 504
  },
  "ROUTE_NOT_FOUND": {
    "meaning": "Nothing is served at this path.",
    "phase": "TRANSPORT",
    "remedy": "Send GraphQL requests to `/graphql`.",
    "status": 404
  },
  "SERVICE_UNAVAILABLE": {
    "meaning": "The database can't be reached, or took too long.",
    "phase": "FIELD",
    "remedy": "Try again in a moment.",
    "status": 503
  },
  "SIGNATURE_INVALID": {
    "meaning": "A webhook's signature is by no key that is accepted here, or it is of another body.",
    "phase": "TRANSPORT",
    "remedy": "Sign the raw body with a configured key; see docs/INBOUND.md.",
    "status": 401
  },
  "SIGNATURE_MISSING": {
    "meaning": "A webhook came without the headers of its signature, or they can't be read.",
    "phase": "TRANSPORT",
    "remedy": "Send `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`, or the same with `svix-`.",
    "status": 400
  },
  "SIGNATURE_STALE": {
    "meaning": "A webhook was signed more than five minutes ago, or for a time to come.",
    "phase": "TRANSPORT",
    "remedy": "Sign each delivery when it is sent; set the clock.",
    "status": 401
  },
  "TOKEN_EXPIRED": {
    "meaning": "The session token was good and has expired.",
    "phase": "TRANSPORT",
    "remedy": "Get a new token and send the request again.",
    "status": 401
  },
  "TOKEN_INVALID": {
    "meaning": "The session token is not valid.",
    "phase": "TRANSPORT",
    "remedy": "Sign in again, or send no token to read as anonymous.",
    "status": 401
  },
  "TOO_MANY_OPERATIONS": {
    "meaning": "The socket runs as many operations as it may.",
    "phase": "TRANSPORT",
    "remedy": "Complete one of them first.",
    "status": 429
  },
  "TOO_MANY_STREAMS": {
    "meaning": "The server holds as many web sockets or event streams as it may.",
    "phase": "TRANSPORT",
    "remedy": "Try again after the time in `Retry-After`.",
    "status": 503
  },
  "UNAUTHENTICATED": {
    "meaning": "The mutation needs somebody who is signed in.",
    "phase": "FIELD",
    "remedy": "Send a session token.",
    "status": 200
  },
  "UNSUPPORTED_MEDIA_TYPE": {
    "meaning": "The body is not JSON in UTF-8, or it is compressed.",
    "phase": "TRANSPORT",
    "remedy": "Send `Content-Type: application/json` and no `Content-Encoding`.",
    "status": 415
  },
  "UPLOAD_MISMATCH": {
    "meaning": "What was put hasn't the size or the type that was announced.",
    "phase": "TRANSPORT",
    "remedy": "Put exactly what was announced, with the headers that the request gave; the message says what that is.",
    "status": 400
  },
  "UPLOAD_REFUSED": {
    "meaning": "Nothing is put at this address, or nothing any more: it is over, was completed, or never was.",
    "phase": "TRANSPORT",
    "remedy": "Ask for an upload with `mediaUploadRequest`.",
    "status": 403
  },
  "VARIABLES_TOO_DEEP": {
    "meaning": "The variables are nested deeper than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Compare the input with its type in `schema.graphql`.",
    "status": 400
  },
  "VARIABLES_TOO_LARGE": {
    "meaning": "The variables hold more values than the limit.",
    "phase": "TRANSPORT",
    "remedy": "Send the input in several requests.",
    "status": 400
  },
  "WEBHOOK_NOT_CONFIGURED": {
    "meaning": "The server has no key for this webhook, so it takes in nothing.",
    "phase": "TRANSPORT",
    "remedy": "Set the key that the message names.",
    "status": 404
  }
} as const;

/** `code` of the `userErrors` that a mutation answers. */
export const userErrors = {
  "CONFLICT": {
    "meaning": "It has changed since the version that the caller saw.",
    "remedy": "Look at what `conflict` says has changed, then send the change with the present version."
  },
  "FORBIDDEN": {
    "meaning": "This takes a right that the caller doesn't have, or doesn't have here.",
    "remedy": "Ask somebody of the platform's staff, who aren't allowed to do it to themselves."
  },
  "FORBIDDEN_CHARACTER": {
    "meaning": "The text has a character that can't be seen or that changes how the rest reads.",
    "remedy": "Take out the character that the message names."
  },
  "IDEMPOTENCY_KEY_REUSED": {
    "meaning": "The idempotency key belongs to a request with other arguments.",
    "remedy": "Use a new key for each request, and the same one only to repeat it."
  },
  "INVALID": {
    "meaning": "The value can't be taken.",
    "remedy": "The message says what would be accepted."
  },
  "NOT_ADJUSTABLE": {
    "meaning": "This has no toggle of its own.",
    "remedy": "Set its section's, which the message names, if that one has a choice."
  },
  "NOT_FOUND": {
    "meaning": "There is no such item in the caller's profile, or, of somebody else's, none that the caller may see.",
    "remedy": "Ask for the list again: it may have been removed, or belong to somebody else."
  },
  "QUOTA_EXCEEDED": {
    "meaning": "The caller's files would take more than they may.",
    "remedy": "Remove some first; the message says how much there is and how much there may be."
  },
  "READ_ONLY": {
    "meaning": "The profile isn't active, so nothing of it can be changed.",
    "remedy": "A deactivated profile is activated by `profileStateSet`."
  },
  "REQUIRED": {
    "meaning": "A value is needed and missing.",
    "remedy": "Give a value for the field that `path` names."
  },
  "SLUG_UNAVAILABLE": {
    "meaning": "The address can't be had: it is taken, kept back or reserved.",
    "remedy": "Choose another."
  },
  "SOURCE_UNAVAILABLE": {
    "meaning": "What is to be imported can't be read just now where it is.",
    "remedy": "Try again later; the message says when, where that is known."
  },
  "TOLD_BY_OTHERS": {
    "meaning": "The item is what another part of the platform tells of the caller, who can't rewrite or remove it.",
    "remedy": "Choose with `visibilitySet` who sees it; a mistake in it is put right by whoever told it."
  },
  "TOO_LONG": {
    "meaning": "The text has more characters than the field holds.",
    "remedy": "Shorten it; characters are counted after normalisation."
  },
  "TOO_MANY": {
    "meaning": "The list, or the section, would have more entries than it may.",
    "remedy": "Remove some first."
  },
  "TOO_OFTEN": {
    "meaning": "This was changed too often lately.",
    "remedy": "Wait; the message says how much is allowed in which time."
  },
  "TOO_OPEN": {
    "meaning": "The matrix doesn't allow this to be that open.",
    "remedy": "Choose the level that the message names, or a stricter one."
  },
  "UPLOAD_INCOMPLETE": {
    "meaning": "The file that was announced isn't there, or not all of it.",
    "remedy": "Put it at the address that the request gave, then try again."
  }
} as const satisfies Record<UserErrorCode, unknown>;

export type ErrorCode = keyof typeof errors;
export type { UserErrorCode };

/** Whether a code is one that this version of the contract knows. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(errors, code);
}
