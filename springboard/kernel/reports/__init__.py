"""The CQC report reader: PDF, text or CQC API JSON in, one frozen :class:`Report` out. No Django."""
