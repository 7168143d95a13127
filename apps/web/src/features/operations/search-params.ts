import { ItemState } from '@rollcall/shared/contract/operation-states.ts';
import { z } from 'zod';

const OperationsSearch = z.object({ which: z.enum(['open', 'over']).optional().catch(undefined) });
const OperationSearch = z.object({ show: ItemState.optional().catch(undefined) });

/** Which operations are listed: those that are open where nothing is said. */
export const readOperationsSearch = (search: object) => OperationsSearch.parse(search);

/** Which items of an operation are listed: all where nothing is said. */
export const readOperationSearch = (search: object) => OperationSearch.parse(search);
