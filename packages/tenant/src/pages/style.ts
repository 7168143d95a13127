/** The look of every page: calm, dense enough, light or dark as the system wishes. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --canvas: #f6f7f9; --surface: #ffffff; --text: #1b1f27; --muted: #59616f; --border: #d5d9e0;
  --accent: #3b5bdb; --on-accent: #ffffff; --danger: #b3261e; --danger-surface: #fdecea;
  --notice: #1d5c3a; --notice-surface: #e6f4ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #101318; --surface: #181c23; --text: #e8eaee; --muted: #a0a8b5; --border: #343b47;
    --accent: #93a8ff; --on-accent: #10142a; --danger: #ffb4ab; --danger-surface: #3a1714;
    --notice: #9fdcb8; --notice-surface: #14301f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; padding: 24px 16px; background: var(--canvas); color: var(--text);
  font: 14px/1.5 Inter, ui-sans-serif, system-ui, sans-serif;
  display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 16px;
}
main {
  width: 100%; max-width: 400px; padding: 32px; background: var(--surface);
  border: 1px solid var(--border); border-radius: 6px;
}
main.wide { max-width: 760px; }
body:has(main.wide) { justify-content: flex-start; }
main::before {
  content: ""; display: block; width: 32px; height: 32px; margin-bottom: 20px; border-radius: 8px;
  background: radial-gradient(circle at 50% 36%, var(--on-accent) 0 16%, transparent 17%),
    radial-gradient(ellipse at 50% 92%, var(--on-accent) 0 36%, transparent 37%), var(--accent);
}
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.3; letter-spacing: -0.01em; }
h2 { margin: 24px 0 8px; font-size: 14px; }
p { margin: 0 0 16px; color: var(--muted); overflow-wrap: anywhere; }
strong { color: var(--text); font-weight: 600; }
a { color: var(--accent); text-underline-offset: 2px; }
form { display: grid; gap: 12px; margin-top: 20px; }
label { display: grid; gap: 4px; font-weight: 550; }
label span { font-weight: 400; color: var(--muted); }
input {
  width: 100%; padding: 8px 10px; font: inherit; font-weight: 400; color: inherit; background: var(--canvas);
  border: 1px solid var(--border); border-radius: 6px;
}
input[aria-invalid="true"] { border-color: var(--danger); }
button, .button {
  display: block; width: 100%; padding: 9px 12px; font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; cursor: pointer; border-radius: 6px; border: 1px solid var(--accent);
  background: var(--accent); color: var(--on-accent);
}
.button { background: none; border-color: var(--border); color: var(--text); font-weight: 500; }
.button:hover { border-color: var(--muted); }
button:hover { filter: brightness(1.08); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.error { margin: 16px 0 0; padding: 8px 12px; border-radius: 6px; color: var(--danger); background: var(--danger-surface); }
.notice { margin: 16px 0 0; padding: 8px 12px; border-radius: 6px; color: var(--notice); background: var(--notice-surface); }
.notice strong { color: inherit; }
.hint { margin: 12px 0 0; font-size: 13px; }
.after { margin: 20px 0 0; }
.aside { justify-self: end; margin-top: -6px; font-size: 13px; }
.policy { padding: 10px 12px; border-radius: 6px; background: var(--canvas); color: var(--muted); font-size: 13px; }
.policy ul { margin-top: 4px; padding-left: 18px; list-style: disc; gap: 2px; }
.code { font-size: 18px; letter-spacing: 0.12em; font-variant-numeric: tabular-nums; }
.check, .choice { display: flex; align-items: center; gap: 8px; font-weight: 400; }
.check input, .choice input { width: auto; margin: 0; accent-color: var(--accent); }
.choice { padding: 10px 12px; border: 1px solid var(--border); border-radius: 6px; }
.choice:has(:checked) { border-color: var(--accent); }
.links { margin-top: 20px; }
.secret {
  margin: 16px 0 0; padding: 12px; border: 1px dashed var(--border); border-radius: 6px; text-align: center;
  color: var(--text); font: 600 16px/1.4 ui-monospace, monospace; letter-spacing: 0.06em;
}
.messages { list-style: none; margin: 24px 0 0; padding: 0; }
.messages li { padding: 16px 0; border-top: 1px solid var(--border); }
.messages h2 { margin: 4px 0; font-size: 15px; }
.messages p { margin: 0; }
.messages .body { color: var(--text); white-space: pre-line; }
.messages .link { margin-top: 6px; font-size: 13px; }
.meta { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; font-size: 13px; }
.meta time { margin-left: auto; font-variant-numeric: tabular-nums; }
.kind { padding: 1px 8px; border: 1px solid var(--border); border-radius: 999px; font-size: 12px; }
.empty { margin: 24px 0 0; padding: 32px 0; text-align: center; border-top: 1px solid var(--border); }
.or { display: flex; align-items: center; gap: 12px; margin: 20px 0 12px; color: var(--muted); }
.or::before, .or::after { content: ""; flex: 1; border-top: 1px solid var(--border); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; }
.people { border: 1px solid var(--border); border-radius: 6px; gap: 0; }
.people li + li { border-top: 1px solid var(--border); }
.people a { display: grid; padding: 8px 12px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
.people a:hover { background: var(--canvas); }
.people span { color: var(--muted); font-size: 13px; }
.row { display: grid; grid-template-columns: 1fr auto; gap: 8px; align-items: end; }
.row button { width: auto; }
.back { display: inline-block; margin-top: 16px; color: var(--accent); }
.note { margin: 0; max-width: 400px; font-size: 12px; text-align: center; }
`;
