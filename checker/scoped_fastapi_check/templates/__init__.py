"""`fastapi-url-for` in the templates of `Jinja2Templates`: for `check` and the server alone."""
