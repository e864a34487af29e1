"""From a due source to stored articles and stories."""
