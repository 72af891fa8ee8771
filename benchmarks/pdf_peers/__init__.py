"""The report of a full canvas as other libraries make it: one module a peer.

Each has ``make(content)``, which gives the bytes of a PDF; what may be kept from one document
to the next (fonts, templates, style sheets) it keeps in its module. They set the same texts on
pages of the same size in the same type, and draw less: no marks, grounds, headers of columns
on next pages or attachment.
"""
