"""One self-contained Chinese page per release: the verdict, and everything a reader needs to check it."""
