"""Pages: `public` for everybody, `agency` for the people who publish."""
