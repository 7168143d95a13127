import { explainPolicy } from '../passwords/explain-policy.ts';
import type { JsonObject } from '../store/schema.ts';
import { markup, type Markup } from './layout.ts';

/** What a connection asks of a new password, below the field it is typed into (`policy` is the list's id). */
export function policyList(options: JsonObject): Markup {
  const rules = explainPolicy(options).map((rule) => markup`<li>${rule}</li>\n`);
  return markup`<div class="policy" id="policy">Your password needs:
<ul>
${rules}</ul></div>`;
}
