/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "fragment AboutSection on Profile {\n  about\n}": typeof types.AboutSectionFragmentDoc,
    "query AccessReport($audience: Audience!) {\n  me {\n    profile {\n      id\n      accessReport(audience: $audience) {\n        audience\n        exists\n        absence\n        fields {\n          field\n          section\n          visible\n          reason\n          decidedBy\n          openTo\n        }\n        items {\n          id\n          visible\n          reason\n          visibility {\n            ...VisibilityValue\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment VisibilityValue on Visibility {\n  level\n  to\n}": typeof types.AccessReportDocument,
    "fragment EducationSection on Profile {\n  education(first: $educationFirst, after: $educationAfter) {\n    totalCount\n    nodes {\n      ...EducationItem\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment EducationItem on Education {\n  id\n  institution\n  institutionUrl\n  degree\n  fieldOfStudy\n  startDate\n  endDate\n  gpa {\n    value\n    scale\n    text\n  }\n  honours\n  coursework\n}\n\nquery MoreEducation($slug: String!, $educationFirst: Int = 20, $educationAfter: String) {\n  profile(slug: $slug) {\n    id\n    ...EducationSection\n  }\n}": typeof types.EducationSectionFragmentDoc,
    "query Me {\n  me {\n    role\n    staff\n    verifiedEmployer\n    profile {\n      id\n      slug\n      displayName\n      avatarUrl\n      version\n      publication {\n        state\n        discoverable\n        publicUrlEnabled\n        searchEngineIndexing\n      }\n    }\n  }\n}": typeof types.MeDocument,
    "query PrivacyMatrix {\n  privacyMatrix {\n    field\n    section\n    parentSection\n    ownToggle\n    default {\n      student {\n        ...VisibilityValue\n      }\n      employer {\n        ...VisibilityValue\n      }\n      mentor {\n        ...VisibilityValue\n      }\n      withoutRole {\n        ...VisibilityValue\n      }\n    }\n    mostOpen {\n      ...VisibilityValue\n    }\n    dataClass\n    basis\n    retention\n    export\n  }\n}": typeof types.PrivacyMatrixDocument,
    "fragment ProfileHeader on Profile {\n  id\n  slug\n  displayName\n  pronouns\n  headline\n  role\n  avatarUrl\n  coverUrl\n  location {\n    city\n    region\n    countryCode\n  }\n  contact {\n    email\n    phone\n  }\n  links {\n    id\n    kind\n    label\n    url\n    username\n  }\n  availability {\n    status\n    availableFrom\n    hoursPerWeek\n    remote\n    hourlyRateMin {\n      ...Amount\n    }\n    hourlyRateMax {\n      ...Amount\n    }\n  }\n}\n\nfragment Amount on Money {\n  amountMinor\n  currency\n}": typeof types.ProfileHeaderFragmentDoc,
    "query ProfilePage($slug: String!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug) {\n    ...ProfilePageContent\n  }\n}\n\nquery ViewAs($slug: String!, $audience: Audience!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug, viewAs: $audience) {\n    ...ProfilePageContent\n  }\n}\n\nfragment ProfilePageContent on Profile {\n  id\n  ...ProfileHeader\n  ...AboutSection\n  ...EducationSection\n  ...ProjectsSection\n}": typeof types.ProfilePageDocument,
    "fragment ProjectsSection on Profile {\n  projects(first: $projectsFirst, after: $projectsAfter) {\n    totalCount\n    nodes {\n      ...ProjectItem\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment ProjectItem on Project {\n  id\n  name\n  kind\n  role\n  organization\n  description\n  highlights\n  skills\n  links\n  startDate\n  endDate\n}\n\nquery MoreProjects($slug: String!, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug) {\n    id\n    ...ProjectsSection\n  }\n}": typeof types.ProjectsSectionFragmentDoc,
};
const documents: Documents = {
    "fragment AboutSection on Profile {\n  about\n}": types.AboutSectionFragmentDoc,
    "query AccessReport($audience: Audience!) {\n  me {\n    profile {\n      id\n      accessReport(audience: $audience) {\n        audience\n        exists\n        absence\n        fields {\n          field\n          section\n          visible\n          reason\n          decidedBy\n          openTo\n        }\n        items {\n          id\n          visible\n          reason\n          visibility {\n            ...VisibilityValue\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment VisibilityValue on Visibility {\n  level\n  to\n}": types.AccessReportDocument,
    "fragment EducationSection on Profile {\n  education(first: $educationFirst, after: $educationAfter) {\n    totalCount\n    nodes {\n      ...EducationItem\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment EducationItem on Education {\n  id\n  institution\n  institutionUrl\n  degree\n  fieldOfStudy\n  startDate\n  endDate\n  gpa {\n    value\n    scale\n    text\n  }\n  honours\n  coursework\n}\n\nquery MoreEducation($slug: String!, $educationFirst: Int = 20, $educationAfter: String) {\n  profile(slug: $slug) {\n    id\n    ...EducationSection\n  }\n}": types.EducationSectionFragmentDoc,
    "query Me {\n  me {\n    role\n    staff\n    verifiedEmployer\n    profile {\n      id\n      slug\n      displayName\n      avatarUrl\n      version\n      publication {\n        state\n        discoverable\n        publicUrlEnabled\n        searchEngineIndexing\n      }\n    }\n  }\n}": types.MeDocument,
    "query PrivacyMatrix {\n  privacyMatrix {\n    field\n    section\n    parentSection\n    ownToggle\n    default {\n      student {\n        ...VisibilityValue\n      }\n      employer {\n        ...VisibilityValue\n      }\n      mentor {\n        ...VisibilityValue\n      }\n      withoutRole {\n        ...VisibilityValue\n      }\n    }\n    mostOpen {\n      ...VisibilityValue\n    }\n    dataClass\n    basis\n    retention\n    export\n  }\n}": types.PrivacyMatrixDocument,
    "fragment ProfileHeader on Profile {\n  id\n  slug\n  displayName\n  pronouns\n  headline\n  role\n  avatarUrl\n  coverUrl\n  location {\n    city\n    region\n    countryCode\n  }\n  contact {\n    email\n    phone\n  }\n  links {\n    id\n    kind\n    label\n    url\n    username\n  }\n  availability {\n    status\n    availableFrom\n    hoursPerWeek\n    remote\n    hourlyRateMin {\n      ...Amount\n    }\n    hourlyRateMax {\n      ...Amount\n    }\n  }\n}\n\nfragment Amount on Money {\n  amountMinor\n  currency\n}": types.ProfileHeaderFragmentDoc,
    "query ProfilePage($slug: String!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug) {\n    ...ProfilePageContent\n  }\n}\n\nquery ViewAs($slug: String!, $audience: Audience!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug, viewAs: $audience) {\n    ...ProfilePageContent\n  }\n}\n\nfragment ProfilePageContent on Profile {\n  id\n  ...ProfileHeader\n  ...AboutSection\n  ...EducationSection\n  ...ProjectsSection\n}": types.ProfilePageDocument,
    "fragment ProjectsSection on Profile {\n  projects(first: $projectsFirst, after: $projectsAfter) {\n    totalCount\n    nodes {\n      ...ProjectItem\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment ProjectItem on Project {\n  id\n  name\n  kind\n  role\n  organization\n  description\n  highlights\n  skills\n  links\n  startDate\n  endDate\n}\n\nquery MoreProjects($slug: String!, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug) {\n    id\n    ...ProjectsSection\n  }\n}": types.ProjectsSectionFragmentDoc,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment AboutSection on Profile {\n  about\n}"): typeof import('./graphql').AboutSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AccessReport($audience: Audience!) {\n  me {\n    profile {\n      id\n      accessReport(audience: $audience) {\n        audience\n        exists\n        absence\n        fields {\n          field\n          section\n          visible\n          reason\n          decidedBy\n          openTo\n        }\n        items {\n          id\n          visible\n          reason\n          visibility {\n            ...VisibilityValue\n          }\n        }\n      }\n    }\n  }\n}\n\nfragment VisibilityValue on Visibility {\n  level\n  to\n}"): typeof import('./graphql').AccessReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment EducationSection on Profile {\n  education(first: $educationFirst, after: $educationAfter) {\n    totalCount\n    nodes {\n      ...EducationItem\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment EducationItem on Education {\n  id\n  institution\n  institutionUrl\n  degree\n  fieldOfStudy\n  startDate\n  endDate\n  gpa {\n    value\n    scale\n    text\n  }\n  honours\n  coursework\n}\n\nquery MoreEducation($slug: String!, $educationFirst: Int = 20, $educationAfter: String) {\n  profile(slug: $slug) {\n    id\n    ...EducationSection\n  }\n}"): typeof import('./graphql').EducationSectionFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Me {\n  me {\n    role\n    staff\n    verifiedEmployer\n    profile {\n      id\n      slug\n      displayName\n      avatarUrl\n      version\n      publication {\n        state\n        discoverable\n        publicUrlEnabled\n        searchEngineIndexing\n      }\n    }\n  }\n}"): typeof import('./graphql').MeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PrivacyMatrix {\n  privacyMatrix {\n    field\n    section\n    parentSection\n    ownToggle\n    default {\n      student {\n        ...VisibilityValue\n      }\n      employer {\n        ...VisibilityValue\n      }\n      mentor {\n        ...VisibilityValue\n      }\n      withoutRole {\n        ...VisibilityValue\n      }\n    }\n    mostOpen {\n      ...VisibilityValue\n    }\n    dataClass\n    basis\n    retention\n    export\n  }\n}"): typeof import('./graphql').PrivacyMatrixDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ProfileHeader on Profile {\n  id\n  slug\n  displayName\n  pronouns\n  headline\n  role\n  avatarUrl\n  coverUrl\n  location {\n    city\n    region\n    countryCode\n  }\n  contact {\n    email\n    phone\n  }\n  links {\n    id\n    kind\n    label\n    url\n    username\n  }\n  availability {\n    status\n    availableFrom\n    hoursPerWeek\n    remote\n    hourlyRateMin {\n      ...Amount\n    }\n    hourlyRateMax {\n      ...Amount\n    }\n  }\n}\n\nfragment Amount on Money {\n  amountMinor\n  currency\n}"): typeof import('./graphql').ProfileHeaderFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ProfilePage($slug: String!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug) {\n    ...ProfilePageContent\n  }\n}\n\nquery ViewAs($slug: String!, $audience: Audience!, $educationFirst: Int = 20, $educationAfter: String, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug, viewAs: $audience) {\n    ...ProfilePageContent\n  }\n}\n\nfragment ProfilePageContent on Profile {\n  id\n  ...ProfileHeader\n  ...AboutSection\n  ...EducationSection\n  ...ProjectsSection\n}"): typeof import('./graphql').ProfilePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment ProjectsSection on Profile {\n  projects(first: $projectsFirst, after: $projectsAfter) {\n    totalCount\n    nodes {\n      ...ProjectItem\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n\nfragment ProjectItem on Project {\n  id\n  name\n  kind\n  role\n  organization\n  description\n  highlights\n  skills\n  links\n  startDate\n  endDate\n}\n\nquery MoreProjects($slug: String!, $projectsFirst: Int = 20, $projectsAfter: String) {\n  profile(slug: $slug) {\n    id\n    ...ProjectsSection\n  }\n}"): typeof import('./graphql').ProjectsSectionFragmentDoc;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
