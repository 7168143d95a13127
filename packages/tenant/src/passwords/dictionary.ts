/**
 * Passwords everybody tries first, in lower case. Auth0's own list has 10,000 entries and is not
 * public; these are the ones at the top of every published list.
 */
const COMMON = new Set(
  `123456 123456789 12345678 1234567890 1234567 12345 123123 111111 000000 654321 666666 121212 112233
  password password1 password12 password123 password1! p@ssw0rd p@ssword passw0rd pa55word pass1234
  qwerty qwerty123 qwerty1 qwertyuiop qwerty12345 1q2w3e4r 1q2w3e4r5t 1qaz2wsx zaq12wsx asdfghjkl asdf1234
  abc123 abcd1234 abcdef abc12345 a1b2c3d4 aa123456 iloveyou iloveyou1 princess princess1 sunshine sunshine1
  football football1 baseball baseball1 basketball monkey monkey123 dragon dragon123 master superman batman
  letmein letmein1 letmein123 welcome welcome1 welcome123 welcome1! admin admin123 administrator root toor
  login guest user test test123 test1234 testing changeme changeme1 changeme123 secret secret123 trustno1
  shadow michael jordan23 jennifer hunter2 charlie charlie1 freedom whatever computer computer1 internet
  summer2024 summer2025 summer2026 winter2024 winter2025 winter2026 spring2026 autumn2026 january2026
  liverpool chelsea arsenal1 starwars pokemon naruto samsung google123 facebook1 linkedin1 mustang corvette
  q1w2e3r4 q1w2e3r4t5 zxcvbnm zxcvbnm123 1234qwer qwer1234 1qazxsw2 password! password1234 password2026`.split(
    /\s+/u,
  ),
);

/** Whether the whole password is a common one, or one of the connection's own words; case does not count. */
export function isCommonPassword(password: string, own: readonly string[]): boolean {
  const lower = password.toLowerCase();
  return COMMON.has(lower) || own.some((word) => word.toLowerCase() === lower);
}
