import type { customFieldsRows } from '@rollcall/shared/contract/custom-fields.ts';
import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import type { HandlersOf } from '../../http/handler.ts';

/** The fields that the configuration makes of places in metadata. */
export function customFieldsHandlers(fields: readonly CustomField[]): HandlersOf<typeof customFieldsRows> {
  return { listCustomFields: async () => ({ fields: [...fields] }) };
}
