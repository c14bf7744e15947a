import type { PageReply } from './layout.ts';

export function stylesheet(): PageReply {
  return { status: 200, headers: { 'content-type': 'text/css; charset=utf-8' }, body: CSS };
}

const CSS = `
@font-face { font-family: Fraunces; src: url(fraunces.woff2) format("woff2"); font-weight: 100 900; font-display: swap; }
@font-face { font-family: Figtree; src: url(figtree.woff2) format("woff2"); font-weight: 300 900; font-display: swap; }
:root {
  color-scheme: light dark;
  --bg: #faf8f4; --surface: #fff; --sunken: #f3f0e9; --ink: #1e2a2b; --muted: #5a6968; --line: #e6e1d6;
  --accent: #0b6b61; --accent-ink: #fff; --accent-soft: #e0f0ec; --warn: #8a5a00; --warn-soft: #fcf0d6;
  --bad: #a8382b; --bad-soft: #fbe7e2; --info: #2b5c9e; --info-soft: #e4edf9; --done: #4c5a59; --done-soft: #eaeeec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #101718; --surface: #172022; --sunken: #121a1b; --ink: #e9efed; --muted: #9db0ad; --line: #283637;
    --accent: #63c9b8; --accent-ink: #06201c; --accent-soft: #143430; --warn: #f0c36a; --warn-soft: #37290c;
    --bad: #f39b8c; --bad-soft: #3a1d18; --info: #93bdf2; --info-soft: #172a42; --done: #a9b8b5; --done-soft: #212c2c;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.55 Figtree, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, .amount { font-family: Fraunces, Georgia, serif; font-weight: 520; line-height: 1.2; margin: 0; text-wrap: balance; }
h1 { font-size: clamp(27px, 4vw, 34px); }
h2 { font-size: 22px; }
p { margin: 0; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
.notice { background: var(--warn-soft); color: var(--warn); text-align: center; padding: 10px 16px; font-size: 14px; font-weight: 600; }
main { max-width: 1000px; margin: 0 auto; padding: 40px 20px 64px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 32px; }
main.narrow { max-width: 460px; padding-top: clamp(32px, 10vh, 96px); }
.lead { color: var(--muted); max-width: 62ch; margin-top: 8px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 24px; display: grid; gap: 16px; }
.card.flush { padding: 0; overflow-x: auto; }
.amount { font-size: 34px; }
dl { margin: 0; display: grid; gap: 8px; border-top: 1px solid var(--line); padding-top: 16px; font-size: 14px; }
dl div { display: flex; justify-content: space-between; gap: 16px; }
dt { color: var(--muted); }
dd { margin: 0; text-align: right; overflow-wrap: anywhere; }
form { display: grid; gap: 10px; }
button, .button { font: inherit; font-weight: 600; min-height: 48px; border-radius: 11px; border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink); cursor: pointer; padding: 10px 18px; text-align: center; text-decoration: none; }
button.quiet { background: transparent; color: var(--bad); border-color: var(--line); }
button:hover { filter: brightness(1.06); }
table { width: 100%; border-collapse: collapse; font-size: 14px; }
th { text-align: left; color: var(--muted); font-weight: 500; }
th, time { white-space: nowrap; }
th, td { padding: 12px 20px; border-bottom: 1px solid var(--line); vertical-align: middle; }
@media (max-width: 600px) { th, td { padding: 12px 14px; } }
tr:last-child td { border-bottom: 0; }
td.number, th.number { text-align: right; white-space: nowrap; }
code { font: 13px ui-monospace, SFMono-Regular, Menlo, monospace; white-space: nowrap; }
.badge { display: inline-flex; align-items: center; gap: 6px; border-radius: 99px; padding: 2px 10px; font-size: 13px; font-weight: 600; white-space: nowrap; }
.badge::before { content: ""; width: 7px; height: 7px; border-radius: 50%; background: currentColor; }
.accent { background: var(--accent-soft); color: var(--accent); }
.warn { background: var(--warn-soft); color: var(--warn); }
.bad { background: var(--bad-soft); color: var(--bad); }
.info { background: var(--info-soft); color: var(--info); }
.done { background: var(--done-soft); color: var(--done); }
.head { display: grid; gap: 4px; margin-bottom: 12px; }
.faults label { display: flex; justify-content: space-between; align-items: center; gap: 16px; font-size: 14px; }
.faults fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 8px; }
@media (min-width: 760px) { .faults { grid-template-columns: 1fr 1fr; gap: 20px 48px; align-items: start; } }
.faults legend { padding: 0 0 8px; font-weight: 600; }
.faults input { font: inherit; width: 96px; min-height: 44px; padding: 6px 10px; border: 1px solid var(--line); border-radius: 9px; background: var(--bg); color: var(--ink); text-align: right; }
.faults input[name="seed"] { width: 150px; }
.row, form.inline { display: flex; gap: 8px; flex-wrap: wrap; }
button.small { min-height: 44px; padding: 6px 14px; font-size: 14px; }
.row button.quiet, button.small.quiet { color: var(--ink); }
.muted { color: var(--muted); font-size: 14px; }
`;
