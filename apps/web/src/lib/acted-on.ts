import { dropFromTab, keepInTab, readFromTab } from './kept-in-tab.ts';
import { SelectedUsers } from './selected-users.ts';

const key = 'bulk.whom';

/** Says to whom an act on many is to be done, in this tab, before its page is opened. */
export function meanForAct(selected: SelectedUsers): void {
  keepInTab(key, selected);
}

/** To whom it is to be done; `undefined` where the page asks for them. */
export function meantForAct(): SelectedUsers | undefined {
  return readFromTab(key, SelectedUsers);
}

/** Means nobody any more. */
export function meanNobody(): void {
  dropFromTab(key);
}
