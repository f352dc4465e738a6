"""Home Budget's backend, in small: a FastAPI application, its database and its migrations."""
