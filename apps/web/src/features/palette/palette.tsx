import { useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Header, Menu, MenuItem, MenuSection, Text } from 'react-aria-components/Menu';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { classNames } from '../../lib/class-names.ts';
import styles from './palette.module.css';
import { type Choice, useChoices } from './use-choices.ts';
import { useFoundUsers } from './use-found-users.ts';

/** Goes to users, views and pages, and does what the open page offers, by typing. */
export function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const found = useFoundUsers(typed);
  const sections = useChoices(typed, found.users).filter(({ choices }) => choices.length > 0);
  const choose = (choice: Choice) => {
    onClose();
    // After the dialog has given focus back: what is chosen may open another one.
    setTimeout(choice.run);
  };
  return (
    <ModalOverlay className={classNames(styles.overlay)} isOpen isDismissable onOpenChange={onClose}>
      <Modal className={classNames(styles.modal)} data-modal>
        <Dialog className={classNames(styles.dialog)} aria-label="Go to">
          <Autocomplete inputValue={typed} onInputChange={setTyped}>
            <SearchField
              aria-label="Go to a user, a view or a page"
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- who opens the palette is about to type
              autoFocus
              className={classNames(styles.field)}
            >
              <Input className={classNames(styles.input)} placeholder="A user, a view, a page…" dir="auto" />
              <button type="button" className={styles.close} onClick={onClose}>
                Close
              </button>
            </SearchField>
            <Menu
              className={classNames(styles.list)}
              aria-label="Where to go and what to do"
              items={sections}
              renderEmptyState={() => (
                <p className={styles.empty}>{found.isLooking ? 'Looking…' : 'Nothing is called this.'}</p>
              )}
            >
              {(section) => (
                <MenuSection
                  id={section.title}
                  items={section.choices}
                  className={classNames(styles.section)}
                >
                  <Header className={classNames(styles.title)}>{section.title}</Header>
                  {section.choices.map((choice) => (
                    <MenuItem
                      key={choice.id}
                      id={choice.id}
                      textValue={choice.label}
                      className={classNames(styles.item)}
                      onAction={() => choose(choice)}
                    >
                      <Text slot="label" className={classNames(styles.label)}>
                        {choice.label}
                      </Text>
                      {choice.detail !== undefined && (
                        <Text slot="description" className={classNames(styles.detail)}>
                          {choice.detail}
                        </Text>
                      )}
                    </MenuItem>
                  ))}
                </MenuSection>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
