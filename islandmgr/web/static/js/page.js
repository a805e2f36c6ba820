// The data that came with the page, so that the first paint needs no further request.

export const page = JSON.parse(document.getElementById("page").textContent);
