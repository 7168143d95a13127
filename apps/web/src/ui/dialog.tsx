import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components/Modal';
import { classNames } from '../lib/class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  /** With names in `<bdi>`, so that their direction does not turn the sentence around. */
  title: ReactNode;
  children: ReactNode;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** `alertdialog` for what needs an answer: it does not close by a click beside it. */
  role?: 'dialog' | 'alertdialog';
  size?: 'small' | 'large';
}

/** A dialog over the page; focus stays in it and goes back to where it came from. */
export function Dialog({
  title,
  children,
  isOpen,
  onOpenChange,
  role = 'dialog',
  size = 'small',
}: DialogProps) {
  return (
    <ModalOverlay
      className={classNames(styles.overlay)}
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === 'dialog'}
    >
      <Modal className={classNames(styles.modal)} data-size={size} data-modal>
        <AriaDialog role={role} className={classNames(styles.dialog)}>
          <div className={styles.head}>
            <Heading slot="title" level={2} className={classNames(styles.title)}>
              {title}
            </Heading>
            {role === 'dialog' && (
              <div className={styles.close}>
                <IconButton
                  label="Close"
                  size="small"
                  icon={<X aria-hidden />}
                  onPress={() => {
                    onOpenChange(false);
                  }}
                />
              </div>
            )}
          </div>
          <div className={styles.body}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The row of buttons at a dialog's foot; the one that acts comes last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
