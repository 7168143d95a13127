import { type CustomField, valueOfField, withField } from '@rollcall/shared/user/custom-fields.ts';
import { isMasked } from '@rollcall/shared/access/mask.ts';
import type { FieldProblem } from '@rollcall/shared/problems.ts';
import type { JsonObject } from '@rollcall/shared/user/merge-patch.ts';
import { CustomFieldInput } from '../../ui/custom-field-input.tsx';
import styles from './metadata.module.css';
import { MetadataTree } from './metadata-tree.tsx';
import type { MetadataKind } from './metadata-values.ts';

interface MetadataFieldsProps {
  kind: MetadataKind;
  /** The custom fields of this kind. */
  fields: readonly CustomField[];
  faults: readonly FieldProblem[];
  masked: readonly string[];
  value: JsonObject;
  isReadOnly: boolean;
  onChange: (value: JsonObject) => void;
}

/** One of the two metadata as a form: first the fields that the configuration knows, then everything else. */
export function MetadataFields({
  kind,
  fields,
  faults,
  masked,
  value,
  isReadOnly,
  onChange,
}: MetadataFieldsProps) {
  const shown = fields.filter(({ key }) => !isMasked(masked, key));
  const without = new Set(shown.map(({ key }) => key));
  return (
    <fieldset className={styles.pane} aria-label={`${kind} as a form`}>
      {shown.length > 0 && (
        <div className={styles.fields}>
          {shown.map((field) => (
            <div key={field.key} data-width={field.width}>
              <CustomFieldInput
                field={field}
                value={valueOfField(field, { [kind]: value })}
                errorMessage={faults.find((fault) => fault.field === field.key)?.detail}
                isReadOnly={isReadOnly || field.readOnly}
                onChange={(next) => onChange(withField(value, field.path.slice(1), next))}
              />
            </div>
          ))}
        </div>
      )}
      <MetadataTree path={kind} value={value} without={without} isReadOnly={isReadOnly} onChange={onChange} />
    </fieldset>
  );
}
