import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import {
  Button,
  ComboBox,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Popover,
  Text,
} from 'react-aria-components/ComboBox';
import { Header } from 'react-aria-components/Header';
import { classNames } from '../../../../lib/class-names.ts';
import overlay from '../../../../ui/overlay.module.css';
import styles from './builder.module.css';
import { anyField, anyTitle, type FieldOption } from './fields.ts';

interface FieldBoxProps {
  field: string | undefined;
  options: readonly FieldOption[];
  isNew: boolean;
  onChange: (field: string | undefined) => void;
}

/** The choice of a field, found by typing; any path that is typed counts, too. */
export function FieldBox({ field, options, isNew, onChange }: FieldBoxProps) {
  const told = field === undefined ? anyTitle : field;
  const [text, setText] = useState(told);
  const [seen, setSeen] = useState(told);
  const [isTyped, setIsTyped] = useState(false);
  if (told !== seen) {
    setSeen(told);
    setText(told);
    setIsTyped(false);
  }
  const shown = isTyped ? options.filter((option) => isFound(option, text)) : options;
  const groups = [...new Set(shown.map(({ group }) => group))];
  const choose = (chosen: string) => {
    setIsTyped(false);
    if (chosen === anyField || chosen === anyTitle) {
      setText(anyTitle);
      onChange(undefined);
    } else {
      setText(chosen);
      onChange(chosen);
    }
  };
  return (
    <ComboBox
      aria-label="Field"
      className={classNames(styles.field)}
      allowsCustomValue
      allowsEmptyCollection
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- it has just been asked for
      autoFocus={isNew}
      inputValue={text}
      onInputChange={(typed) => {
        if (typed === text) return;
        setText(typed);
        setIsTyped(true);
      }}
      value={options.some(({ id }) => id === (field ?? anyField)) ? (field ?? anyField) : null}
      onChange={(key) => {
        if (key !== null) choose(String(key));
        else if (isTyped) choose(text.trim());
      }}
      onBlur={() => {
        if (isTyped) choose(text.trim());
      }}
      onOpenChange={(isOpen) => {
        if (isOpen) setIsTyped(text !== told && text !== '');
      }}
    >
      <Input className={classNames(styles.input)} placeholder="Field or path" spellCheck="false" />
      <Button className={classNames(styles.drop)} aria-label="All fields">
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={classNames(overlay.popover, styles.fields)} offset={4} placement="bottom start">
        <ListBox
          className={classNames(overlay.list)}
          renderEmptyState={() => (
            <p className={styles.empty}>Press Enter to take the path as it is typed.</p>
          )}
        >
          {groups.map((group) => (
            <ListBoxSection key={group} id={group}>
              <Header className={styles.group}>{group}</Header>
              {shown
                .filter((option) => option.group === group)
                .map(({ id, note }) => (
                  <ListBoxItem
                    key={id}
                    id={id}
                    textValue={id === anyField ? anyTitle : id}
                    className={classNames(overlay.item)}
                  >
                    <Text slot="label" className={classNames(overlay.text)}>
                      {id === anyField ? anyTitle : id}
                    </Text>
                    {note !== '' && (
                      <Text slot="description" className={classNames(styles.note)}>
                        {note}
                      </Text>
                    )}
                  </ListBoxItem>
                ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

function isFound({ id, note, group }: FieldOption, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [id, note, group].some((words) => words.toLowerCase().includes(wanted));
}
