import { longestViewName, type View } from '@rollcall/shared/contract/views.ts';

/** The name of a copy of a view, which no other view of one's own has. */
export function copyName(name: string, views: readonly View[]): string {
  const taken = new Set(views.filter((view) => view.is_own).map((view) => view.name.toLowerCase()));
  for (let nth = 1; ; nth += 1) {
    const end = nth === 1 ? ' (copy)' : ` (copy ${nth})`;
    // By code points: a sign outside of the basic plane is not cut in two.
    const candidate = cut(name, longestViewName - end.length) + end;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

function cut(text: string, length: number): string {
  let kept = '';
  for (const sign of text) {
    if (kept.length + sign.length > length) break;
    kept += sign;
  }
  return kept.trimEnd();
}
