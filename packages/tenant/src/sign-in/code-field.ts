import { markup } from '../pages/layout.ts';

/** The field for a code of six digits that was sent, or that an app shows. */
export const CODE_FIELD = markup`<label>Code
<input class="code" name="code" autocomplete="one-time-code" inputmode="numeric" maxlength="12" required autofocus></label>`;
