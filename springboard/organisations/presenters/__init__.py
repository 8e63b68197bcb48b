"""What the pages show, as plain values made before rendering."""
