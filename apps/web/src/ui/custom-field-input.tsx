import type { CustomField } from '@rollcall/shared/user/custom-fields.ts';
import { NumberField } from './number-field.tsx';
import { Select } from './select.tsx';
import { TextField } from './text-field.tsx';

interface CustomFieldInputProps {
  field: CustomField;
  /** `undefined` where there is none. */
  value: unknown;
  onChange: (value: string | number | boolean | undefined) => void;
  errorMessage?: string | undefined;
  isReadOnly: boolean;
}

const inputTypes = { date: 'date', email: 'email', uri: 'url' } as const;
const none = '\u0000none';

/** A place in metadata as a field of its type. An emptied one has no value. */
export function CustomFieldInput({
  field,
  value,
  onChange,
  errorMessage,
  isReadOnly,
}: CustomFieldInputProps) {
  const { type, title, description, required, format } = field;
  const common = {
    label: title,
    errorMessage,
    ...(description === undefined ? {} : { description }),
  };
  const hint = required ? 'required' : undefined;
  const choices = field.enum ?? (type === 'boolean' ? ['true', 'false'] : undefined);
  if (choices !== undefined) {
    const chosen = typeof value === 'string' || typeof value === 'boolean' ? String(value) : undefined;
    const words = (id: string) => (type === 'boolean' ? (id === 'true' ? 'Yes' : 'No') : id);
    const options = [
      ...(required ? [] : [{ id: none, label: 'Not set' }]),
      ...choices.map((id) => ({ id, label: words(id) })),
    ];
    return (
      <Select
        {...common}
        label={required ? `${title} (required)` : title}
        options={options}
        selectedKey={chosen ?? (required ? null : none)}
        isDisabled={isReadOnly}
        onSelectionChange={(id) => {
          if (id === none) onChange(undefined);
          else onChange(type === 'boolean' ? id === 'true' : id);
        }}
      />
    );
  }
  if (type === 'number' || type === 'integer') {
    return (
      <NumberField
        {...common}
        hint={hint}
        value={typeof value === 'number' ? value : undefined}
        isReadOnly={isReadOnly}
        onChange={onChange}
      />
    );
  }
  return (
    <TextField
      {...common}
      hint={hint}
      value={typeof value === 'string' ? value : ''}
      isReadOnly={isReadOnly}
      onChange={(text) => onChange(text === '' ? undefined : text)}
      autoComplete="off"
      {...(format === undefined ? {} : { type: inputTypes[format] })}
    />
  );
}
