"""What a file says about itself: the information dictionary, and the same as XMP.

Archives and catalogues read the XMP packet (ISO 16684-1); it also declares which standards
the file keeps to: PDF/UA-1 (ISO 14289-1, 5) and PDF/A-3 at level A (ISO 19005-3, 6.6.4).
"""

from __future__ import annotations

import re
from html import escape  # that of xml.sax loads the network libraries too
from string import Template

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFObjectReference

from welvaartcanvas.report.pdf.document import Metadata
from welvaartcanvas.report.pdf.file import File, Stream, text_string

_PRODUCER = "ReportLab"
# What XML 1.0 can't hold, not even escaped.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# PDF/A knows the PDF/UA properties only if the packet explains them (ISO 19005-3, 6.6.2.3).
_PACKET = Template("""\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
   <dc:format>application/pdf</dc:format>
   <dc:language><rdf:Bag><rdf:li>$language</rdf:li></rdf:Bag></dc:language>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">$title</rdf:li></rdf:Alt></dc:title>
   <dc:creator><rdf:Seq><rdf:li>$author</rdf:li></rdf:Seq></dc:creator>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">$subject</rdf:li></rdf:Alt></dc:description>
   <xmp:CreatorTool>$creator</xmp:CreatorTool>
   <xmp:CreateDate>$moment</xmp:CreateDate>
   <xmp:ModifyDate>$moment</xmp:ModifyDate>
   <xmp:MetadataDate>$moment</xmp:MetadataDate>
   <pdf:Producer>$producer</pdf:Producer>
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
""")  # noqa: E501 - the lines of a format


def information(file: File, metadata: Metadata) -> PDFObjectReference:
    """The information dictionary (ISO 32000-1, 14.3.3)."""
    entries = {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Creator": metadata.creator,
        "Producer": _PRODUCER,
        "CreationDate": date_string(metadata),
        "ModDate": date_string(metadata),
    }
    reference: PDFObjectReference = file.Reference(
        PDFDictionary({name: text_string(_plain(text)) for name, text in entries.items()})
    )
    return reference


def packet(file: File, metadata: Metadata) -> PDFObjectReference:
    """The XMP packet. It is not packed, so that it is found by what knows no PDF."""
    texts = {
        "title": metadata.title,
        "author": metadata.author,
        "subject": metadata.subject,
        "creator": metadata.creator,
        "language": metadata.language,
        "producer": _PRODUCER,
        "moment": f"{metadata.day:%Y-%m-%d}T00:00:00Z",
    }
    escaped = {name: escape(_plain(text), quote=False) for name, text in texts.items()}
    content = _PACKET.substitute(escaped)
    entries = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}
    reference: PDFObjectReference = file.Reference(Stream(content.encode(), entries, packed=False))
    return reference


def date_string(metadata: Metadata) -> str:
    """The day of the document as PDF writes dates (ISO 32000-1, 7.9.4)."""
    return f"D:{metadata.day:%Y%m%d}000000Z"


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
