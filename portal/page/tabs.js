// @ts-check
const channel = new BroadcastChannel('course-report');

/** Tells the other tabs of this browser that something happened to a batch's reports. @param {string} batchId */
export function tellTabs(batchId) {
  channel.postMessage(batchId);
}

/** @param {string} batchId @param {() => void} then */
export function onOtherTab(batchId, then) {
  channel.addEventListener('message', ({ data }) => {
    if (data === batchId) then();
  });
}
