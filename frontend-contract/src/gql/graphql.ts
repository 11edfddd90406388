/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /**
   * Implement the DateTime<Utc> scalar
   *
   * The input/output is a string in RFC3339 format.
   */
  DateTime: { input: string; output: string; }
  /** An exact decimal number with at most two places, written as a string: `"3.81"`. */
  Decimal: { input: string; output: string; }
  /** A whole number of 64 bits, written as a string since JSON numbers lose precision above 2^53. */
  Int64: { input: string; output: string; }
  /** A scalar that can represent any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** A civil date as precise as it was given: a year (`2021`), a month (`2021-09`) or a day (`2021-09-01`). */
  PartialDate: { input: string; output: string; }
};

/** What an audience sees of a profile, and why. */
export type AccessReport = {
  __typename?: 'AccessReport';
  /** Why not, if it doesn't. */
  absence?: Maybe<DecisionReason>;
  /** For this audience. */
  audience: Audience;
  /** Whether the profile exists for it at all. */
  exists: Scalars['Boolean']['output'];
  /** A decision for every field. */
  fields: Array<FieldDecision>;
  /** A decision for every item. */
  items: Array<ItemDecision>;
};

/** Who changed something. */
export type ActorKind =
  /** Somebody else, who took back what they had said. */
  | 'MEMBER'
  /** The owner, perhaps in another window. */
  | 'OWNER'
  /** The platform: an import, an event, a command. */
  | 'SERVICE'
  /** Staff. */
  | 'STAFF';

/** The class that a viewer falls into for one profile. */
export type Audience =
  /** An administrator with a stated purpose. */
  | 'ADMIN'
  /** Not signed in. */
  | 'ANONYMOUS'
  /** A verified employer. */
  | 'EMPLOYER'
  /** Somebody whom the owner blocks. */
  | 'EXCLUDED'
  /** Somebody who holds a grant for every section. */
  | 'GRANTEE'
  /** Any active member. */
  | 'MEMBER'
  /** A mentor. */
  | 'MENTOR'
  /** A moderator with a stated purpose. */
  | 'MODERATOR'
  /** The owner. */
  | 'OWNER';

/** When, how much and at what rate somebody works. */
export type Availability = {
  __typename?: 'Availability';
  /** From this day. */
  availableFrom?: Maybe<Scalars['PartialDate']['output']>;
  /** The highest hourly rate. */
  hourlyRateMax?: Maybe<Money>;
  /** The lowest hourly rate. */
  hourlyRateMin?: Maybe<Money>;
  /** Hours per week. */
  hoursPerWeek?: Maybe<Scalars['Int']['output']>;
  /** Where. */
  remote?: Maybe<RemoteWork>;
  /** Whether they take work. */
  status?: Maybe<AvailabilityStatus>;
};

/** When, how much and at what rate somebody works. Given as a whole: what is left out is taken away. */
export type AvailabilityInput = {
  /** From this day: "2026-09-01". */
  availableFrom?: InputMaybe<Scalars['PartialDate']['input']>;
  /** ISO 4217 code of both rates: "EUR". Needed with a rate, and refused without one. */
  currency?: InputMaybe<Scalars['String']['input']>;
  /** The highest hourly rate, in the currency's minor unit; not below the lowest. */
  hourlyRateMax?: InputMaybe<Scalars['Int64']['input']>;
  /** The lowest hourly rate, in the currency's minor unit: cents for USD. */
  hourlyRateMin?: InputMaybe<Scalars['Int64']['input']>;
  /** Hours per week, from 1 to 168. */
  hoursPerWeek?: InputMaybe<Scalars['Int']['input']>;
  /** Where. */
  remote?: InputMaybe<RemoteWork>;
  /** Whether they take work. */
  status: AvailabilityStatus;
};

/** Whether somebody takes work. */
export type AvailabilityStatus =
  /** For the right work. */
  | 'LIMITED'
  /** Looking for work. */
  | 'OPEN'
  /** Not now. */
  | 'UNAVAILABLE';

/** A badge of the catalogue: open to everybody. Who holds it is told by their profile alone. */
export type Badge = {
  __typename?: 'Badge';
  /** What it is about: "engineering". */
  category?: Maybe<Scalars['String']['output']>;
  /** What is needed for it. */
  criteria?: Maybe<Scalars['String']['output']>;
  /** The same on the web: an http(s) address. */
  criteriaUrl?: Maybe<Scalars['String']['output']>;
  /** What it stands for. */
  description?: Maybe<Scalars['String']['output']>;
  /** Its image: an http(s) address. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** Who awards it. */
  issuerName: Scalars['String']['output'];
  /** The issuer on the web: an http(s) address. */
  issuerUrl?: Maybe<Scalars['String']['output']>;
  /** The name by which it is awarded: "rust-basics". */
  key: Scalars['String']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** Since when it isn't awarded any more; null if it is. */
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** How high it ranks. */
  tier?: Maybe<BadgeTier>;
  /** The version of the entry. */
  version: Scalars['Int64']['output'];
};

/** A badge that somebody was awarded. One that was revoked is there for its owner alone. */
export type BadgeAward = Node & {
  __typename?: 'BadgeAward';
  /** When it was awarded. */
  awardedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which badge. */
  badge?: Maybe<Badge>;
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it was awarded for, in words; plain, line breaks kept. */
  evidenceText?: Maybe<Scalars['String']['output']>;
  /** What it was awarded for, on the web: an http(s) address. */
  evidenceUrl?: Maybe<Scalars['String']['output']>;
  /** Until when it holds; null for ever. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the owner puts it first. */
  featured?: Maybe<Scalars['Boolean']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** Why it was taken back. The owner's alone. */
  revocationReason?: Maybe<Scalars['String']['output']>;
  /** When it was taken back. The owner's alone. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the award holds. */
  status?: Maybe<BadgeStatus>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type BadgeAwardConnection = {
  __typename?: 'BadgeAwardConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<BadgeAwardEdge>;
  /** The items of this page. */
  nodes: Array<BadgeAward>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type BadgeAwardEdge = {
  __typename?: 'BadgeAwardEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: BadgeAward;
};

/** What is awarded. */
export type BadgeAwardInput = {
  /** When it was awarded; now if nothing is given. Not in the future. */
  awardedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The badge's key in the catalogue. */
  badge: Scalars['String']['input'];
  /** What it is awarded for, in words: at most 2,000 characters; line breaks are kept. */
  evidenceText?: InputMaybe<Scalars['String']['input']>;
  /** What it is awarded for, on the web: an http(s) address. */
  evidenceUrl?: InputMaybe<Scalars['String']['input']>;
  /** Until when it holds; for ever if nothing is given. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What became of an award, or of taking one back. */
export type BadgeAwardPayload = {
  __typename?: 'BadgeAwardPayload';
  /** The award as the caller sees it on the person's profile: staff see no more of that than any member. */
  award?: Maybe<BadgeAward>;
  /** The award's id, to take it back by; null if nothing was done. */
  awardId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type BadgeConnection = {
  __typename?: 'BadgeConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<BadgeEdge>;
  /** The items of this page. */
  nodes: Array<Badge>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** What became of a change of the catalogue. */
export type BadgeDefinePayload = {
  __typename?: 'BadgeDefinePayload';
  /** The entry as it is now; null if nothing was done. */
  badge?: Maybe<Badge>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** An edge in a connection. */
export type BadgeEdge = {
  __typename?: 'BadgeEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Badge;
};

/** What happened to one award. */
export type BadgeEvent = {
  __typename?: 'BadgeEvent';
  /** The award as it is now; null when it isn't there any more. */
  award?: Maybe<BadgeAward>;
  /**
   * Its place, from 1, among the awards that the viewer sees featured; null when it isn't one of them. They come first, in
   * this order; all others follow, the newest first.
   */
  featuredPlace?: Maybe<Scalars['Int']['output']>;
  /** The award's global id. */
  id: Scalars['ID']['output'];
  /** What. */
  type: BadgeEventType;
};

/** What happened to an award, as far as the viewer could see. */
export type BadgeEventType =
  /** It is there now, and wasn't before. */
  | 'AWARDED'
  /** Something else of it has changed. */
  | 'CHANGED'
  /** Its time is over. */
  | 'EXPIRED'
  /** It isn't there any more: revoked, or shown to the viewer no longer. Its owner still sees it, as revoked. */
  | 'REVOKED';

/** An entry of the catalogue of badges. A field that is left out stays as it is; null empties it. */
export type BadgeInput = {
  /** What it is about, at most 60 characters. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** What is needed for it, at most 5,000 characters; line breaks are kept. */
  criteria?: InputMaybe<Scalars['String']['input']>;
  /** The same on the web: an http(s) address. */
  criteriaUrl?: InputMaybe<Scalars['String']['input']>;
  /** What it stands for, at most 2,000 characters; line breaks are kept. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Its image: an http(s) address. */
  imageUrl?: InputMaybe<Scalars['String']['input']>;
  /** Who awards it, at most 200 characters. Needed for a new one. */
  issuerName?: InputMaybe<Scalars['String']['input']>;
  /** The issuer on the web: an http(s) address. */
  issuerUrl?: InputMaybe<Scalars['String']['input']>;
  /** The name by which it is awarded, which never changes: 3 to 60 small letters, digits and single dashes between them. */
  key: Scalars['String']['input'];
  /** What it is called, at most 120 characters. Needed for a new one. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Whether it isn't awarded any more; what was awarded stays. */
  retired?: InputMaybe<Scalars['Boolean']['input']>;
  /** How high it ranks. */
  tier?: InputMaybe<BadgeTier>;
};

/** Somebody's badges, or what has happened to them. */
export type BadgeMessage = {
  __typename?: 'BadgeMessage';
  /** For STATE and RESYNC: all awards that the viewer may see, in their owner's order. */
  badges: Array<BadgeAward>;
  /** To be brought as `after` by who comes back. */
  cursor: Scalars['String']['output'];
  /** For EVENTS: what has happened, in order. At most 50: if more has, further messages follow. */
  events: Array<BadgeEvent>;
  /** What this message brings. */
  kind: MessageKind;
};

/** Whether an award holds. */
export type BadgeStatus =
  /** It does. */
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** It was taken back: told to the owner alone. */
  | 'REVOKED';

/** How high a badge ranks among those of its kind. */
export type BadgeTier =
  /** The first. */
  | 'BRONZE'
  /** Above silver. */
  | 'GOLD'
  /** The highest. */
  | 'PLATINUM'
  /** Above bronze. */
  | 'SILVER';

/** As what somebody speaks of another. */
export type Capacity =
  /** As an employer, of a verified organisation. */
  | 'EMPLOYER'
  /** As a mentor, which they are on the platform. */
  | 'MENTOR'
  /** As somebody who works or learns beside them. */
  | 'PEER';

/** Something learnt, and who says so. */
export type Certificate = Node & {
  __typename?: 'Certificate';
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The provider's number of the certificate. */
  credentialId?: Maybe<Scalars['String']['output']>;
  /** The certificate on the web: an http(s) address. */
  credentialUrl?: Maybe<Scalars['String']['output']>;
  /** Until when it counts; null for ever. */
  expiresAt?: Maybe<Scalars['PartialDate']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** When it was issued. */
  issuedAt?: Maybe<Scalars['PartialDate']['output']>;
  /** Images, documents and videos of it, in the owner's order: those of the profile's media that are there for the viewer. */
  media: Array<MediaItem>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** Who issued it. */
  provider?: Maybe<Scalars['String']['output']>;
  /** What was learnt. */
  skills: Array<Scalars['String']['output']>;
  /** What it is of. */
  title?: Maybe<Scalars['String']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The course on the web: an http(s) address. */
  url?: Maybe<Scalars['String']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type CertificateConnection = {
  __typename?: 'CertificateConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<CertificateEdge>;
  /** The items of this page. */
  nodes: Array<Certificate>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type CertificateEdge = {
  __typename?: 'CertificateEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Certificate;
};

/** A certificate, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type CertificateInput = {
  /** The provider's number of the certificate, at most 200 characters. */
  credentialId?: InputMaybe<Scalars['String']['input']>;
  /** The certificate on the web. */
  credentialUrl?: InputMaybe<Scalars['String']['input']>;
  /** Until when it counts, which isn't before it was issued; null for ever. */
  expiresAt?: InputMaybe<Scalars['PartialDate']['input']>;
  /** When it was issued: "2021", "2021-09" or "2021-09-01". */
  issuedAt?: InputMaybe<Scalars['PartialDate']['input']>;
  /**
   * Which of one's media show it, by their ids, each once: at most 10, in the order to be. They are seen here by whoever sees
   * them in the section MEDIA as well.
   */
  mediaIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Who issued it, at most 200 characters. */
  provider?: InputMaybe<Scalars['String']['input']>;
  /** What was learnt: at most 100, each at most 100 characters. */
  skills?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What it is of, at most 200 characters. Needed when adding. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** The course on the web. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a change of one's certificates. */
export type CertificatePayload = {
  __typename?: 'CertificatePayload';
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  certificate?: Maybe<Certificate>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** A part of the subset of a RESTRICTED value. */
export type Circle =
  /** Verified employers. */
  | 'EMPLOYERS'
  /** Mentors. */
  | 'MENTORS';

/** What has changed since the version that the caller saw. */
export type Conflict = {
  __typename?: 'Conflict';
  /** The changes since, newest first, at most 20. */
  changes: Array<ConflictingChange>;
  /** The present version, of the item or the profile, whichever the mutation takes. */
  currentVersion: Scalars['Int64']['output'];
};

/** One change since the version that the caller saw. */
export type ConflictingChange = {
  __typename?: 'ConflictingChange';
  /** The mutation or command: "educationUpdate". */
  action: Scalars['String']['output'];
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Who did it. */
  by: ActorKind;
  /**
   * What moved: fields as `Type.field`, and sections by name where it was their toggle. Empty where a change isn't told
   * that exactly: an import, an order, a removal.
   */
  fields: Array<Scalars['String']['output']>;
  /** The profile's version that it left. */
  version: Scalars['Int64']['output'];
};

/** Ways to reach somebody. */
export type Contact = {
  __typename?: 'Contact';
  /** The e-mail address. */
  email?: Maybe<Scalars['String']['output']>;
  /** The phone number. */
  phone?: Maybe<Scalars['String']['output']>;
  /** The name they sign in with. */
  username?: Maybe<Scalars['String']['output']>;
};

/** What kind of data a field holds. */
export type DataClass =
  /** A judgement of the person's performance. */
  | 'ASSESSMENT'
  /** Working life. */
  | 'CAREER'
  /** A way to reach the person. */
  | 'CONTACT'
  /** Computed from other fields. */
  | 'DERIVED'
  /** Learning. */
  | 'EDUCATION'
  /** Tells one person from another. */
  | 'IDENTIFIER'
  /** How the person wants things to be. */
  | 'PREFERENCE'
  /** Bookkeeping. */
  | 'SYSTEM';

/** Why something is visible or hidden. */
export type DecisionReason =
  /** Kept for the owner; there is no toggle. */
  | 'ALWAYS_PRIVATE'
  /** The field's own toggle hides it. */
  | 'FIELD_HIDDEN'
  /** The header is hidden, so the profile does not exist for the viewer. */
  | 'HEADER_HIDDEN'
  /** The item's own toggle hides it. */
  | 'ITEM_HIDDEN'
  /** Open to an audience that the viewer belongs to. */
  | 'OPEN'
  /** The owner sees everything of their own. */
  | 'OWNER'
  /** The toggle of the section above hides it. */
  | 'PARENT_SECTION_HIDDEN'
  /** The profile is not active, so it does not exist for others. */
  | 'PROFILE_NOT_ACTIVE'
  /** The public address is off, so the profile does not exist for the signed-out. */
  | 'PUBLIC_URL_OFF'
  /** The section's toggle hides it. */
  | 'SECTION_HIDDEN'
  /** The owner blocks the viewer, so the profile does not exist for them. */
  | 'VIEWER_EXCLUDED';

/** Visibility of a new profile's field, by the owner's role. */
export type DefaultVisibility = {
  __typename?: 'DefaultVisibility';
  /** For an employer. */
  employer: Visibility;
  /** For a mentor. */
  mentor: Visibility;
  /** For a student. */
  student: Visibility;
  /** Before a role is known: the strictest of the three. */
  withoutRole: Visibility;
};

/** A school, a course of study or a training. */
export type Education = Node & {
  __typename?: 'Education';
  /** Courses taken. */
  coursework: Array<Scalars['String']['output']>;
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The degree or certificate aimed at: "Bachelor of Science". */
  degree?: Maybe<Scalars['String']['output']>;
  /** When it ended; null while it goes on, or where nothing is known. */
  endDate?: Maybe<Scalars['PartialDate']['output']>;
  /** What was studied: "Computer Science". */
  fieldOfStudy?: Maybe<Scalars['String']['output']>;
  /** The grade point average. A sub-section of its own: private until its owner opens it. */
  gpa?: Maybe<Gpa>;
  /** Honours, awards or a grade in words. */
  honours?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Where: the school's name. */
  institution?: Maybe<Scalars['String']['output']>;
  /** The school's web address. */
  institutionUrl?: Maybe<Scalars['String']['output']>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** When it began. */
  startDate?: Maybe<Scalars['PartialDate']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type EducationConnection = {
  __typename?: 'EducationConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<EducationEdge>;
  /** The items of this page. */
  nodes: Array<Education>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type EducationEdge = {
  __typename?: 'EducationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Education;
};

/**
 * A school, a course of study or a training, as its owner writes it. A field that is left out stays as it is; null
 * empties it.
 */
export type EducationInput = {
  /** Courses taken: at most 100, each at most 200 characters. */
  coursework?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The degree or certificate aimed at, at most 200 characters. */
  degree?: InputMaybe<Scalars['String']['input']>;
  /** When it ended; null while it goes on. */
  endDate?: InputMaybe<Scalars['PartialDate']['input']>;
  /** What was studied, at most 200 characters. */
  fieldOfStudy?: InputMaybe<Scalars['String']['input']>;
  /** The grade point average; null takes it away. */
  gpa?: InputMaybe<GpaInput>;
  /** Honours, awards or a grade in words, at most 200 characters. */
  honours?: InputMaybe<Scalars['String']['input']>;
  /** Where: the school's name, at most 200 characters. Needed when adding. */
  institution?: InputMaybe<Scalars['String']['input']>;
  /** The school's web address. */
  institutionUrl?: InputMaybe<Scalars['String']['input']>;
  /** When it began: "2021", "2021-09" or "2021-09-01". */
  startDate?: InputMaybe<Scalars['PartialDate']['input']>;
};

/** What became of a change of one's education. */
export type EducationPayload = {
  __typename?: 'EducationPayload';
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  education?: Maybe<Education>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** What the endorsed makes of an endorsement. */
export type EndorsementDecision =
  /** It shows, to whom endorsements are shown. */
  | 'ACCEPT'
  /** It isn't wanted. */
  | 'DECLINE'
  /** It shows to nobody for the time being. */
  | 'HIDE';

/** What somebody says of another's skill. */
export type EndorsementInput = {
  /** As what: a claim that has to be true. Needed. */
  capacity?: InputMaybe<Capacity>;
  /** What else there is to say, at most 500 characters; line breaks are kept. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** How you know each other: 1 to 120 characters, "led the team that she worked in". Needed. */
  relationship?: InputMaybe<Scalars['String']['input']>;
};

/** What became of something that an endorser did. */
export type EndorsementPayload = {
  __typename?: 'EndorsementPayload';
  /** The endorsement as its endorser sees it; null if nothing was done, or it is gone. */
  endorsement?: Maybe<GivenEndorsement>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** How far an endorsement has come, for the endorsed. */
export type EndorsementState =
  /** It shows. */
  | 'ACCEPTED'
  /** It isn't wanted. */
  | 'DECLINED'
  /** It shows to nobody for the time being. */
  | 'HIDDEN'
  /** It waits for a decision. */
  | 'PENDING';

/** How the reading of a profile stands. */
export type ExtractionState =
  /** It has been read. */
  | 'DONE'
  /** The last attempt has failed; the next change begins anew. */
  | 'FAILED'
  /** There is nothing to read, or nobody has asked for it. */
  | 'NONE'
  /** What is written waits to be read, be it for another attempt. */
  | 'PENDING'
  /** It is being read. */
  | 'RUNNING';

/** How the reading of a profile for facets stands. The owner's alone. */
export type ExtractionStatus = {
  __typename?: 'ExtractionStatus';
  /** When it was read last. */
  extractedAt?: Maybe<Scalars['DateTime']['output']>;
  /** By whom. */
  extractor?: Maybe<Scalars['String']['output']>;
  /** And which version of that. */
  extractorVersion?: Maybe<Scalars['String']['output']>;
  /** For how long, in whole seconds; 0 if it has been read. */
  lagSeconds?: Maybe<Scalars['Int']['output']>;
  /** Since when what is written waits; null if it has been read. */
  since?: Maybe<Scalars['DateTime']['output']>;
  /** How it stands. */
  state?: Maybe<ExtractionState>;
};

/**
 * Something that was derived for matching from what a profile says. The owner's alone, and read-only: it changes with
 * what it is derived from, and goes with it.
 */
export type Facet = {
  __typename?: 'Facet';
  /** How sure, from 0 to 1. */
  confidence?: Maybe<Scalars['Float']['output']>;
  /** When it was found first. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who found it: "patterns", or "model". */
  extractor?: Maybe<Scalars['String']['output']>;
  /** Which version of that. */
  extractorVersion?: Maybe<Scalars['String']['output']>;
  /** Of what it says and where it is from: found again, it is the same. */
  id: Scalars['ID']['output'];
  /** What it says. */
  kind?: Maybe<FacetKind>;
  /** Where it is from. */
  source?: Maybe<FacetSource>;
  /** What the years are years of; null for all of the work. */
  subject?: Maybe<Scalars['String']['output']>;
  /** In words; of DOMAIN, SENIORITY and SETTING a code: "HEALTH", "SENIOR", "REMOTE". */
  value?: Maybe<Scalars['String']['output']>;
  /** How many whole years, of EXPERIENCE_YEARS. */
  years?: Maybe<Scalars['Int']['output']>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type FacetConnection = {
  __typename?: 'FacetConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<FacetEdge>;
  /** The items of this page. */
  nodes: Array<Facet>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type FacetEdge = {
  __typename?: 'FacetEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Facet;
};

/** What a facet says. */
export type FacetKind =
  /** A certificate. */
  | 'CERTIFICATE'
  /** What the work was about. */
  | 'DOMAIN'
  /** How many years of work, in all or with a skill. */
  | 'EXPERIENCE_YEARS'
  /** What somebody worked as. */
  | 'ROLE'
  /** How senior somebody is. */
  | 'SENIORITY'
  /** Where and how the work was done. */
  | 'SETTING'
  /** A skill that shows. */
  | 'SKILL'
  /** Something achieved, with a number. */
  | 'TRACK_RECORD';

/** Where a facet is from. */
export type FacetSource = {
  __typename?: 'FacetSource';
  /** Where they end, in characters: the one behind the last. */
  end?: Maybe<Scalars['Int']['output']>;
  /** The field of it; of a list with the place in it, from 0: "highlights.2". */
  field?: Maybe<Scalars['String']['output']>;
  /** The item; null for the headline. */
  itemId?: Maybe<Scalars['ID']['output']>;
  /** What sort of item. */
  kind?: Maybe<FacetSourceKind>;
  /** Where the words begin, in characters (Unicode scalar values) from 0; null for what is no text, as a date. */
  start?: Maybe<Scalars['Int']['output']>;
};

/** What sort of item a facet is from. */
export type FacetSourceKind =
  /** A certificate. */
  | 'CERTIFICATE'
  /** The line below the name. */
  | 'HEADLINE'
  /** A skill of the profile. */
  | 'SKILL'
  /** A place of work. */
  | 'WORK';

/** One field, decided. */
export type FieldDecision = {
  __typename?: 'FieldDecision';
  /** The section that decided, where it was one. */
  decidedBy?: Maybe<Scalars['String']['output']>;
  /** `Type.field` as in this schema. */
  field: Scalars['String']['output'];
  /** The audiences that it is open to. */
  openTo: Array<Audience>;
  /** Why. */
  reason: DecisionReason;
  /** The section whose toggle governs it. */
  section: Scalars['String']['output'];
  /** Whether the audience sees it, an item's own toggle apart. */
  visible: Scalars['Boolean']['output'];
};

/** A field of the profile, or of all items of a section, with its setting. */
export type FieldSetting = {
  __typename?: 'FieldSetting';
  /** `Type.field` as in this schema, and as `visibilitySet` takes it. */
  field: Scalars['String']['output'];
  /** Its setting. */
  setting: VisibilitySetting;
};

/** A field's toggle. */
export type FieldVisibilityInput = {
  /** `Type.field`, as `privacyMatrix` names it: "Contact.phone". */
  field: Scalars['String']['input'];
  /** How far it is opened; null lets it follow its section again. It must be said: what is left out opens nothing. */
  visibility?: InputMaybe<VisibilityInput>;
};

/** Work that the person did for somebody on the platform. */
export type Gig = Node & {
  __typename?: 'Gig';
  /** What sort of work it was: "design". */
  category?: Maybe<Scalars['String']['output']>;
  /** For whom it was done. */
  client?: Maybe<GigClient>;
  /** When it was done. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the owner puts it first. */
  featured?: Maybe<Scalars['Boolean']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** What the client said of it. */
  review?: Maybe<GigReview>;
  /** The person's part in it. */
  role?: Maybe<Scalars['String']['output']>;
  /** Skills used. */
  skills: Array<Scalars['String']['output']>;
  /** When it began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it was. */
  title?: Maybe<Scalars['String']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** For whom a gig was done: an organisation, or a person. */
export type GigClient = {
  __typename?: 'GigClient';
  /** The organisation's name. */
  name?: Maybe<Scalars['String']['output']>;
  /** The person, if their own profile is there for the viewer. */
  profile?: Maybe<Profile>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type GigConnection = {
  __typename?: 'GigConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<GigEdge>;
  /** The items of this page. */
  nodes: Array<Gig>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type GigEdge = {
  __typename?: 'GigEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Gig;
};

/** What a client said of a gig. */
export type GigReview = {
  __typename?: 'GigReview';
  /** How good it was: 1 to 5. */
  rating?: Maybe<Scalars['Int']['output']>;
  /** When. */
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who said it, if their own profile is there for the viewer. */
  reviewer?: Maybe<Profile>;
  /** In words; plain, line breaks kept. */
  text?: Maybe<Scalars['String']['output']>;
};

/** What the caller says of somebody's skill. */
export type GivenEndorsement = {
  __typename?: 'GivenEndorsement';
  /** As what the caller says it. */
  capacity?: Maybe<Capacity>;
  /** When the caller said it. */
  endorsedAt: Scalars['DateTime']['output'];
  /** By which it is taken back. */
  id: Scalars['ID']['output'];
  /** What else the caller says; plain, line breaks kept. */
  note?: Maybe<Scalars['String']['output']>;
  /** The person, if their profile is there for the caller. */
  profile?: Maybe<Profile>;
  /** How they know each other. */
  relationship?: Maybe<Scalars['String']['output']>;
  /** Whether it shows on the person's page, as the caller sees that. */
  shown: Scalars['Boolean']['output'];
  /** The skill, if it is there for the caller. */
  skill?: Maybe<ProfileSkill>;
};

/** A page of a list, in the list's order. */
export type GivenEndorsementConnection = {
  __typename?: 'GivenEndorsementConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<GivenEndorsementEdge>;
  /** The items of this page. */
  nodes: Array<GivenEndorsement>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type GivenEndorsementEdge = {
  __typename?: 'GivenEndorsementEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: GivenEndorsement;
};

/** A grade point average and the scale that it is on. */
export type Gpa = {
  __typename?: 'Gpa';
  /** The best there is on its scale: "4.00"; null where it isn't known. */
  scale?: Maybe<Scalars['Decimal']['output']>;
  /** A grade that is no number: "First class". */
  text?: Maybe<Scalars['String']['output']>;
  /** The average: "3.81". */
  value?: Maybe<Scalars['Decimal']['output']>;
};

/** A grade: a number, its scale, or words. Given as a whole: what is left out is taken away. */
export type GpaInput = {
  /** The best there is on its scale, above "0" and at most "1000". */
  scale?: InputMaybe<Scalars['Decimal']['input']>;
  /** A grade that is no number, at most 60 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** The average, from "0" to its scale, at most "1000". */
  value?: InputMaybe<Scalars['Decimal']['input']>;
};

/** What the owner agreed to when they last imported from somewhere. */
export type ImportConsent = {
  __typename?: 'ImportConsent';
  /** When they last did, which is when something was imported. */
  agreedAt: Scalars['DateTime']['output'];
  /** From where. */
  source: ImportConsentSource;
  /** The version of the words that they agreed to: docs/IMPORT_EXPORT.md has them. */
  textVersion: Scalars['String']['output'];
  /** When they took it back; null while it stands. */
  withdrawnAt?: Maybe<Scalars['DateTime']['output']>;
};

/** What became of taking a consent back. */
export type ImportConsentPayload = {
  __typename?: 'ImportConsentPayload';
  /** The consent as it is now; null if there is none. */
  consent?: Maybe<ImportConsent>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** From where something is imported with consent alone. */
export type ImportConsentSource =
  /** Public repositories on GitHub. */
  | 'GITHUB'
  /** The archive that LinkedIn gives its members. */
  | 'LINKEDIN';

/** A value, or a part of the source, that doesn't come along as it stands. */
export type ImportLoss = {
  __typename?: 'ImportLoss';
  /** What happens to it, for people. May change. */
  message: Scalars['String']['output'];
  /** Where it stands in the source: `work[0].endDate`, "Positions.csv, row 1, Finished On". */
  path: Scalars['String']['output'];
  /** Why. */
  reason: ImportLossReason;
};

/** Why a value doesn't come along as it stands. */
export type ImportLossReason =
  /** Kept, in another form. */
  | 'NORMALISED'
  /** Left out on purpose. */
  | 'NOT_KEPT'
  /** Left out: there is no place for it so far. */
  | 'NOT_KEPT_YET'
  /** Left out: another value for the same thing is used. */
  | 'SUPERSEDED'
  /** Left out: more items than are read. */
  | 'TOO_MANY'
  /** Kept, but cut to the length of the field. */
  | 'TRUNCATED'
  /** Left out: not a key that is known. */
  | 'UNKNOWN_KEY'
  /** Left out: not understood, or against a rule. */
  | 'UNREADABLE';

/** What became of an import. */
export type ImportPayload = {
  __typename?: 'ImportPayload';
  /**
   * What did not come along as it stands in the source. A repeat by the idempotency key is told the same; where its source didn't
   * come with the request, without the source's own words.
   */
  losses: Array<ImportLoss>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** What an import would change. Nothing was written. */
export type ImportPreview = {
  __typename?: 'ImportPreview';
  /** The fields of the profile's core that would change, as the matrix names them: "Profile.headline". */
  core: Array<Scalars['String']['output']>;
  /** What was read, as it would be kept; null where the source can't be read. */
  draft?: Maybe<Scalars['JSON']['output']>;
  /** What would not come along as it stands in the source. */
  losses: Array<ImportLoss>;
  /** The sections that the source tells of. What it doesn't tell of stays as it is. */
  sections: Array<ImportSection>;
  /** Why the import would be refused; empty if it wouldn't. */
  userErrors: Array<UserError>;
};

/**
 * What an import would make of a section. Its items take the place of those that earlier imports brought; items that were typed in
 * stay.
 */
export type ImportSection = {
  __typename?: 'ImportSection';
  /** How many items are new. */
  added: Scalars['Int']['output'];
  /** How many of an earlier import would be others than they are. */
  changed: Scalars['Int']['output'];
  /** How many of the source would be left out, since the owner has them as their own. */
  leftOut: Scalars['Int']['output'];
  /** How many of an earlier import would be gone. */
  removed: Scalars['Int']['output'];
  /** Which. */
  section: Section;
  /** How many the section would have, the owner's own among them. */
  total: Scalars['Int']['output'];
  /** How many of an earlier import would stay as they are. */
  unchanged: Scalars['Int']['output'];
};

/** One item, decided. */
export type ItemDecision = {
  __typename?: 'ItemDecision';
  /** The item's global id. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason: DecisionReason;
  /** The item's own toggle; null follows the section. */
  visibility?: Maybe<Visibility>;
  /** Whether it exists for the audience. */
  visible: Scalars['Boolean']['output'];
};

/** What became of the removal of an item. */
export type ItemRemovedPayload = {
  __typename?: 'ItemRemovedPayload';
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** The id of the item that is gone; null if nothing was done. */
  removedId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** An item of a section with its setting. */
export type ItemSetting = {
  __typename?: 'ItemSetting';
  /** The item's global id, as `visibilitySet` takes it. */
  id: Scalars['ID']['output'];
  /** Its setting. */
  setting: VisibilitySetting;
  /** What to call it: the school, the project's name, what the link is called or where it leads. */
  title?: Maybe<Scalars['String']['output']>;
};

/** An item's toggle. */
export type ItemVisibilityInput = {
  /** The item. */
  id: Scalars['ID']['input'];
  /** How far it is opened; null lets it follow its section again. It must be said: what is left out opens nothing. */
  visibility?: InputMaybe<VisibilityInput>;
};

/** A job: what is to be done, and how often it was tried; not with what. */
export type Job = {
  __typename?: 'Job';
  /** How often it was tried. */
  attempt: Scalars['Int']['output'];
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was done or given up. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which. */
  id: Scalars['ID']['output'];
  /** What sort of work. */
  kind: Scalars['String']['output'];
  /** The code of the last failure. */
  lastError?: Maybe<Scalars['String']['output']>;
  /** How often it may be. */
  maxAttempts: Scalars['Int']['output'];
  /** The profile that it is for, if it is for one. */
  profileId?: Maybe<Scalars['ID']['output']>;
  /** It is not tried before this. */
  runAt: Scalars['DateTime']['output'];
  /** Where it is in its life. */
  state?: Maybe<JobState>;
};

/** A page of a list, in the list's order. */
export type JobConnection = {
  __typename?: 'JobConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<JobEdge>;
  /** The items of this page. */
  nodes: Array<Job>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type JobEdge = {
  __typename?: 'JobEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Job;
};

/** Where a job is in its life. */
export type JobState =
  /** Given up: a dead letter. */
  | 'DEAD'
  /** Done. */
  | 'DONE'
  /** Waits for its time or for a worker. */
  | 'READY'
  /** A worker is at it. */
  | 'RUNNING';

/** A language, as somebody writes that they know it. A field that is left out stays as it is; null empties it. */
export type LanguageInput = {
  /** BCP 47 language tag: "de", "pt-BR". Needed when adding; each once. */
  language?: InputMaybe<Scalars['String']['input']>;
  /** How well. */
  level?: InputMaybe<LanguageLevel>;
};

/** How well somebody knows a language: a level of the Common European Framework of Reference, or that it is their own. */
export type LanguageLevel =
  /** Beginner. */
  | 'A1'
  /** Elementary. */
  | 'A2'
  /** Intermediate. */
  | 'B1'
  /** Upper intermediate. */
  | 'B2'
  /** Advanced. */
  | 'C1'
  /** Mastery. */
  | 'C2'
  /** Grown up with it. */
  | 'NATIVE';

/** What became of a change of one's languages. */
export type LanguagePayload = {
  __typename?: 'LanguagePayload';
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  language?: Maybe<LanguageSkill>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** A language that somebody knows. */
export type LanguageSkill = Node & {
  __typename?: 'LanguageSkill';
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** BCP 47 language tag: "pt-BR". */
  language?: Maybe<Scalars['String']['output']>;
  /** How well; null where it isn't known. */
  level?: Maybe<LanguageLevel>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type LanguageSkillConnection = {
  __typename?: 'LanguageSkillConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<LanguageSkillEdge>;
  /** The items of this page. */
  nodes: Array<LanguageSkill>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type LanguageSkillEdge = {
  __typename?: 'LanguageSkillEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: LanguageSkill;
};

/** What keeps an audience out. */
export type LimitKind =
  /** The toggle says more than the matrix allows here. */
  | 'BOUND'
  /** It is the owner's alone, whatever a toggle says. */
  | 'FIXED'
  /** The header is hidden from them, so the profile doesn't exist for them. */
  | 'HEADER_HIDDEN'
  /** The setting's own toggle. */
  | 'OWN_TOGGLE'
  /** The toggle of the section above. */
  | 'PARENT_SECTION'
  /** The profile is not active, so it doesn't exist for others. */
  | 'PROFILE_NOT_ACTIVE'
  /** The public address is off, so the profile doesn't exist for the signed-out. */
  | 'PUBLIC_URL_OFF'
  /** The toggle of the section that the field or the item is in. */
  | 'SECTION';

/** A way to find the person elsewhere on the web. */
export type Link = Node & {
  __typename?: 'Link';
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Where it leads. */
  kind?: Maybe<LinkKind>;
  /** What to call it, where the kind isn't enough. */
  label?: Maybe<Scalars['String']['output']>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The http(s) address. */
  url?: Maybe<Scalars['String']['output']>;
  /** The account's name there. */
  username?: Maybe<Scalars['String']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A link, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type LinkInput = {
  /** Where it leads. Needed when adding. */
  kind?: InputMaybe<LinkKind>;
  /** What to call it, at most 60 characters. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The http(s) address. Needed when adding. */
  url?: InputMaybe<Scalars['String']['input']>;
  /** The account's name there, at most 100 characters. */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** Where a link leads. */
export type LinkKind =
  /** GitHub. */
  | 'GITHUB'
  /** GitLab. */
  | 'GITLAB'
  /** LinkedIn. */
  | 'LINKEDIN'
  /** Somewhere else; the label says where. */
  | 'OTHER'
  /** Stack Overflow. */
  | 'STACK_OVERFLOW'
  /** Twitter, now X. */
  | 'TWITTER'
  /** A web site. */
  | 'WEBSITE';

/** What became of a change of one's links. */
export type LinkPayload = {
  __typename?: 'LinkPayload';
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  link?: Maybe<Link>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** Where somebody lives, down to the city and no further. */
export type Location = {
  __typename?: 'Location';
  /** The city. */
  city?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2 code of the country. */
  countryCode?: Maybe<Scalars['String']['output']>;
  /** The state, province or region. */
  region?: Maybe<Scalars['String']['output']>;
};

/** Where somebody lives, down to the city and no further. A field that is left out stays as it is; null empties it. */
export type LocationInput = {
  /** The city, at most 100 characters. */
  city?: InputMaybe<Scalars['String']['input']>;
  /** ISO 3166-1 alpha-2 code of the country: "CH". */
  countryCode?: InputMaybe<Scalars['String']['input']>;
  /** The state, province or region, at most 100 characters. */
  region?: InputMaybe<Scalars['String']['input']>;
};

/** The signed-in person. */
export type Me = {
  __typename?: 'Me';
  /** What they have said of others' skills and not taken back, the newest first. */
  endorsementsGiven?: Maybe<GivenEndorsementConnection>;
  /** What others say of their skills, the newest first: accepted or not, but nothing that was taken back. */
  endorsementsReceived?: Maybe<ReceivedEndorsementConnection>;
  /**
   * What they have agreed to be imported from elsewhere, the newest first: at most one consent for each source, and what was
   * taken back stays in the list. See `importConsentWithdraw`.
   */
  importConsents?: Maybe<Array<ImportConsent>>;
  /** Their own profile as a JSON Resume file: everything that the format has a place for. */
  jsonResume?: Maybe<Scalars['JSON']['output']>;
  /** First steps for their role, and which sections of their profile to fill next. */
  onboarding?: Maybe<Onboarding>;
  /** Their own profile. */
  profile?: Maybe<Profile>;
  /** What others have written of them, or were asked to, the newest first: accepted or not, but nothing that was taken back. */
  recommendationsReceived?: Maybe<ReceivedRecommendationConnection>;
  /** What they have written of others and not taken back, and what they were asked to write, the newest first. */
  recommendationsWritten?: Maybe<WrittenRecommendationConnection>;
  /** What they do on the platform; null until they chose. */
  role?: Maybe<Role>;
  /** Staff rights, if any. */
  staff?: Maybe<StaffRight>;
  /** What their profile scored, the newest first: a point for each time that its score moved. */
  strengthHistory?: Maybe<StrengthPointConnection>;
  /** How their profile's score has moved lately, and what moved it. */
  strengthInsights?: Maybe<StrengthInsights>;
  /** Whether they read as a verified employer. */
  verifiedEmployer: Scalars['Boolean']['output'];
};


/** The signed-in person. */
export type MeEndorsementsGivenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The signed-in person. */
export type MeEndorsementsReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<EndorsementState>;
};


/** The signed-in person. */
export type MeRecommendationsReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  state?: InputMaybe<RecommendationState>;
};


/** The signed-in person. */
export type MeRecommendationsWrittenArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** The signed-in person. */
export type MeStrengthHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An image, a document or a video, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type MediaInput = {
  /** What is to be seen on an image, for those who don't see it, at most 500 characters. */
  altText?: InputMaybe<Scalars['String']['input']>;
  /** What it is about, at most 2,000 characters; line breaks are kept. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, at most 200 characters. Needed when adding. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** A completed upload whose purpose is MEDIA: what the item shows. When adding alone; a video has none. */
  upload?: InputMaybe<Scalars['ID']['input']>;
  /** Where a video is to be seen: an http(s) address. An item with an upload has none. */
  videoUrl?: InputMaybe<Scalars['String']['input']>;
};

/** An image, a document or a video. */
export type MediaItem = Node & {
  __typename?: 'MediaItem';
  /** What is to be seen on an image, for those who don't see it. */
  altText?: Maybe<Scalars['String']['output']>;
  /** How large the file is, in bytes; null for a video. */
  byteSize?: Maybe<Scalars['Int']['output']>;
  /** What the file is: "image/jpeg", "image/png" or "application/pdf"; null for a video. */
  contentType?: Maybe<Scalars['String']['output']>;
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is about. */
  description?: Maybe<Scalars['String']['output']>;
  /** What the owner calls the file. */
  filename?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** What it is. */
  kind?: Maybe<MediaKind>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** What it is called. */
  title?: Maybe<Scalars['String']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Where the file is to be had, by whoever asked for it and may see it still: to anybody else it isn't there. For somebody
   * who is signed in the address is good for one to two hours, for the anonymous without an end. Null for a video.
   */
  url?: Maybe<Scalars['String']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** Where a video is to be seen: an http(s) address. */
  videoUrl?: Maybe<Scalars['String']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type MediaItemConnection = {
  __typename?: 'MediaItemConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<MediaItemEdge>;
  /** The items of this page. */
  nodes: Array<MediaItem>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type MediaItemEdge = {
  __typename?: 'MediaItemEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: MediaItem;
};

/** What became of a change of one's media and documents. */
export type MediaItemPayload = {
  __typename?: 'MediaItemPayload';
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  media?: Maybe<MediaItem>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** What a media item is. */
export type MediaKind =
  /** A PDF document. */
  | 'DOCUMENT'
  /** A picture. */
  | 'IMAGE'
  /** A video that is elsewhere. */
  | 'VIDEO';

/** A file on its way. */
export type MediaUpload = {
  __typename?: 'MediaUpload';
  /** As announced; once it is READY, the size of what is kept, in bytes. */
  byteSize: Scalars['Int']['output'];
  /** As announced; once it is READY, what is kept. */
  contentType: Scalars['String']['output'];
  /** After this it is gone. */
  expiresAt: Scalars['DateTime']['output'];
  /** What it is put with. */
  headers: Array<UploadHeader>;
  /** Which one it is, for `mediaUploadComplete` and whatever takes it over. */
  id: Scalars['ID']['output'];
  /** How it is put: "PUT". */
  method: Scalars['String']['output'];
  /** What it is to become. */
  purpose?: Maybe<UploadPurpose>;
  /** How far it has come. */
  state: UploadState;
  /** Where it is put; null once it is READY. */
  url?: Maybe<Scalars['String']['output']>;
};

/** A file that is to be put. */
export type MediaUploadInput = {
  /** How large it is, in bytes: at most 10 MiB, for an archive 20. */
  byteSize: Scalars['Int']['input'];
  /**
   * What it is: image/jpeg, image/png or image/webp; for an item also application/pdf; for an archive application/zip. Its bytes
   * must say the same.
   */
  contentType: Scalars['String']['input'];
  /** What it is called, at most 200 characters: for an item. */
  filename?: InputMaybe<Scalars['String']['input']>;
  /** What it is to become. */
  purpose: UploadPurpose;
};

/** What became of an upload. */
export type MediaUploadPayload = {
  __typename?: 'MediaUploadPayload';
  /** The upload as it is now; null if nothing was done, or it has been taken over since. */
  upload?: Maybe<MediaUpload>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** What a message of a subscription with a cursor brings. */
export type MessageKind =
  /** What has changed since the message before, or since the cursor that was brought. */
  | 'EVENTS'
  /** What stands now, since it can't be told what has changed since the cursor that was brought: forget what you had. */
  | 'RESYNC'
  /** What stands now: the first message of one who comes without a cursor. */
  | 'STATE';

/** An amount of money. */
export type Money = {
  __typename?: 'Money';
  /** In the currency's minor unit: cents for USD. */
  amountMinor?: Maybe<Scalars['Int64']['output']>;
  /** ISO 4217 code. */
  currency?: Maybe<Scalars['String']['output']>;
};

/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type Mutation = {
  __typename?: 'Mutation';
  /** Sets when, how much and at what rate the caller works, in place of what stood; null takes it away. */
  availabilitySet?: Maybe<ProfilePayload>;
  /** Awards a badge to somebody. Takes a right of staff, and isn't done to oneself. */
  badgeAward?: Maybe<BadgeAwardPayload>;
  /**
   * Adds an entry to the catalogue of badges or changes one, by its key. Takes the right of an administrator. Those who
   * hold the badge show it as it is now, a little later.
   */
  badgeDefine?: Maybe<BadgeDefinePayload>;
  /**
   * Takes an award back, for good: the same badge is awarded anew as another award. Takes a right of staff. The owner
   * alone still sees it, with the reason.
   */
  badgeRevoke?: Maybe<BadgeAwardPayload>;
  /**
   * Puts these of the caller's badges first, in this order; the others follow, the newest first. At most 12, none that
   * was revoked.
   */
  badgesFeature?: Maybe<ProfilePayload>;
  /** Adds a certificate to the caller's profile, after the others. At most 100. */
  certificateAdd?: Maybe<CertificatePayload>;
  /**
   * Removes one of the caller's own certificates; those behind it move up. One that came from another part of the
   * platform can only be hidden.
   */
  certificateRemove?: Maybe<ItemRemovedPayload>;
  /**
   * Puts the caller's certificates in another order, in which those that came from another part of the platform stay
   * among themselves with the newest first.
   */
  certificateReorder?: Maybe<ProfilePayload>;
  /**
   * Changes one of the caller's own certificates; one that came from another part of the platform is read-only.
   * Fields that are left out stay as they are.
   */
  certificateUpdate?: Maybe<CertificatePayload>;
  /** Adds a school, a course of study or a training to the caller's profile, after the others. At most 50. */
  educationAdd?: Maybe<EducationPayload>;
  /** Removes an item of the caller's education; those behind it move up. */
  educationRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's education in another order. */
  educationReorder?: Maybe<ProfilePayload>;
  /** Changes an item of the caller's education. Fields that are left out stay as they are. */
  educationUpdate?: Maybe<EducationPayload>;
  /**
   * Decides whether an endorsement of one of the caller's skills shows. A decision may be changed as long as the endorser
   * hasn't taken back what they said. At most 100 of a skill show, and 500 of all skills.
   */
  endorsementDecide?: Maybe<ReceivedEndorsementPayload>;
  /** Takes back what the caller has said of a skill, whatever became of it. Nothing of it is left. */
  endorsementWithdraw?: Maybe<EndorsementPayload>;
  /** Puts these of the caller's gigs first, in this order; the others follow, the newest first. At most 12. */
  gigsFeature?: Maybe<ProfilePayload>;
  /**
   * Puts an account's public repositories on GitHub into the caller's profile as projects, as one change: in place of those that
   * earlier imports from GitHub brought. What was typed in, or brought by files, stays. `gitHubPreview` tells beforehand.
   */
  gitHubImport?: Maybe<ImportPayload>;
  /**
   * Takes back the caller's consent to imports from somewhere. What was imported stays, for its owner to change and remove;
   * every later import from there asks for consent again. A consent that was taken back already is left as it is.
   */
  importConsentWithdraw?: Maybe<ImportConsentPayload>;
  /** Adds a language to the caller's profile, after the others. At most 50, each once. */
  languageAdd?: Maybe<LanguagePayload>;
  /** Removes one of the caller's languages; those behind it move up. */
  languageRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's languages in another order. */
  languageReorder?: Maybe<ProfilePayload>;
  /** Changes one of the caller's languages. Fields that are left out stay as they are. */
  languageUpdate?: Maybe<LanguagePayload>;
  /** Adds a link to the caller's profile, after the others. At most 20. */
  linkAdd?: Maybe<LinkPayload>;
  /** Removes one of the caller's links; those behind it move up. */
  linkRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's links in another order. */
  linkReorder?: Maybe<ProfilePayload>;
  /** Changes one of the caller's links. Fields that are left out stay as they are. */
  linkUpdate?: Maybe<LinkPayload>;
  /**
   * Puts what the archive that LinkedIn gives its members holds of them into the caller's profile, as one change. What it
   * doesn't tell of stays as it is. `linkedInPreview` tells beforehand.
   */
  linkedInImport?: Maybe<ImportPayload>;
  /** Adds an image, a document or a video to the caller's profile, after the others. At most 50. */
  mediaAdd?: Maybe<MediaItemPayload>;
  /** Removes one of the caller's media items, with its file; those behind it move up. */
  mediaRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's media items in another order. */
  mediaReorder?: Maybe<ProfilePayload>;
  /**
   * Changes what one of the caller's media items says. Fields that are left out stay as they are; what it shows stays,
   * the address of a video apart.
   */
  mediaUpdate?: Maybe<MediaItemPayload>;
  /**
   * Has a file looked at that was put: its size and, by its bytes, what it is. Pictures are made anew, without whatever
   * else they told. What is no good is done away with. What is good waits a day for `mediaAdd`, `profilePictureSet` or `linkedInImport`.
   */
  mediaUploadComplete?: Maybe<MediaUploadPayload>;
  /**
   * Announces a file, and answers where to put it: with PUT, the headers that are named, and exactly as many bytes as were
   * announced. Once it is put, `mediaUploadComplete` has it looked at. Nothing of the profile changes by this.
   */
  mediaUploadRequest?: Maybe<MediaUploadPayload>;
  /**
   * Agrees to a text about what a model outside of this service may be asked, or takes that back. Without it no model is
   * asked about the caller's profile, and what nobody but the caller sees is never sent to one. Taking it back removes the
   * facets that a model has found.
   */
  modelConsentSet?: Maybe<ProfilePayload>;
  /**
   * Makes a completed upload the caller's avatar or cover, in place of the one before; without an upload it takes that
   * away.
   */
  profilePictureSet?: Maybe<ProfilePayload>;
  /** Adds a skill to the caller's profile, after the others. At most 100, each once, whichever of its names it is added by. */
  profileSkillAdd?: Maybe<ProfileSkillPayload>;
  /** Removes a skill of the caller's; those behind it move up. */
  profileSkillRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's skills in another order. */
  profileSkillReorder?: Maybe<ProfilePayload>;
  /** Changes a skill of the caller's. Fields that are left out stay as they are. */
  profileSkillUpdate?: Maybe<ProfileSkillPayload>;
  /** Puts the caller's profile away (DEACTIVATED), so that it exists for nobody else, or brings it back (ACTIVE). */
  profileStateSet?: Maybe<ProfilePayload>;
  /**
   * Changes the core of the caller's profile: name, headline, text, location and preferences. Fields that are left
   * out stay as they are.
   */
  profileUpdate?: Maybe<ProfilePayload>;
  /** Adds a project to the caller's profile, after the others. At most 100. */
  projectAdd?: Maybe<ProjectPayload>;
  /** Removes one of the caller's projects; those behind it move up. */
  projectRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's projects in another order. */
  projectReorder?: Maybe<ProfilePayload>;
  /** Changes one of the caller's projects. Fields that are left out stay as they are. */
  projectUpdate?: Maybe<ProjectPayload>;
  /** Shows a recommendation of the caller, to whom recommendations are shown. At most 50 show. */
  recommendationAccept?: Maybe<RecommendationPayload>;
  /**
   * Doesn't show a recommendation of the caller, now or any more; or doesn't write one that the caller was asked for. The
   * other isn't told.
   */
  recommendationDecline?: Maybe<RecommendationPayload>;
  /**
   * Asks somebody whose profile the caller sees for a recommendation. At most 10 within 24 hours (2 in one's first 7 days
   * here), and one person twice within 90 days.
   */
  recommendationRequest?: Maybe<RecommendationPayload>;
  /**
   * Gives a draft to the person it is about. It shows to nobody until they accept it, its text stays as it is, and the
   * caller isn't told what they decide.
   */
  recommendationSubmit?: Maybe<RecommendationPayload>;
  /**
   * Takes back a recommendation that the caller has written, whatever became of it, or a request of theirs that hasn't been
   * answered. Nothing of it is left. A draft of one that the caller was asked for is declined; and one on a request that is
   * taken back stays its author's, as one that nobody asked for.
   */
  recommendationWithdraw?: Maybe<RecommendationPayload>;
  /**
   * Writes a recommendation of somebody whose profile the caller sees: a new draft, or one that is begun or asked for. Nobody
   * else sees it before it is submitted. Unasked, at most 5 within 24 hours (1 in one's first 7 days here), and 2 of one
   * person within 90 days.
   */
  recommendationWrite?: Maybe<RecommendationPayload>;
  /**
   * Puts a JSON Resume file into the caller's profile, as one change: its items take the place of those that earlier imports
   * brought, what was typed in as items stays, the name, headline, text and place that it has replace what stands, and nobody is
   * shown more than before. `resumePreview` tells beforehand.
   */
  resumeImport?: Maybe<ImportPayload>;
  /** Makes a skill that somebody has typed a part of the catalogue. Takes the right of an administrator. */
  skillAccept?: Maybe<SkillPayload>;
  /** Gives a skill of the catalogue another name to be found by. Takes the right of an administrator. */
  skillAliasAdd?: Maybe<SkillPayload>;
  /**
   * Endorses a skill of somebody else's that the caller sees on their profile. It shows to nobody until they accept it, and
   * the caller isn't told what they decide. At most 20 within 24 hours (3 in one's first 7 days here), and 5 of one person
   * within 30 days.
   */
  skillEndorse?: Maybe<EndorsementPayload>;
  /**
   * Has another skill stand for one, as for a misspelling or a second name: its names lead there from now on. Takes the
   * right of an administrator; `skillUnmerge` takes it back.
   */
  skillMerge?: Maybe<SkillPayload>;
  /** Takes a merge back: the skill is what it was before, a proposal if it was one. Takes the right of an administrator. */
  skillUnmerge?: Maybe<SkillPayload>;
  /**
   * Gives the caller's profile another address. The one before leads to it for another 180 days, in which nobody else
   * gets it.
   */
  slugSet?: Maybe<ProfilePayload>;
  /**
   * Sets who sees what of the caller's profile: sections, single fields, single items and the master switches, all at
   * once or not at all. What gets stricter holds for whatever is decided after the answer.
   */
  visibilitySet?: Maybe<ProfilePayload>;
  /** Adds a place of work to the caller's profile, after the others. At most 100; they may overlap. */
  workAdd?: Maybe<WorkPayload>;
  /** Removes an item of the caller's work history; those behind it move up. */
  workRemove?: Maybe<ItemRemovedPayload>;
  /** Puts the caller's work history in another order. */
  workReorder?: Maybe<ProfilePayload>;
  /** Changes an item of the caller's work history. Fields that are left out stay as they are. */
  workUpdate?: Maybe<WorkPayload>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationAvailabilitySetArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input?: InputMaybe<AvailabilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationBadgeAwardArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: BadgeAwardInput;
  profileId: Scalars['ID']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationBadgeDefineArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: BadgeInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationBadgeRevokeArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  reason: Scalars['String']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationBadgesFeatureArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationCertificateAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CertificateInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationCertificateRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationCertificateReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationCertificateUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: CertificateInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationEducationAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: EducationInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationEducationRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationEducationReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationEducationUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: EducationInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationEndorsementDecideArgs = {
  decision: EndorsementDecision;
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationEndorsementWithdrawArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationGigsFeatureArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationGitHubImportArgs = {
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  expectedVersion: Scalars['Int64']['input'];
  forks?: InputMaybe<Scalars['Boolean']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  login: Scalars['String']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationImportConsentWithdrawArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  source: ImportConsentSource;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLanguageAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: LanguageInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLanguageRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLanguageReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLanguageUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: LanguageInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLinkAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: LinkInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLinkRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLinkReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLinkUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: LinkInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationLinkedInImportArgs = {
  archive?: InputMaybe<Scalars['String']['input']>;
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  upload?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationMediaAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: MediaInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationMediaRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationMediaReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationMediaUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: MediaInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationMediaUploadCompleteArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationMediaUploadRequestArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: MediaUploadInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationModelConsentSetArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  textVersion?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfilePictureSetArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  kind: PictureKind;
  upload?: InputMaybe<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfileSkillAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ProfileSkillInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfileSkillRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfileSkillReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfileSkillUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ProfileSkillInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfileStateSetArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  state: ProfileState;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProfileUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ProfileInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProjectAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ProjectInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProjectRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProjectReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationProjectUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: ProjectInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationRecommendationAcceptArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationRecommendationDeclineArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationRecommendationRequestArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  message?: InputMaybe<Scalars['String']['input']>;
  profileId: Scalars['ID']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationRecommendationSubmitArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationRecommendationWithdrawArgs = {
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationRecommendationWriteArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: RecommendationInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationResumeImportArgs = {
  document: Scalars['JSON']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationSkillAcceptArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: SkillAcceptInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationSkillAliasAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  slug: Scalars['String']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationSkillEndorseArgs = {
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: EndorsementInput;
  name: Scalars['String']['input'];
  skillId: Scalars['ID']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationSkillMergeArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  into: Scalars['String']['input'];
  skill: Scalars['ID']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationSkillUnmergeArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  skill: Scalars['ID']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationSlugSetArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  slug: Scalars['String']['input'];
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationVisibilitySetArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: VisibilitySetInput;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationWorkAddArgs = {
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: WorkInput;
  visibility?: InputMaybe<VisibilityInput>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationWorkRemoveArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationWorkReorderArgs = {
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  ids: Array<Scalars['ID']['input']>;
};


/**
 * Everything that can be changed. A mutation acts on the caller's own profile, unless it takes a right of staff or says
 * something of somebody else.
 *
 * Merged in groups: each further member of one group deepens the resolvers' futures, and the compiler has a bound for that.
 */
export type MutationWorkUpdateArgs = {
  expectedVersion: Scalars['Int64']['input'];
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  input: WorkInput;
};

/** Anything that has a global id. */
export type Node = {
  /** The global id. */
  id: Scalars['ID']['output'];
};

/** The first steps for the person's role, and what to fill next. */
export type Onboarding = {
  __typename?: 'Onboarding';
  /** Whether all the steps are done that aren't optional. */
  done: Scalars['Boolean']['output'];
  /** The role that it is for; null until they chose. */
  role?: Maybe<Role>;
  /** In the order in which they are best done. */
  steps: Array<OnboardingStep>;
  /** Sections of the profile that are empty still and of use to somebody with this role. */
  suggestedSections: Array<Section>;
};

/** One of the first steps. */
export type OnboardingStep = {
  __typename?: 'OnboardingStep';
  /** What to do, whether or not it is done. */
  action: StrengthAction;
  /** Whether it is done. */
  done: Scalars['Boolean']['output'];
  /** Its name, for machines: "headline". */
  key: Scalars['String']['output'];
  /** Whether somebody may leave it out. */
  optional: Scalars['Boolean']['output'];
  /** The section of the profile that it is about. */
  section: Section;
  /** Its name, for people. */
  title: Scalars['String']['output'];
};

/** What a link to a profile looks like where it is posted (ogp.me). What is null has no `<meta>` element. */
export type OpenGraph = {
  __typename?: 'OpenGraph';
  /** `og:description`: the headline, or the beginning of the text about oneself. */
  description?: Maybe<Scalars['String']['output']>;
  /** `og:image`: the address of the photo, or of the cover. */
  image?: Maybe<Scalars['String']['output']>;
  /** `og:title`: the person's name. */
  title?: Maybe<Scalars['String']['output']>;
  /** `og:type`: always "profile". */
  type: Scalars['String']['output'];
  /** `og:url`: the address of the page. */
  url?: Maybe<Scalars['String']['output']>;
  /** `profile:username`: the last part of the page's address. */
  username?: Maybe<Scalars['String']['output']>;
};

/** An event as the feed tells it, thin: ids and names. */
export type OutboxEvent = {
  __typename?: 'OutboxEvent';
  /** When the write began. */
  at: Scalars['DateTime']['output'];
  /** What happened, without the envelope's prefix: `profile.updated`. */
  eventType: Scalars['String']['output'];
  /** Its own id, which its CloudEvents envelope has, too. */
  id: Scalars['ID']['output'];
  /** Its place among the events of that version. */
  ordinal: Scalars['Int']['output'];
  /** Its place in the feed. */
  position: Scalars['Int64']['output'];
  /** The profile that it is about. */
  profileId: Scalars['ID']['output'];
  /** The version of the profile that it left. */
  profileVersion: Scalars['Int64']['output'];
  /** Names of the sections that were touched. */
  sections: Array<Scalars['String']['output']>;
};

/** A page of a list, in the list's order. */
export type OutboxEventConnection = {
  __typename?: 'OutboxEventConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<OutboxEventEdge>;
  /** The items of this page. */
  nodes: Array<OutboxEvent>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type OutboxEventEdge = {
  __typename?: 'OutboxEventEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: OutboxEvent;
};

/** Information about pagination in a connection */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** When paginating forwards, the cursor to continue. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** When paginating forwards, are there more items? */
  hasNextPage: Scalars['Boolean']['output'];
  /** When paginating backwards, are there more items? */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** When paginating backwards, the cursor to continue. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** A picture of which a profile has one. */
export type PictureKind =
  /** The photo of the profile. */
  | 'AVATAR'
  /** The image at the top of the page. */
  | 'COVER';

/** A stage of the work for a profile. */
export type PipelineStage =
  /** Badges are brought up to date: those whose time is over, those whose catalogue entry has changed. */
  | 'BADGES'
  /** What is written is read for facets. */
  | 'EXTRACTION'
  /** A photo is fetched, made anew and kept. */
  | 'PHOTO'
  /** Skills are brought up to date whose entry in the catalogue has changed, and what is shown of somebody who is gone. */
  | 'SKILLS';

/** How a stage stands. */
export type PipelineState =
  /** Something was given up after its last attempt, and nothing else is under way. */
  | 'FAILED'
  /** There is nothing to do. */
  | 'IDLE'
  /** Something waits, be it for another attempt. */
  | 'PENDING'
  /** Something is being done. */
  | 'RUNNING';

/** The work for the viewer's own profile. */
export type PipelineStatus = {
  __typename?: 'PipelineStatus';
  /** Every stage, in the order in which data pass through them. */
  stages: Array<StageStatus>;
};

/** How the owner wants things to be. The owner's alone. */
export type Preferences = {
  __typename?: 'Preferences';
  /** ISO 4217 code. */
  currency?: Maybe<Scalars['String']['output']>;
  /** BCP 47 language tag. */
  locale?: Maybe<Scalars['String']['output']>;
  /**
   * Which text the owner agreed to, so that a model outside of this service may be asked about what they wrote; null for
   * who hasn't, or has no longer. See `modelConsentSet`.
   */
  modelConsent?: Maybe<Scalars['String']['output']>;
  /** When they agreed to it. */
  modelConsentAt?: Maybe<Scalars['DateTime']['output']>;
  /** Settings of the clients: a JSON object. */
  settings?: Maybe<Scalars['JSON']['output']>;
  /** IANA time zone. */
  timezone?: Maybe<Scalars['String']['output']>;
};

/** One field of the visibility matrix. */
export type PrivacyMatrixRow = {
  __typename?: 'PrivacyMatrixRow';
  /** Why it may be held. */
  basis: Scalars['String']['output'];
  /** What kind of data it is. */
  dataClass: DataClass;
  /** What a new profile has. */
  default: DefaultVisibility;
  /** Whether it is in the owner's export, and if not, why. */
  export: Scalars['String']['output'];
  /** `Type.field` as in this schema. */
  field: Scalars['String']['output'];
  /** The most open level that an owner may choose. */
  mostOpen: Visibility;
  /** Whether the field has a toggle of its own, beside its section's. */
  ownToggle: Scalars['Boolean']['output'];
  /** The section that this one is a part of: never more open than that. */
  parentSection?: Maybe<Scalars['String']['output']>;
  /** How long it is kept, and what erasure does to it. */
  retention: Scalars['String']['output'];
  /** The section whose toggle governs it. */
  section: Scalars['String']['output'];
};

/** Who sees what of one's own profile, and why. */
export type PrivacySettings = {
  __typename?: 'PrivacySettings';
  /** The state and the master switches. A profile that isn't active takes no changes of its settings. */
  publication: Publication;
  /** Every section, in the order of the matrix. */
  sections: Array<SectionSettings>;
  /** The profile's version, as `visibilitySet` expects it. */
  version: Scalars['Int64']['output'];
};

/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type Profile = Node & {
  __typename?: 'Profile';
  /** A text about oneself; plain, line breaks kept. */
  about?: Maybe<Scalars['String']['output']>;
  /**
   * What an audience sees of this profile, and why: a decision with its reason for every field. For the owner only,
   * null for everybody else.
   */
  accessReport?: Maybe<AccessReport>;
  /** When, how much and at what rate the person works. */
  availability?: Maybe<Availability>;
  /** The address of the photo. */
  avatarUrl?: Maybe<Scalars['String']['output']>;
  /** Badges: those that the owner puts first, in their order, then the newest first. */
  badges?: Maybe<BadgeAwardConnection>;
  /** Certificates, in the owner's order; those that came by themselves the newest first. */
  certificates?: Maybe<CertificateConnection>;
  /** Ways to reach the person. */
  contact?: Maybe<Contact>;
  /** The address of the cover image. */
  coverUrl?: Maybe<Scalars['String']['output']>;
  /** When the profile was made. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name shown. */
  displayName?: Maybe<Scalars['String']['output']>;
  /** Education, in the owner's order. */
  education?: Maybe<EducationConnection>;
  /** How the reading for facets stands. The owner's alone. */
  extractionStatus?: Maybe<ExtractionStatus>;
  /**
   * What was derived for matching from work history, headline, skills and certificates, each with where it is from.
   * The owner's alone.
   */
  facets?: Maybe<FacetConnection>;
  /** Gigs: those that the owner puts first, in their order, then the newest first. */
  gigs?: Maybe<GigConnection>;
  /** A line below the name. */
  headline?: Maybe<Scalars['String']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Languages, in the owner's order. */
  languages?: Maybe<LanguageSkillConnection>;
  /** Elsewhere on the web, in the owner's order. */
  links: Array<Link>;
  /** Where the person lives, down to the city. */
  location?: Maybe<Location>;
  /** Images, documents and videos, in the owner's order. */
  media?: Maybe<MediaItemConnection>;
  /** Time zone, currency, locale and settings. The owner's alone. */
  preferences?: Maybe<Preferences>;
  /** Projects, in the owner's order. */
  projects?: Maybe<ProjectConnection>;
  /** Pronouns: "she/her". */
  pronouns?: Maybe<Scalars['String']['output']>;
  /** State and master switches. The owner's alone. */
  publication?: Maybe<Publication>;
  /** Recommendations that the owner has accepted, in the order in which they did. */
  recommendations?: Maybe<RecommendationConnection>;
  /** What the person does on the platform. */
  role?: Maybe<Role>;
  /** The names of the skills, in the owner's order, each once: what `skills` holds, for those who need no more. */
  skillKeywords: Array<Scalars['String']['output']>;
  /** Skills, in the owner's order. */
  skills?: Maybe<ProfileSkillConnection>;
  /** The last part of the page's address. */
  slug?: Maybe<Scalars['String']['output']>;
  /** How complete the profile is, and what to do next. The owner's alone. */
  strength?: Maybe<Strength>;
  /** When anything of it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The version of the profile with all its sections. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** Work history, in the owner's order. */
  work?: Maybe<WorkExperienceConnection>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileAccessReportArgs = {
  audience?: InputMaybe<Audience>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileBadgesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileCertificatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileEducationArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileFacetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<FacetKind>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileGigsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileLanguagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileMediaArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileRecommendationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileSkillsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};


/** A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there. */
export type ProfileWorkArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** What a change of a profile looks like to whoever follows it. */
export type ProfileChanged = {
  __typename?: 'ProfileChanged';
  /** The profile as it is now, as far as the viewer may see it. */
  profile?: Maybe<Profile>;
};

/** What crawlers and link previews get of a profile: what anonymous visitors see. */
export type ProfileDocument = {
  __typename?: 'ProfileDocument';
  /**
   * By what whoever keeps this finds it again when it is to go: docs/CACHING.md says which event means which tag. Those of the
   * other people on a page are "profile-" and the ids that the page shows of them.
   */
  cacheTags: Array<Scalars['String']['output']>;
  /** The address of the page; null where the server wasn't told where pages are. */
  canonicalUrl?: Maybe<Scalars['String']['output']>;
  /**
   * The `ProfilePage` of schema.org, as text for `<script type="application/ld+json">`: it may stand there as it is. Null where
   * search engines may not list the profile.
   */
  jsonLd?: Maybe<Scalars['String']['output']>;
  /** What a link to the page looks like where it is posted. */
  openGraph: OpenGraph;
  /** For `<meta name="robots">`. */
  robots: Scalars['String']['output'];
  /** The last part of the page's present address; another one than was asked for where the profile has moved: redirect there. */
  slug?: Maybe<Scalars['String']['output']>;
};

/** The core of a profile, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type ProfileInput = {
  /** A text about oneself, at most 5,000 characters; line breaks are kept. */
  about?: InputMaybe<Scalars['String']['input']>;
  /** ISO 4217 code: "EUR". */
  currency?: InputMaybe<Scalars['String']['input']>;
  /** The name shown, at most 100 characters. */
  displayName?: InputMaybe<Scalars['String']['input']>;
  /** A line below the name, at most 160 characters. */
  headline?: InputMaybe<Scalars['String']['input']>;
  /** BCP 47 language tag: "de-CH". */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** Where the person lives; null takes all of it away. */
  location?: InputMaybe<LocationInput>;
  /** Pronouns, at most 40 characters. */
  pronouns?: InputMaybe<Scalars['String']['input']>;
  /** Settings of the clients: a JSON object of at most 16 KiB, put in place of the one before. */
  settings?: InputMaybe<Scalars['JSON']['input']>;
  /**
   * The names of the skills, in their order, in place of those that are there: at most 100, each 1 to 100 characters. Those
   * that are named again keep their level, their years and who sees them; those that are not are removed.
   */
  skillKeywords?: InputMaybe<Array<Scalars['String']['input']>>;
  /** IANA time zone: "Europe/Berlin". */
  timezone?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a change of one's profile. */
export type ProfilePayload = {
  __typename?: 'ProfilePayload';
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** A skill that somebody says they have. */
export type ProfileSkill = Node & {
  __typename?: 'ProfileSkill';
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many endorse it; null for none. */
  endorsementCount?: Maybe<Scalars['Int']['output']>;
  /** What others say of it and the owner has accepted, the newest first. */
  endorsements?: Maybe<SkillEndorsementConnection>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** How well, as its owner judges it. */
  level?: Maybe<SkillLevel>;
  /** What it is called: by the catalogue, or as its owner wrote it where that lacks it. */
  name?: Maybe<Scalars['String']['output']>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** The catalogue's entry; null where the catalogue lacks it. */
  skill?: Maybe<Skill>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
  /** For how many years. */
  years?: Maybe<Scalars['Int']['output']>;
};


/** A skill that somebody says they have. */
export type ProfileSkillEndorsementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type ProfileSkillConnection = {
  __typename?: 'ProfileSkillConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<ProfileSkillEdge>;
  /** The items of this page. */
  nodes: Array<ProfileSkill>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type ProfileSkillEdge = {
  __typename?: 'ProfileSkillEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: ProfileSkill;
};

/** A skill, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type ProfileSkillInput = {
  /** How well, as the owner judges it. */
  level?: InputMaybe<SkillLevel>;
  /** What it is called: 1 to 100 characters, be it in the catalogue or not. When adding, this or `slug` is needed. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The address of a skill of the catalogue, in place of a name. */
  slug?: InputMaybe<Scalars['String']['input']>;
  /** For how many years: 0 to 80. */
  years?: InputMaybe<Scalars['Int']['input']>;
};

/** What became of a change of one's skills. */
export type ProfileSkillPayload = {
  __typename?: 'ProfileSkillPayload';
  /** If the catalogue lacks the name: the skills of the catalogue that are spelt much like it, the most alike first. */
  didYouMean: Array<Skill>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  profileSkill?: Maybe<ProfileSkill>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** Where a profile is in its life. */
export type ProfileState =
  /** As usual. */
  | 'ACTIVE'
  /** Put away by its owner. */
  | 'DEACTIVATED'
  /** Erased. */
  | 'ERASED'
  /** Taken down by staff. */
  | 'SUSPENDED';

/** Something made, alone or with others. */
export type Project = Node & {
  __typename?: 'Project';
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is. */
  description?: Maybe<Scalars['String']['output']>;
  /** When it ended; null while it goes on, or where nothing is known. */
  endDate?: Maybe<Scalars['PartialDate']['output']>;
  /** What stands out, a sentence each. */
  highlights: Array<Scalars['String']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** What sort of thing it is: "application". */
  kind?: Maybe<Scalars['String']['output']>;
  /** Where it can be seen: http(s) addresses, the main one first. */
  links: Array<Scalars['String']['output']>;
  /** Images, documents and videos of it, in the owner's order: those of the profile's media that are there for the viewer. */
  media: Array<MediaItem>;
  /** What it is called. */
  name?: Maybe<Scalars['String']['output']>;
  /** For whom or with whom it was made. */
  organization?: Maybe<Scalars['String']['output']>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** The person's part in it: "Team lead, designer". */
  role?: Maybe<Scalars['String']['output']>;
  /** Skills and techniques used. */
  skills: Array<Scalars['String']['output']>;
  /** When it began. */
  startDate?: Maybe<Scalars['PartialDate']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type ProjectConnection = {
  __typename?: 'ProjectConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<ProjectEdge>;
  /** The items of this page. */
  nodes: Array<Project>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type ProjectEdge = {
  __typename?: 'ProjectEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Project;
};

/** A project, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type ProjectInput = {
  /** What it is, at most 5,000 characters; line breaks are kept. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When it ended; null while it goes on. */
  endDate?: InputMaybe<Scalars['PartialDate']['input']>;
  /** What stands out: at most 100 sentences, each at most 1,000 characters. */
  highlights?: InputMaybe<Array<Scalars['String']['input']>>;
  /** What sort of thing it is, at most 60 characters: "application". */
  kind?: InputMaybe<Scalars['String']['input']>;
  /** Where it can be seen: at most 20 http(s) addresses, the main one first. */
  links?: InputMaybe<Array<Scalars['String']['input']>>;
  /**
   * Which of one's media show it, by their ids, each once: at most 10, in the order to be. They are seen here by whoever sees
   * them in the section MEDIA as well.
   */
  mediaIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** What it is called, at most 200 characters. Needed when adding. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** For whom or with whom it was made, at most 200 characters. */
  organization?: InputMaybe<Scalars['String']['input']>;
  /** The person's part in it, at most 1,000 characters. */
  role?: InputMaybe<Scalars['String']['input']>;
  /** Skills and techniques used: at most 100, each at most 100 characters. */
  skills?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it began: "2021", "2021-09" or "2021-09-01". */
  startDate?: InputMaybe<Scalars['PartialDate']['input']>;
};

/** What became of a change of one's projects. */
export type ProjectPayload = {
  __typename?: 'ProjectPayload';
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  project?: Maybe<Project>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** A skill that somebody has typed and that the catalogue lacks. It doesn't say who. */
export type ProposedSkill = {
  __typename?: 'ProposedSkill';
  /** By which it is accepted or merged. */
  id: Scalars['ID']['output'];
  /** What was typed. */
  name: Scalars['String']['output'];
  /** When it was first typed. */
  proposedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The skills of the catalogue with a name spelt much like it, the most alike first: what to merge it into. */
  similar: Array<SkillSuggestion>;
  /** The version of the entry. */
  version: Scalars['Int64']['output'];
};

/** A page of a list, in the list's order. */
export type ProposedSkillConnection = {
  __typename?: 'ProposedSkillConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<ProposedSkillEdge>;
  /** The items of this page. */
  nodes: Array<ProposedSkill>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type ProposedSkillEdge = {
  __typename?: 'ProposedSkillEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: ProposedSkill;
};

/** Where an item came from. */
export type Provenance =
  /** From a signed event of the platform. */
  | 'EVENT'
  /** From a file: JSON Resume and the like. */
  | 'IMPORT'
  /** Typed in by the owner. */
  | 'MANUAL';

/** The master switches and the state of a profile. The owner's alone. */
export type Publication = {
  __typename?: 'Publication';
  /** Whether members' search finds it. */
  discoverable?: Maybe<Scalars['Boolean']['output']>;
  /** Whether signed-out visitors can open it. */
  publicUrlEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Whether search engines may list it. */
  searchEngineIndexing?: Maybe<Scalars['Boolean']['output']>;
  /** Where it is in its life: anything but ACTIVE reads as not found to others. */
  state?: Maybe<ProfileState>;
};

/** Everything that can be read. */
export type Query = {
  __typename?: 'Query';
  /** The badges that can be awarded, in the order of their keys. The same for everybody. */
  badgeCatalogue?: Maybe<BadgeConnection>;
  /**
   * What `gitHubImport` would make of an account's public repositories, which are asked for; nothing is written. Null for the
   * anonymous.
   */
  gitHubPreview?: Maybe<ImportPreview>;
  /** The jobs, newest first, in one state or all, of one kind or all. For administrators; null for anybody else. */
  jobs?: Maybe<JobConnection>;
  /** The profile at this address as a JSON Resume file, as far as the viewer may see it; null if there is none for them. */
  jsonResume?: Maybe<Scalars['JSON']['output']>;
  /** What `linkedInImport` would make of this archive; nothing is written. Null for the anonymous. */
  linkedInPreview?: Maybe<ImportPreview>;
  /** The signed-in person; null for the anonymous. The first signed-in request of a person makes their profile. */
  me?: Maybe<Me>;
  /** What has this id, or null: an id that is malformed, unknown or hidden from the viewer is all the same. */
  node?: Maybe<Node>;
  /** What has these ids, in their order, null for each that isn't there for the viewer. At most 100. */
  nodes?: Maybe<Array<Maybe<Node>>>;
  /**
   * What the feed tells, newest first: events that have their place, of one profile or all, of these types or all. For
   * administrators; null for anybody else.
   */
  outbox?: Maybe<OutboxEventConnection>;
  /** The visibility matrix: every field that hangs off a profile, and what governs it. The same for everybody. */
  privacyMatrix: Array<PrivacyMatrixRow>;
  /**
   * Who sees what of the signed-in person's own profile, and why: every section, field and item with its toggle, the
   * audiences that see it, and what keeps the others out. Null for the anonymous.
   */
  privacySettings?: Maybe<PrivacySettings>;
  /** The profile at this address, as far as the viewer may see it; null if there is none for them. */
  profile?: Maybe<Profile>;
  /**
   * What crawlers and link previews get of the profile at this address: what anonymous visitors see. Null where they see nothing,
   * and then the page is not to be indexed. It is asked for signed out, as by crawlers, or by the profile's owner; for anybody
   * else who is signed in it is null.
   */
  profileDocument?: Maybe<ProfileDocument>;
  /** The skills that wait for a decision, the oldest first. For administrators; null for anybody else. */
  proposedSkills?: Maybe<ProposedSkillConnection>;
  /** What `resumeImport` would make of this file; nothing is written. Null for the anonymous. */
  resumePreview?: Maybe<ImportPreview>;
  /** The skill of the catalogue at this address, or the one that stands for it now; null if there is none. */
  skill?: Maybe<Skill>;
  /** What the catalogue makes of a whole name: the skill that it leads to, or those that may have been meant. */
  skillLookup?: Maybe<SkillLookup>;
  /**
   * The skills that somebody may mean who has typed this much, the best first: by a name that begins with it, by a word
   * of one, by the spelling; of equals the shorter first. The same for everybody.
   */
  skills?: Maybe<Array<SkillSuggestion>>;
};


/** Everything that can be read. */
export type QueryBadgeCatalogueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryGitHubPreviewArgs = {
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  forks?: InputMaybe<Scalars['Boolean']['input']>;
  login: Scalars['String']['input'];
};


/** Everything that can be read. */
export type QueryJobsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<Scalars['String']['input']>;
  state?: InputMaybe<JobState>;
};


/** Everything that can be read. */
export type QueryJsonResumeArgs = {
  slug: Scalars['String']['input'];
};


/** Everything that can be read. */
export type QueryLinkedInPreviewArgs = {
  archive?: InputMaybe<Scalars['String']['input']>;
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  upload?: InputMaybe<Scalars['ID']['input']>;
};


/** Everything that can be read. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be read. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Everything that can be read. */
export type QueryOutboxArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  profileId?: InputMaybe<Scalars['ID']['input']>;
  types?: InputMaybe<Array<Scalars['String']['input']>>;
};


/** Everything that can be read. */
export type QueryProfileArgs = {
  slug: Scalars['String']['input'];
  viewAs?: InputMaybe<Audience>;
};


/** Everything that can be read. */
export type QueryProfileDocumentArgs = {
  slug: Scalars['String']['input'];
};


/** Everything that can be read. */
export type QueryProposedSkillsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Everything that can be read. */
export type QueryResumePreviewArgs = {
  document: Scalars['JSON']['input'];
};


/** Everything that can be read. */
export type QuerySkillArgs = {
  slug: Scalars['String']['input'];
};


/** Everything that can be read. */
export type QuerySkillLookupArgs = {
  name: Scalars['String']['input'];
};


/** Everything that can be read. */
export type QuerySkillsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};

/** What somebody says of a skill of the caller's, accepted or not. */
export type ReceivedEndorsement = {
  __typename?: 'ReceivedEndorsement';
  /** As what they say it. */
  capacity?: Maybe<Capacity>;
  /** When they said it. */
  endorsedAt: Scalars['DateTime']['output'];
  /** Who says it, if their own profile is there for the caller. */
  endorser?: Maybe<Profile>;
  /** By which it is decided. */
  id: Scalars['ID']['output'];
  /** What else they say; plain, line breaks kept. */
  note?: Maybe<Scalars['String']['output']>;
  /** How they know the caller. */
  relationship?: Maybe<Scalars['String']['output']>;
  /** The skill that it is of. */
  skill?: Maybe<ProfileSkill>;
  /** How far it has come. */
  state: EndorsementState;
  /** The version of the endorsement. */
  version: Scalars['Int64']['output'];
};

/** A page of a list, in the list's order. */
export type ReceivedEndorsementConnection = {
  __typename?: 'ReceivedEndorsementConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<ReceivedEndorsementEdge>;
  /** The items of this page. */
  nodes: Array<ReceivedEndorsement>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type ReceivedEndorsementEdge = {
  __typename?: 'ReceivedEndorsementEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: ReceivedEndorsement;
};

/** What became of a decision. */
export type ReceivedEndorsementPayload = {
  __typename?: 'ReceivedEndorsementPayload';
  /** The endorsement as the endorsed sees it; null if nothing was done, or it is gone. */
  endorsement?: Maybe<ReceivedEndorsement>;
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** What somebody has written of the caller, accepted or not, or was asked to. */
export type ReceivedRecommendation = {
  __typename?: 'ReceivedRecommendation';
  /** Its author, if their own profile is there for the caller. */
  author?: Maybe<Profile>;
  /** When the caller asked for it, or its author submitted it unasked. */
  begunAt?: Maybe<Scalars['DateTime']['output']>;
  /** As what they write it. */
  capacity?: Maybe<Capacity>;
  /** By which it is decided. */
  id: Scalars['ID']['output'];
  /** What the caller asked with. */
  message?: Maybe<Scalars['String']['output']>;
  /** How they know the caller. */
  relationship?: Maybe<Scalars['String']['output']>;
  /** Whether the caller asked for it. */
  requested: Scalars['Boolean']['output'];
  /** How far it has come; REQUESTED until its author submits it. */
  state: RecommendationState;
  /** What they write; plain, line breaks kept. */
  text?: Maybe<Scalars['String']['output']>;
  /** The version of the recommendation, once it was submitted. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** When its author submitted it. */
  writtenAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of a list, in the list's order. */
export type ReceivedRecommendationConnection = {
  __typename?: 'ReceivedRecommendationConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<ReceivedRecommendationEdge>;
  /** The items of this page. */
  nodes: Array<ReceivedRecommendation>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type ReceivedRecommendationEdge = {
  __typename?: 'ReceivedRecommendationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: ReceivedRecommendation;
};

/** What somebody writes of another. All of it is null if their own profile isn't there for the viewer. */
export type Recommendation = Node & {
  __typename?: 'Recommendation';
  /** Who writes it, if their own profile is there for the viewer. */
  author?: Maybe<Profile>;
  /** As what they write it; it was so when they did. */
  capacity?: Maybe<Capacity>;
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** How they know each other. */
  relationship?: Maybe<Scalars['String']['output']>;
  /** What they write; plain, line breaks kept. */
  text?: Maybe<Scalars['String']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
  /** When they gave it to the owner. */
  writtenAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type RecommendationConnection = {
  __typename?: 'RecommendationConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<RecommendationEdge>;
  /** The items of this page. */
  nodes: Array<Recommendation>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type RecommendationEdge = {
  __typename?: 'RecommendationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: Recommendation;
};

/** What somebody writes of another. A field that is left out stays as it is. */
export type RecommendationInput = {
  /** As what: a claim that has to be true. Needed before it is submitted. */
  capacity?: InputMaybe<Capacity>;
  /** How you know each other: at most 120 characters. Needed before it is submitted. */
  relationship?: InputMaybe<Scalars['String']['input']>;
  /** The text: at most 3,000 characters; line breaks are kept. Needed before it is submitted. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a change of a recommendation. */
export type RecommendationPayload = {
  __typename?: 'RecommendationPayload';
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** The recommendation, if it is of the caller; null if nothing was done, or it is gone. */
  received?: Maybe<ReceivedRecommendation>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
  /** The recommendation, if it is by the caller; null if nothing was done, or it is gone. */
  written?: Maybe<WrittenRecommendation>;
};

/** How far a recommendation has come. */
export type RecommendationState =
  /** It shows. */
  | 'ACCEPTED'
  /** The caller doesn't want it, or won't write it. */
  | 'DECLINED'
  /** Its author is at it, and nobody else sees it. */
  | 'DRAFT'
  /** It was asked for. */
  | 'REQUESTED'
  /** The person has it. */
  | 'SUBMITTED';

/** Where somebody works. */
export type RemoteWork =
  /** Both. */
  | 'HYBRID'
  /** At the employer's place. */
  | 'ON_SITE'
  /** From anywhere. */
  | 'REMOTE';

/** What a person does on the platform. */
export type Role =
  /** Hires. */
  | 'EMPLOYER'
  /** Guides students. */
  | 'MENTOR'
  /** Learns and takes gigs. */
  | 'STUDENT';

/** A section of a profile: one toggle each. */
export type Section =
  /** The free text about oneself. */
  | 'ABOUT'
  /** Who saw what. */
  | 'ACCESS_LOG'
  /** When, how much and at what rate somebody works. */
  | 'AVAILABILITY'
  /** Badges. */
  | 'BADGES'
  /** Resume content, jobs, applications. */
  | 'CAREER'
  /** Certificates. */
  | 'CERTIFICATES'
  /** Consent records. */
  | 'CONSENTS'
  /** E-mail, phone and username, a part of the header. */
  | 'CONTACT'
  /** The address book of the career workspace. */
  | 'CONTACTS'
  /** Education, without grades. */
  | 'EDUCATION'
  /** Endorsements of skills. */
  | 'ENDORSEMENTS'
  /** What was derived for matching. */
  | 'FACETS'
  /** Gig history and reviews. */
  | 'GIGS'
  /** Grades, a part of education. */
  | 'GPA'
  /** Display name, headline, pronouns, avatar, cover, role. A profile exists only for those who see this. */
  | 'HEADER'
  /** Languages with CEFR level. */
  | 'LANGUAGES'
  /** Web, GitHub, LinkedIn and the like. */
  | 'LINKS'
  /** City-level location. */
  | 'LOCATION'
  /** Images and documents. */
  | 'MEDIA'
  /** Timezone, currency, locale, settings, master switches. */
  | 'PREFERENCES'
  /** Projects. */
  | 'PROJECTS'
  /** Recommendations as text. */
  | 'RECOMMENDATIONS'
  /** The reputation index. */
  | 'REPUTATION'
  /** Skills with level and years. */
  | 'SKILLS'
  /** Score and gaps. */
  | 'STRENGTH'
  /** Version, times and positions: they would tell of hidden edits. */
  | 'SYSTEM'
  /** The verification level, not its evidence. */
  | 'VERIFICATION'
  /** Work history. */
  | 'WORK';

/** A section with its setting, its fields and its items. */
export type SectionSettings = {
  __typename?: 'SectionSettings';
  /** Every field that the section governs, in the order of the matrix; none for a section that holds nothing yet. */
  fields: Array<FieldSetting>;
  /** The section's items, in the owner's order. */
  items: Array<ItemSetting>;
  /** The section that this one is a part of: never more open than that. */
  parentSection?: Maybe<Section>;
  /** Which section. */
  section: Section;
  /** The section's setting. */
  setting: VisibilitySetting;
};

/** A section's toggle. */
export type SectionVisibilityInput = {
  /** Which section. */
  section: Section;
  /** How far it is opened. */
  visibility: VisibilityInput;
};

/** A skill of the catalogue: open to everybody. Who has it is told by their profile alone. */
export type Skill = {
  __typename?: 'Skill';
  /** Other names that it is found by, in order. */
  aliases?: Maybe<Array<Scalars['String']['output']>>;
  /** What it is about. */
  category?: Maybe<SkillCategory>;
  /** The narrower skills that are a part of it, in the order of their names; the first hundred. */
  children?: Maybe<Array<Skill>>;
  /** The same skill in ESCO, the European classification; null for most. */
  escoUri?: Maybe<Scalars['String']['output']>;
  /** What it is called. */
  name: Scalars['String']['output'];
  /** The wider skill that it is a part of. */
  parent?: Maybe<Skill>;
  /** Its address in the catalogue: "c-plus-plus". */
  slug: Scalars['String']['output'];
  /** The version of the entry. */
  version: Scalars['Int64']['output'];
};

/** What a proposal becomes. What is left out or null is taken from the proposal, or stays empty. */
export type SkillAcceptInput = {
  /** What it is about. */
  category?: InputMaybe<SkillCategory>;
  /** The same skill in ESCO: an http(s) address. */
  escoUri?: InputMaybe<Scalars['String']['input']>;
  /** What it is called, if not as it was typed: 1 to 100 characters. What was typed goes on leading to it, unseen. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The address of the wider skill that it is a part of. */
  parent?: InputMaybe<Scalars['String']['input']>;
  /** Its address: 1 to 60 small letters, digits and single dashes between them; made of the name if nothing is given. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** What a skill is about. */
export type SkillCategory =
  /** Running an organisation: projects, products, sales, people. */
  | 'BUSINESS'
  /** Writing, speaking, translating. */
  | 'COMMUNICATION'
  /** Music, film, photography, the arts. */
  | 'CREATIVE'
  /** Data, statistics and machine learning. */
  | 'DATA'
  /** How things look and are used. */
  | 'DESIGN'
  /** Teaching and training. */
  | 'EDUCATION'
  /** Machines, electronics, buildings. */
  | 'ENGINEERING'
  /** Money, accounts, insurance. */
  | 'FINANCE'
  /** Medicine, nursing and care. */
  | 'HEALTH'
  /** Food, guests and travel. */
  | 'HOSPITALITY'
  /** Clouds, networks, systems and their operation. */
  | 'INFRASTRUCTURE'
  /** Law, compliance and public administration. */
  | 'LAW'
  /** Being known and found. */
  | 'MARKETING'
  /** How somebody works, whatever they work at. */
  | 'PERSONAL'
  /** Natural and social sciences. */
  | 'SCIENCE'
  /** Keeping systems and data safe. */
  | 'SECURITY'
  /** Programming and what is used for it. */
  | 'SOFTWARE'
  /** Building, repairing, making, growing and driving. */
  | 'TRADES';

/**
 * What somebody says of another's skill. All of it is null if their own profile isn't there for the viewer: they count, and no
 * more.
 */
export type SkillEndorsement = {
  __typename?: 'SkillEndorsement';
  /** As what they say it; it was so when they did. */
  capacity?: Maybe<Capacity>;
  /** When they said it. */
  endorsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who says it, if their own profile is there for the viewer. */
  endorser?: Maybe<Profile>;
  /** What else they say; plain, line breaks kept. */
  note?: Maybe<Scalars['String']['output']>;
  /** How they know each other. */
  relationship?: Maybe<Scalars['String']['output']>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type SkillEndorsementConnection = {
  __typename?: 'SkillEndorsementConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<SkillEndorsementEdge>;
  /** The items of this page. */
  nodes: Array<SkillEndorsement>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type SkillEndorsementEdge = {
  __typename?: 'SkillEndorsementEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: SkillEndorsement;
};

/** How well somebody does something, as they judge it themselves. */
export type SkillLevel =
  /** Does it without. */
  | 'ADVANCED'
  /** Has begun to learn it. */
  | 'BEGINNER'
  /** Is asked by others. */
  | 'EXPERT'
  /** Does it with some help. */
  | 'INTERMEDIATE';

/** What the catalogue makes of a name. */
export type SkillLookup = {
  __typename?: 'SkillLookup';
  /** When it has none: those with a name spelt much like it, the most alike first, for "did you mean …?" */
  similar: Array<SkillSuggestion>;
  /** The skill that the name leads to; null when the catalogue has none. Such a name can be used all the same. */
  skill?: Maybe<Skill>;
};

/** How a skill was found. */
export type SkillMatch =
  /** One of its names is what was typed. */
  | 'EXACT'
  /** One of its names begins with it. */
  | 'PREFIX'
  /** One of its names is spelt much like it: "did you mean …?" */
  | 'SIMILAR'
  /** A later word of one of its names begins with it. */
  | 'WORD';

/** What became of a change of the catalogue. */
export type SkillPayload = {
  __typename?: 'SkillPayload';
  /**
   * The skill of the catalogue that the one in question is now, or that stands for it; null if nothing was done, or if it
   * is a proposal again.
   */
  skill?: Maybe<Skill>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
};

/** A skill that may be meant. */
export type SkillSuggestion = {
  __typename?: 'SkillSuggestion';
  /** How it was found. */
  match: SkillMatch;
  /** The name by which it was found: its own, or an alias. */
  matched: Scalars['String']['output'];
  /** Which. */
  skill: Skill;
};

/** Rights of the platform's own people. */
export type StaffRight =
  /** Runs the platform. */
  | 'ADMIN'
  /** Handles reports and takedowns. */
  | 'MODERATOR';

/** One stage. */
export type StageStatus = {
  __typename?: 'StageStatus';
  /** How long the oldest of what is under way has been waiting to be done, in seconds; 0 if nothing is. */
  lagSeconds: Scalars['Int']['output'];
  /** Since when; null while there is nothing to do. */
  since?: Maybe<Scalars['DateTime']['output']>;
  /** Which. */
  stage: PipelineStage;
  /** How it stands. */
  state: PipelineState;
};

/** How complete a profile is, as far as it counts for its owner's role. The owner's alone. */
export type Strength = {
  __typename?: 'Strength';
  /** What counts for the owner's role. */
  factors: Array<StrengthFactor>;
  /** What that is called, for machines: "SOLID". Newer models may have other levels. */
  level?: Maybe<Scalars['String']['output']>;
  /** What that is called, for people. */
  levelLabel?: Maybe<Scalars['String']['output']>;
  /** The version of the weights that it was scored by. */
  modelVersion?: Maybe<Scalars['Int']['output']>;
  /** The factor whose next step earns the most; null when there is nothing left to do. */
  nextStep?: Maybe<StrengthFactor>;
  /** From 0 to 100: the sum of what the factors have earned. */
  score?: Maybe<Scalars['Int']['output']>;
};

/** What to do to get on. */
export type StrengthAction = {
  __typename?: 'StrengthAction';
  /** For machines: "ADD_PROJECT". Newer models may have other actions. */
  code?: Maybe<Scalars['String']['output']>;
  /** For people. */
  text?: Maybe<Scalars['String']['output']>;
};

/** How the score has moved over some days. */
export type StrengthChange = {
  __typename?: 'StrengthChange';
  /** How much more it is now; less than 0 if it is less. */
  change: Scalars['Int']['output'];
  /** So many days. */
  days: Scalars['Int']['output'];
  /** The score at their beginning, or the profile's first one if it is younger. */
  from: Scalars['Int']['output'];
  /** What has earned more since. */
  gained: Array<StrengthMove>;
  /** What has earned less since. */
  lost: Array<StrengthMove>;
  /** Since when the profile had that score. */
  since: Scalars['DateTime']['output'];
};

/** Something that a profile earns points by. */
export type StrengthFactor = {
  __typename?: 'StrengthFactor';
  /** What to do next; null when there is nothing left to do. */
  action?: Maybe<StrengthAction>;
  /** What it has earned. */
  earned?: Maybe<Scalars['Int']['output']>;
  /** By how much the score rises when the action is done; 0 when there is nothing left to do. */
  gain?: Maybe<Scalars['Int']['output']>;
  /** Its name, for machines: "projects". Newer models may have other factors. */
  key?: Maybe<Scalars['String']['output']>;
  /** Its name, for people. */
  label?: Maybe<Scalars['String']['output']>;
  /** What all of it would earn. */
  weight?: Maybe<Scalars['Int']['output']>;
};

/** How the score has moved lately, and what moved it. */
export type StrengthInsights = {
  __typename?: 'StrengthInsights';
  /** Over the last 7 and the last 30 days. */
  changes: Array<StrengthChange>;
  /** How many whole days ago that was. */
  daysSinceLastGain?: Maybe<Scalars['Int']['output']>;
  /** When the score last rose; null if it hasn't since the profile was first scored. */
  lastGainAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the profile scores now. */
  score: Scalars['Int']['output'];
};

/** The viewer's own strength. */
export type StrengthMessage = {
  __typename?: 'StrengthMessage';
  /** To be brought as `after` by who comes back. */
  cursor: Scalars['String']['output'];
  /** What this message brings. The strength is that of now, whichever it is. */
  kind: MessageKind;
  /** All of it, as it is now; null while the profile isn't scored. */
  strength?: Maybe<Strength>;
};

/** A factor that earned more or less than before. */
export type StrengthMove = {
  __typename?: 'StrengthMove';
  /** How many points more; less than 0 if it was fewer. */
  change: Scalars['Int']['output'];
  /** The factor, for machines. */
  key: Scalars['String']['output'];
  /** The factor, for people. */
  label: Scalars['String']['output'];
};

/** A score that the profile had, from a version of it on. */
export type StrengthPoint = {
  __typename?: 'StrengthPoint';
  /** Since when. */
  at: Scalars['DateTime']['output'];
  /** By how much it differs from the score before; null for the first. */
  change?: Maybe<Scalars['Int']['output']>;
  /** What that was called, for machines. */
  level: Scalars['String']['output'];
  /** What that was called, for people; null for a model that isn't known any more. */
  levelLabel?: Maybe<Scalars['String']['output']>;
  /** The version of the weights that it was scored by. */
  modelVersion: Scalars['Int']['output'];
  /** What earned more or less than at the point before; all that had earned something, for the first. */
  moved: Array<StrengthMove>;
  /** The version of the profile that had this score first. */
  profileVersion: Scalars['Int64']['output'];
  /** From 0 to 100. */
  score: Scalars['Int']['output'];
};

/** A page of what the profile scored, the newest first. */
export type StrengthPointConnection = {
  __typename?: 'StrengthPointConnection';
  /** The points of this page, each with its cursor. */
  edges: Array<StrengthPointEdge>;
  /** The points of this page. */
  nodes: Array<StrengthPoint>;
  /** Where this page stands in the history. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type StrengthPointEdge = {
  __typename?: 'StrengthPointEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: StrengthPoint;
};

/** Everything that can be followed. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Somebody's badges as they are now, and then what happens to them, as far as the viewer may see it. With a cursor: what
   * has happened since, first, which may be nothing. Ends, without a message or after the last one, when there is no such
   * profile for the viewer. Changes in quick succession may come as one.
   */
  badgeEvents?: Maybe<BadgeMessage>;
  /**
   * How the work for the viewer's own profile stands now, and again each time that a stage stands otherwise. Ends when
   * the viewer's profile is gone.
   */
  pipelineStatus: PipelineStatus;
  /**
   * The profile as it is now, and again each time that something of it changes which the viewer may see. Ends without
   * an event, or after the last one, when there is no such profile for the viewer. Changes in quick succession may
   * come as one.
   */
  profileChanged?: Maybe<ProfileChanged>;
  /**
   * The viewer's own strength as it is now, and again each time that anything of it changes. With a cursor, it begins with
   * what has changed since: a first message of kind EVENTS is there only if something has. Ends when the viewer's
   * profile is gone. Changes in quick succession may come as one.
   */
  strengthChanged: StrengthMessage;
};


/** Everything that can be followed. */
export type SubscriptionBadgeEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  profileId: Scalars['ID']['input'];
};


/** Everything that can be followed. */
export type SubscriptionProfileChangedArgs = {
  profileId: Scalars['ID']['input'];
};


/** Everything that can be followed. */
export type SubscriptionStrengthChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

/** The master switches; one that is left out stays as it is. */
export type SwitchesInput = {
  /** Whether members' search finds the profile. */
  discoverable?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether signed-out visitors can open it. */
  publicUrlEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether search engines may list it. */
  searchEngineIndexing?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A header that an upload is put with. */
export type UploadHeader = {
  __typename?: 'UploadHeader';
  /** Its name. */
  name: Scalars['String']['output'];
  /** Its value, to the letter. */
  value: Scalars['String']['output'];
};

/** What an upload is to become. */
export type UploadPurpose =
  /** An archive that `linkedInImport` reads. It is shown to nobody, and goes once it was imported. */
  | 'ARCHIVE'
  /** The photo of the profile. */
  | 'AVATAR'
  /** The image at the top of the page. */
  | 'COVER'
  /** An item of the section MEDIA. */
  | 'MEDIA';

/** How far an upload has come. */
export type UploadState =
  /** It is to be put, and completed. */
  | 'PENDING'
  /** It was looked at and is good. */
  | 'READY';

/** A reason why a mutation did nothing. */
export type UserError = {
  __typename?: 'UserError';
  /** The stable code. */
  code: UserErrorCode;
  /** For CONFLICT: what has changed. Null for staff at somebody else's: versions and changes are their owner's alone. */
  conflict?: Maybe<Conflict>;
  /** For people: what is wrong and what would be accepted. May change. */
  message: Scalars['String']['output'];
  /** The argument, as the names and list positions that lead to it; empty where it is none of them. */
  path: Array<Scalars['String']['output']>;
};

/** Why a mutation did nothing. Codes are stable: never renamed, never given another meaning. */
export type UserErrorCode =
  /** It has changed since the version that the caller saw. */
  | 'CONFLICT'
  /** This takes a right that the caller doesn't have, or doesn't have here. */
  | 'FORBIDDEN'
  /** The text has a character that can't be seen or that changes how the rest reads. */
  | 'FORBIDDEN_CHARACTER'
  /** The idempotency key belongs to a request with other arguments. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** The value can't be taken. */
  | 'INVALID'
  /** This has no toggle of its own. */
  | 'NOT_ADJUSTABLE'
  /** There is no such item in the caller's profile, or, of somebody else's, none that the caller may see. */
  | 'NOT_FOUND'
  /** The caller's files would take more than they may. */
  | 'QUOTA_EXCEEDED'
  /** The profile isn't active, so nothing of it can be changed. */
  | 'READ_ONLY'
  /** A value is needed and missing. */
  | 'REQUIRED'
  /** The address can't be had: it is taken, kept back or reserved. */
  | 'SLUG_UNAVAILABLE'
  /** What is to be imported can't be read just now where it is. */
  | 'SOURCE_UNAVAILABLE'
  /** The item is what another part of the platform tells of the caller, who can't rewrite or remove it. */
  | 'TOLD_BY_OTHERS'
  /** The text has more characters than the field holds. */
  | 'TOO_LONG'
  /** The list, or the section, would have more entries than it may. */
  | 'TOO_MANY'
  /** This was changed too often lately. */
  | 'TOO_OFTEN'
  /** The matrix doesn't allow this to be that open. */
  | 'TOO_OPEN'
  /** The file that was announced isn't there, or not all of it. */
  | 'UPLOAD_INCOMPLETE';

/** A visibility: a level, and for RESTRICTED the subset it is open to. */
export type Visibility = {
  __typename?: 'Visibility';
  /** The level. */
  level: VisibilityLevel;
  /** For RESTRICTED: to whom, beside holders of a grant. Empty at the other levels. */
  to: Array<Circle>;
};

/** A visibility to be set. */
export type VisibilityInput = {
  /** The level. */
  level: VisibilityLevel;
  /**
   * For RESTRICTED: to whom, beside holders of a grant; employers if nothing is given. Of no meaning at the other
   * levels.
   */
  to?: InputMaybe<Array<Circle>>;
};

/** How far a value is opened. */
export type VisibilityLevel =
  /** Any active member. */
  | 'PLATFORM'
  /** The owner; staff only with a stated purpose. */
  | 'PRIVATE'
  /** Everyone, crawlers included. */
  | 'PUBLIC'
  /** A chosen subset of employers and mentors, and holders of a grant. */
  | 'RESTRICTED';

/** Something that keeps audiences out. */
export type VisibilityLimit = {
  __typename?: 'VisibilityLimit';
  /** Whom, beside those whom an inner limit keeps out already. */
  keepsOut: Array<Audience>;
  /** What does. */
  kind: LimitKind;
  /** The section whose toggle does, where it is one; not for the setting's own toggle. */
  section?: Maybe<Section>;
};

/** Who sees what: whatever is left out stays as it is. */
export type VisibilitySetInput = {
  /** Toggles of single fields, for the whole profile. */
  fields?: Array<FieldVisibilityInput>;
  /** Toggles of single items, at most 200. */
  items?: Array<ItemVisibilityInput>;
  /** Toggles of sections. */
  sections?: Array<SectionVisibilityInput>;
  /** The master switches. */
  switches?: InputMaybe<SwitchesInput>;
};

/** A toggle, and what comes of it. */
export type VisibilitySetting = {
  __typename?: 'VisibilitySetting';
  /** Whether there is a choice. */
  adjustable: Scalars['Boolean']['output'];
  /** The toggle; null where the section's holds. */
  chosen?: Maybe<Visibility>;
  /**
   * What keeps the others out, from the setting's own toggle outwards; each of them is in one of these. Nothing here
   * speaks of EXCLUDED, to whom the owner closed the profile as a whole.
   */
  limits: Array<VisibilityLimit>;
  /**
   * The most open level that may be chosen, with the largest subset. A choice that is more open than what is around it
   * is taken, and opens nothing.
   */
  mostOpen: Visibility;
  /**
   * The audiences that see it as things are: GRANTEE where they hold a grant for it, MODERATOR and ADMIN only for a
   * stated purpose.
   */
  openTo: Array<Audience>;
};

/** A place that somebody worked at, and as what. */
export type WorkExperience = Node & {
  __typename?: 'WorkExperience';
  /** Where: the company's or organisation's name. */
  company?: Maybe<Scalars['String']['output']>;
  /** Its web address. */
  companyUrl?: Maybe<Scalars['String']['output']>;
  /** When it was added. The owner's alone. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it was about. */
  description?: Maybe<Scalars['String']['output']>;
  /** When it ended; null while it goes on, or where nothing is known. */
  endDate?: Maybe<Scalars['PartialDate']['output']>;
  /** What stands out, a sentence each. */
  highlights: Array<Scalars['String']['output']>;
  /** The global id. */
  id: Scalars['ID']['output'];
  /** Where it was done: "Berlin", "remote". */
  location?: Maybe<Scalars['String']['output']>;
  /** Its place in the list, from 0. The owner's alone. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Where the item came from. The owner's alone. */
  provenance?: Maybe<Provenance>;
  /** Skills and techniques used. */
  skills: Array<Scalars['String']['output']>;
  /** When it began. */
  startDate?: Maybe<Scalars['PartialDate']['output']>;
  /** As what: "Software engineer". */
  title?: Maybe<Scalars['String']['output']>;
  /** When it was last changed. The owner's alone. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The item's version. The owner's alone. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** The item's own toggle; null follows the section. The owner's alone. */
  visibility?: Maybe<Visibility>;
};

/** A page of a list: what the viewer may see of it, in the owner's order. */
export type WorkExperienceConnection = {
  __typename?: 'WorkExperienceConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<WorkExperienceEdge>;
  /** The items of this page. */
  nodes: Array<WorkExperience>;
  /** Where this page stands in the list. */
  pageInfo: PageInfo;
  /** How many items there are for this viewer. */
  totalCount: Scalars['Int']['output'];
};

/** An edge in a connection. */
export type WorkExperienceEdge = {
  __typename?: 'WorkExperienceEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: WorkExperience;
};

/** A place of work, as its owner writes it. A field that is left out stays as it is; null empties it. */
export type WorkInput = {
  /** Where: the company's or organisation's name, at most 200 characters. Needed when adding. */
  company?: InputMaybe<Scalars['String']['input']>;
  /** Its web address. */
  companyUrl?: InputMaybe<Scalars['String']['input']>;
  /** What it was about, at most 5,000 characters; line breaks are kept. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When it ended, which isn't in the future (tomorrow by UTC passes, for time zones); null while it goes on. */
  endDate?: InputMaybe<Scalars['PartialDate']['input']>;
  /** What stands out: at most 100 sentences, each at most 1,000 characters. */
  highlights?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Where it was done, at most 200 characters. */
  location?: InputMaybe<Scalars['String']['input']>;
  /** Skills and techniques used: at most 100, each at most 100 characters. */
  skills?: InputMaybe<Array<Scalars['String']['input']>>;
  /** When it began: "2021", "2021-09" or "2021-09-01". Needed, unless a file brought an item without it. */
  startDate?: InputMaybe<Scalars['PartialDate']['input']>;
  /** As what, at most 200 characters. Needed when adding. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** What became of a change of one's work history. */
export type WorkPayload = {
  __typename?: 'WorkPayload';
  /** The caller's profile as it is now. */
  profile?: Maybe<Profile>;
  /** Why nothing was done; empty if it was. */
  userErrors: Array<UserError>;
  /** The item as it is now; null if nothing was done, or it has been removed since. */
  work?: Maybe<WorkExperience>;
};

/** What the caller has written of somebody, or was asked to. */
export type WrittenRecommendation = {
  __typename?: 'WrittenRecommendation';
  /** When it was begun or asked for; of one that nobody asked for, once it is submitted, when that was. */
  begunAt?: Maybe<Scalars['DateTime']['output']>;
  /** As what the caller writes it. */
  capacity?: Maybe<Capacity>;
  /** By which it is written on, submitted and taken back. */
  id: Scalars['ID']['output'];
  /** What they asked with. */
  message?: Maybe<Scalars['String']['output']>;
  /** The person, if their profile is there for the caller. */
  profile?: Maybe<Profile>;
  /** How they know each other. */
  relationship?: Maybe<Scalars['String']['output']>;
  /** Whether the person asked for it. */
  requested: Scalars['Boolean']['output'];
  /** How far it has come; SUBMITTED also when it was decided upon and the page doesn't show it to the caller. */
  state: RecommendationState;
  /** The text; plain, line breaks kept. */
  text?: Maybe<Scalars['String']['output']>;
  /** The version of the draft; null once it was submitted. */
  version?: Maybe<Scalars['Int64']['output']>;
  /** When the caller submitted it. */
  writtenAt?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of a list, in the list's order. */
export type WrittenRecommendationConnection = {
  __typename?: 'WrittenRecommendationConnection';
  /** The items of this page, each with its cursor. */
  edges: Array<WrittenRecommendationEdge>;
  /** The items of this page. */
  nodes: Array<WrittenRecommendation>;
  /** Where this page stands in the list. Whether there is a page before it is known by its cursor alone. */
  pageInfo: PageInfo;
};

/** An edge in a connection. */
export type WrittenRecommendationEdge = {
  __typename?: 'WrittenRecommendationEdge';
  /** A cursor for use in pagination */
  cursor: Scalars['String']['output'];
  /** The item at the end of the edge */
  node: WrittenRecommendation;
};

export type AboutSectionFragment = { __typename?: 'Profile', about?: string | null } & { ' $fragmentName'?: 'AboutSectionFragment' };

export type AccessReportQueryVariables = Exact<{
  audience: Audience;
}>;


export type AccessReportQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: { __typename?: 'Profile', id: string, accessReport?: { __typename?: 'AccessReport', audience: Audience, exists: boolean, absence?: DecisionReason | null, fields: Array<{ __typename?: 'FieldDecision', field: string, section: string, visible: boolean, reason: DecisionReason, decidedBy?: string | null, openTo: Array<Audience> }>, items: Array<{ __typename?: 'ItemDecision', id: string, visible: boolean, reason: DecisionReason, visibility?: (
            { __typename?: 'Visibility' }
            & { ' $fragmentRefs'?: { 'VisibilityValueFragment': VisibilityValueFragment } }
          ) | null }> } | null } | null } | null };

export type VisibilityValueFragment = { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } & { ' $fragmentName'?: 'VisibilityValueFragment' };

export type BadgesSectionFragment = { __typename?: 'Profile', badges?: { __typename?: 'BadgeAwardConnection', totalCount: number, nodes: Array<(
      { __typename?: 'BadgeAward' }
      & { ' $fragmentRefs'?: { 'BadgeAwardItemFragment': BadgeAwardItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'BadgesSectionFragment' };

export type BadgeAwardItemFragment = { __typename?: 'BadgeAward', id: string, status?: BadgeStatus | null, featured?: boolean | null, awardedAt?: string | null, expiresAt?: string | null, evidenceUrl?: string | null, evidenceText?: string | null, badge?: (
    { __typename?: 'Badge' }
    & { ' $fragmentRefs'?: { 'BadgeCardFragment': BadgeCardFragment } }
  ) | null } & { ' $fragmentName'?: 'BadgeAwardItemFragment' };

export type BadgeCardFragment = { __typename?: 'Badge', key: string, name: string, description?: string | null, tier?: BadgeTier | null, category?: string | null, imageUrl?: string | null, criteria?: string | null, criteriaUrl?: string | null, issuerName: string, issuerUrl?: string | null } & { ' $fragmentName'?: 'BadgeCardFragment' };

export type MoreBadgesQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  badgesFirst?: InputMaybe<Scalars['Int']['input']>;
  badgesAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreBadgesQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'BadgesSectionFragment': BadgesSectionFragment } }
  ) | null };

export type BadgeCatalogueQueryVariables = Exact<{
  badgesFirst?: InputMaybe<Scalars['Int']['input']>;
  badgesAfter?: InputMaybe<Scalars['String']['input']>;
  category?: InputMaybe<Scalars['String']['input']>;
}>;


export type BadgeCatalogueQuery = { __typename?: 'Query', badgeCatalogue?: { __typename?: 'BadgeConnection', totalCount: number, nodes: Array<(
      { __typename?: 'Badge' }
      & { ' $fragmentRefs'?: { 'BadgeCardFragment': BadgeCardFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null };

export type CertificatesSectionFragment = { __typename?: 'Profile', certificates?: { __typename?: 'CertificateConnection', totalCount: number, nodes: Array<(
      { __typename?: 'Certificate' }
      & { ' $fragmentRefs'?: { 'CertificateItemFragment': CertificateItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'CertificatesSectionFragment' };

export type CertificateItemFragment = { __typename?: 'Certificate', id: string, title?: string | null, provider?: string | null, url?: string | null, credentialId?: string | null, credentialUrl?: string | null, issuedAt?: string | null, expiresAt?: string | null, skills: Array<string>, media: Array<(
    { __typename?: 'MediaItem' }
    & { ' $fragmentRefs'?: { 'AttachedMediaFragment': AttachedMediaFragment } }
  )> } & { ' $fragmentName'?: 'CertificateItemFragment' };

export type MoreCertificatesQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  certificatesFirst?: InputMaybe<Scalars['Int']['input']>;
  certificatesAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreCertificatesQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'CertificatesSectionFragment': CertificatesSectionFragment } }
  ) | null };

export type EditSectionsQueryVariables = Exact<{ [key: string]: never; }>;


export type EditSectionsQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableSkillsFragment': EditableSkillsFragment;'EditableWorkFragment': EditableWorkFragment;'EditableLanguagesFragment': EditableLanguagesFragment;'EditableLinksFragment': EditableLinksFragment;'EditableAvailabilityFragment': EditableAvailabilityFragment } }
    ) | null } | null };

export type EditOwnCertificatesQueryVariables = Exact<{ [key: string]: never; }>;


export type EditOwnCertificatesQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableCertificatesFragment': EditableCertificatesFragment } }
    ) | null } | null };

export type EditableAvailabilityFragment = { __typename?: 'Profile', availability?: { __typename?: 'Availability', status?: AvailabilityStatus | null, availableFrom?: string | null, hoursPerWeek?: number | null, remote?: RemoteWork | null, hourlyRateMin?: { __typename?: 'Money', amountMinor?: string | null, currency?: string | null } | null, hourlyRateMax?: { __typename?: 'Money', amountMinor?: string | null, currency?: string | null } | null } | null } & { ' $fragmentName'?: 'EditableAvailabilityFragment' };

export type AvailabilitySetMutationVariables = Exact<{
  input?: InputMaybe<AvailabilityInput>;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type AvailabilitySetMutation = { __typename?: 'Mutation', availabilitySet?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableAvailabilityFragment': EditableAvailabilityFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableBadgesFragment = { __typename?: 'Profile', badges?: { __typename?: 'BadgeAwardConnection', nodes: Array<(
      { __typename?: 'BadgeAward' }
      & { ' $fragmentRefs'?: { 'EditableBadgeItemFragment': EditableBadgeItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableBadgesFragment' };

export type EditableBadgeItemFragment = (
  { __typename?: 'BadgeAward', revokedAt?: string | null, revocationReason?: string | null, version?: string | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'BadgeAwardItemFragment': BadgeAwardItemFragment } }
) & { ' $fragmentName'?: 'EditableBadgeItemFragment' };

export type BadgesFeatureMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type BadgesFeatureMutation = { __typename?: 'Mutation', badgesFeature?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableBadgesFragment': EditableBadgesFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableCertificatesFragment = { __typename?: 'Profile', certificates?: { __typename?: 'CertificateConnection', nodes: Array<(
      { __typename?: 'Certificate' }
      & { ' $fragmentRefs'?: { 'EditableCertificateItemFragment': EditableCertificateItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableCertificatesFragment' };

export type EditableCertificateItemFragment = (
  { __typename?: 'Certificate', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'CertificateItemFragment': CertificateItemFragment } }
) & { ' $fragmentName'?: 'EditableCertificateItemFragment' };

export type CertificateAddMutationVariables = Exact<{
  input: CertificateInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type CertificateAddMutation = { __typename?: 'Mutation', certificateAdd?: { __typename?: 'CertificatePayload', certificate?: (
      { __typename?: 'Certificate' }
      & { ' $fragmentRefs'?: { 'EditableCertificateItemFragment': EditableCertificateItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type CertificateUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: CertificateInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type CertificateUpdateMutation = { __typename?: 'Mutation', certificateUpdate?: { __typename?: 'CertificatePayload', certificate?: (
      { __typename?: 'Certificate' }
      & { ' $fragmentRefs'?: { 'EditableCertificateItemFragment': EditableCertificateItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type CertificateRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type CertificateRemoveMutation = { __typename?: 'Mutation', certificateRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type CertificateReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type CertificateReorderMutation = { __typename?: 'Mutation', certificateReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableCertificatesFragment': EditableCertificatesFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableEducationFragment = { __typename?: 'Profile', education?: { __typename?: 'EducationConnection', nodes: Array<(
      { __typename?: 'Education' }
      & { ' $fragmentRefs'?: { 'EditableEducationItemFragment': EditableEducationItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableEducationFragment' };

export type EditableEducationItemFragment = (
  { __typename?: 'Education', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'EducationItemFragment': EducationItemFragment } }
) & { ' $fragmentName'?: 'EditableEducationItemFragment' };

export type EducationAddMutationVariables = Exact<{
  input: EducationInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type EducationAddMutation = { __typename?: 'Mutation', educationAdd?: { __typename?: 'EducationPayload', education?: (
      { __typename?: 'Education' }
      & { ' $fragmentRefs'?: { 'EditableEducationItemFragment': EditableEducationItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EducationUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: EducationInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type EducationUpdateMutation = { __typename?: 'Mutation', educationUpdate?: { __typename?: 'EducationPayload', education?: (
      { __typename?: 'Education' }
      & { ' $fragmentRefs'?: { 'EditableEducationItemFragment': EditableEducationItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EducationRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type EducationRemoveMutation = { __typename?: 'Mutation', educationRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EducationReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type EducationReorderMutation = { __typename?: 'Mutation', educationReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableEducationFragment': EditableEducationFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ReceivedEndorsementItemFragment = { __typename?: 'ReceivedEndorsement', id: string, state: EndorsementState, version: string, capacity?: Capacity | null, relationship?: string | null, note?: string | null, endorsedAt: string, skill?: { __typename?: 'ProfileSkill', id: string, name?: string | null } | null, endorser?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
  ) | null } & { ' $fragmentName'?: 'ReceivedEndorsementItemFragment' };

export type GivenEndorsementItemFragment = { __typename?: 'GivenEndorsement', id: string, shown: boolean, capacity?: Capacity | null, relationship?: string | null, note?: string | null, endorsedAt: string, skill?: { __typename?: 'ProfileSkill', id: string, name?: string | null } | null, profile?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
  ) | null } & { ' $fragmentName'?: 'GivenEndorsementItemFragment' };

export type EndorsementsReceivedQueryVariables = Exact<{
  state?: InputMaybe<EndorsementState>;
  endorsementsFirst?: InputMaybe<Scalars['Int']['input']>;
  endorsementsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type EndorsementsReceivedQuery = { __typename?: 'Query', me?: { __typename?: 'Me', endorsementsReceived?: { __typename?: 'ReceivedEndorsementConnection', nodes: Array<(
        { __typename?: 'ReceivedEndorsement' }
        & { ' $fragmentRefs'?: { 'ReceivedEndorsementItemFragment': ReceivedEndorsementItemFragment } }
      )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null };

export type EndorsementsGivenQueryVariables = Exact<{
  endorsementsFirst?: InputMaybe<Scalars['Int']['input']>;
  endorsementsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type EndorsementsGivenQuery = { __typename?: 'Query', me?: { __typename?: 'Me', endorsementsGiven?: { __typename?: 'GivenEndorsementConnection', nodes: Array<(
        { __typename?: 'GivenEndorsement' }
        & { ' $fragmentRefs'?: { 'GivenEndorsementItemFragment': GivenEndorsementItemFragment } }
      )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null };

export type SkillEndorseMutationVariables = Exact<{
  skillId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  input: EndorsementInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type SkillEndorseMutation = { __typename?: 'Mutation', skillEndorse?: { __typename?: 'EndorsementPayload', endorsement?: (
      { __typename?: 'GivenEndorsement' }
      & { ' $fragmentRefs'?: { 'GivenEndorsementItemFragment': GivenEndorsementItemFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EndorsementWithdrawMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type EndorsementWithdrawMutation = { __typename?: 'Mutation', endorsementWithdraw?: { __typename?: 'EndorsementPayload', userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EndorsementDecideMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  decision: EndorsementDecision;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type EndorsementDecideMutation = { __typename?: 'Mutation', endorsementDecide?: { __typename?: 'ReceivedEndorsementPayload', endorsement?: (
      { __typename?: 'ReceivedEndorsement' }
      & { ' $fragmentRefs'?: { 'ReceivedEndorsementItemFragment': ReceivedEndorsementItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableGigsFragment = { __typename?: 'Profile', gigs?: { __typename?: 'GigConnection', nodes: Array<(
      { __typename?: 'Gig' }
      & { ' $fragmentRefs'?: { 'EditableGigItemFragment': EditableGigItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableGigsFragment' };

export type EditableGigItemFragment = { __typename?: 'Gig', id: string, title?: string | null, role?: string | null, completedAt?: string | null, featured?: boolean | null, version?: string | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null } & { ' $fragmentName'?: 'EditableGigItemFragment' };

export type GigsFeatureMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type GigsFeatureMutation = { __typename?: 'Mutation', gigsFeature?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableGigsFragment': EditableGigsFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableLanguagesFragment = { __typename?: 'Profile', languages?: { __typename?: 'LanguageSkillConnection', nodes: Array<(
      { __typename?: 'LanguageSkill' }
      & { ' $fragmentRefs'?: { 'EditableLanguageItemFragment': EditableLanguageItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableLanguagesFragment' };

export type EditableLanguageItemFragment = (
  { __typename?: 'LanguageSkill', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'LanguageItemFragment': LanguageItemFragment } }
) & { ' $fragmentName'?: 'EditableLanguageItemFragment' };

export type LanguageAddMutationVariables = Exact<{
  input: LanguageInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LanguageAddMutation = { __typename?: 'Mutation', languageAdd?: { __typename?: 'LanguagePayload', language?: (
      { __typename?: 'LanguageSkill' }
      & { ' $fragmentRefs'?: { 'EditableLanguageItemFragment': EditableLanguageItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LanguageUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: LanguageInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LanguageUpdateMutation = { __typename?: 'Mutation', languageUpdate?: { __typename?: 'LanguagePayload', language?: (
      { __typename?: 'LanguageSkill' }
      & { ' $fragmentRefs'?: { 'EditableLanguageItemFragment': EditableLanguageItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LanguageRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LanguageRemoveMutation = { __typename?: 'Mutation', languageRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LanguageReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LanguageReorderMutation = { __typename?: 'Mutation', languageReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableLanguagesFragment': EditableLanguagesFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableLinksFragment = { __typename?: 'Profile', links: Array<(
    { __typename?: 'Link' }
    & { ' $fragmentRefs'?: { 'EditableLinkItemFragment': EditableLinkItemFragment } }
  )> } & { ' $fragmentName'?: 'EditableLinksFragment' };

export type EditableLinkItemFragment = { __typename?: 'Link', id: string, kind?: LinkKind | null, label?: string | null, username?: string | null, url?: string | null, version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null } & { ' $fragmentName'?: 'EditableLinkItemFragment' };

export type LinkAddMutationVariables = Exact<{
  input: LinkInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LinkAddMutation = { __typename?: 'Mutation', linkAdd?: { __typename?: 'LinkPayload', link?: (
      { __typename?: 'Link' }
      & { ' $fragmentRefs'?: { 'EditableLinkItemFragment': EditableLinkItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LinkUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: LinkInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LinkUpdateMutation = { __typename?: 'Mutation', linkUpdate?: { __typename?: 'LinkPayload', link?: (
      { __typename?: 'Link' }
      & { ' $fragmentRefs'?: { 'EditableLinkItemFragment': EditableLinkItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LinkRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LinkRemoveMutation = { __typename?: 'Mutation', linkRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LinkReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LinkReorderMutation = { __typename?: 'Mutation', linkReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableLinksFragment': EditableLinksFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableMediaFragment = { __typename?: 'Profile', media?: { __typename?: 'MediaItemConnection', nodes: Array<(
      { __typename?: 'MediaItem' }
      & { ' $fragmentRefs'?: { 'EditableMediaItemFragment': EditableMediaItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableMediaFragment' };

export type EditableMediaItemFragment = (
  { __typename?: 'MediaItem', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'MediaEntryFragment': MediaEntryFragment } }
) & { ' $fragmentName'?: 'EditableMediaItemFragment' };

export type UploadFragment = { __typename?: 'MediaUpload', id: string, purpose?: UploadPurpose | null, state: UploadState, contentType: string, byteSize: number, method: string, url?: string | null, expiresAt: string, headers: Array<{ __typename?: 'UploadHeader', name: string, value: string }> } & { ' $fragmentName'?: 'UploadFragment' };

export type EditMediaQueryVariables = Exact<{ [key: string]: never; }>;


export type EditMediaQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableMediaFragment': EditableMediaFragment } }
    ) | null } | null };

export type MediaUploadRequestMutationVariables = Exact<{
  file: MediaUploadInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type MediaUploadRequestMutation = { __typename?: 'Mutation', mediaUploadRequest?: { __typename?: 'MediaUploadPayload', upload?: (
      { __typename?: 'MediaUpload' }
      & { ' $fragmentRefs'?: { 'UploadFragment': UploadFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type MediaUploadCompleteMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type MediaUploadCompleteMutation = { __typename?: 'Mutation', mediaUploadComplete?: { __typename?: 'MediaUploadPayload', upload?: (
      { __typename?: 'MediaUpload' }
      & { ' $fragmentRefs'?: { 'UploadFragment': UploadFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProfilePictureSetMutationVariables = Exact<{
  picture: PictureKind;
  upload?: InputMaybe<Scalars['ID']['input']>;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfilePictureSetMutation = { __typename?: 'Mutation', profilePictureSet?: { __typename?: 'ProfilePayload', profile?: { __typename?: 'Profile', id: string, version?: string | null, avatarUrl?: string | null, coverUrl?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type MediaAddMutationVariables = Exact<{
  input: MediaInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type MediaAddMutation = { __typename?: 'Mutation', mediaAdd?: { __typename?: 'MediaItemPayload', media?: (
      { __typename?: 'MediaItem' }
      & { ' $fragmentRefs'?: { 'EditableMediaItemFragment': EditableMediaItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type MediaUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: MediaInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type MediaUpdateMutation = { __typename?: 'Mutation', mediaUpdate?: { __typename?: 'MediaItemPayload', media?: (
      { __typename?: 'MediaItem' }
      & { ' $fragmentRefs'?: { 'EditableMediaItemFragment': EditableMediaItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type MediaRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type MediaRemoveMutation = { __typename?: 'Mutation', mediaRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type MediaReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type MediaReorderMutation = { __typename?: 'Mutation', mediaReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableMediaFragment': EditableMediaFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditProfileQueryVariables = Exact<{ [key: string]: never; }>;


export type EditProfileQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'EditableProfileFragment': EditableProfileFragment;'EditableEducationFragment': EditableEducationFragment;'EditableProjectsFragment': EditableProjectsFragment } }
    ) | null } | null };

export type EditableProfileFragment = { __typename?: 'Profile', id: string, slug?: string | null, version?: string | null, displayName?: string | null, pronouns?: string | null, headline?: string | null, about?: string | null, location?: { __typename?: 'Location', city?: string | null, region?: string | null, countryCode?: string | null } | null, preferences?: { __typename?: 'Preferences', timezone?: string | null, currency?: string | null, locale?: string | null, settings?: unknown | null } | null, publication?: { __typename?: 'Publication', state?: ProfileState | null } | null } & { ' $fragmentName'?: 'EditableProfileFragment' };

export type MutationProblemFragment = { __typename?: 'UserError', code: UserErrorCode, message: string, path: Array<string>, conflict?: { __typename?: 'Conflict', currentVersion: string, changes: Array<{ __typename?: 'ConflictingChange', version: string, action: string, fields: Array<string>, by: ActorKind, at: string }> } | null } & { ' $fragmentName'?: 'MutationProblemFragment' };

export type ProfileUpdateMutationVariables = Exact<{
  input: ProfileInput;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileUpdateMutation = { __typename?: 'Mutation', profileUpdate?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'EditableProfileFragment': EditableProfileFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type SlugSetMutationVariables = Exact<{
  slug: Scalars['String']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type SlugSetMutation = { __typename?: 'Mutation', slugSet?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'EditableProfileFragment': EditableProfileFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProfileStateSetMutationVariables = Exact<{
  state: ProfileState;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileStateSetMutation = { __typename?: 'Mutation', profileStateSet?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'EditableProfileFragment': EditableProfileFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableProjectsFragment = { __typename?: 'Profile', projects?: { __typename?: 'ProjectConnection', nodes: Array<(
      { __typename?: 'Project' }
      & { ' $fragmentRefs'?: { 'EditableProjectItemFragment': EditableProjectItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableProjectsFragment' };

export type EditableProjectItemFragment = (
  { __typename?: 'Project', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'ProjectItemFragment': ProjectItemFragment } }
) & { ' $fragmentName'?: 'EditableProjectItemFragment' };

export type ProjectAddMutationVariables = Exact<{
  input: ProjectInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProjectAddMutation = { __typename?: 'Mutation', projectAdd?: { __typename?: 'ProjectPayload', project?: (
      { __typename?: 'Project' }
      & { ' $fragmentRefs'?: { 'EditableProjectItemFragment': EditableProjectItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProjectUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: ProjectInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProjectUpdateMutation = { __typename?: 'Mutation', projectUpdate?: { __typename?: 'ProjectPayload', project?: (
      { __typename?: 'Project' }
      & { ' $fragmentRefs'?: { 'EditableProjectItemFragment': EditableProjectItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProjectRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProjectRemoveMutation = { __typename?: 'Mutation', projectRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProjectReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProjectReorderMutation = { __typename?: 'Mutation', projectReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableProjectsFragment': EditableProjectsFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ReceivedRecommendationItemFragment = { __typename?: 'ReceivedRecommendation', id: string, state: RecommendationState, version?: string | null, capacity?: Capacity | null, relationship?: string | null, text?: string | null, requested: boolean, message?: string | null, begunAt?: string | null, writtenAt?: string | null, author?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
  ) | null } & { ' $fragmentName'?: 'ReceivedRecommendationItemFragment' };

export type WrittenRecommendationItemFragment = { __typename?: 'WrittenRecommendation', id: string, state: RecommendationState, version?: string | null, capacity?: Capacity | null, relationship?: string | null, text?: string | null, requested: boolean, message?: string | null, begunAt?: string | null, writtenAt?: string | null, profile?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
  ) | null } & { ' $fragmentName'?: 'WrittenRecommendationItemFragment' };

export type RecommendationResultFragment = { __typename?: 'RecommendationPayload', received?: (
    { __typename?: 'ReceivedRecommendation' }
    & { ' $fragmentRefs'?: { 'ReceivedRecommendationItemFragment': ReceivedRecommendationItemFragment } }
  ) | null, written?: (
    { __typename?: 'WrittenRecommendation' }
    & { ' $fragmentRefs'?: { 'WrittenRecommendationItemFragment': WrittenRecommendationItemFragment } }
  ) | null, userErrors: Array<(
    { __typename?: 'UserError' }
    & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
  )> } & { ' $fragmentName'?: 'RecommendationResultFragment' };

export type RecommendationsReceivedQueryVariables = Exact<{
  state?: InputMaybe<RecommendationState>;
  recommendationsFirst?: InputMaybe<Scalars['Int']['input']>;
  recommendationsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationsReceivedQuery = { __typename?: 'Query', me?: { __typename?: 'Me', recommendationsReceived?: { __typename?: 'ReceivedRecommendationConnection', nodes: Array<(
        { __typename?: 'ReceivedRecommendation' }
        & { ' $fragmentRefs'?: { 'ReceivedRecommendationItemFragment': ReceivedRecommendationItemFragment } }
      )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null };

export type RecommendationsWrittenQueryVariables = Exact<{
  recommendationsFirst?: InputMaybe<Scalars['Int']['input']>;
  recommendationsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationsWrittenQuery = { __typename?: 'Query', me?: { __typename?: 'Me', recommendationsWritten?: { __typename?: 'WrittenRecommendationConnection', nodes: Array<(
        { __typename?: 'WrittenRecommendation' }
        & { ' $fragmentRefs'?: { 'WrittenRecommendationItemFragment': WrittenRecommendationItemFragment } }
      )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null };

export type RecommendationRequestMutationVariables = Exact<{
  profileId: Scalars['ID']['input'];
  message?: InputMaybe<Scalars['String']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationRequestMutation = { __typename?: 'Mutation', recommendationRequest?: (
    { __typename?: 'RecommendationPayload' }
    & { ' $fragmentRefs'?: { 'RecommendationResultFragment': RecommendationResultFragment } }
  ) | null };

export type RecommendationWriteMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  input: RecommendationInput;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationWriteMutation = { __typename?: 'Mutation', recommendationWrite?: (
    { __typename?: 'RecommendationPayload' }
    & { ' $fragmentRefs'?: { 'RecommendationResultFragment': RecommendationResultFragment } }
  ) | null };

export type RecommendationSubmitMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationSubmitMutation = { __typename?: 'Mutation', recommendationSubmit?: (
    { __typename?: 'RecommendationPayload' }
    & { ' $fragmentRefs'?: { 'RecommendationResultFragment': RecommendationResultFragment } }
  ) | null };

export type RecommendationAcceptMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationAcceptMutation = { __typename?: 'Mutation', recommendationAccept?: (
    { __typename?: 'RecommendationPayload', profile?: { __typename?: 'Profile', id: string, version?: string | null } | null }
    & { ' $fragmentRefs'?: { 'RecommendationResultFragment': RecommendationResultFragment } }
  ) | null };

export type RecommendationDeclineMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationDeclineMutation = { __typename?: 'Mutation', recommendationDecline?: (
    { __typename?: 'RecommendationPayload', profile?: { __typename?: 'Profile', id: string, version?: string | null } | null }
    & { ' $fragmentRefs'?: { 'RecommendationResultFragment': RecommendationResultFragment } }
  ) | null };

export type RecommendationWithdrawMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type RecommendationWithdrawMutation = { __typename?: 'Mutation', recommendationWithdraw?: (
    { __typename?: 'RecommendationPayload' }
    & { ' $fragmentRefs'?: { 'RecommendationResultFragment': RecommendationResultFragment } }
  ) | null };

export type EditableSkillsFragment = { __typename?: 'Profile', skills?: { __typename?: 'ProfileSkillConnection', nodes: Array<(
      { __typename?: 'ProfileSkill' }
      & { ' $fragmentRefs'?: { 'EditableSkillItemFragment': EditableSkillItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableSkillsFragment' };

export type EditableSkillItemFragment = (
  { __typename?: 'ProfileSkill', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'SkillMatrixItemFragment': SkillMatrixItemFragment } }
) & { ' $fragmentName'?: 'EditableSkillItemFragment' };

export type ProfileSkillAddMutationVariables = Exact<{
  input: ProfileSkillInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileSkillAddMutation = { __typename?: 'Mutation', profileSkillAdd?: { __typename?: 'ProfileSkillPayload', profileSkill?: (
      { __typename?: 'ProfileSkill' }
      & { ' $fragmentRefs'?: { 'EditableSkillItemFragment': EditableSkillItemFragment } }
    ) | null, didYouMean: Array<(
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
    )>, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProfileSkillUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: ProfileSkillInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileSkillUpdateMutation = { __typename?: 'Mutation', profileSkillUpdate?: { __typename?: 'ProfileSkillPayload', profileSkill?: (
      { __typename?: 'ProfileSkill' }
      & { ' $fragmentRefs'?: { 'EditableSkillItemFragment': EditableSkillItemFragment } }
    ) | null, didYouMean: Array<(
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
    )>, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProfileSkillRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileSkillRemoveMutation = { __typename?: 'Mutation', profileSkillRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProfileSkillReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileSkillReorderMutation = { __typename?: 'Mutation', profileSkillReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableSkillsFragment': EditableSkillsFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EditableWorkFragment = { __typename?: 'Profile', work?: { __typename?: 'WorkExperienceConnection', nodes: Array<(
      { __typename?: 'WorkExperience' }
      & { ' $fragmentRefs'?: { 'EditableWorkItemFragment': EditableWorkItemFragment } }
    )> } | null } & { ' $fragmentName'?: 'EditableWorkFragment' };

export type EditableWorkItemFragment = (
  { __typename?: 'WorkExperience', version?: string | null, position?: number | null, provenance?: Provenance | null, visibility?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null }
  & { ' $fragmentRefs'?: { 'WorkItemFragment': WorkItemFragment } }
) & { ' $fragmentName'?: 'EditableWorkItemFragment' };

export type WorkAddMutationVariables = Exact<{
  input: WorkInput;
  visibility?: InputMaybe<VisibilityInput>;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type WorkAddMutation = { __typename?: 'Mutation', workAdd?: { __typename?: 'WorkPayload', work?: (
      { __typename?: 'WorkExperience' }
      & { ' $fragmentRefs'?: { 'EditableWorkItemFragment': EditableWorkItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type WorkUpdateMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  input: WorkInput;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type WorkUpdateMutation = { __typename?: 'Mutation', workUpdate?: { __typename?: 'WorkPayload', work?: (
      { __typename?: 'WorkExperience' }
      & { ' $fragmentRefs'?: { 'EditableWorkItemFragment': EditableWorkItemFragment } }
    ) | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type WorkRemoveMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type WorkRemoveMutation = { __typename?: 'Mutation', workRemove?: { __typename?: 'ItemRemovedPayload', removedId?: string | null, profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type WorkReorderMutationVariables = Exact<{
  ids: Array<Scalars['ID']['input']> | Scalars['ID']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type WorkReorderMutation = { __typename?: 'Mutation', workReorder?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'EditableWorkFragment': EditableWorkFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type EducationSectionFragment = { __typename?: 'Profile', education?: { __typename?: 'EducationConnection', totalCount: number, nodes: Array<(
      { __typename?: 'Education' }
      & { ' $fragmentRefs'?: { 'EducationItemFragment': EducationItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'EducationSectionFragment' };

export type EducationItemFragment = { __typename?: 'Education', id: string, institution?: string | null, institutionUrl?: string | null, degree?: string | null, fieldOfStudy?: string | null, startDate?: string | null, endDate?: string | null, honours?: string | null, coursework: Array<string>, gpa?: { __typename?: 'Gpa', value?: string | null, scale?: string | null, text?: string | null } | null } & { ' $fragmentName'?: 'EducationItemFragment' };

export type MoreEducationQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  educationFirst?: InputMaybe<Scalars['Int']['input']>;
  educationAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreEducationQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'EducationSectionFragment': EducationSectionFragment } }
  ) | null };

export type ExportResumeQueryVariables = Exact<{ [key: string]: never; }>;


export type ExportResumeQuery = { __typename?: 'Query', me?: { __typename?: 'Me', jsonResume?: unknown | null } | null };

export type ResumePreviewQueryVariables = Exact<{
  document: Scalars['JSON']['input'];
}>;


export type ResumePreviewQuery = { __typename?: 'Query', resumePreview?: (
    { __typename?: 'ImportPreview' }
    & { ' $fragmentRefs'?: { 'PreviewOfAnImportFragment': PreviewOfAnImportFragment } }
  ) | null };

export type LinkedInPreviewQueryVariables = Exact<{
  archive?: InputMaybe<Scalars['String']['input']>;
  upload?: InputMaybe<Scalars['ID']['input']>;
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
}>;


export type LinkedInPreviewQuery = { __typename?: 'Query', linkedInPreview?: (
    { __typename?: 'ImportPreview' }
    & { ' $fragmentRefs'?: { 'PreviewOfAnImportFragment': PreviewOfAnImportFragment } }
  ) | null };

export type GitHubPreviewQueryVariables = Exact<{
  login: Scalars['String']['input'];
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  forks?: InputMaybe<Scalars['Boolean']['input']>;
}>;


export type GitHubPreviewQuery = { __typename?: 'Query', gitHubPreview?: (
    { __typename?: 'ImportPreview' }
    & { ' $fragmentRefs'?: { 'PreviewOfAnImportFragment': PreviewOfAnImportFragment } }
  ) | null };

export type PreviewOfAnImportFragment = { __typename?: 'ImportPreview', core: Array<string>, sections: Array<{ __typename?: 'ImportSection', section: Section, added: number, changed: number, removed: number, unchanged: number, leftOut: number, total: number }>, losses: Array<{ __typename?: 'ImportLoss', path: string, reason: ImportLossReason, message: string }>, userErrors: Array<(
    { __typename?: 'UserError' }
    & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
  )> } & { ' $fragmentName'?: 'PreviewOfAnImportFragment' };

export type ResumeImportMutationVariables = Exact<{
  document: Scalars['JSON']['input'];
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ResumeImportMutation = { __typename?: 'Mutation', resumeImport?: { __typename?: 'ImportPayload', profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, losses: Array<{ __typename?: 'ImportLoss', path: string, reason: ImportLossReason, message: string }>, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type LinkedInImportMutationVariables = Exact<{
  archive?: InputMaybe<Scalars['String']['input']>;
  upload?: InputMaybe<Scalars['ID']['input']>;
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type LinkedInImportMutation = { __typename?: 'Mutation', linkedInImport?: { __typename?: 'ImportPayload', profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, losses: Array<{ __typename?: 'ImportLoss', path: string, reason: ImportLossReason, message: string }>, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type GitHubImportMutationVariables = Exact<{
  login: Scalars['String']['input'];
  consent: Scalars['Boolean']['input'];
  consentTextVersion?: InputMaybe<Scalars['String']['input']>;
  forks?: InputMaybe<Scalars['Boolean']['input']>;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type GitHubImportMutation = { __typename?: 'Mutation', gitHubImport?: { __typename?: 'ImportPayload', profile?: { __typename?: 'Profile', id: string, version?: string | null } | null, losses: Array<{ __typename?: 'ImportLoss', path: string, reason: ImportLossReason, message: string }>, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ImportConsentsQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportConsentsQuery = { __typename?: 'Query', me?: { __typename?: 'Me', importConsents?: Array<(
      { __typename?: 'ImportConsent' }
      & { ' $fragmentRefs'?: { 'AgreedToAnImportFragment': AgreedToAnImportFragment } }
    )> | null } | null };

export type AgreedToAnImportFragment = { __typename?: 'ImportConsent', source: ImportConsentSource, textVersion: string, agreedAt: string, withdrawnAt?: string | null } & { ' $fragmentName'?: 'AgreedToAnImportFragment' };

export type ImportConsentWithdrawMutationVariables = Exact<{
  source: ImportConsentSource;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ImportConsentWithdrawMutation = { __typename?: 'Mutation', importConsentWithdraw?: { __typename?: 'ImportConsentPayload', consent?: (
      { __typename?: 'ImportConsent' }
      & { ' $fragmentRefs'?: { 'AgreedToAnImportFragment': AgreedToAnImportFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type FacetsQueryVariables = Exact<{
  kind?: InputMaybe<FacetKind>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type FacetsQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: { __typename?: 'Profile', id: string, extractionStatus?: { __typename?: 'ExtractionStatus', state?: ExtractionState | null, since?: string | null, lagSeconds?: number | null, extractedAt?: string | null, extractor?: string | null, extractorVersion?: string | null } | null, facets?: { __typename?: 'FacetConnection', totalCount: number, nodes: Array<{ __typename?: 'Facet', id: string, kind?: FacetKind | null, value?: string | null, subject?: string | null, years?: number | null, confidence?: number | null, extractor?: string | null, extractorVersion?: string | null, createdAt?: string | null, source?: { __typename?: 'FacetSource', kind?: FacetSourceKind | null, itemId?: string | null, field?: string | null, start?: number | null, end?: number | null } | null }>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null } | null };

export type ModelConsentQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelConsentQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'AgreedToAModelFragment': AgreedToAModelFragment } }
    ) | null } | null };

export type AgreedToAModelFragment = { __typename?: 'Profile', id: string, version?: string | null, preferences?: { __typename?: 'Preferences', modelConsent?: string | null, modelConsentAt?: string | null } | null } & { ' $fragmentName'?: 'AgreedToAModelFragment' };

export type ModelConsentSetMutationVariables = Exact<{
  textVersion?: InputMaybe<Scalars['String']['input']>;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type ModelConsentSetMutation = { __typename?: 'Mutation', modelConsentSet?: { __typename?: 'ProfilePayload', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'AgreedToAModelFragment': AgreedToAModelFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type GigsSectionFragment = { __typename?: 'Profile', gigs?: { __typename?: 'GigConnection', totalCount: number, nodes: Array<(
      { __typename?: 'Gig' }
      & { ' $fragmentRefs'?: { 'GigItemFragment': GigItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'GigsSectionFragment' };

export type GigItemFragment = { __typename?: 'Gig', id: string, title?: string | null, role?: string | null, category?: string | null, skills: Array<string>, startedAt?: string | null, completedAt?: string | null, featured?: boolean | null, client?: { __typename?: 'GigClient', name?: string | null, profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
    ) | null } | null, review?: { __typename?: 'GigReview', rating?: number | null, text?: string | null, reviewedAt?: string | null, reviewer?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
    ) | null } | null } & { ' $fragmentName'?: 'GigItemFragment' };

export type PersonCardFragment = { __typename?: 'Profile', id: string, slug?: string | null, displayName?: string | null, avatarUrl?: string | null } & { ' $fragmentName'?: 'PersonCardFragment' };

export type MoreGigsQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  gigsFirst?: InputMaybe<Scalars['Int']['input']>;
  gigsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreGigsQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'GigsSectionFragment': GigsSectionFragment } }
  ) | null };

export type LanguagesSectionFragment = { __typename?: 'Profile', languages?: { __typename?: 'LanguageSkillConnection', totalCount: number, nodes: Array<(
      { __typename?: 'LanguageSkill' }
      & { ' $fragmentRefs'?: { 'LanguageItemFragment': LanguageItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'LanguagesSectionFragment' };

export type LanguageItemFragment = { __typename?: 'LanguageSkill', id: string, language?: string | null, level?: LanguageLevel | null } & { ' $fragmentName'?: 'LanguageItemFragment' };

export type MoreLanguagesQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  languagesFirst?: InputMaybe<Scalars['Int']['input']>;
  languagesAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreLanguagesQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'LanguagesSectionFragment': LanguagesSectionFragment } }
  ) | null };

export type LiveBadgesSubscriptionVariables = Exact<{
  profileId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type LiveBadgesSubscription = { __typename?: 'Subscription', badgeEvents?: { __typename?: 'BadgeMessage', kind: MessageKind, cursor: string, badges: Array<(
      { __typename?: 'BadgeAward' }
      & { ' $fragmentRefs'?: { 'LiveBadgeFragment': LiveBadgeFragment } }
    )>, events: Array<{ __typename?: 'BadgeEvent', type: BadgeEventType, id: string, award?: (
        { __typename?: 'BadgeAward' }
        & { ' $fragmentRefs'?: { 'LiveBadgeFragment': LiveBadgeFragment } }
      ) | null }> } | null };

export type LiveBadgeFragment = { __typename?: 'BadgeAward', id: string, status?: BadgeStatus | null, awardedAt?: string | null, expiresAt?: string | null, featured?: boolean | null, evidenceUrl?: string | null, evidenceText?: string | null, badge?: { __typename?: 'Badge', key: string, name: string, description?: string | null, issuerName: string, imageUrl?: string | null, tier?: BadgeTier | null, category?: string | null } | null } & { ' $fragmentName'?: 'LiveBadgeFragment' };

export type LiveStrengthSubscriptionVariables = Exact<{
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type LiveStrengthSubscription = { __typename?: 'Subscription', strengthChanged: { __typename?: 'StrengthMessage', kind: MessageKind, cursor: string, strength?: { __typename?: 'Strength', score?: number | null, level?: string | null, levelLabel?: string | null, factors: Array<{ __typename?: 'StrengthFactor', key?: string | null, label?: string | null, weight?: number | null, earned?: number | null, gain?: number | null, action?: { __typename?: 'StrengthAction', code?: string | null, text?: string | null } | null }>, nextStep?: { __typename?: 'StrengthFactor', key?: string | null, gain?: number | null, action?: { __typename?: 'StrengthAction', code?: string | null, text?: string | null } | null } | null } | null } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { __typename?: 'Query', me?: { __typename?: 'Me', role?: Role | null, staff?: StaffRight | null, verifiedEmployer: boolean, profile?: { __typename?: 'Profile', id: string, slug?: string | null, displayName?: string | null, avatarUrl?: string | null, version?: string | null, publication?: { __typename?: 'Publication', state?: ProfileState | null, discoverable?: boolean | null, publicUrlEnabled?: boolean | null, searchEngineIndexing?: boolean | null } | null } | null } | null };

export type MediaSectionFragment = { __typename?: 'Profile', media?: { __typename?: 'MediaItemConnection', totalCount: number, nodes: Array<(
      { __typename?: 'MediaItem' }
      & { ' $fragmentRefs'?: { 'MediaEntryFragment': MediaEntryFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'MediaSectionFragment' };

export type MediaEntryFragment = { __typename?: 'MediaItem', id: string, kind?: MediaKind | null, title?: string | null, description?: string | null, altText?: string | null, url?: string | null, videoUrl?: string | null, contentType?: string | null, byteSize?: number | null, filename?: string | null } & { ' $fragmentName'?: 'MediaEntryFragment' };

export type AttachedMediaFragment = { __typename?: 'MediaItem', id: string, kind?: MediaKind | null, title?: string | null, altText?: string | null, url?: string | null, videoUrl?: string | null, contentType?: string | null } & { ' $fragmentName'?: 'AttachedMediaFragment' };

export type MoreMediaQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  mediaFirst?: InputMaybe<Scalars['Int']['input']>;
  mediaAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreMediaQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'MediaSectionFragment': MediaSectionFragment } }
  ) | null };

export type OnboardingQueryVariables = Exact<{ [key: string]: never; }>;


export type OnboardingQuery = { __typename?: 'Query', me?: { __typename?: 'Me', onboarding?: { __typename?: 'Onboarding', role?: Role | null, done: boolean, suggestedSections: Array<Section>, steps: Array<{ __typename?: 'OnboardingStep', key: string, title: string, done: boolean, optional: boolean, section: Section, action: { __typename?: 'StrengthAction', code?: string | null, text?: string | null } }> } | null } | null };

export type PipelineStatusSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type PipelineStatusSubscription = { __typename?: 'Subscription', pipelineStatus: { __typename?: 'PipelineStatus', stages: Array<{ __typename?: 'StageStatus', stage: PipelineStage, state: PipelineState, since?: string | null, lagSeconds: number }> } };

export type PrivacyMatrixQueryVariables = Exact<{ [key: string]: never; }>;


export type PrivacyMatrixQuery = { __typename?: 'Query', privacyMatrix: Array<{ __typename?: 'PrivacyMatrixRow', field: string, section: string, parentSection?: string | null, ownToggle: boolean, dataClass: DataClass, basis: string, retention: string, export: string, default: { __typename?: 'DefaultVisibility', student: (
        { __typename?: 'Visibility' }
        & { ' $fragmentRefs'?: { 'VisibilityValueFragment': VisibilityValueFragment } }
      ), employer: (
        { __typename?: 'Visibility' }
        & { ' $fragmentRefs'?: { 'VisibilityValueFragment': VisibilityValueFragment } }
      ), mentor: (
        { __typename?: 'Visibility' }
        & { ' $fragmentRefs'?: { 'VisibilityValueFragment': VisibilityValueFragment } }
      ), withoutRole: (
        { __typename?: 'Visibility' }
        & { ' $fragmentRefs'?: { 'VisibilityValueFragment': VisibilityValueFragment } }
      ) }, mostOpen: (
      { __typename?: 'Visibility' }
      & { ' $fragmentRefs'?: { 'VisibilityValueFragment': VisibilityValueFragment } }
    ) }> };

export type PrivacySettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type PrivacySettingsQuery = { __typename?: 'Query', privacySettings?: { __typename?: 'PrivacySettings', version: string, publication: { __typename?: 'Publication', state?: ProfileState | null, discoverable?: boolean | null, publicUrlEnabled?: boolean | null, searchEngineIndexing?: boolean | null }, sections: Array<{ __typename?: 'SectionSettings', section: Section, parentSection?: Section | null, setting: (
        { __typename?: 'VisibilitySetting' }
        & { ' $fragmentRefs'?: { 'VisibilitySettingFragment': VisibilitySettingFragment } }
      ), fields: Array<{ __typename?: 'FieldSetting', field: string, setting: (
          { __typename?: 'VisibilitySetting' }
          & { ' $fragmentRefs'?: { 'VisibilitySettingFragment': VisibilitySettingFragment } }
        ) }>, items: Array<{ __typename?: 'ItemSetting', id: string, title?: string | null, setting: (
          { __typename?: 'VisibilitySetting' }
          & { ' $fragmentRefs'?: { 'VisibilitySettingFragment': VisibilitySettingFragment } }
        ) }> }> } | null };

export type VisibilitySettingFragment = { __typename?: 'VisibilitySetting', adjustable: boolean, openTo: Array<Audience>, chosen?: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> } | null, mostOpen: { __typename?: 'Visibility', level: VisibilityLevel, to: Array<Circle> }, limits: Array<{ __typename?: 'VisibilityLimit', kind: LimitKind, keepsOut: Array<Audience>, section?: Section | null }> } & { ' $fragmentName'?: 'VisibilitySettingFragment' };

export type VisibilitySetMutationVariables = Exact<{
  input: VisibilitySetInput;
  expectedVersion: Scalars['Int64']['input'];
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type VisibilitySetMutation = { __typename?: 'Mutation', visibilitySet?: { __typename?: 'ProfilePayload', profile?: { __typename?: 'Profile', id: string, version?: string | null, publication?: { __typename?: 'Publication', discoverable?: boolean | null, publicUrlEnabled?: boolean | null, searchEngineIndexing?: boolean | null } | null } | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type ProfileChangedSubscriptionVariables = Exact<{
  profileId: Scalars['ID']['input'];
  educationFirst?: InputMaybe<Scalars['Int']['input']>;
  educationAfter?: InputMaybe<Scalars['String']['input']>;
  projectsFirst?: InputMaybe<Scalars['Int']['input']>;
  projectsAfter?: InputMaybe<Scalars['String']['input']>;
  badgesFirst?: InputMaybe<Scalars['Int']['input']>;
  badgesAfter?: InputMaybe<Scalars['String']['input']>;
  certificatesFirst?: InputMaybe<Scalars['Int']['input']>;
  certificatesAfter?: InputMaybe<Scalars['String']['input']>;
  gigsFirst?: InputMaybe<Scalars['Int']['input']>;
  gigsAfter?: InputMaybe<Scalars['String']['input']>;
  workFirst?: InputMaybe<Scalars['Int']['input']>;
  workAfter?: InputMaybe<Scalars['String']['input']>;
  languagesFirst?: InputMaybe<Scalars['Int']['input']>;
  languagesAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfileChangedSubscription = { __typename?: 'Subscription', profileChanged?: { __typename?: 'ProfileChanged', profile?: (
      { __typename?: 'Profile' }
      & { ' $fragmentRefs'?: { 'ProfilePageContentFragment': ProfilePageContentFragment } }
    ) | null } | null };

export type ProfileDocumentQueryVariables = Exact<{
  slug: Scalars['String']['input'];
}>;


export type ProfileDocumentQuery = { __typename?: 'Query', profileDocument?: { __typename?: 'ProfileDocument', slug?: string | null, canonicalUrl?: string | null, robots: string, cacheTags: Array<string>, jsonLd?: string | null, openGraph: { __typename?: 'OpenGraph', type: string, title?: string | null, description?: string | null, url?: string | null, image?: string | null, username?: string | null } } | null };

export type ProfileHeaderFragment = { __typename?: 'Profile', id: string, slug?: string | null, displayName?: string | null, pronouns?: string | null, headline?: string | null, role?: Role | null, avatarUrl?: string | null, coverUrl?: string | null, location?: { __typename?: 'Location', city?: string | null, region?: string | null, countryCode?: string | null } | null, contact?: { __typename?: 'Contact', email?: string | null, phone?: string | null } | null, links: Array<{ __typename?: 'Link', id: string, kind?: LinkKind | null, label?: string | null, url?: string | null, username?: string | null }>, availability?: { __typename?: 'Availability', status?: AvailabilityStatus | null, availableFrom?: string | null, hoursPerWeek?: number | null, remote?: RemoteWork | null, hourlyRateMin?: (
      { __typename?: 'Money' }
      & { ' $fragmentRefs'?: { 'AmountFragment': AmountFragment } }
    ) | null, hourlyRateMax?: (
      { __typename?: 'Money' }
      & { ' $fragmentRefs'?: { 'AmountFragment': AmountFragment } }
    ) | null } | null } & { ' $fragmentName'?: 'ProfileHeaderFragment' };

export type AmountFragment = { __typename?: 'Money', amountMinor?: string | null, currency?: string | null } & { ' $fragmentName'?: 'AmountFragment' };

export type ProfilePageQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  educationFirst?: InputMaybe<Scalars['Int']['input']>;
  educationAfter?: InputMaybe<Scalars['String']['input']>;
  projectsFirst?: InputMaybe<Scalars['Int']['input']>;
  projectsAfter?: InputMaybe<Scalars['String']['input']>;
  badgesFirst?: InputMaybe<Scalars['Int']['input']>;
  badgesAfter?: InputMaybe<Scalars['String']['input']>;
  certificatesFirst?: InputMaybe<Scalars['Int']['input']>;
  certificatesAfter?: InputMaybe<Scalars['String']['input']>;
  gigsFirst?: InputMaybe<Scalars['Int']['input']>;
  gigsAfter?: InputMaybe<Scalars['String']['input']>;
  workFirst?: InputMaybe<Scalars['Int']['input']>;
  workAfter?: InputMaybe<Scalars['String']['input']>;
  languagesFirst?: InputMaybe<Scalars['Int']['input']>;
  languagesAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProfilePageQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'ProfilePageContentFragment': ProfilePageContentFragment } }
  ) | null };

export type ViewAsQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  audience: Audience;
  educationFirst?: InputMaybe<Scalars['Int']['input']>;
  educationAfter?: InputMaybe<Scalars['String']['input']>;
  projectsFirst?: InputMaybe<Scalars['Int']['input']>;
  projectsAfter?: InputMaybe<Scalars['String']['input']>;
  badgesFirst?: InputMaybe<Scalars['Int']['input']>;
  badgesAfter?: InputMaybe<Scalars['String']['input']>;
  certificatesFirst?: InputMaybe<Scalars['Int']['input']>;
  certificatesAfter?: InputMaybe<Scalars['String']['input']>;
  gigsFirst?: InputMaybe<Scalars['Int']['input']>;
  gigsAfter?: InputMaybe<Scalars['String']['input']>;
  workFirst?: InputMaybe<Scalars['Int']['input']>;
  workAfter?: InputMaybe<Scalars['String']['input']>;
  languagesFirst?: InputMaybe<Scalars['Int']['input']>;
  languagesAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type ViewAsQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'ProfilePageContentFragment': ProfilePageContentFragment } }
  ) | null };

export type ProfilePageContentFragment = (
  { __typename?: 'Profile', id: string }
  & { ' $fragmentRefs'?: { 'ProfileHeaderFragment': ProfileHeaderFragment;'AboutSectionFragment': AboutSectionFragment;'EducationSectionFragment': EducationSectionFragment;'ProjectsSectionFragment': ProjectsSectionFragment;'BadgesSectionFragment': BadgesSectionFragment;'CertificatesSectionFragment': CertificatesSectionFragment;'GigsSectionFragment': GigsSectionFragment;'WorkSectionFragment': WorkSectionFragment;'LanguagesSectionFragment': LanguagesSectionFragment } }
) & { ' $fragmentName'?: 'ProfilePageContentFragment' };

export type ProjectsSectionFragment = { __typename?: 'Profile', projects?: { __typename?: 'ProjectConnection', totalCount: number, nodes: Array<(
      { __typename?: 'Project' }
      & { ' $fragmentRefs'?: { 'ProjectItemFragment': ProjectItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'ProjectsSectionFragment' };

export type ProjectItemFragment = { __typename?: 'Project', id: string, name?: string | null, kind?: string | null, role?: string | null, organization?: string | null, description?: string | null, highlights: Array<string>, skills: Array<string>, links: Array<string>, startDate?: string | null, endDate?: string | null, media: Array<(
    { __typename?: 'MediaItem' }
    & { ' $fragmentRefs'?: { 'AttachedMediaFragment': AttachedMediaFragment } }
  )> } & { ' $fragmentName'?: 'ProjectItemFragment' };

export type MoreProjectsQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  projectsFirst?: InputMaybe<Scalars['Int']['input']>;
  projectsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreProjectsQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'ProjectsSectionFragment': ProjectsSectionFragment } }
  ) | null };

export type RecommendationsSectionFragment = { __typename?: 'Profile', recommendations?: { __typename?: 'RecommendationConnection', totalCount: number, nodes: Array<(
      { __typename?: 'Recommendation' }
      & { ' $fragmentRefs'?: { 'RecommendationItemFragment': RecommendationItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'RecommendationsSectionFragment' };

export type RecommendationItemFragment = { __typename?: 'Recommendation', id: string, capacity?: Capacity | null, relationship?: string | null, text?: string | null, writtenAt?: string | null, author?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
  ) | null } & { ' $fragmentName'?: 'RecommendationItemFragment' };

export type MoreRecommendationsQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  recommendationsFirst?: InputMaybe<Scalars['Int']['input']>;
  recommendationsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreRecommendationsQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'RecommendationsSectionFragment': RecommendationsSectionFragment } }
  ) | null };

export type EndorsementItemFragment = { __typename?: 'SkillEndorsement', capacity?: Capacity | null, relationship?: string | null, note?: string | null, endorsedAt?: string | null, endorser?: (
    { __typename?: 'Profile' }
    & { ' $fragmentRefs'?: { 'PersonCardFragment': PersonCardFragment } }
  ) | null } & { ' $fragmentName'?: 'EndorsementItemFragment' };

export type SkillEndorsementsQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  skillsFirst?: InputMaybe<Scalars['Int']['input']>;
  skillsAfter?: InputMaybe<Scalars['String']['input']>;
  endorsementsFirst?: InputMaybe<Scalars['Int']['input']>;
}>;


export type SkillEndorsementsQuery = { __typename?: 'Query', profile?: { __typename?: 'Profile', id: string, skills?: { __typename?: 'ProfileSkillConnection', nodes: Array<{ __typename?: 'ProfileSkill', id: string, name?: string | null, endorsementCount?: number | null, endorsements?: { __typename?: 'SkillEndorsementConnection', nodes: Array<(
            { __typename?: 'SkillEndorsement' }
            & { ' $fragmentRefs'?: { 'EndorsementItemFragment': EndorsementItemFragment } }
          )> } | null }>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null };

export type SkillMatrixFragment = { __typename?: 'Profile', skills?: { __typename?: 'ProfileSkillConnection', totalCount: number, nodes: Array<(
      { __typename?: 'ProfileSkill' }
      & { ' $fragmentRefs'?: { 'SkillMatrixItemFragment': SkillMatrixItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'SkillMatrixFragment' };

export type SkillMatrixItemFragment = { __typename?: 'ProfileSkill', id: string, name?: string | null, level?: SkillLevel | null, years?: number | null, endorsementCount?: number | null, skill?: { __typename?: 'Skill', slug: string, category?: SkillCategory | null } | null } & { ' $fragmentName'?: 'SkillMatrixItemFragment' };

export type SkillKeywordsFragment = { __typename?: 'Profile', skillKeywords: Array<string> } & { ' $fragmentName'?: 'SkillKeywordsFragment' };

export type SkillMatrixQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  skillsFirst?: InputMaybe<Scalars['Int']['input']>;
  skillsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type SkillMatrixQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'SkillKeywordsFragment': SkillKeywordsFragment;'SkillMatrixFragment': SkillMatrixFragment } }
  ) | null };

export type SkillCardFragment = { __typename?: 'Skill', slug: string, name: string, category?: SkillCategory | null, aliases?: Array<string> | null, parent?: { __typename?: 'Skill', slug: string, name: string } | null } & { ' $fragmentName'?: 'SkillCardFragment' };

export type SkillSuggestionsQueryVariables = Exact<{
  skillQuery: Scalars['String']['input'];
  skillsFirst?: InputMaybe<Scalars['Int']['input']>;
}>;


export type SkillSuggestionsQuery = { __typename?: 'Query', skills?: Array<{ __typename?: 'SkillSuggestion', match: SkillMatch, matched: string, skill: (
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
    ) }> | null };

export type SkillLookupQueryVariables = Exact<{
  skillName: Scalars['String']['input'];
}>;


export type SkillLookupQuery = { __typename?: 'Query', skillLookup?: { __typename?: 'SkillLookup', skill?: (
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
    ) | null, similar: Array<{ __typename?: 'SkillSuggestion', matched: string, skill: (
        { __typename?: 'Skill' }
        & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
      ) }> } | null };

export type CatalogueBadgeFragment = (
  { __typename?: 'Badge', retiredAt?: string | null, version: string }
  & { ' $fragmentRefs'?: { 'BadgeCardFragment': BadgeCardFragment } }
) & { ' $fragmentName'?: 'CatalogueBadgeFragment' };

export type BadgeDefineMutationVariables = Exact<{
  input: BadgeInput;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type BadgeDefineMutation = { __typename?: 'Mutation', badgeDefine?: { __typename?: 'BadgeDefinePayload', badge?: (
      { __typename?: 'Badge' }
      & { ' $fragmentRefs'?: { 'CatalogueBadgeFragment': CatalogueBadgeFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type BadgeAwardMutationVariables = Exact<{
  profileId: Scalars['ID']['input'];
  input: BadgeAwardInput;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type BadgeAwardMutation = { __typename?: 'Mutation', badgeAward?: { __typename?: 'BadgeAwardPayload', awardId?: string | null, award?: (
      { __typename?: 'BadgeAward' }
      & { ' $fragmentRefs'?: { 'BadgeAwardItemFragment': BadgeAwardItemFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type BadgeRevokeMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type BadgeRevokeMutation = { __typename?: 'Mutation', badgeRevoke?: { __typename?: 'BadgeAwardPayload', awardId?: string | null, award?: (
      { __typename?: 'BadgeAward' }
      & { ' $fragmentRefs'?: { 'BadgeAwardItemFragment': BadgeAwardItemFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type CatalogueSkillFragment = (
  { __typename?: 'Skill', escoUri?: string | null, version: string }
  & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
) & { ' $fragmentName'?: 'CatalogueSkillFragment' };

export type ProposedSkillsQueryVariables = Exact<{
  proposalsFirst?: InputMaybe<Scalars['Int']['input']>;
  proposalsAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type ProposedSkillsQuery = { __typename?: 'Query', proposedSkills?: { __typename?: 'ProposedSkillConnection', nodes: Array<{ __typename?: 'ProposedSkill', id: string, name: string, proposedAt?: string | null, version: string, similar: Array<{ __typename?: 'SkillSuggestion', matched: string, skill: (
          { __typename?: 'Skill' }
          & { ' $fragmentRefs'?: { 'SkillCardFragment': SkillCardFragment } }
        ) }> }>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null };

export type SkillAcceptMutationVariables = Exact<{
  id: Scalars['ID']['input'];
  input: SkillAcceptInput;
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type SkillAcceptMutation = { __typename?: 'Mutation', skillAccept?: { __typename?: 'SkillPayload', skill?: (
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'CatalogueSkillFragment': CatalogueSkillFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type SkillAliasAddMutationVariables = Exact<{
  slug: Scalars['String']['input'];
  name: Scalars['String']['input'];
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type SkillAliasAddMutation = { __typename?: 'Mutation', skillAliasAdd?: { __typename?: 'SkillPayload', skill?: (
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'CatalogueSkillFragment': CatalogueSkillFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type SkillMergeMutationVariables = Exact<{
  skill: Scalars['ID']['input'];
  into: Scalars['String']['input'];
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type SkillMergeMutation = { __typename?: 'Mutation', skillMerge?: { __typename?: 'SkillPayload', skill?: (
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'CatalogueSkillFragment': CatalogueSkillFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type SkillUnmergeMutationVariables = Exact<{
  skill: Scalars['ID']['input'];
  expectedVersion?: InputMaybe<Scalars['Int64']['input']>;
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
}>;


export type SkillUnmergeMutation = { __typename?: 'Mutation', skillUnmerge?: { __typename?: 'SkillPayload', skill?: (
      { __typename?: 'Skill' }
      & { ' $fragmentRefs'?: { 'CatalogueSkillFragment': CatalogueSkillFragment } }
    ) | null, userErrors: Array<(
      { __typename?: 'UserError' }
      & { ' $fragmentRefs'?: { 'MutationProblemFragment': MutationProblemFragment } }
    )> } | null };

export type StrengthMeterFragment = { __typename?: 'Profile', strength?: { __typename?: 'Strength', score?: number | null, level?: string | null, levelLabel?: string | null, modelVersion?: number | null, nextStep?: (
      { __typename?: 'StrengthFactor' }
      & { ' $fragmentRefs'?: { 'StrengthFactorFragment': StrengthFactorFragment } }
    ) | null, factors: Array<(
      { __typename?: 'StrengthFactor' }
      & { ' $fragmentRefs'?: { 'StrengthFactorFragment': StrengthFactorFragment } }
    )> } | null } & { ' $fragmentName'?: 'StrengthMeterFragment' };

export type StrengthFactorFragment = { __typename?: 'StrengthFactor', key?: string | null, label?: string | null, weight?: number | null, earned?: number | null, gain?: number | null, action?: { __typename?: 'StrengthAction', code?: string | null, text?: string | null } | null } & { ' $fragmentName'?: 'StrengthFactorFragment' };

export type StrengthMeterQueryVariables = Exact<{ [key: string]: never; }>;


export type StrengthMeterQuery = { __typename?: 'Query', me?: { __typename?: 'Me', profile?: (
      { __typename?: 'Profile', id: string, version?: string | null }
      & { ' $fragmentRefs'?: { 'StrengthMeterFragment': StrengthMeterFragment } }
    ) | null } | null };

export type StrengthInsightsQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type StrengthInsightsQuery = { __typename?: 'Query', me?: { __typename?: 'Me', strengthInsights?: { __typename?: 'StrengthInsights', score: number, lastGainAt?: string | null, daysSinceLastGain?: number | null, changes: Array<{ __typename?: 'StrengthChange', days: number, since: string, from: number, change: number, gained: Array<(
          { __typename?: 'StrengthMove' }
          & { ' $fragmentRefs'?: { 'StrengthMoveFragment': StrengthMoveFragment } }
        )>, lost: Array<(
          { __typename?: 'StrengthMove' }
          & { ' $fragmentRefs'?: { 'StrengthMoveFragment': StrengthMoveFragment } }
        )> }> } | null, strengthHistory?: { __typename?: 'StrengthPointConnection', nodes: Array<{ __typename?: 'StrengthPoint', score: number, level: string, levelLabel?: string | null, modelVersion: number, profileVersion: string, at: string, change?: number | null, moved: Array<(
          { __typename?: 'StrengthMove' }
          & { ' $fragmentRefs'?: { 'StrengthMoveFragment': StrengthMoveFragment } }
        )> }>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } | null };

export type StrengthMoveFragment = { __typename?: 'StrengthMove', key: string, label: string, change: number } & { ' $fragmentName'?: 'StrengthMoveFragment' };

export type WorkSectionFragment = { __typename?: 'Profile', work?: { __typename?: 'WorkExperienceConnection', totalCount: number, nodes: Array<(
      { __typename?: 'WorkExperience' }
      & { ' $fragmentRefs'?: { 'WorkItemFragment': WorkItemFragment } }
    )>, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, endCursor?: string | null } } | null } & { ' $fragmentName'?: 'WorkSectionFragment' };

export type WorkItemFragment = { __typename?: 'WorkExperience', id: string, company?: string | null, companyUrl?: string | null, title?: string | null, location?: string | null, description?: string | null, highlights: Array<string>, skills: Array<string>, startDate?: string | null, endDate?: string | null } & { ' $fragmentName'?: 'WorkItemFragment' };

export type MoreWorkQueryVariables = Exact<{
  slug: Scalars['String']['input'];
  workFirst?: InputMaybe<Scalars['Int']['input']>;
  workAfter?: InputMaybe<Scalars['String']['input']>;
}>;


export type MoreWorkQuery = { __typename?: 'Query', profile?: (
    { __typename?: 'Profile', id: string }
    & { ' $fragmentRefs'?: { 'WorkSectionFragment': WorkSectionFragment } }
  ) | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const VisibilityValueFragmentDoc = new TypedDocumentString(`
    fragment VisibilityValue on Visibility {
  level
  to
}
    `, {"fragmentName":"VisibilityValue"}) as unknown as TypedDocumentString<VisibilityValueFragment, unknown>;
export const EditableAvailabilityFragmentDoc = new TypedDocumentString(`
    fragment EditableAvailability on Profile {
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      amountMinor
      currency
    }
    hourlyRateMax {
      amountMinor
      currency
    }
  }
}
    `, {"fragmentName":"EditableAvailability"}) as unknown as TypedDocumentString<EditableAvailabilityFragment, unknown>;
export const BadgeCardFragmentDoc = new TypedDocumentString(`
    fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
    `, {"fragmentName":"BadgeCard"}) as unknown as TypedDocumentString<BadgeCardFragment, unknown>;
export const BadgeAwardItemFragmentDoc = new TypedDocumentString(`
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
    fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}`, {"fragmentName":"BadgeAwardItem"}) as unknown as TypedDocumentString<BadgeAwardItemFragment, unknown>;
export const EditableBadgeItemFragmentDoc = new TypedDocumentString(`
    fragment EditableBadgeItem on BadgeAward {
  ...BadgeAwardItem
  revokedAt
  revocationReason
  version
  visibility {
    level
    to
  }
}
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}`, {"fragmentName":"EditableBadgeItem"}) as unknown as TypedDocumentString<EditableBadgeItemFragment, unknown>;
export const EditableBadgesFragmentDoc = new TypedDocumentString(`
    fragment EditableBadges on Profile {
  badges(first: 100) {
    nodes {
      ...EditableBadgeItem
    }
  }
}
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment EditableBadgeItem on BadgeAward {
  ...BadgeAwardItem
  revokedAt
  revocationReason
  version
  visibility {
    level
    to
  }
}`, {"fragmentName":"EditableBadges"}) as unknown as TypedDocumentString<EditableBadgesFragment, unknown>;
export const AttachedMediaFragmentDoc = new TypedDocumentString(`
    fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
    `, {"fragmentName":"AttachedMedia"}) as unknown as TypedDocumentString<AttachedMediaFragment, unknown>;
export const CertificateItemFragmentDoc = new TypedDocumentString(`
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
    fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`, {"fragmentName":"CertificateItem"}) as unknown as TypedDocumentString<CertificateItemFragment, unknown>;
export const EditableCertificateItemFragmentDoc = new TypedDocumentString(`
    fragment EditableCertificateItem on Certificate {
  ...CertificateItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`, {"fragmentName":"EditableCertificateItem"}) as unknown as TypedDocumentString<EditableCertificateItemFragment, unknown>;
export const EditableCertificatesFragmentDoc = new TypedDocumentString(`
    fragment EditableCertificates on Profile {
  certificates(first: 100) {
    nodes {
      ...EditableCertificateItem
    }
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EditableCertificateItem on Certificate {
  ...CertificateItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`, {"fragmentName":"EditableCertificates"}) as unknown as TypedDocumentString<EditableCertificatesFragment, unknown>;
export const EducationItemFragmentDoc = new TypedDocumentString(`
    fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}
    `, {"fragmentName":"EducationItem"}) as unknown as TypedDocumentString<EducationItemFragment, unknown>;
export const EditableEducationItemFragmentDoc = new TypedDocumentString(`
    fragment EditableEducationItem on Education {
  ...EducationItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`, {"fragmentName":"EditableEducationItem"}) as unknown as TypedDocumentString<EditableEducationItemFragment, unknown>;
export const EditableEducationFragmentDoc = new TypedDocumentString(`
    fragment EditableEducation on Profile {
  education(first: 100) {
    nodes {
      ...EditableEducationItem
    }
  }
}
    fragment EditableEducationItem on Education {
  ...EducationItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`, {"fragmentName":"EditableEducation"}) as unknown as TypedDocumentString<EditableEducationFragment, unknown>;
export const PersonCardFragmentDoc = new TypedDocumentString(`
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
    `, {"fragmentName":"PersonCard"}) as unknown as TypedDocumentString<PersonCardFragment, unknown>;
export const ReceivedEndorsementItemFragmentDoc = new TypedDocumentString(`
    fragment ReceivedEndorsementItem on ReceivedEndorsement {
  id
  state
  version
  capacity
  relationship
  note
  endorsedAt
  skill {
    id
    name
  }
  endorser {
    ...PersonCard
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"ReceivedEndorsementItem"}) as unknown as TypedDocumentString<ReceivedEndorsementItemFragment, unknown>;
export const GivenEndorsementItemFragmentDoc = new TypedDocumentString(`
    fragment GivenEndorsementItem on GivenEndorsement {
  id
  shown
  capacity
  relationship
  note
  endorsedAt
  skill {
    id
    name
  }
  profile {
    ...PersonCard
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"GivenEndorsementItem"}) as unknown as TypedDocumentString<GivenEndorsementItemFragment, unknown>;
export const EditableGigItemFragmentDoc = new TypedDocumentString(`
    fragment EditableGigItem on Gig {
  id
  title
  role
  completedAt
  featured
  version
  visibility {
    level
    to
  }
}
    `, {"fragmentName":"EditableGigItem"}) as unknown as TypedDocumentString<EditableGigItemFragment, unknown>;
export const EditableGigsFragmentDoc = new TypedDocumentString(`
    fragment EditableGigs on Profile {
  gigs(first: 100) {
    nodes {
      ...EditableGigItem
    }
  }
}
    fragment EditableGigItem on Gig {
  id
  title
  role
  completedAt
  featured
  version
  visibility {
    level
    to
  }
}`, {"fragmentName":"EditableGigs"}) as unknown as TypedDocumentString<EditableGigsFragment, unknown>;
export const LanguageItemFragmentDoc = new TypedDocumentString(`
    fragment LanguageItem on LanguageSkill {
  id
  language
  level
}
    `, {"fragmentName":"LanguageItem"}) as unknown as TypedDocumentString<LanguageItemFragment, unknown>;
export const EditableLanguageItemFragmentDoc = new TypedDocumentString(`
    fragment EditableLanguageItem on LanguageSkill {
  ...LanguageItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`, {"fragmentName":"EditableLanguageItem"}) as unknown as TypedDocumentString<EditableLanguageItemFragment, unknown>;
export const EditableLanguagesFragmentDoc = new TypedDocumentString(`
    fragment EditableLanguages on Profile {
  languages(first: 50) {
    nodes {
      ...EditableLanguageItem
    }
  }
}
    fragment EditableLanguageItem on LanguageSkill {
  ...LanguageItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`, {"fragmentName":"EditableLanguages"}) as unknown as TypedDocumentString<EditableLanguagesFragment, unknown>;
export const EditableLinkItemFragmentDoc = new TypedDocumentString(`
    fragment EditableLinkItem on Link {
  id
  kind
  label
  username
  url
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    `, {"fragmentName":"EditableLinkItem"}) as unknown as TypedDocumentString<EditableLinkItemFragment, unknown>;
export const EditableLinksFragmentDoc = new TypedDocumentString(`
    fragment EditableLinks on Profile {
  links {
    ...EditableLinkItem
  }
}
    fragment EditableLinkItem on Link {
  id
  kind
  label
  username
  url
  version
  position
  provenance
  visibility {
    level
    to
  }
}`, {"fragmentName":"EditableLinks"}) as unknown as TypedDocumentString<EditableLinksFragment, unknown>;
export const MediaEntryFragmentDoc = new TypedDocumentString(`
    fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}
    `, {"fragmentName":"MediaEntry"}) as unknown as TypedDocumentString<MediaEntryFragment, unknown>;
export const EditableMediaItemFragmentDoc = new TypedDocumentString(`
    fragment EditableMediaItem on MediaItem {
  ...MediaEntry
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`, {"fragmentName":"EditableMediaItem"}) as unknown as TypedDocumentString<EditableMediaItemFragment, unknown>;
export const EditableMediaFragmentDoc = new TypedDocumentString(`
    fragment EditableMedia on Profile {
  media(first: 100) {
    nodes {
      ...EditableMediaItem
    }
  }
}
    fragment EditableMediaItem on MediaItem {
  ...MediaEntry
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`, {"fragmentName":"EditableMedia"}) as unknown as TypedDocumentString<EditableMediaFragment, unknown>;
export const UploadFragmentDoc = new TypedDocumentString(`
    fragment Upload on MediaUpload {
  id
  purpose
  state
  contentType
  byteSize
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
    `, {"fragmentName":"Upload"}) as unknown as TypedDocumentString<UploadFragment, unknown>;
export const EditableProfileFragmentDoc = new TypedDocumentString(`
    fragment EditableProfile on Profile {
  id
  slug
  version
  displayName
  pronouns
  headline
  about
  location {
    city
    region
    countryCode
  }
  preferences {
    timezone
    currency
    locale
    settings
  }
  publication {
    state
  }
}
    `, {"fragmentName":"EditableProfile"}) as unknown as TypedDocumentString<EditableProfileFragment, unknown>;
export const ProjectItemFragmentDoc = new TypedDocumentString(`
    fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}
    fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`, {"fragmentName":"ProjectItem"}) as unknown as TypedDocumentString<ProjectItemFragment, unknown>;
export const EditableProjectItemFragmentDoc = new TypedDocumentString(`
    fragment EditableProjectItem on Project {
  ...ProjectItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`, {"fragmentName":"EditableProjectItem"}) as unknown as TypedDocumentString<EditableProjectItemFragment, unknown>;
export const EditableProjectsFragmentDoc = new TypedDocumentString(`
    fragment EditableProjects on Profile {
  projects(first: 100) {
    nodes {
      ...EditableProjectItem
    }
  }
}
    fragment EditableProjectItem on Project {
  ...ProjectItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`, {"fragmentName":"EditableProjects"}) as unknown as TypedDocumentString<EditableProjectsFragment, unknown>;
export const ReceivedRecommendationItemFragmentDoc = new TypedDocumentString(`
    fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"ReceivedRecommendationItem"}) as unknown as TypedDocumentString<ReceivedRecommendationItemFragment, unknown>;
export const WrittenRecommendationItemFragmentDoc = new TypedDocumentString(`
    fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"WrittenRecommendationItem"}) as unknown as TypedDocumentString<WrittenRecommendationItemFragment, unknown>;
export const MutationProblemFragmentDoc = new TypedDocumentString(`
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
    `, {"fragmentName":"MutationProblem"}) as unknown as TypedDocumentString<MutationProblemFragment, unknown>;
export const RecommendationResultFragmentDoc = new TypedDocumentString(`
    fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"RecommendationResult"}) as unknown as TypedDocumentString<RecommendationResultFragment, unknown>;
export const SkillMatrixItemFragmentDoc = new TypedDocumentString(`
    fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}
    `, {"fragmentName":"SkillMatrixItem"}) as unknown as TypedDocumentString<SkillMatrixItemFragment, unknown>;
export const EditableSkillItemFragmentDoc = new TypedDocumentString(`
    fragment EditableSkillItem on ProfileSkill {
  ...SkillMatrixItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}`, {"fragmentName":"EditableSkillItem"}) as unknown as TypedDocumentString<EditableSkillItemFragment, unknown>;
export const EditableSkillsFragmentDoc = new TypedDocumentString(`
    fragment EditableSkills on Profile {
  skills(first: 100) {
    nodes {
      ...EditableSkillItem
    }
  }
}
    fragment EditableSkillItem on ProfileSkill {
  ...SkillMatrixItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}`, {"fragmentName":"EditableSkills"}) as unknown as TypedDocumentString<EditableSkillsFragment, unknown>;
export const WorkItemFragmentDoc = new TypedDocumentString(`
    fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}
    `, {"fragmentName":"WorkItem"}) as unknown as TypedDocumentString<WorkItemFragment, unknown>;
export const EditableWorkItemFragmentDoc = new TypedDocumentString(`
    fragment EditableWorkItem on WorkExperience {
  ...WorkItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
    fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`, {"fragmentName":"EditableWorkItem"}) as unknown as TypedDocumentString<EditableWorkItemFragment, unknown>;
export const EditableWorkFragmentDoc = new TypedDocumentString(`
    fragment EditableWork on Profile {
  work(first: 100) {
    nodes {
      ...EditableWorkItem
    }
  }
}
    fragment EditableWorkItem on WorkExperience {
  ...WorkItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`, {"fragmentName":"EditableWork"}) as unknown as TypedDocumentString<EditableWorkFragment, unknown>;
export const PreviewOfAnImportFragmentDoc = new TypedDocumentString(`
    fragment PreviewOfAnImport on ImportPreview {
  core
  sections {
    section
    added
    changed
    removed
    unchanged
    leftOut
    total
  }
  losses {
    path
    reason
    message
  }
  userErrors {
    ...MutationProblem
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`, {"fragmentName":"PreviewOfAnImport"}) as unknown as TypedDocumentString<PreviewOfAnImportFragment, unknown>;
export const AgreedToAnImportFragmentDoc = new TypedDocumentString(`
    fragment AgreedToAnImport on ImportConsent {
  source
  textVersion
  agreedAt
  withdrawnAt
}
    `, {"fragmentName":"AgreedToAnImport"}) as unknown as TypedDocumentString<AgreedToAnImportFragment, unknown>;
export const AgreedToAModelFragmentDoc = new TypedDocumentString(`
    fragment AgreedToAModel on Profile {
  id
  version
  preferences {
    modelConsent
    modelConsentAt
  }
}
    `, {"fragmentName":"AgreedToAModel"}) as unknown as TypedDocumentString<AgreedToAModelFragment, unknown>;
export const LiveBadgeFragmentDoc = new TypedDocumentString(`
    fragment LiveBadge on BadgeAward {
  id
  status
  awardedAt
  expiresAt
  featured
  evidenceUrl
  evidenceText
  badge {
    key
    name
    description
    issuerName
    imageUrl
    tier
    category
  }
}
    `, {"fragmentName":"LiveBadge"}) as unknown as TypedDocumentString<LiveBadgeFragment, unknown>;
export const MediaSectionFragmentDoc = new TypedDocumentString(`
    fragment MediaSection on Profile {
  media(first: $mediaFirst, after: $mediaAfter) {
    totalCount
    nodes {
      ...MediaEntry
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`, {"fragmentName":"MediaSection"}) as unknown as TypedDocumentString<MediaSectionFragment, unknown>;
export const VisibilitySettingFragmentDoc = new TypedDocumentString(`
    fragment VisibilitySetting on VisibilitySetting {
  adjustable
  chosen {
    level
    to
  }
  mostOpen {
    level
    to
  }
  openTo
  limits {
    kind
    keepsOut
    section
  }
}
    `, {"fragmentName":"VisibilitySetting"}) as unknown as TypedDocumentString<VisibilitySettingFragment, unknown>;
export const AmountFragmentDoc = new TypedDocumentString(`
    fragment Amount on Money {
  amountMinor
  currency
}
    `, {"fragmentName":"Amount"}) as unknown as TypedDocumentString<AmountFragment, unknown>;
export const ProfileHeaderFragmentDoc = new TypedDocumentString(`
    fragment ProfileHeader on Profile {
  id
  slug
  displayName
  pronouns
  headline
  role
  avatarUrl
  coverUrl
  location {
    city
    region
    countryCode
  }
  contact {
    email
    phone
  }
  links {
    id
    kind
    label
    url
    username
  }
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      ...Amount
    }
    hourlyRateMax {
      ...Amount
    }
  }
}
    fragment Amount on Money {
  amountMinor
  currency
}`, {"fragmentName":"ProfileHeader"}) as unknown as TypedDocumentString<ProfileHeaderFragment, unknown>;
export const AboutSectionFragmentDoc = new TypedDocumentString(`
    fragment AboutSection on Profile {
  about
}
    `, {"fragmentName":"AboutSection"}) as unknown as TypedDocumentString<AboutSectionFragment, unknown>;
export const EducationSectionFragmentDoc = new TypedDocumentString(`
    fragment EducationSection on Profile {
  education(first: $educationFirst, after: $educationAfter) {
    totalCount
    nodes {
      ...EducationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`, {"fragmentName":"EducationSection"}) as unknown as TypedDocumentString<EducationSectionFragment, unknown>;
export const ProjectsSectionFragmentDoc = new TypedDocumentString(`
    fragment ProjectsSection on Profile {
  projects(first: $projectsFirst, after: $projectsAfter) {
    totalCount
    nodes {
      ...ProjectItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`, {"fragmentName":"ProjectsSection"}) as unknown as TypedDocumentString<ProjectsSectionFragment, unknown>;
export const BadgesSectionFragmentDoc = new TypedDocumentString(`
    fragment BadgesSection on Profile {
  badges(first: $badgesFirst, after: $badgesAfter) {
    totalCount
    nodes {
      ...BadgeAwardItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}`, {"fragmentName":"BadgesSection"}) as unknown as TypedDocumentString<BadgesSectionFragment, unknown>;
export const CertificatesSectionFragmentDoc = new TypedDocumentString(`
    fragment CertificatesSection on Profile {
  certificates(first: $certificatesFirst, after: $certificatesAfter) {
    totalCount
    nodes {
      ...CertificateItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`, {"fragmentName":"CertificatesSection"}) as unknown as TypedDocumentString<CertificatesSectionFragment, unknown>;
export const GigItemFragmentDoc = new TypedDocumentString(`
    fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"GigItem"}) as unknown as TypedDocumentString<GigItemFragment, unknown>;
export const GigsSectionFragmentDoc = new TypedDocumentString(`
    fragment GigsSection on Profile {
  gigs(first: $gigsFirst, after: $gigsAfter) {
    totalCount
    nodes {
      ...GigItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"GigsSection"}) as unknown as TypedDocumentString<GigsSectionFragment, unknown>;
export const WorkSectionFragmentDoc = new TypedDocumentString(`
    fragment WorkSection on Profile {
  work(first: $workFirst, after: $workAfter) {
    totalCount
    nodes {
      ...WorkItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`, {"fragmentName":"WorkSection"}) as unknown as TypedDocumentString<WorkSectionFragment, unknown>;
export const LanguagesSectionFragmentDoc = new TypedDocumentString(`
    fragment LanguagesSection on Profile {
  languages(first: $languagesFirst, after: $languagesAfter) {
    totalCount
    nodes {
      ...LanguageItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`, {"fragmentName":"LanguagesSection"}) as unknown as TypedDocumentString<LanguagesSectionFragment, unknown>;
export const ProfilePageContentFragmentDoc = new TypedDocumentString(`
    fragment ProfilePageContent on Profile {
  id
  ...ProfileHeader
  ...AboutSection
  ...EducationSection
  ...ProjectsSection
  ...BadgesSection
  ...CertificatesSection
  ...GigsSection
  ...WorkSection
  ...LanguagesSection
}
    fragment AboutSection on Profile {
  about
}
fragment BadgesSection on Profile {
  badges(first: $badgesFirst, after: $badgesAfter) {
    totalCount
    nodes {
      ...BadgeAwardItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment CertificatesSection on Profile {
  certificates(first: $certificatesFirst, after: $certificatesAfter) {
    totalCount
    nodes {
      ...CertificateItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EducationSection on Profile {
  education(first: $educationFirst, after: $educationAfter) {
    totalCount
    nodes {
      ...EducationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}
fragment GigsSection on Profile {
  gigs(first: $gigsFirst, after: $gigsAfter) {
    totalCount
    nodes {
      ...GigItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment LanguagesSection on Profile {
  languages(first: $languagesFirst, after: $languagesAfter) {
    totalCount
    nodes {
      ...LanguageItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProfileHeader on Profile {
  id
  slug
  displayName
  pronouns
  headline
  role
  avatarUrl
  coverUrl
  location {
    city
    region
    countryCode
  }
  contact {
    email
    phone
  }
  links {
    id
    kind
    label
    url
    username
  }
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      ...Amount
    }
    hourlyRateMax {
      ...Amount
    }
  }
}
fragment Amount on Money {
  amountMinor
  currency
}
fragment ProjectsSection on Profile {
  projects(first: $projectsFirst, after: $projectsAfter) {
    totalCount
    nodes {
      ...ProjectItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}
fragment WorkSection on Profile {
  work(first: $workFirst, after: $workAfter) {
    totalCount
    nodes {
      ...WorkItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`, {"fragmentName":"ProfilePageContent"}) as unknown as TypedDocumentString<ProfilePageContentFragment, unknown>;
export const RecommendationItemFragmentDoc = new TypedDocumentString(`
    fragment RecommendationItem on Recommendation {
  id
  capacity
  relationship
  text
  writtenAt
  author {
    ...PersonCard
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"RecommendationItem"}) as unknown as TypedDocumentString<RecommendationItemFragment, unknown>;
export const RecommendationsSectionFragmentDoc = new TypedDocumentString(`
    fragment RecommendationsSection on Profile {
  recommendations(first: $recommendationsFirst, after: $recommendationsAfter) {
    totalCount
    nodes {
      ...RecommendationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment RecommendationItem on Recommendation {
  id
  capacity
  relationship
  text
  writtenAt
  author {
    ...PersonCard
  }
}`, {"fragmentName":"RecommendationsSection"}) as unknown as TypedDocumentString<RecommendationsSectionFragment, unknown>;
export const EndorsementItemFragmentDoc = new TypedDocumentString(`
    fragment EndorsementItem on SkillEndorsement {
  capacity
  relationship
  note
  endorsedAt
  endorser {
    ...PersonCard
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`, {"fragmentName":"EndorsementItem"}) as unknown as TypedDocumentString<EndorsementItemFragment, unknown>;
export const SkillMatrixFragmentDoc = new TypedDocumentString(`
    fragment SkillMatrix on Profile {
  skills(first: $skillsFirst, after: $skillsAfter) {
    totalCount
    nodes {
      ...SkillMatrixItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}`, {"fragmentName":"SkillMatrix"}) as unknown as TypedDocumentString<SkillMatrixFragment, unknown>;
export const SkillKeywordsFragmentDoc = new TypedDocumentString(`
    fragment SkillKeywords on Profile {
  skillKeywords
}
    `, {"fragmentName":"SkillKeywords"}) as unknown as TypedDocumentString<SkillKeywordsFragment, unknown>;
export const CatalogueBadgeFragmentDoc = new TypedDocumentString(`
    fragment CatalogueBadge on Badge {
  ...BadgeCard
  retiredAt
  version
}
    fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}`, {"fragmentName":"CatalogueBadge"}) as unknown as TypedDocumentString<CatalogueBadgeFragment, unknown>;
export const SkillCardFragmentDoc = new TypedDocumentString(`
    fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}
    `, {"fragmentName":"SkillCard"}) as unknown as TypedDocumentString<SkillCardFragment, unknown>;
export const CatalogueSkillFragmentDoc = new TypedDocumentString(`
    fragment CatalogueSkill on Skill {
  ...SkillCard
  escoUri
  version
}
    fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}`, {"fragmentName":"CatalogueSkill"}) as unknown as TypedDocumentString<CatalogueSkillFragment, unknown>;
export const StrengthFactorFragmentDoc = new TypedDocumentString(`
    fragment StrengthFactor on StrengthFactor {
  key
  label
  weight
  earned
  gain
  action {
    code
    text
  }
}
    `, {"fragmentName":"StrengthFactor"}) as unknown as TypedDocumentString<StrengthFactorFragment, unknown>;
export const StrengthMeterFragmentDoc = new TypedDocumentString(`
    fragment StrengthMeter on Profile {
  strength {
    score
    level
    levelLabel
    modelVersion
    nextStep {
      ...StrengthFactor
    }
    factors {
      ...StrengthFactor
    }
  }
}
    fragment StrengthFactor on StrengthFactor {
  key
  label
  weight
  earned
  gain
  action {
    code
    text
  }
}`, {"fragmentName":"StrengthMeter"}) as unknown as TypedDocumentString<StrengthMeterFragment, unknown>;
export const StrengthMoveFragmentDoc = new TypedDocumentString(`
    fragment StrengthMove on StrengthMove {
  key
  label
  change
}
    `, {"fragmentName":"StrengthMove"}) as unknown as TypedDocumentString<StrengthMoveFragment, unknown>;
export const AccessReportDocument = new TypedDocumentString(`
    query AccessReport($audience: Audience!) {
  me {
    profile {
      id
      accessReport(audience: $audience) {
        audience
        exists
        absence
        fields {
          field
          section
          visible
          reason
          decidedBy
          openTo
        }
        items {
          id
          visible
          reason
          visibility {
            ...VisibilityValue
          }
        }
      }
    }
  }
}
    fragment VisibilityValue on Visibility {
  level
  to
}`) as unknown as TypedDocumentString<AccessReportQuery, AccessReportQueryVariables>;
export const MoreBadgesDocument = new TypedDocumentString(`
    query MoreBadges($slug: String!, $badgesFirst: Int = 20, $badgesAfter: String) {
  profile(slug: $slug) {
    id
    ...BadgesSection
  }
}
    fragment BadgesSection on Profile {
  badges(first: $badgesFirst, after: $badgesAfter) {
    totalCount
    nodes {
      ...BadgeAwardItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}`) as unknown as TypedDocumentString<MoreBadgesQuery, MoreBadgesQueryVariables>;
export const BadgeCatalogueDocument = new TypedDocumentString(`
    query BadgeCatalogue($badgesFirst: Int = 20, $badgesAfter: String, $category: String) {
  badgeCatalogue(first: $badgesFirst, after: $badgesAfter, category: $category) {
    totalCount
    nodes {
      ...BadgeCard
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}`) as unknown as TypedDocumentString<BadgeCatalogueQuery, BadgeCatalogueQueryVariables>;
export const MoreCertificatesDocument = new TypedDocumentString(`
    query MoreCertificates($slug: String!, $certificatesFirst: Int = 20, $certificatesAfter: String) {
  profile(slug: $slug) {
    id
    ...CertificatesSection
  }
}
    fragment CertificatesSection on Profile {
  certificates(first: $certificatesFirst, after: $certificatesAfter) {
    totalCount
    nodes {
      ...CertificateItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`) as unknown as TypedDocumentString<MoreCertificatesQuery, MoreCertificatesQueryVariables>;
export const EditSectionsDocument = new TypedDocumentString(`
    query EditSections {
  me {
    profile {
      id
      version
      ...EditableSkills
      ...EditableWork
      ...EditableLanguages
      ...EditableLinks
      ...EditableAvailability
    }
  }
}
    fragment EditableAvailability on Profile {
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      amountMinor
      currency
    }
    hourlyRateMax {
      amountMinor
      currency
    }
  }
}
fragment EditableLanguages on Profile {
  languages(first: 50) {
    nodes {
      ...EditableLanguageItem
    }
  }
}
fragment EditableLanguageItem on LanguageSkill {
  ...LanguageItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment EditableLinks on Profile {
  links {
    ...EditableLinkItem
  }
}
fragment EditableLinkItem on Link {
  id
  kind
  label
  username
  url
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment EditableSkills on Profile {
  skills(first: 100) {
    nodes {
      ...EditableSkillItem
    }
  }
}
fragment EditableSkillItem on ProfileSkill {
  ...SkillMatrixItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment EditableWork on Profile {
  work(first: 100) {
    nodes {
      ...EditableWorkItem
    }
  }
}
fragment EditableWorkItem on WorkExperience {
  ...WorkItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}
fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<EditSectionsQuery, EditSectionsQueryVariables>;
export const EditOwnCertificatesDocument = new TypedDocumentString(`
    query EditOwnCertificates {
  me {
    profile {
      id
      version
      ...EditableCertificates
    }
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EditableCertificates on Profile {
  certificates(first: 100) {
    nodes {
      ...EditableCertificateItem
    }
  }
}
fragment EditableCertificateItem on Certificate {
  ...CertificateItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`) as unknown as TypedDocumentString<EditOwnCertificatesQuery, EditOwnCertificatesQueryVariables>;
export const AvailabilitySetDocument = new TypedDocumentString(`
    mutation AvailabilitySet($input: AvailabilityInput, $expectedVersion: Int64!, $idempotencyKey: String) {
  availabilitySet(
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableAvailability
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableAvailability on Profile {
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      amountMinor
      currency
    }
    hourlyRateMax {
      amountMinor
      currency
    }
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<AvailabilitySetMutation, AvailabilitySetMutationVariables>;
export const BadgesFeatureDocument = new TypedDocumentString(`
    mutation BadgesFeature($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  badgesFeature(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableBadges
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment EditableBadges on Profile {
  badges(first: 100) {
    nodes {
      ...EditableBadgeItem
    }
  }
}
fragment EditableBadgeItem on BadgeAward {
  ...BadgeAwardItem
  revokedAt
  revocationReason
  version
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<BadgesFeatureMutation, BadgesFeatureMutationVariables>;
export const CertificateAddDocument = new TypedDocumentString(`
    mutation CertificateAdd($input: CertificateInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  certificateAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    certificate {
      ...EditableCertificateItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EditableCertificateItem on Certificate {
  ...CertificateItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`) as unknown as TypedDocumentString<CertificateAddMutation, CertificateAddMutationVariables>;
export const CertificateUpdateDocument = new TypedDocumentString(`
    mutation CertificateUpdate($id: ID!, $expectedVersion: Int64!, $input: CertificateInput!, $idempotencyKey: String) {
  certificateUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    certificate {
      ...EditableCertificateItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EditableCertificateItem on Certificate {
  ...CertificateItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`) as unknown as TypedDocumentString<CertificateUpdateMutation, CertificateUpdateMutationVariables>;
export const CertificateRemoveDocument = new TypedDocumentString(`
    mutation CertificateRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  certificateRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<CertificateRemoveMutation, CertificateRemoveMutationVariables>;
export const CertificateReorderDocument = new TypedDocumentString(`
    mutation CertificateReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  certificateReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableCertificates
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EditableCertificates on Profile {
  certificates(first: 100) {
    nodes {
      ...EditableCertificateItem
    }
  }
}
fragment EditableCertificateItem on Certificate {
  ...CertificateItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}`) as unknown as TypedDocumentString<CertificateReorderMutation, CertificateReorderMutationVariables>;
export const EducationAddDocument = new TypedDocumentString(`
    mutation EducationAdd($input: EducationInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  educationAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    education {
      ...EditableEducationItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableEducationItem on Education {
  ...EducationItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`) as unknown as TypedDocumentString<EducationAddMutation, EducationAddMutationVariables>;
export const EducationUpdateDocument = new TypedDocumentString(`
    mutation EducationUpdate($id: ID!, $expectedVersion: Int64!, $input: EducationInput!, $idempotencyKey: String) {
  educationUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    education {
      ...EditableEducationItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableEducationItem on Education {
  ...EducationItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`) as unknown as TypedDocumentString<EducationUpdateMutation, EducationUpdateMutationVariables>;
export const EducationRemoveDocument = new TypedDocumentString(`
    mutation EducationRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  educationRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<EducationRemoveMutation, EducationRemoveMutationVariables>;
export const EducationReorderDocument = new TypedDocumentString(`
    mutation EducationReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  educationReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableEducation
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableEducation on Profile {
  education(first: 100) {
    nodes {
      ...EditableEducationItem
    }
  }
}
fragment EditableEducationItem on Education {
  ...EducationItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`) as unknown as TypedDocumentString<EducationReorderMutation, EducationReorderMutationVariables>;
export const EndorsementsReceivedDocument = new TypedDocumentString(`
    query EndorsementsReceived($state: EndorsementState, $endorsementsFirst: Int = 20, $endorsementsAfter: String) {
  me {
    endorsementsReceived(
      state: $state
      first: $endorsementsFirst
      after: $endorsementsAfter
    ) {
      nodes {
        ...ReceivedEndorsementItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ReceivedEndorsementItem on ReceivedEndorsement {
  id
  state
  version
  capacity
  relationship
  note
  endorsedAt
  skill {
    id
    name
  }
  endorser {
    ...PersonCard
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<EndorsementsReceivedQuery, EndorsementsReceivedQueryVariables>;
export const EndorsementsGivenDocument = new TypedDocumentString(`
    query EndorsementsGiven($endorsementsFirst: Int = 20, $endorsementsAfter: String) {
  me {
    endorsementsGiven(first: $endorsementsFirst, after: $endorsementsAfter) {
      nodes {
        ...GivenEndorsementItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment GivenEndorsementItem on GivenEndorsement {
  id
  shown
  capacity
  relationship
  note
  endorsedAt
  skill {
    id
    name
  }
  profile {
    ...PersonCard
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<EndorsementsGivenQuery, EndorsementsGivenQueryVariables>;
export const SkillEndorseDocument = new TypedDocumentString(`
    mutation SkillEndorse($skillId: ID!, $name: String!, $input: EndorsementInput!, $idempotencyKey: String) {
  skillEndorse(
    skillId: $skillId
    name: $name
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    endorsement {
      ...GivenEndorsementItem
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment GivenEndorsementItem on GivenEndorsement {
  id
  shown
  capacity
  relationship
  note
  endorsedAt
  skill {
    id
    name
  }
  profile {
    ...PersonCard
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<SkillEndorseMutation, SkillEndorseMutationVariables>;
export const EndorsementWithdrawDocument = new TypedDocumentString(`
    mutation EndorsementWithdraw($id: ID!, $idempotencyKey: String) {
  endorsementWithdraw(id: $id, idempotencyKey: $idempotencyKey) {
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<EndorsementWithdrawMutation, EndorsementWithdrawMutationVariables>;
export const EndorsementDecideDocument = new TypedDocumentString(`
    mutation EndorsementDecide($id: ID!, $decision: EndorsementDecision!, $expectedVersion: Int64!, $idempotencyKey: String) {
  endorsementDecide(
    id: $id
    decision: $decision
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    endorsement {
      ...ReceivedEndorsementItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment ReceivedEndorsementItem on ReceivedEndorsement {
  id
  state
  version
  capacity
  relationship
  note
  endorsedAt
  skill {
    id
    name
  }
  endorser {
    ...PersonCard
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<EndorsementDecideMutation, EndorsementDecideMutationVariables>;
export const GigsFeatureDocument = new TypedDocumentString(`
    mutation GigsFeature($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  gigsFeature(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableGigs
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableGigs on Profile {
  gigs(first: 100) {
    nodes {
      ...EditableGigItem
    }
  }
}
fragment EditableGigItem on Gig {
  id
  title
  role
  completedAt
  featured
  version
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<GigsFeatureMutation, GigsFeatureMutationVariables>;
export const LanguageAddDocument = new TypedDocumentString(`
    mutation LanguageAdd($input: LanguageInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  languageAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    language {
      ...EditableLanguageItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableLanguageItem on LanguageSkill {
  ...LanguageItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`) as unknown as TypedDocumentString<LanguageAddMutation, LanguageAddMutationVariables>;
export const LanguageUpdateDocument = new TypedDocumentString(`
    mutation LanguageUpdate($id: ID!, $expectedVersion: Int64!, $input: LanguageInput!, $idempotencyKey: String) {
  languageUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    language {
      ...EditableLanguageItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableLanguageItem on LanguageSkill {
  ...LanguageItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`) as unknown as TypedDocumentString<LanguageUpdateMutation, LanguageUpdateMutationVariables>;
export const LanguageRemoveDocument = new TypedDocumentString(`
    mutation LanguageRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  languageRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<LanguageRemoveMutation, LanguageRemoveMutationVariables>;
export const LanguageReorderDocument = new TypedDocumentString(`
    mutation LanguageReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  languageReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableLanguages
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableLanguages on Profile {
  languages(first: 50) {
    nodes {
      ...EditableLanguageItem
    }
  }
}
fragment EditableLanguageItem on LanguageSkill {
  ...LanguageItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`) as unknown as TypedDocumentString<LanguageReorderMutation, LanguageReorderMutationVariables>;
export const LinkAddDocument = new TypedDocumentString(`
    mutation LinkAdd($input: LinkInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  linkAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    link {
      ...EditableLinkItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableLinkItem on Link {
  id
  kind
  label
  username
  url
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<LinkAddMutation, LinkAddMutationVariables>;
export const LinkUpdateDocument = new TypedDocumentString(`
    mutation LinkUpdate($id: ID!, $expectedVersion: Int64!, $input: LinkInput!, $idempotencyKey: String) {
  linkUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    link {
      ...EditableLinkItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableLinkItem on Link {
  id
  kind
  label
  username
  url
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<LinkUpdateMutation, LinkUpdateMutationVariables>;
export const LinkRemoveDocument = new TypedDocumentString(`
    mutation LinkRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  linkRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<LinkRemoveMutation, LinkRemoveMutationVariables>;
export const LinkReorderDocument = new TypedDocumentString(`
    mutation LinkReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  linkReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableLinks
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableLinks on Profile {
  links {
    ...EditableLinkItem
  }
}
fragment EditableLinkItem on Link {
  id
  kind
  label
  username
  url
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<LinkReorderMutation, LinkReorderMutationVariables>;
export const EditMediaDocument = new TypedDocumentString(`
    query EditMedia {
  me {
    profile {
      id
      version
      ...EditableMedia
    }
  }
}
    fragment EditableMedia on Profile {
  media(first: 100) {
    nodes {
      ...EditableMediaItem
    }
  }
}
fragment EditableMediaItem on MediaItem {
  ...MediaEntry
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`) as unknown as TypedDocumentString<EditMediaQuery, EditMediaQueryVariables>;
export const MediaUploadRequestDocument = new TypedDocumentString(`
    mutation MediaUploadRequest($file: MediaUploadInput!, $idempotencyKey: String) {
  mediaUploadRequest(input: $file, idempotencyKey: $idempotencyKey) {
    upload {
      ...Upload
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment Upload on MediaUpload {
  id
  purpose
  state
  contentType
  byteSize
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<MediaUploadRequestMutation, MediaUploadRequestMutationVariables>;
export const MediaUploadCompleteDocument = new TypedDocumentString(`
    mutation MediaUploadComplete($id: ID!, $idempotencyKey: String) {
  mediaUploadComplete(id: $id, idempotencyKey: $idempotencyKey) {
    upload {
      ...Upload
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment Upload on MediaUpload {
  id
  purpose
  state
  contentType
  byteSize
  method
  url
  headers {
    name
    value
  }
  expiresAt
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<MediaUploadCompleteMutation, MediaUploadCompleteMutationVariables>;
export const ProfilePictureSetDocument = new TypedDocumentString(`
    mutation ProfilePictureSet($picture: PictureKind!, $upload: ID, $expectedVersion: Int64!, $idempotencyKey: String) {
  profilePictureSet(
    kind: $picture
    upload: $upload
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      avatarUrl
      coverUrl
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<ProfilePictureSetMutation, ProfilePictureSetMutationVariables>;
export const MediaAddDocument = new TypedDocumentString(`
    mutation MediaAdd($input: MediaInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  mediaAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    media {
      ...EditableMediaItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableMediaItem on MediaItem {
  ...MediaEntry
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`) as unknown as TypedDocumentString<MediaAddMutation, MediaAddMutationVariables>;
export const MediaUpdateDocument = new TypedDocumentString(`
    mutation MediaUpdate($id: ID!, $expectedVersion: Int64!, $input: MediaInput!, $idempotencyKey: String) {
  mediaUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    media {
      ...EditableMediaItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableMediaItem on MediaItem {
  ...MediaEntry
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`) as unknown as TypedDocumentString<MediaUpdateMutation, MediaUpdateMutationVariables>;
export const MediaRemoveDocument = new TypedDocumentString(`
    mutation MediaRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  mediaRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<MediaRemoveMutation, MediaRemoveMutationVariables>;
export const MediaReorderDocument = new TypedDocumentString(`
    mutation MediaReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  mediaReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableMedia
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableMedia on Profile {
  media(first: 100) {
    nodes {
      ...EditableMediaItem
    }
  }
}
fragment EditableMediaItem on MediaItem {
  ...MediaEntry
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`) as unknown as TypedDocumentString<MediaReorderMutation, MediaReorderMutationVariables>;
export const EditProfileDocument = new TypedDocumentString(`
    query EditProfile {
  me {
    profile {
      ...EditableProfile
      ...EditableEducation
      ...EditableProjects
    }
  }
}
    fragment EditableEducation on Profile {
  education(first: 100) {
    nodes {
      ...EditableEducationItem
    }
  }
}
fragment EditableEducationItem on Education {
  ...EducationItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment EditableProfile on Profile {
  id
  slug
  version
  displayName
  pronouns
  headline
  about
  location {
    city
    region
    countryCode
  }
  preferences {
    timezone
    currency
    locale
    settings
  }
  publication {
    state
  }
}
fragment EditableProjects on Profile {
  projects(first: 100) {
    nodes {
      ...EditableProjectItem
    }
  }
}
fragment EditableProjectItem on Project {
  ...ProjectItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`) as unknown as TypedDocumentString<EditProfileQuery, EditProfileQueryVariables>;
export const ProfileUpdateDocument = new TypedDocumentString(`
    mutation ProfileUpdate($input: ProfileInput!, $expectedVersion: Int64!, $idempotencyKey: String) {
  profileUpdate(
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      ...EditableProfile
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableProfile on Profile {
  id
  slug
  version
  displayName
  pronouns
  headline
  about
  location {
    city
    region
    countryCode
  }
  preferences {
    timezone
    currency
    locale
    settings
  }
  publication {
    state
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<ProfileUpdateMutation, ProfileUpdateMutationVariables>;
export const SlugSetDocument = new TypedDocumentString(`
    mutation SlugSet($slug: String!, $expectedVersion: Int64!, $idempotencyKey: String) {
  slugSet(
    slug: $slug
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      ...EditableProfile
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableProfile on Profile {
  id
  slug
  version
  displayName
  pronouns
  headline
  about
  location {
    city
    region
    countryCode
  }
  preferences {
    timezone
    currency
    locale
    settings
  }
  publication {
    state
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<SlugSetMutation, SlugSetMutationVariables>;
export const ProfileStateSetDocument = new TypedDocumentString(`
    mutation ProfileStateSet($state: ProfileState!, $expectedVersion: Int64!, $idempotencyKey: String) {
  profileStateSet(
    state: $state
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      ...EditableProfile
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment EditableProfile on Profile {
  id
  slug
  version
  displayName
  pronouns
  headline
  about
  location {
    city
    region
    countryCode
  }
  preferences {
    timezone
    currency
    locale
    settings
  }
  publication {
    state
  }
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<ProfileStateSetMutation, ProfileStateSetMutationVariables>;
export const ProjectAddDocument = new TypedDocumentString(`
    mutation ProjectAdd($input: ProjectInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  projectAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    project {
      ...EditableProjectItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableProjectItem on Project {
  ...ProjectItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`) as unknown as TypedDocumentString<ProjectAddMutation, ProjectAddMutationVariables>;
export const ProjectUpdateDocument = new TypedDocumentString(`
    mutation ProjectUpdate($id: ID!, $expectedVersion: Int64!, $input: ProjectInput!, $idempotencyKey: String) {
  projectUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    project {
      ...EditableProjectItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableProjectItem on Project {
  ...ProjectItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`) as unknown as TypedDocumentString<ProjectUpdateMutation, ProjectUpdateMutationVariables>;
export const ProjectRemoveDocument = new TypedDocumentString(`
    mutation ProjectRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  projectRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<ProjectRemoveMutation, ProjectRemoveMutationVariables>;
export const ProjectReorderDocument = new TypedDocumentString(`
    mutation ProjectReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  projectReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableProjects
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableProjects on Profile {
  projects(first: 100) {
    nodes {
      ...EditableProjectItem
    }
  }
}
fragment EditableProjectItem on Project {
  ...ProjectItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`) as unknown as TypedDocumentString<ProjectReorderMutation, ProjectReorderMutationVariables>;
export const RecommendationsReceivedDocument = new TypedDocumentString(`
    query RecommendationsReceived($state: RecommendationState, $recommendationsFirst: Int = 20, $recommendationsAfter: String) {
  me {
    recommendationsReceived(
      state: $state
      first: $recommendationsFirst
      after: $recommendationsAfter
    ) {
      nodes {
        ...ReceivedRecommendationItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationsReceivedQuery, RecommendationsReceivedQueryVariables>;
export const RecommendationsWrittenDocument = new TypedDocumentString(`
    query RecommendationsWritten($recommendationsFirst: Int = 20, $recommendationsAfter: String) {
  me {
    recommendationsWritten(
      first: $recommendationsFirst
      after: $recommendationsAfter
    ) {
      nodes {
        ...WrittenRecommendationItem
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationsWrittenQuery, RecommendationsWrittenQueryVariables>;
export const RecommendationRequestDocument = new TypedDocumentString(`
    mutation RecommendationRequest($profileId: ID!, $message: String, $idempotencyKey: String) {
  recommendationRequest(
    profileId: $profileId
    message: $message
    idempotencyKey: $idempotencyKey
  ) {
    ...RecommendationResult
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationRequestMutation, RecommendationRequestMutationVariables>;
export const RecommendationWriteDocument = new TypedDocumentString(`
    mutation RecommendationWrite($id: ID!, $input: RecommendationInput!, $expectedVersion: Int64, $idempotencyKey: String) {
  recommendationWrite(
    id: $id
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    ...RecommendationResult
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationWriteMutation, RecommendationWriteMutationVariables>;
export const RecommendationSubmitDocument = new TypedDocumentString(`
    mutation RecommendationSubmit($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  recommendationSubmit(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    ...RecommendationResult
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationSubmitMutation, RecommendationSubmitMutationVariables>;
export const RecommendationAcceptDocument = new TypedDocumentString(`
    mutation RecommendationAccept($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  recommendationAccept(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
    }
    ...RecommendationResult
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationAcceptMutation, RecommendationAcceptMutationVariables>;
export const RecommendationDeclineDocument = new TypedDocumentString(`
    mutation RecommendationDecline($id: ID!, $expectedVersion: Int64, $idempotencyKey: String) {
  recommendationDecline(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
    }
    ...RecommendationResult
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationDeclineMutation, RecommendationDeclineMutationVariables>;
export const RecommendationWithdrawDocument = new TypedDocumentString(`
    mutation RecommendationWithdraw($id: ID!, $idempotencyKey: String) {
  recommendationWithdraw(id: $id, idempotencyKey: $idempotencyKey) {
    ...RecommendationResult
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment ReceivedRecommendationItem on ReceivedRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  author {
    ...PersonCard
  }
}
fragment WrittenRecommendationItem on WrittenRecommendation {
  id
  state
  version
  capacity
  relationship
  text
  requested
  message
  begunAt
  writtenAt
  profile {
    ...PersonCard
  }
}
fragment RecommendationResult on RecommendationPayload {
  received {
    ...ReceivedRecommendationItem
  }
  written {
    ...WrittenRecommendationItem
  }
  userErrors {
    ...MutationProblem
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<RecommendationWithdrawMutation, RecommendationWithdrawMutationVariables>;
export const ProfileSkillAddDocument = new TypedDocumentString(`
    mutation ProfileSkillAdd($input: ProfileSkillInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  profileSkillAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profileSkill {
      ...EditableSkillItem
    }
    didYouMean {
      ...SkillCard
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableSkillItem on ProfileSkill {
  ...SkillMatrixItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}
fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}`) as unknown as TypedDocumentString<ProfileSkillAddMutation, ProfileSkillAddMutationVariables>;
export const ProfileSkillUpdateDocument = new TypedDocumentString(`
    mutation ProfileSkillUpdate($id: ID!, $expectedVersion: Int64!, $input: ProfileSkillInput!, $idempotencyKey: String) {
  profileSkillUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    profileSkill {
      ...EditableSkillItem
    }
    didYouMean {
      ...SkillCard
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableSkillItem on ProfileSkill {
  ...SkillMatrixItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}
fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}`) as unknown as TypedDocumentString<ProfileSkillUpdateMutation, ProfileSkillUpdateMutationVariables>;
export const ProfileSkillRemoveDocument = new TypedDocumentString(`
    mutation ProfileSkillRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  profileSkillRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<ProfileSkillRemoveMutation, ProfileSkillRemoveMutationVariables>;
export const ProfileSkillReorderDocument = new TypedDocumentString(`
    mutation ProfileSkillReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  profileSkillReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableSkills
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableSkills on Profile {
  skills(first: 100) {
    nodes {
      ...EditableSkillItem
    }
  }
}
fragment EditableSkillItem on ProfileSkill {
  ...SkillMatrixItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}`) as unknown as TypedDocumentString<ProfileSkillReorderMutation, ProfileSkillReorderMutationVariables>;
export const WorkAddDocument = new TypedDocumentString(`
    mutation WorkAdd($input: WorkInput!, $visibility: VisibilityInput, $expectedVersion: Int64, $idempotencyKey: String) {
  workAdd(
    input: $input
    visibility: $visibility
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    work {
      ...EditableWorkItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableWorkItem on WorkExperience {
  ...WorkItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<WorkAddMutation, WorkAddMutationVariables>;
export const WorkUpdateDocument = new TypedDocumentString(`
    mutation WorkUpdate($id: ID!, $expectedVersion: Int64!, $input: WorkInput!, $idempotencyKey: String) {
  workUpdate(
    id: $id
    expectedVersion: $expectedVersion
    input: $input
    idempotencyKey: $idempotencyKey
  ) {
    work {
      ...EditableWorkItem
    }
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableWorkItem on WorkExperience {
  ...WorkItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<WorkUpdateMutation, WorkUpdateMutationVariables>;
export const WorkRemoveDocument = new TypedDocumentString(`
    mutation WorkRemove($id: ID!, $expectedVersion: Int64!, $idempotencyKey: String) {
  workRemove(
    id: $id
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    removedId
    profile {
      id
      version
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<WorkRemoveMutation, WorkRemoveMutationVariables>;
export const WorkReorderDocument = new TypedDocumentString(`
    mutation WorkReorder($ids: [ID!]!, $expectedVersion: Int64!, $idempotencyKey: String) {
  workReorder(
    ids: $ids
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      ...EditableWork
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment EditableWork on Profile {
  work(first: 100) {
    nodes {
      ...EditableWorkItem
    }
  }
}
fragment EditableWorkItem on WorkExperience {
  ...WorkItem
  version
  position
  provenance
  visibility {
    level
    to
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<WorkReorderMutation, WorkReorderMutationVariables>;
export const MoreEducationDocument = new TypedDocumentString(`
    query MoreEducation($slug: String!, $educationFirst: Int = 20, $educationAfter: String) {
  profile(slug: $slug) {
    id
    ...EducationSection
  }
}
    fragment EducationSection on Profile {
  education(first: $educationFirst, after: $educationAfter) {
    totalCount
    nodes {
      ...EducationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}`) as unknown as TypedDocumentString<MoreEducationQuery, MoreEducationQueryVariables>;
export const ExportResumeDocument = new TypedDocumentString(`
    query ExportResume {
  me {
    jsonResume
  }
}
    `) as unknown as TypedDocumentString<ExportResumeQuery, ExportResumeQueryVariables>;
export const ResumePreviewDocument = new TypedDocumentString(`
    query ResumePreview($document: JSON!) {
  resumePreview(document: $document) {
    ...PreviewOfAnImport
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment PreviewOfAnImport on ImportPreview {
  core
  sections {
    section
    added
    changed
    removed
    unchanged
    leftOut
    total
  }
  losses {
    path
    reason
    message
  }
  userErrors {
    ...MutationProblem
  }
}`) as unknown as TypedDocumentString<ResumePreviewQuery, ResumePreviewQueryVariables>;
export const LinkedInPreviewDocument = new TypedDocumentString(`
    query LinkedInPreview($archive: String, $upload: ID, $consent: Boolean!, $consentTextVersion: String) {
  linkedInPreview(
    archive: $archive
    upload: $upload
    consent: $consent
    consentTextVersion: $consentTextVersion
  ) {
    ...PreviewOfAnImport
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment PreviewOfAnImport on ImportPreview {
  core
  sections {
    section
    added
    changed
    removed
    unchanged
    leftOut
    total
  }
  losses {
    path
    reason
    message
  }
  userErrors {
    ...MutationProblem
  }
}`) as unknown as TypedDocumentString<LinkedInPreviewQuery, LinkedInPreviewQueryVariables>;
export const GitHubPreviewDocument = new TypedDocumentString(`
    query GitHubPreview($login: String!, $consent: Boolean!, $consentTextVersion: String, $forks: Boolean = false) {
  gitHubPreview(
    login: $login
    consent: $consent
    consentTextVersion: $consentTextVersion
    forks: $forks
  ) {
    ...PreviewOfAnImport
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment PreviewOfAnImport on ImportPreview {
  core
  sections {
    section
    added
    changed
    removed
    unchanged
    leftOut
    total
  }
  losses {
    path
    reason
    message
  }
  userErrors {
    ...MutationProblem
  }
}`) as unknown as TypedDocumentString<GitHubPreviewQuery, GitHubPreviewQueryVariables>;
export const ResumeImportDocument = new TypedDocumentString(`
    mutation ResumeImport($document: JSON!, $expectedVersion: Int64!, $idempotencyKey: String) {
  resumeImport(
    document: $document
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
    }
    losses {
      path
      reason
      message
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<ResumeImportMutation, ResumeImportMutationVariables>;
export const LinkedInImportDocument = new TypedDocumentString(`
    mutation LinkedInImport($archive: String, $upload: ID, $consent: Boolean!, $consentTextVersion: String, $expectedVersion: Int64!, $idempotencyKey: String) {
  linkedInImport(
    archive: $archive
    upload: $upload
    consent: $consent
    consentTextVersion: $consentTextVersion
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
    }
    losses {
      path
      reason
      message
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<LinkedInImportMutation, LinkedInImportMutationVariables>;
export const GitHubImportDocument = new TypedDocumentString(`
    mutation GitHubImport($login: String!, $consent: Boolean!, $consentTextVersion: String, $forks: Boolean = false, $expectedVersion: Int64!, $idempotencyKey: String) {
  gitHubImport(
    login: $login
    consent: $consent
    consentTextVersion: $consentTextVersion
    forks: $forks
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
    }
    losses {
      path
      reason
      message
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<GitHubImportMutation, GitHubImportMutationVariables>;
export const ImportConsentsDocument = new TypedDocumentString(`
    query ImportConsents {
  me {
    importConsents {
      ...AgreedToAnImport
    }
  }
}
    fragment AgreedToAnImport on ImportConsent {
  source
  textVersion
  agreedAt
  withdrawnAt
}`) as unknown as TypedDocumentString<ImportConsentsQuery, ImportConsentsQueryVariables>;
export const ImportConsentWithdrawDocument = new TypedDocumentString(`
    mutation ImportConsentWithdraw($source: ImportConsentSource!, $idempotencyKey: String) {
  importConsentWithdraw(source: $source, idempotencyKey: $idempotencyKey) {
    consent {
      ...AgreedToAnImport
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment AgreedToAnImport on ImportConsent {
  source
  textVersion
  agreedAt
  withdrawnAt
}`) as unknown as TypedDocumentString<ImportConsentWithdrawMutation, ImportConsentWithdrawMutationVariables>;
export const FacetsDocument = new TypedDocumentString(`
    query Facets($kind: FacetKind, $first: Int, $after: String) {
  me {
    profile {
      id
      extractionStatus {
        state
        since
        lagSeconds
        extractedAt
        extractor
        extractorVersion
      }
      facets(kind: $kind, first: $first, after: $after) {
        totalCount
        nodes {
          id
          kind
          value
          subject
          years
          confidence
          extractor
          extractorVersion
          createdAt
          source {
            kind
            itemId
            field
            start
            end
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FacetsQuery, FacetsQueryVariables>;
export const ModelConsentDocument = new TypedDocumentString(`
    query ModelConsent {
  me {
    profile {
      ...AgreedToAModel
    }
  }
}
    fragment AgreedToAModel on Profile {
  id
  version
  preferences {
    modelConsent
    modelConsentAt
  }
}`) as unknown as TypedDocumentString<ModelConsentQuery, ModelConsentQueryVariables>;
export const ModelConsentSetDocument = new TypedDocumentString(`
    mutation ModelConsentSet($textVersion: String, $expectedVersion: Int64!, $idempotencyKey: String) {
  modelConsentSet(
    textVersion: $textVersion
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      ...AgreedToAModel
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment AgreedToAModel on Profile {
  id
  version
  preferences {
    modelConsent
    modelConsentAt
  }
}`) as unknown as TypedDocumentString<ModelConsentSetMutation, ModelConsentSetMutationVariables>;
export const MoreGigsDocument = new TypedDocumentString(`
    query MoreGigs($slug: String!, $gigsFirst: Int = 20, $gigsAfter: String) {
  profile(slug: $slug) {
    id
    ...GigsSection
  }
}
    fragment GigsSection on Profile {
  gigs(first: $gigsFirst, after: $gigsAfter) {
    totalCount
    nodes {
      ...GigItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}`) as unknown as TypedDocumentString<MoreGigsQuery, MoreGigsQueryVariables>;
export const MoreLanguagesDocument = new TypedDocumentString(`
    query MoreLanguages($slug: String!, $languagesFirst: Int = 20, $languagesAfter: String) {
  profile(slug: $slug) {
    id
    ...LanguagesSection
  }
}
    fragment LanguagesSection on Profile {
  languages(first: $languagesFirst, after: $languagesAfter) {
    totalCount
    nodes {
      ...LanguageItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}`) as unknown as TypedDocumentString<MoreLanguagesQuery, MoreLanguagesQueryVariables>;
export const LiveBadgesDocument = new TypedDocumentString(`
    subscription LiveBadges($profileId: ID!, $after: String) {
  badgeEvents(profileId: $profileId, after: $after) {
    kind
    cursor
    badges {
      ...LiveBadge
    }
    events {
      type
      id
      award {
        ...LiveBadge
      }
    }
  }
}
    fragment LiveBadge on BadgeAward {
  id
  status
  awardedAt
  expiresAt
  featured
  evidenceUrl
  evidenceText
  badge {
    key
    name
    description
    issuerName
    imageUrl
    tier
    category
  }
}`) as unknown as TypedDocumentString<LiveBadgesSubscription, LiveBadgesSubscriptionVariables>;
export const LiveStrengthDocument = new TypedDocumentString(`
    subscription LiveStrength($after: String) {
  strengthChanged(after: $after) {
    kind
    cursor
    strength {
      score
      level
      levelLabel
      factors {
        key
        label
        weight
        earned
        gain
        action {
          code
          text
        }
      }
      nextStep {
        key
        gain
        action {
          code
          text
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LiveStrengthSubscription, LiveStrengthSubscriptionVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    role
    staff
    verifiedEmployer
    profile {
      id
      slug
      displayName
      avatarUrl
      version
      publication {
        state
        discoverable
        publicUrlEnabled
        searchEngineIndexing
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const MoreMediaDocument = new TypedDocumentString(`
    query MoreMedia($slug: String!, $mediaFirst: Int = 20, $mediaAfter: String) {
  profile(slug: $slug) {
    id
    ...MediaSection
  }
}
    fragment MediaSection on Profile {
  media(first: $mediaFirst, after: $mediaAfter) {
    totalCount
    nodes {
      ...MediaEntry
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment MediaEntry on MediaItem {
  id
  kind
  title
  description
  altText
  url
  videoUrl
  contentType
  byteSize
  filename
}`) as unknown as TypedDocumentString<MoreMediaQuery, MoreMediaQueryVariables>;
export const OnboardingDocument = new TypedDocumentString(`
    query Onboarding {
  me {
    onboarding {
      role
      done
      steps {
        key
        title
        done
        optional
        section
        action {
          code
          text
        }
      }
      suggestedSections
    }
  }
}
    `) as unknown as TypedDocumentString<OnboardingQuery, OnboardingQueryVariables>;
export const PipelineStatusDocument = new TypedDocumentString(`
    subscription PipelineStatus {
  pipelineStatus {
    stages {
      stage
      state
      since
      lagSeconds
    }
  }
}
    `) as unknown as TypedDocumentString<PipelineStatusSubscription, PipelineStatusSubscriptionVariables>;
export const PrivacyMatrixDocument = new TypedDocumentString(`
    query PrivacyMatrix {
  privacyMatrix {
    field
    section
    parentSection
    ownToggle
    default {
      student {
        ...VisibilityValue
      }
      employer {
        ...VisibilityValue
      }
      mentor {
        ...VisibilityValue
      }
      withoutRole {
        ...VisibilityValue
      }
    }
    mostOpen {
      ...VisibilityValue
    }
    dataClass
    basis
    retention
    export
  }
}
    fragment VisibilityValue on Visibility {
  level
  to
}`) as unknown as TypedDocumentString<PrivacyMatrixQuery, PrivacyMatrixQueryVariables>;
export const PrivacySettingsDocument = new TypedDocumentString(`
    query PrivacySettings {
  privacySettings {
    version
    publication {
      state
      discoverable
      publicUrlEnabled
      searchEngineIndexing
    }
    sections {
      section
      parentSection
      setting {
        ...VisibilitySetting
      }
      fields {
        field
        setting {
          ...VisibilitySetting
        }
      }
      items {
        id
        title
        setting {
          ...VisibilitySetting
        }
      }
    }
  }
}
    fragment VisibilitySetting on VisibilitySetting {
  adjustable
  chosen {
    level
    to
  }
  mostOpen {
    level
    to
  }
  openTo
  limits {
    kind
    keepsOut
    section
  }
}`) as unknown as TypedDocumentString<PrivacySettingsQuery, PrivacySettingsQueryVariables>;
export const VisibilitySetDocument = new TypedDocumentString(`
    mutation VisibilitySet($input: VisibilitySetInput!, $expectedVersion: Int64!, $idempotencyKey: String) {
  visibilitySet(
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    profile {
      id
      version
      publication {
        discoverable
        publicUrlEnabled
        searchEngineIndexing
      }
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<VisibilitySetMutation, VisibilitySetMutationVariables>;
export const ProfileChangedDocument = new TypedDocumentString(`
    subscription ProfileChanged($profileId: ID!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String, $badgesFirst: Int = 20, $badgesAfter: String, $certificatesFirst: Int = 20, $certificatesAfter: String, $gigsFirst: Int = 20, $gigsAfter: String, $workFirst: Int = 20, $workAfter: String, $languagesFirst: Int = 20, $languagesAfter: String) {
  profileChanged(profileId: $profileId) {
    profile {
      ...ProfilePageContent
    }
  }
}
    fragment AboutSection on Profile {
  about
}
fragment BadgesSection on Profile {
  badges(first: $badgesFirst, after: $badgesAfter) {
    totalCount
    nodes {
      ...BadgeAwardItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment CertificatesSection on Profile {
  certificates(first: $certificatesFirst, after: $certificatesAfter) {
    totalCount
    nodes {
      ...CertificateItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EducationSection on Profile {
  education(first: $educationFirst, after: $educationAfter) {
    totalCount
    nodes {
      ...EducationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}
fragment GigsSection on Profile {
  gigs(first: $gigsFirst, after: $gigsAfter) {
    totalCount
    nodes {
      ...GigItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment LanguagesSection on Profile {
  languages(first: $languagesFirst, after: $languagesAfter) {
    totalCount
    nodes {
      ...LanguageItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProfileHeader on Profile {
  id
  slug
  displayName
  pronouns
  headline
  role
  avatarUrl
  coverUrl
  location {
    city
    region
    countryCode
  }
  contact {
    email
    phone
  }
  links {
    id
    kind
    label
    url
    username
  }
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      ...Amount
    }
    hourlyRateMax {
      ...Amount
    }
  }
}
fragment Amount on Money {
  amountMinor
  currency
}
fragment ProfilePageContent on Profile {
  id
  ...ProfileHeader
  ...AboutSection
  ...EducationSection
  ...ProjectsSection
  ...BadgesSection
  ...CertificatesSection
  ...GigsSection
  ...WorkSection
  ...LanguagesSection
}
fragment ProjectsSection on Profile {
  projects(first: $projectsFirst, after: $projectsAfter) {
    totalCount
    nodes {
      ...ProjectItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}
fragment WorkSection on Profile {
  work(first: $workFirst, after: $workAfter) {
    totalCount
    nodes {
      ...WorkItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<ProfileChangedSubscription, ProfileChangedSubscriptionVariables>;
export const ProfileDocumentDocument = new TypedDocumentString(`
    query ProfileDocument($slug: String!) {
  profileDocument(slug: $slug) {
    slug
    canonicalUrl
    robots
    cacheTags
    jsonLd
    openGraph {
      type
      title
      description
      url
      image
      username
    }
  }
}
    `) as unknown as TypedDocumentString<ProfileDocumentQuery, ProfileDocumentQueryVariables>;
export const ProfilePageDocument = new TypedDocumentString(`
    query ProfilePage($slug: String!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String, $badgesFirst: Int = 20, $badgesAfter: String, $certificatesFirst: Int = 20, $certificatesAfter: String, $gigsFirst: Int = 10, $gigsAfter: String, $workFirst: Int = 20, $workAfter: String, $languagesFirst: Int = 20, $languagesAfter: String) {
  profile(slug: $slug) {
    ...ProfilePageContent
  }
}
    fragment AboutSection on Profile {
  about
}
fragment BadgesSection on Profile {
  badges(first: $badgesFirst, after: $badgesAfter) {
    totalCount
    nodes {
      ...BadgeAwardItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment CertificatesSection on Profile {
  certificates(first: $certificatesFirst, after: $certificatesAfter) {
    totalCount
    nodes {
      ...CertificateItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EducationSection on Profile {
  education(first: $educationFirst, after: $educationAfter) {
    totalCount
    nodes {
      ...EducationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}
fragment GigsSection on Profile {
  gigs(first: $gigsFirst, after: $gigsAfter) {
    totalCount
    nodes {
      ...GigItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment LanguagesSection on Profile {
  languages(first: $languagesFirst, after: $languagesAfter) {
    totalCount
    nodes {
      ...LanguageItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProfileHeader on Profile {
  id
  slug
  displayName
  pronouns
  headline
  role
  avatarUrl
  coverUrl
  location {
    city
    region
    countryCode
  }
  contact {
    email
    phone
  }
  links {
    id
    kind
    label
    url
    username
  }
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      ...Amount
    }
    hourlyRateMax {
      ...Amount
    }
  }
}
fragment Amount on Money {
  amountMinor
  currency
}
fragment ProfilePageContent on Profile {
  id
  ...ProfileHeader
  ...AboutSection
  ...EducationSection
  ...ProjectsSection
  ...BadgesSection
  ...CertificatesSection
  ...GigsSection
  ...WorkSection
  ...LanguagesSection
}
fragment ProjectsSection on Profile {
  projects(first: $projectsFirst, after: $projectsAfter) {
    totalCount
    nodes {
      ...ProjectItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}
fragment WorkSection on Profile {
  work(first: $workFirst, after: $workAfter) {
    totalCount
    nodes {
      ...WorkItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<ProfilePageQuery, ProfilePageQueryVariables>;
export const ViewAsDocument = new TypedDocumentString(`
    query ViewAs($slug: String!, $audience: Audience!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String, $badgesFirst: Int = 20, $badgesAfter: String, $certificatesFirst: Int = 20, $certificatesAfter: String, $gigsFirst: Int = 10, $gigsAfter: String, $workFirst: Int = 20, $workAfter: String, $languagesFirst: Int = 20, $languagesAfter: String) {
  profile(slug: $slug, viewAs: $audience) {
    ...ProfilePageContent
  }
}
    fragment AboutSection on Profile {
  about
}
fragment BadgesSection on Profile {
  badges(first: $badgesFirst, after: $badgesAfter) {
    totalCount
    nodes {
      ...BadgeAwardItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment CertificatesSection on Profile {
  certificates(first: $certificatesFirst, after: $certificatesAfter) {
    totalCount
    nodes {
      ...CertificateItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment CertificateItem on Certificate {
  id
  title
  provider
  url
  credentialId
  credentialUrl
  issuedAt
  expiresAt
  skills
  media {
    ...AttachedMedia
  }
}
fragment EducationSection on Profile {
  education(first: $educationFirst, after: $educationAfter) {
    totalCount
    nodes {
      ...EducationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment EducationItem on Education {
  id
  institution
  institutionUrl
  degree
  fieldOfStudy
  startDate
  endDate
  gpa {
    value
    scale
    text
  }
  honours
  coursework
}
fragment GigsSection on Profile {
  gigs(first: $gigsFirst, after: $gigsAfter) {
    totalCount
    nodes {
      ...GigItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment GigItem on Gig {
  id
  title
  role
  category
  skills
  startedAt
  completedAt
  featured
  client {
    name
    profile {
      ...PersonCard
    }
  }
  review {
    rating
    text
    reviewedAt
    reviewer {
      ...PersonCard
    }
  }
}
fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment LanguagesSection on Profile {
  languages(first: $languagesFirst, after: $languagesAfter) {
    totalCount
    nodes {
      ...LanguageItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment LanguageItem on LanguageSkill {
  id
  language
  level
}
fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProfileHeader on Profile {
  id
  slug
  displayName
  pronouns
  headline
  role
  avatarUrl
  coverUrl
  location {
    city
    region
    countryCode
  }
  contact {
    email
    phone
  }
  links {
    id
    kind
    label
    url
    username
  }
  availability {
    status
    availableFrom
    hoursPerWeek
    remote
    hourlyRateMin {
      ...Amount
    }
    hourlyRateMax {
      ...Amount
    }
  }
}
fragment Amount on Money {
  amountMinor
  currency
}
fragment ProfilePageContent on Profile {
  id
  ...ProfileHeader
  ...AboutSection
  ...EducationSection
  ...ProjectsSection
  ...BadgesSection
  ...CertificatesSection
  ...GigsSection
  ...WorkSection
  ...LanguagesSection
}
fragment ProjectsSection on Profile {
  projects(first: $projectsFirst, after: $projectsAfter) {
    totalCount
    nodes {
      ...ProjectItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}
fragment WorkSection on Profile {
  work(first: $workFirst, after: $workAfter) {
    totalCount
    nodes {
      ...WorkItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<ViewAsQuery, ViewAsQueryVariables>;
export const MoreProjectsDocument = new TypedDocumentString(`
    query MoreProjects($slug: String!, $projectsFirst: Int = 20, $projectsAfter: String) {
  profile(slug: $slug) {
    id
    ...ProjectsSection
  }
}
    fragment AttachedMedia on MediaItem {
  id
  kind
  title
  altText
  url
  videoUrl
  contentType
}
fragment ProjectsSection on Profile {
  projects(first: $projectsFirst, after: $projectsAfter) {
    totalCount
    nodes {
      ...ProjectItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment ProjectItem on Project {
  id
  name
  kind
  role
  organization
  description
  highlights
  skills
  links
  startDate
  endDate
  media {
    ...AttachedMedia
  }
}`) as unknown as TypedDocumentString<MoreProjectsQuery, MoreProjectsQueryVariables>;
export const MoreRecommendationsDocument = new TypedDocumentString(`
    query MoreRecommendations($slug: String!, $recommendationsFirst: Int = 20, $recommendationsAfter: String) {
  profile(slug: $slug) {
    id
    ...RecommendationsSection
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment RecommendationsSection on Profile {
  recommendations(first: $recommendationsFirst, after: $recommendationsAfter) {
    totalCount
    nodes {
      ...RecommendationItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment RecommendationItem on Recommendation {
  id
  capacity
  relationship
  text
  writtenAt
  author {
    ...PersonCard
  }
}`) as unknown as TypedDocumentString<MoreRecommendationsQuery, MoreRecommendationsQueryVariables>;
export const SkillEndorsementsDocument = new TypedDocumentString(`
    query SkillEndorsements($slug: String!, $skillsFirst: Int = 20, $skillsAfter: String, $endorsementsFirst: Int = 3) {
  profile(slug: $slug) {
    id
    skills(first: $skillsFirst, after: $skillsAfter) {
      nodes {
        id
        name
        endorsementCount
        endorsements(first: $endorsementsFirst) {
          nodes {
            ...EndorsementItem
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment PersonCard on Profile {
  id
  slug
  displayName
  avatarUrl
}
fragment EndorsementItem on SkillEndorsement {
  capacity
  relationship
  note
  endorsedAt
  endorser {
    ...PersonCard
  }
}`) as unknown as TypedDocumentString<SkillEndorsementsQuery, SkillEndorsementsQueryVariables>;
export const SkillMatrixDocument = new TypedDocumentString(`
    query SkillMatrix($slug: String!, $skillsFirst: Int = 50, $skillsAfter: String) {
  profile(slug: $slug) {
    id
    ...SkillKeywords
    ...SkillMatrix
  }
}
    fragment SkillMatrix on Profile {
  skills(first: $skillsFirst, after: $skillsAfter) {
    totalCount
    nodes {
      ...SkillMatrixItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment SkillMatrixItem on ProfileSkill {
  id
  name
  level
  years
  endorsementCount
  skill {
    slug
    category
  }
}
fragment SkillKeywords on Profile {
  skillKeywords
}`) as unknown as TypedDocumentString<SkillMatrixQuery, SkillMatrixQueryVariables>;
export const SkillSuggestionsDocument = new TypedDocumentString(`
    query SkillSuggestions($skillQuery: String!, $skillsFirst: Int = 10) {
  skills(query: $skillQuery, first: $skillsFirst) {
    match
    matched
    skill {
      ...SkillCard
    }
  }
}
    fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}`) as unknown as TypedDocumentString<SkillSuggestionsQuery, SkillSuggestionsQueryVariables>;
export const SkillLookupDocument = new TypedDocumentString(`
    query SkillLookup($skillName: String!) {
  skillLookup(name: $skillName) {
    skill {
      ...SkillCard
    }
    similar {
      matched
      skill {
        ...SkillCard
      }
    }
  }
}
    fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}`) as unknown as TypedDocumentString<SkillLookupQuery, SkillLookupQueryVariables>;
export const BadgeDefineDocument = new TypedDocumentString(`
    mutation BadgeDefine($input: BadgeInput!, $expectedVersion: Int64, $idempotencyKey: String) {
  badgeDefine(
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    badge {
      ...CatalogueBadge
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment CatalogueBadge on Badge {
  ...BadgeCard
  retiredAt
  version
}`) as unknown as TypedDocumentString<BadgeDefineMutation, BadgeDefineMutationVariables>;
export const BadgeAwardDocument = new TypedDocumentString(`
    mutation BadgeAward($profileId: ID!, $input: BadgeAwardInput!, $expectedVersion: Int64, $idempotencyKey: String) {
  badgeAward(
    profileId: $profileId
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    awardId
    award {
      ...BadgeAwardItem
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<BadgeAwardMutation, BadgeAwardMutationVariables>;
export const BadgeRevokeDocument = new TypedDocumentString(`
    mutation BadgeRevoke($id: ID!, $reason: String!, $expectedVersion: Int64, $idempotencyKey: String) {
  badgeRevoke(
    id: $id
    reason: $reason
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    awardId
    award {
      ...BadgeAwardItem
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment BadgeAwardItem on BadgeAward {
  id
  status
  featured
  awardedAt
  expiresAt
  evidenceUrl
  evidenceText
  badge {
    ...BadgeCard
  }
}
fragment BadgeCard on Badge {
  key
  name
  description
  tier
  category
  imageUrl
  criteria
  criteriaUrl
  issuerName
  issuerUrl
}
fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}`) as unknown as TypedDocumentString<BadgeRevokeMutation, BadgeRevokeMutationVariables>;
export const ProposedSkillsDocument = new TypedDocumentString(`
    query ProposedSkills($proposalsFirst: Int = 20, $proposalsAfter: String) {
  proposedSkills(first: $proposalsFirst, after: $proposalsAfter) {
    nodes {
      id
      name
      proposedAt
      version
      similar {
        matched
        skill {
          ...SkillCard
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}`) as unknown as TypedDocumentString<ProposedSkillsQuery, ProposedSkillsQueryVariables>;
export const SkillAcceptDocument = new TypedDocumentString(`
    mutation SkillAccept($id: ID!, $input: SkillAcceptInput!, $expectedVersion: Int64, $idempotencyKey: String) {
  skillAccept(
    id: $id
    input: $input
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    skill {
      ...CatalogueSkill
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}
fragment CatalogueSkill on Skill {
  ...SkillCard
  escoUri
  version
}`) as unknown as TypedDocumentString<SkillAcceptMutation, SkillAcceptMutationVariables>;
export const SkillAliasAddDocument = new TypedDocumentString(`
    mutation SkillAliasAdd($slug: String!, $name: String!, $expectedVersion: Int64, $idempotencyKey: String) {
  skillAliasAdd(
    slug: $slug
    name: $name
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    skill {
      ...CatalogueSkill
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}
fragment CatalogueSkill on Skill {
  ...SkillCard
  escoUri
  version
}`) as unknown as TypedDocumentString<SkillAliasAddMutation, SkillAliasAddMutationVariables>;
export const SkillMergeDocument = new TypedDocumentString(`
    mutation SkillMerge($skill: ID!, $into: String!, $expectedVersion: Int64, $idempotencyKey: String) {
  skillMerge(
    skill: $skill
    into: $into
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    skill {
      ...CatalogueSkill
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}
fragment CatalogueSkill on Skill {
  ...SkillCard
  escoUri
  version
}`) as unknown as TypedDocumentString<SkillMergeMutation, SkillMergeMutationVariables>;
export const SkillUnmergeDocument = new TypedDocumentString(`
    mutation SkillUnmerge($skill: ID!, $expectedVersion: Int64, $idempotencyKey: String) {
  skillUnmerge(
    skill: $skill
    expectedVersion: $expectedVersion
    idempotencyKey: $idempotencyKey
  ) {
    skill {
      ...CatalogueSkill
    }
    userErrors {
      ...MutationProblem
    }
  }
}
    fragment MutationProblem on UserError {
  code
  message
  path
  conflict {
    currentVersion
    changes {
      version
      action
      fields
      by
      at
    }
  }
}
fragment SkillCard on Skill {
  slug
  name
  category
  aliases
  parent {
    slug
    name
  }
}
fragment CatalogueSkill on Skill {
  ...SkillCard
  escoUri
  version
}`) as unknown as TypedDocumentString<SkillUnmergeMutation, SkillUnmergeMutationVariables>;
export const StrengthMeterDocument = new TypedDocumentString(`
    query StrengthMeter {
  me {
    profile {
      id
      version
      ...StrengthMeter
    }
  }
}
    fragment StrengthMeter on Profile {
  strength {
    score
    level
    levelLabel
    modelVersion
    nextStep {
      ...StrengthFactor
    }
    factors {
      ...StrengthFactor
    }
  }
}
fragment StrengthFactor on StrengthFactor {
  key
  label
  weight
  earned
  gain
  action {
    code
    text
  }
}`) as unknown as TypedDocumentString<StrengthMeterQuery, StrengthMeterQueryVariables>;
export const StrengthInsightsDocument = new TypedDocumentString(`
    query StrengthInsights($first: Int, $after: String) {
  me {
    strengthInsights {
      score
      lastGainAt
      daysSinceLastGain
      changes {
        days
        since
        from
        change
        gained {
          ...StrengthMove
        }
        lost {
          ...StrengthMove
        }
      }
    }
    strengthHistory(first: $first, after: $after) {
      nodes {
        score
        level
        levelLabel
        modelVersion
        profileVersion
        at
        change
        moved {
          ...StrengthMove
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment StrengthMove on StrengthMove {
  key
  label
  change
}`) as unknown as TypedDocumentString<StrengthInsightsQuery, StrengthInsightsQueryVariables>;
export const MoreWorkDocument = new TypedDocumentString(`
    query MoreWork($slug: String!, $workFirst: Int = 20, $workAfter: String) {
  profile(slug: $slug) {
    id
    ...WorkSection
  }
}
    fragment WorkSection on Profile {
  work(first: $workFirst, after: $workAfter) {
    totalCount
    nodes {
      ...WorkItem
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment WorkItem on WorkExperience {
  id
  company
  companyUrl
  title
  location
  description
  highlights
  skills
  startDate
  endDate
}`) as unknown as TypedDocumentString<MoreWorkQuery, MoreWorkQueryVariables>;