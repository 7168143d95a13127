/** What the browser calls the page, in its tab and its history: `Users · Rollcall`. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} · Rollcall`}</title>;
}
