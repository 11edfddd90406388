// How a page uses the contract. It is compiled, never run: `npm run check` fails when the types no longer fit.

import { execute, type ExecuteOptions } from "./execute";
import { getFragmentData, type FragmentType } from "./gql";
import {
  EducationItemFragmentDoc,
  EducationSectionFragmentDoc,
  MoreEducationDocument,
  ProfileHeaderFragmentDoc,
  ProfilePageContentFragmentDoc,
  ProfilePageDocument,
  type EducationItemFragment,
} from "./gql/graphql";

/** A page on the server; null is the page's notFound(). */
export async function renderProfilePage(slug: string, options: ExecuteOptions): Promise<string | null> {
  const { profile } = await execute(ProfilePageDocument, { slug, projectsFirst: 6 }, options);
  if (profile == null) return null;
  const content = getFragmentData(ProfilePageContentFragmentDoc, profile);
  return [renderHeader(content), renderEducation(content)].join("\n");
}

/** A component takes its own fragment and sees nothing else of the page. */
export function renderHeader(props: FragmentType<typeof ProfileHeaderFragmentDoc>): string {
  const { displayName, headline, location } = getFragmentData(ProfileHeaderFragmentDoc, props);
  return [displayName, headline, location?.city].filter((part) => part != null).join(", ");
}

export function renderEducation(props: FragmentType<typeof EducationSectionFragmentDoc>): string {
  const { education } = getFragmentData(EducationSectionFragmentDoc, props);
  const items = getFragmentData(EducationItemFragmentDoc, education?.nodes ?? []);
  return items.map((item) => `${item.institution ?? ""} (${item.startDate ?? ""})`).join("\n");
}

/** The page of items after a cursor, and the cursor of the page after that one. */
export async function moreEducation(
  slug: string,
  cursor: string,
  options: ExecuteOptions,
): Promise<{ items: readonly EducationItemFragment[]; next: string | null }> {
  const { profile } = await execute(MoreEducationDocument, { slug, educationAfter: cursor }, options);
  const education = getFragmentData(EducationSectionFragmentDoc, profile)?.education;
  const items = getFragmentData(EducationItemFragmentDoc, education?.nodes ?? []);
  const next = education?.pageInfo.hasNextPage ? (education.pageInfo.endCursor ?? null) : null;
  return { items, next };
}
