// A file of its own, because the Content-Security-Policy allows no inline script. Kept in step with src/lib/theme.ts.
(function () {
  try {
    var theme = localStorage.getItem('peer-care-connect-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be closed to us; the system's choice then stands.
  }
})();
