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

  // Its first data, likewise; see early-answers.ts. Each request is for people who are signed in, or for those who are not: what they
  // see may differ. A session that is about to end is left to the app, which renews it.
  const kept = stored('peer-care-connect-auth');
  let session = null;
  try {
    session = JSON.parse(kept);
  } catch {
    // Whatever it is, the app will say.
  }
  if (kept && !(session?.user?.id && session.expires_at * 1000 > Date.now() + 60_000)) return;
  const answers = new Map();
  for (const { address, signedIn, path, body } of REQUESTS) {
    const match = new RegExp(address).exec(location.pathname + location.search);
    if (!match || Boolean(signedIn) !== Boolean(session)) continue;
    const url = API.url + path.replace('$user', session?.user.id).replace('$1', match[1] ?? '');
    const headers = {
      apikey: API.key,
      ...(session && { authorization: `Bearer ${session.access_token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const answer = fetch(url, body ? { method: 'POST', headers, body } : { headers });
    // Nobody may ever take it.
    answer.catch(() => undefined);
    answers.set(url + (body ?? ''), answer);
  }
  globalThis.earlyAnswers = answers;
  // What is older is no longer how things are.
  setTimeout(() => answers.clear(), 10_000);
})();
