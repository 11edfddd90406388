/** The tag of whatever lists profiles: the sitemaps. */
export const LISTED_TAG = "profiles-listed";

/** The tag of whatever shows this profile, be it the page's own or somebody whom the page names; docs/CACHING.md. */
export function profileTag(id: string): string {
  return `profile-${id}`;
}
