import { maskableAttributes, MaskedField } from '@rollcall/shared/access/mask.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import styles from './mask-editor.module.css';

const labels: Record<(typeof maskableAttributes)[number], string> = {
  email: 'E-mail',
  phone_number: 'Phone number',
  username: 'Username',
  last_ip: 'IP address',
};

const isAttribute = (field: string) => maskableAttributes.some((attribute) => attribute === field);

/** Which fields of the users a grant hides. */
export function MaskEditor({
  mask,
  onChange,
}: {
  mask: readonly string[];
  onChange: (mask: string[]) => void;
}) {
  const paths = mask.filter((field) => !isAttribute(field));
  return (
    <>
      <fieldset className={styles.boxes}>
        <legend className={styles.legend}>Attributes</legend>
        {maskableAttributes.map((attribute) => (
          <Checkbox
            key={attribute}
            isSelected={mask.includes(attribute)}
            onChange={(isHidden) => {
              onChange(isHidden ? [...mask, attribute] : mask.filter((field) => field !== attribute));
            }}
          >
            {labels[attribute]}
          </Checkbox>
        ))}
      </fieldset>
      <TokenField
        label="Metadata"
        hint="optional"
        placeholder="app_metadata.salary"
        description="A path hides everything below it; user_metadata alone hides all of it."
        tokens={paths}
        faultOf={(path) =>
          MaskedField.safeParse(path).success && !isAttribute(path)
            ? undefined
            : 'A path into user_metadata or app_metadata, such as app_metadata.salary.'
        }
        onChange={(next) => {
          onChange([...mask.filter(isAttribute), ...next]);
        }}
      />
    </>
  );
}
