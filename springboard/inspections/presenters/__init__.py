"""What the pages of this room show, as frozen dataclasses built before rendering."""
