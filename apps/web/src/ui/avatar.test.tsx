// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { Avatar, initialsOf } from './avatar.tsx';

afterEach(cleanup);

function pictureOf(picture: string) {
  return render(<Avatar name="Ada" picture={picture} />).container.querySelector('img');
}

describe('Avatar', () => {
  it.each([
    'https://s.gravatar.com/avatar/1',
    'https://secure.gravatar.com/avatar/1',
    'https://cdn.auth0.com/avatars/ad.png',
    'https://lh3.googleusercontent.com/a/1',
    'https://avatars.githubusercontent.com/u/1',
    'https://i1.wp.com/x.png',
  ])('shows %s', (picture) => {
    const image = pictureOf(picture);
    expect(image?.src).toBe(picture);
    expect(image?.getAttribute('referrerpolicy')).toBe('no-referrer');
  });

  it.each([
    'http://s.gravatar.com/avatar/1',
    'https://evil.example/pixel.png',
    'https://gravatar.com.evil.example/1',
    'https://evilgravatar.com/1',
    'https://s.gravatar.com:8443/1',
    'data:image/png;base64,AAAA',
    'not a picture',
  ])('shows initials in place of %s', (picture) => {
    expect(pictureOf(picture)).toBeNull();
  });

  it('falls back to initials when the picture cannot be loaded', () => {
    const { container } = render(<Avatar name="Ada" picture="https://s.gravatar.com/avatar/1" />);
    const image = container.querySelector('img');
    expect(image).not.toBeNull();
    if (image !== null) fireEvent.error(image);
    expect(image?.hidden).toBe(true);
    expect(container.textContent).toBe('A');
  });
});

describe('initialsOf', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['ada.lovelace@example.com', 'AC'],
    ['李秀英', '李'],
    ['María de los Ángeles', 'MÁ'],
    ['+49151', '?'],
    ['', '?'],
  ])('of %j is %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
