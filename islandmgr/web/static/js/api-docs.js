// The page at /api/v1/docs: Swagger UI on our own document. A classic script, as Swagger UI's bundle is one.
const place = document.querySelector("#docs");
SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  validatorUrl: null, // would send the document to another site
  deepLinking: true,
  displayRequestDuration: true,
  defaultModelsExpandDepth: 0,
  presets: [SwaggerUIBundle.presets.apis],
});
