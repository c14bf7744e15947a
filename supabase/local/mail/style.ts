/** The inbox's stylesheet, in the app's own colours and type, light and dark. */
export const STYLE = `
@font-face { font-family: Fraunces; src: url(/fonts/fraunces.woff2) format("woff2"); font-weight: 100 900; font-display: swap; }
@font-face { font-family: Figtree; src: url(/fonts/figtree.woff2) format("woff2"); font-weight: 300 900; font-display: swap; }
:root {
  color-scheme: light dark;
  --bg: #faf8f4; --surface: #fff; --sunken: #f3f0e9; --ink: #1e2a2b; --muted: #5a6968; --line: #e6e1d6;
  --accent: #0b6b61; --accent-soft: #e0f0ec; --accent-line: #b9dcd4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #101718; --surface: #172022; --sunken: #121a1b; --ink: #e9efed; --muted: #9db0ad; --line: #283637;
    --accent: #63c9b8; --accent-soft: #143430; --accent-line: #235048;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.55 Figtree, system-ui, sans-serif; font-variant-numeric: tabular-nums; }
h1, h2, .name { font-family: Fraunces, Georgia, serif; font-weight: 520; line-height: 1.2; margin: 0; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 27px; }
h2 { font-size: 18px; margin-top: 24px; }
.name { font-size: 22px; }
p { margin: 0; }
a { color: var(--accent); }
.muted { color: var(--muted); font-size: 14px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 6px; }
main:focus { outline: none; }
.hidden, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
header { border-bottom: 1px solid var(--line); }
.bar { display: flex; gap: 24px; justify-content: space-between; align-items: center; max-width: 1320px; margin: 0 auto; padding: 20px 24px; }
button { white-space: nowrap; }
button { font: inherit; font-size: 14px; font-weight: 600; min-height: 44px; padding: 8px 16px; border: 1px solid var(--line); border-radius: 11px; background: var(--surface); color: var(--ink); cursor: pointer; }
button:hover { border-color: var(--accent); }
.panes { display: grid; grid-template-columns: minmax(300px, 400px) minmax(0, 1fr); max-width: 1320px; margin: 0 auto; }
nav { border-right: 1px solid var(--line); min-height: calc(100vh - 100px); }
ol { list-style: none; margin: 0; padding: 8px; }
nav li a { display: grid; gap: 2px; padding: 12px 16px; border-radius: 11px; color: inherit; text-decoration: none; }
nav li a:hover { background: var(--sunken); }
nav li a[aria-current] { background: var(--accent-soft); box-shadow: inset 0 0 0 1px var(--accent-line); }
.line { display: flex; justify-content: space-between; gap: 12px; font-size: 14px; }
.line strong, .subject, .preview { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
time { white-space: nowrap; }
.line time, .preview { color: var(--muted); font-size: 13px; }
main { padding: 24px clamp(16px, 3vw, 40px) 64px; }
.empty { color: var(--muted); padding: 32px 16px; text-align: center; display: grid; gap: 8px; }
.empty h1 { color: var(--ink); }
.back { display: none; }
dl { margin: 16px 0; display: grid; gap: 4px; font-size: 14px; }
dl div { display: grid; grid-template-columns: 80px minmax(0, 1fr); }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.views { display: inline-flex; gap: 4px; background: var(--sunken); border-radius: 11px; padding: 4px; margin-bottom: 16px; }
.views a { padding: 8px 14px; border-radius: 9px; font-size: 14px; font-weight: 600; color: var(--muted); text-decoration: none; }
.views a[aria-current] { background: var(--surface); color: var(--ink); box-shadow: 0 0 0 1px var(--line); }
.text, iframe { width: 100%; border: 1px solid var(--line); border-radius: 14px; }
.text { background: var(--surface); padding: 20px 24px; white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { display: block; min-height: 160px; background: #fff; color-scheme: light; }
.files { padding-left: 20px; }
@media (max-width: 760px) {
  .bar { padding: 16px; }
  .panes { grid-template-columns: minmax(0, 1fr); }
  nav { border-right: 0; min-height: 0; }
  body.reading nav { display: none; }
  /* Only out of sight: its heading names the page to a screen reader. */
  body.choosing main { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
  .back { display: inline-flex; align-items: center; min-height: 44px; font-weight: 600; }
}
`;
