"""One line of text, character by character, with its marks and links."""

from dataclasses import dataclass

BOLD, ITALIC = 1, 2


@dataclass(slots=True)
class Atom:
    """One character with its marks and the address it links to, or one citation."""

    char: str
    marks: int = 0
    href: str | None = None
    ref: str = ""


class Line:
    """The atoms of one line. White space in it is single spaces."""

    def __init__(self) -> None:
        self.atoms: list[Atom] = []

    def append(self, atom: Atom) -> None:
        """Add the atom; white space becomes a space, and none begins or is doubled."""
        if atom.ref or not atom.char.isspace():
            self.atoms.append(atom)
        elif self.atoms and self.atoms[-1].char != " ":
            atom.char = " "
            self.atoms.append(atom)

    def drop_last_space(self) -> None:
        if self.atoms and self.atoms[-1].char == " ":
            self.atoms.pop()

    def has(self, index: int, mark: int) -> bool:
        return 0 <= index < len(self.atoms) and bool(self.atoms[index].marks & mark)

    def drop(self, index: int, mark: int) -> None:
        self.atoms[index].marks &= ~mark

    def is_joined(self, index: int) -> bool:
        """Is the atom in the same link, or the same unlinked text, as the one before?"""
        if not 0 < index < len(self.atoms):
            return False
        before, here = self.atoms[index - 1], self.atoms[index]
        return not before.ref and not here.ref and before.href == here.href

    def bold_turns(self, index: int) -> bool:
        """Is one of this atom and the one before bold, and the other not?"""
        return self.has(index - 1, BOLD) != self.has(index, BOLD)

    def runs_on(self, index: int, mark: int) -> bool:
        """Does the mark run on into this atom? A change of bold ends an italic run."""
        return (
            self.has(index, mark)
            and self.has(index - 1, mark)
            and self.is_joined(index)
            and (mark == BOLD or not self.bold_turns(index))
        )

    def italics_end(self, index: int) -> int:
        """The last atom of the italic run that this atom is in."""
        while self.runs_on(index + 1, ITALIC):
            index += 1
        return index
