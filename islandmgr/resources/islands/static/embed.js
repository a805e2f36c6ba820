// Puts the table of islands into a page of another tool, where this script stands:
// <script src="(the manager)/embed.js" data-branch="dev" data-height="600"></script>

(() => {
  const script = document.currentScript;
  const address = new URL("embed", script.src);
  for (const name of ["state", "branch", "owner", "q"]) {
    if (script.dataset[name]) address.searchParams.set(name, script.dataset[name]);
  }
  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = "islandmgr";
  frame.allow = "clipboard-write";
  Object.assign(frame.style, { width: "100%", height: `${Number(script.dataset.height) || 640}px`, border: "0" });
  script.after(frame);
})();
