"""A database file read page by page, without SQLite: what a damaged one still holds.

SQLite stops at the first page that it can't make sense of. Here every page and every cell is
tried by itself, so that damage costs what it hit and no more. The format is that of
https://sqlite.org/fileformat2.html.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: What every database begins with.
MAGIC = b"SQLite format 3\x00"
TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR = 0x0D, 0x05, 0x0A, 0x02
_KINDS = (TABLE_LEAF, TABLE_INTERIOR, INDEX_LEAF, INDEX_INTERIOR)
_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 512)
#: How much of a file tells the size of its pages, in bytes.
_ENOUGH = 1_000_000

Value = None | int | float | str | bytes


class Unreadable(Exception):
    """What stands here makes no sense."""


@dataclass(frozen=True)
class Row:
    """A row of a table, or of an index, whose rowid is ``None``.

    ``hurt`` is whether a text of it was no text any more and was read as far as it is one.
    """

    rowid: int | None
    values: tuple[Value, ...]
    hurt: bool = False


class Pages:
    """The pages of a file, with those of ``log`` in the place of what they replace."""

    def __init__(self, content: bytes, log: Mapping[int, bytes], size: int) -> None:
        self._content = content
        self._log = log
        self.size = size
        self.count = max([-(-len(content) // size), *log])

    def page(self, number: int) -> bytes:
        """The page with that number, from 1; cut short where the file is."""
        if number in self._log:
            return self._log[number]
        if not 1 <= number <= self.count:
            raise Unreadable
        return self._content[(number - 1) * self.size : number * self.size]

    def mentions(self, text: str) -> int:
        """How often ``text`` stands anywhere on the pages; not what goes on from one to another."""
        looked_for = text.encode()
        return sum(self.page(n).count(looked_for) for n in range(1, self.count + 1))

    def kind(self, number: int) -> int:
        """What sort of page of a tree it is; 0 when it is none."""
        try:
            page, start = self._begin(number)
        except Unreadable:
            return 0
        return page[start] if len(page) > start and page[start] in _KINDS else 0

    def _begin(self, number: int) -> tuple[bytes, int]:
        return self.page(number), 100 if number == 1 else 0

    def cells(self, number: int) -> Iterator[int]:
        """Where the cells of a page of a tree begin."""
        page, start = self._begin(number)
        head = 12 if self.kind(number) in (TABLE_INTERIOR, INDEX_INTERIOR) else 8
        if len(page) < start + head:
            return
        (count,) = struct.unpack_from(">H", page, start + 3)
        for place in range(min(count, (len(page) - start - head) // 2)):
            (at,) = struct.unpack_from(">H", page, start + head + 2 * place)
            if start + head <= at < len(page):
                yield at

    def children(self, number: int) -> Iterator[int]:
        """The pages below an interior page."""
        if self.kind(number) not in (TABLE_INTERIOR, INDEX_INTERIOR):
            return
        page, start = self._begin(number)
        for at in self.cells(number):
            if at + 4 <= len(page):
                yield struct.unpack_from(">I", page, at)[0]
        if start + 12 <= len(page):
            yield struct.unpack_from(">I", page, start + 8)[0]

    def rows(self, number: int) -> Iterator[Row | None]:
        """The rows that stand on a page of a tree, ``None`` for one that can't be read."""
        kind = self.kind(number)
        if kind in (0, TABLE_INTERIOR):
            return
        page = self.page(number)
        for at in self.cells(number):
            try:
                yield self._row(page, at + (4 if kind == INDEX_INTERIOR else 0), kind)
            except (Unreadable, IndexError, struct.error):
                yield None

    def _row(self, page: bytes, at: int, kind: int) -> Row:
        length, at = _varint(page, at)
        rowid = None
        if kind == TABLE_LEAF:
            rowid, at = _varint(page, at)
            rowid = rowid - (1 << 64) if rowid >> 63 else rowid
        values, hurt = _record(self._payload(page, at, length, kind))
        return Row(rowid, values, hurt)

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        # https://sqlite.org/fileformat2.html#b_tree_pages: how much of it stands on the page.
        if length > self.count * self.size:
            raise Unreadable
        usable = self.size
        least = (usable - 12) * 32 // 255 - 23
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page, at, length)
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        parts = [_exactly(page, at, local)]
        (further,) = struct.unpack_from(">I", page, at + local)
        missing, seen = length - local, set[int]()
        while missing > 0:
            if further in seen:
                raise Unreadable
            seen.add(further)
            overflow = self.page(further)
            (further,) = struct.unpack_from(">I", overflow, 0)
            parts.append(_exactly(overflow, 4, min(missing, usable - 4)))
            missing -= len(parts[-1])
        return b"".join(parts)

    def tree(self, root: int) -> Iterator[int]:
        """The pages of the tree below ``root``, itself first, each once, in their order.

        Of a damaged one that may be numbers of pages that are not there.
        """
        waiting, seen = [root], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen:
                continue
            seen.add(number)
            yield number
            waiting += reversed([*self.children(number)])

    def free(self) -> set[int]:
        """The pages that are in no use: what stands there was deleted."""
        head = self.page(1) if self.count else b""
        if not head.startswith(MAGIC) or len(head) < 40:
            return set()
        (trunk,) = struct.unpack_from(">I", head, 32)
        found: set[int] = set()
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            if len(page) < 8:
                break
            trunk, leaves = struct.unpack_from(">II", page)
            for place in range(min(leaves, (len(page) - 8) // 4)):
                found.add(struct.unpack_from(">I", page, 8 + 4 * place)[0])
        return found


def page_size(content: bytes) -> int:
    """The size of the pages of a file: what it says itself, else what makes the most sense."""
    if content.startswith(MAGIC) and len(content) >= 18:
        (said,) = struct.unpack_from(">H", content, 16)
        said = 65536 if said == 1 else said
        if said >= 512 and said & (said - 1) == 0:
            return int(said)

    def sense(size: int) -> int:
        pages = Pages(content[:_ENOUGH], {}, size)
        numbers = range(1, pages.count + 1)
        return sum(row is not None for number in numbers for row in pages.rows(number))

    return max(_SIZES, key=sense)


def _exactly(page: bytes, at: int, length: int) -> bytes:
    part = page[at : at + length]
    if len(part) < length:
        raise Unreadable
    return part


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | data[at + 8], at + 9


_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _record(payload: bytes) -> tuple[tuple[Value, ...], bool]:
    """The values of a record, and whether a text in it was no UTF-8 any more."""
    head, at = _varint(payload, 0)
    if not at <= head <= len(payload):
        raise Unreadable
    values: list[Value] = []
    hurt = False
    body = head
    while at < head:
        kind, at = _varint(payload, at)
        if kind in _INTEGERS:
            length = _INTEGERS[kind]
            values.append(int.from_bytes(_exactly(payload, body, length), "big", signed=True))
        elif kind == 7:
            length = 8
            values.append(struct.unpack_from(">d", payload, body)[0])
        elif kind >= 12:
            length = (kind - 12) // 2
            value = _exactly(payload, body, length)
            if kind % 2:
                try:
                    values.append(value.decode())
                except UnicodeDecodeError:
                    values.append(value.decode("utf-8", "replace"))
                    hurt = True
            else:
                values.append(value)
        elif kind in (0, 8, 9):
            length = 0
            values.append((None, 0, 1)[(0, 8, 9).index(kind)])
        else:
            raise Unreadable
        body += length
    if at != head:
        raise Unreadable
    return tuple(values), hurt
