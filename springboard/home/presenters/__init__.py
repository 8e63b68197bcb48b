"""What the pages of home print, worked out before rendering."""
