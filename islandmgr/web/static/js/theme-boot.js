// Runs before the first paint, so that a dark page never flashes white. A classic script: modules run too late.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    /* storage is off: follow the system */
  }
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const theme = chosen === "light" || chosen === "dark" ? chosen : dark.matches ? "dark" : "light";
    document.documentElement.setAttribute("data-bs-theme", theme);
  };
  dark.addEventListener("change", apply);
  addEventListener("theme-chosen", (event) => {
    chosen = event.detail;
    apply();
  });
  apply();
})();
