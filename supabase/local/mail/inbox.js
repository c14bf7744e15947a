// Updates an open inbox, and gives the message's frame the height of its content.
const announce = document.getElementById('announce');

const countOf = (root) => Number(root.querySelector('#list [data-count]')?.dataset.count ?? 0);

async function refresh() {
  const response = await fetch(location.href);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  const [before, after] = [countOf(document), countOf(fresh)];
  const focused = document.activeElement?.closest('#list a')?.getAttribute('href');
  document.getElementById('list').replaceChildren(...fresh.getElementById('list').childNodes);
  if (focused) document.querySelector(`#list a[href="${focused}"]`)?.focus();
  // An open message is not replaced: it may be being read.
  if (!document.querySelector('main article')) {
    document.getElementById('message').replaceChildren(...fresh.getElementById('message').childNodes);
    document.body.className = fresh.body.className;
  }
  if (after > before) announce.textContent = after - before === 1 ? 'One new message' : `${after - before} new messages`;
}

const events = new EventSource('/events');
let connectedBefore = false;
events.addEventListener('message', () => void refresh());
events.addEventListener('open', () => {
  if (connectedBefore) void refresh();
  connectedBefore = true;
});

async function clear() {
  await fetch('/api/messages', { method: 'DELETE' });
  location.href = '/';
}

document.getElementById('clear').addEventListener('click', () => void clear());

const frame = document.querySelector('iframe');
if (frame) {
  const fit = () => {
    const root = frame.contentDocument?.documentElement;
    if (root) frame.style.height = `${root.scrollHeight + 2}px`;
  };
  frame.addEventListener('load', fit);
  addEventListener('resize', fit);
  fit();
}
