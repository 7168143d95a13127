/** The password of every seeded person who can have one. It is no secret: the data is made up. */
export const SEED_PASSWORD = 'Rollcall-demo-1';

/** Its bcrypt hash with 10 rounds, made once: hashing it for each person would take minutes. */
export const SEED_PASSWORD_HASH = '$2b$10$xrEON9xpkZIp3HdYQNVqreIYnyYUxGIuwv6eDkm8Y541hBwi6Z5mS';
