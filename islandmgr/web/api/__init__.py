"""What all topics of the HTTP API v1 share. See `docs/api.md`; the running server has the same at `/api/v1/docs`."""
