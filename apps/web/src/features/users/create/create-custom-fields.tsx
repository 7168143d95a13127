import {
  type BothMetadata,
  type CustomField,
  valueOfField,
  withField,
} from '@rollcall/shared/user/custom-fields.ts';
import type { FieldProblem } from '@rollcall/shared/problems.ts';
import { useMe } from '../../../api/me.ts';
import { CustomFieldInput } from '../../../ui/custom-field-input.tsx';
import { FormSection } from './form-section.tsx';
import styles from './create.module.css';

interface CreateCustomFieldsProps {
  fields: readonly CustomField[];
  value: BothMetadata;
  faults: readonly FieldProblem[];
  onChange: (value: BothMetadata) => void;
}

/** The custom fields that the configuration wants on the create page; those whose metadata one may write. */
export function CreateCustomFields({ fields, value, faults, onChange }: CreateCustomFieldsProps) {
  const { permissions } = useMe();
  if (fields.length === 0) return null;
  return (
    <FormSection title="Fields" text="Kept in user_metadata and app_metadata.">
      {fields.map((field) => (
        <div key={field.key} className={field.width === 'full' ? styles.wide : undefined}>
          <CustomFieldInput
            field={field}
            value={valueOfField(field, value)}
            errorMessage={faults.find((fault) => fault.field === field.key)?.detail}
            isReadOnly={
              !permissions.includes(
                field.path[0] === 'app_metadata' ? 'app_metadata:edit' : 'user_metadata:edit',
              )
            }
            onChange={(next) => onChange(withField({ ...value }, field.path, next))}
          />
        </div>
      ))}
    </FormSection>
  );
}
