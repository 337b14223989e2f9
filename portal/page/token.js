// @ts-check
const KEY = 'course-report.token';

/**
 * The sign-in token, handed over by the hosting portal as `#token=…`: a fragment is never sent to a server, and it is
 * taken out of the address bar and the history at once. It lives as long as the tab.
 */
export function token() {
  return sessionStorage.getItem(KEY);
}

/** @param {() => void} then called when the hosting portal hands over a new one later on */
export function takeTokens(then) {
  takeToken();
  addEventListener('hashchange', () => {
    if (takeToken()) then();
  });
}

function takeToken() {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null || given === '') return false;
  sessionStorage.setItem(KEY, given);
  history.replaceState(history.state, '', location.pathname + location.search);
  return true;
}
