"""A small general document layer over ReportLab: text, flow, tables, charts, one logical tree.

Everything that is drawn belongs to a node of the document's logical tree or is an artifact:
a page takes ink from an owner only. See :class:`welvaartcanvas.report.pdf.document.Document`.
"""
