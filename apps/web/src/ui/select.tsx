import { Check, ChevronDown } from 'lucide-react';
import type { Ref } from 'react';
import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  Text,
} from 'react-aria-components/Select';
import { classNames } from '../lib/class-names.ts';
import fieldStyles from './field.module.css';
import overlay from './overlay.module.css';
import styles from './select.module.css';

export interface SelectOption<Id extends string = string> {
  id: Id;
  label: string;
  description?: string | undefined;
  isDisabled?: boolean;
}

export interface SelectProps<Id extends string> {
  label: string;
  options: readonly SelectOption<Id>[];
  selectedKey: Id | null;
  onSelectionChange: (id: Id) => void;
  placeholder?: string;
  description?: string | undefined;
  errorMessage?: string | undefined;
  isDisabled?: boolean;
  onBlur?: () => void;
  /** Goes to the button, so that a form can focus it. */
  ref?: Ref<HTMLButtonElement>;
}

/** One choice out of a few. */
export function Select<Id extends string>(props: SelectProps<Id>) {
  const { label, options, selectedKey, onSelectionChange, description, errorMessage, ref } = props;
  return (
    <AriaSelect
      className={classNames(fieldStyles.field)}
      value={selectedKey}
      onChange={(key) => {
        const chosen = options.find((option) => option.id === key);
        if (chosen !== undefined) onSelectionChange(chosen.id);
      }}
      isInvalid={errorMessage !== undefined}
      isDisabled={props.isDisabled ?? false}
      placeholder={props.placeholder ?? 'Choose…'}
      validationBehavior="aria"
      {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <Button className={classNames(styles.trigger)} {...(ref === undefined ? {} : { ref })}>
        <SelectValue className={classNames(styles.value)} />
        <ChevronDown aria-hidden />
      </Button>
      {description !== undefined && (
        <Text slot="description" className={classNames(fieldStyles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={classNames(fieldStyles.error)}>{errorMessage}</FieldError>
      <Popover className={classNames(overlay.popover)} offset={4}>
        <ListBox className={classNames(overlay.list)} items={options}>
          {(option) => (
            <ListBoxItem
              id={option.id}
              textValue={option.label}
              isDisabled={option.isDisabled ?? false}
              className={classNames(overlay.item)}
            >
              {({ isSelected }) => (
                <>
                  <Text slot="label" className={classNames(overlay.text)}>
                    {option.label}
                  </Text>
                  {option.description !== undefined && (
                    <Text slot="description" className={classNames(overlay.note)}>
                      {option.description}
                    </Text>
                  )}
                  {isSelected && (
                    <span className={overlay.check}>
                      <Check aria-hidden />
                    </span>
                  )}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
