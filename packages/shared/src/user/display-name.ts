interface Named {
  user_id: string;
  name?: string | undefined;
  nickname?: string | undefined;
  username?: string | undefined;
  email?: string | undefined;
  phone_number?: string | undefined;
}

/** What to call a user: the first of name, username, e-mail, phone number and nickname that is there, else the user_id. */
export function displayName(user: Named): string {
  const { name, username, email, phone_number: phone, nickname } = user;
  return [name, username, email, phone, nickname].find((text) => text?.trim()) ?? user.user_id;
}
