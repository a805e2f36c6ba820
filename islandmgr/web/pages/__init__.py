"""What all pages share: the frame around them, languages, static files."""
