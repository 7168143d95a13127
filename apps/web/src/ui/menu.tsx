import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components/Menu';
import { classNames } from '../lib/class-names.ts';
import { Button, type ButtonProps } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import overlay from './overlay.module.css';

/** One act of a menu. `description` is the place to say why it is disabled. */
export interface MenuAction {
  id: string;
  label: string;
  description?: string | undefined;
  icon?: ReactNode;
  tone?: 'danger';
  isDisabled?: boolean;
  /** Marks the current one among several choices. */
  isCurrent?: boolean;
  onAction: () => void;
}

export interface MenuButtonProps {
  label: string;
  items: readonly MenuAction[];
  icon?: ReactNode;
  /** What the button shows in place of its label; the label stays its accessible name. */
  children?: ReactNode;
  variant?: NonNullable<ButtonProps['variant']>;
  size?: NonNullable<ButtonProps['size']>;
}

/** A button that opens a menu. With an icon and no children it is only the icon. */
export function MenuButton({ label, items, icon, children, ...look }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {icon !== undefined && children === undefined ? (
        <IconButton label={label} icon={icon} {...look} />
      ) : (
        <Button {...look} icon={icon} {...(children === undefined ? {} : { 'aria-label': label })}>
          {children ?? label}
        </Button>
      )}
      <Popover className={classNames(overlay.popover)} offset={4} placement="bottom end">
        <Menu className={classNames(overlay.list)} items={items}>
          {(item) => <Item item={item} />}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Item({ item }: { item: MenuAction }) {
  return (
    <MenuItem
      id={item.id}
      textValue={item.label}
      onAction={item.onAction}
      isDisabled={item.isDisabled ?? false}
      className={classNames(overlay.item)}
      {...(item.tone === 'danger' ? { 'data-danger': true } : {})}
    >
      {item.icon !== undefined && <span className={overlay.icon}>{item.icon}</span>}
      <Text slot="label" className={classNames(overlay.text)}>
        {item.label}
      </Text>
      {item.isCurrent === true && (
        <span className={overlay.check}>
          <Check aria-label="current" />
        </span>
      )}
      {item.description !== undefined && (
        <Text slot="description" className={classNames(overlay.note)}>
          {item.description}
        </Text>
      )}
    </MenuItem>
  );
}
