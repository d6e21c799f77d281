/** Whether a key is meant for the page: no other is held with it, and nobody is typing. */
export function isForPage(event: KeyboardEvent): boolean {
  const typing = "input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]";
  const field = event.target instanceof Element && event.target.closest(typing);
  return !field && !event.ctrlKey && !event.metaKey && !event.altKey;
}
