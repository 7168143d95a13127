import { type Control, type FieldPathByValue, useController } from 'react-hook-form';
import { TextField, type TextFieldProps } from '../../../ui/text-field.tsx';
import type { NewUserValues } from './new-user.ts';
import type { NewUser } from '@rollcall/shared/user/user-input.ts';

/** The form's control: text in, a new user out. */
export type CreateControl = Control<NewUserValues, unknown, NewUser>;

interface CreateFieldProps extends Pick<TextFieldProps, 'label' | 'hint' | 'description' | 'placeholder'> {
  name: FieldPathByValue<NewUserValues, string>;
  control: CreateControl;
  type?: 'text' | 'email' | 'tel' | 'url';
  isRequired?: boolean;
}

/** One text of the form. */
export function CreateField({
  name,
  control,
  type = 'text',
  isRequired = false,
  ...words
}: CreateFieldProps) {
  const {
    field: { ref, value, onChange, onBlur },
    fieldState: { error },
  } = useController({ name, control });
  return (
    <TextField
      {...words}
      type={type}
      value={value}
      onChange={onChange}
      onBlur={onBlur}
      ref={ref}
      isRequired={isRequired}
      errorMessage={error?.message}
      autoComplete="off"
      spellCheck="false"
    />
  );
}
