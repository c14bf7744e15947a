// What index.html does before any other code is there; build.ts puts it into the page, with the files and requests of each page.
(function () {
  const stored = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      // Storage may be closed to us.
      return null;
    }
  };
  // Before the first paint, so that nobody who chose dark is shown a white flash. Kept in step with src/lib/theme.ts.
  const theme = stored('peer-care-connect-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;

  // The code of the page that is opened, which would otherwise be asked for only once the code of all pages has run.
  const page = PAGES.find(({ address }) => new RegExp(address).test(location.pathname));
  for (const file of page?.files ?? []) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = file;
    document.head.append(link);
  }

  // Its first data, likewise; see early-answers.ts. What a person who is signed in sees may be another.
  const match = (address) => new RegExp(address).exec(location.pathname + location.search);
  const request = stored('peer-care-connect-auth') ? undefined : REQUESTS.find(({ address }) => match(address));
  if (!request) return;
  const url = API.url + request.path.replace('$1', match(request.address)[1] ?? '');
  const headers = { apikey: API.key, ...(request.body && { 'content-type': 'application/json' }) };
  const answer = fetch(url, request.body ? { method: 'POST', headers, body: request.body } : { headers });
  // Nobody may ever take it.
  answer.catch(() => undefined);
  globalThis.earlyAnswers = new Map([[url + (request.body ?? ''), answer]]);
  // What is older is no longer how things are.
  setTimeout(() => globalThis.earlyAnswers.clear(), 10_000);
})();
