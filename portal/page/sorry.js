// @ts-check
/** For what only others can mend. @param {string} code  of the catalogue, for the helpdesk; '' = none is known */
export function sorry(code) {
  const word = code === '' ? '' : ` and say the word ${code}`;
  return `Something went wrong on our side; we are sorry. Please try again. If it happens again, tell your helpdesk${word}.`;
}
