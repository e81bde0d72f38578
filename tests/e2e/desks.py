"""Someone at their own computer: a home folder, the installed program in a real terminal, and the gestures all make."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.e2e.terminal import cap_tui

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.terminal import Terminal

AZERTY = ("&", "é", '"', "'", "(", "-", "è", "_", "ç", "à")
"""The digit row of a French keyboard without Shift: 1 to 9, then 0."""

FINGERPRINT = re.compile(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){3}")


@dataclass
class Desk:
    """A person and their computer.

    Attributes:
        name: First name and name.
        organisation: Where they work; empty for what they did not say.
        home: Their home folder: documents, downloads, data.
        shared: The folder where files wait to be sent, as attachments do.
        terminal: The program, open.
    """

    name: str
    organisation: str
    home: Path
    shared: Path
    terminal: Terminal

    @property
    def data(self) -> Path:
        """The data folder of the program."""
        return self.home / "données"

    def waits(self, *wanted: str, seconds: float = 20.0) -> str:
        """Return the screen, blanks made one, once it says all this."""
        return " ".join(self.terminal.wait_for(*wanted, seconds=seconds).replace("\u00a0", " ").split())

    def press(self, *keys: str) -> None:
        """Press keys."""
        self.terminal.press(*keys)

    def back(self) -> None:
        """Leave what is open with Esc, alone long enough not to be taken for the Alt key."""
        self.terminal.press("esc")
        self.terminal.settle()

    def go_ahead(self, *question: str) -> None:
        """Read a question and give the answer that is not the harmless one."""
        self.waits(*question, "Tab : l’autre réponse")
        self.press("tab", "enter")

    def introduce(self) -> None:
        """Say who one is (F6)."""
        self.press("f6")
        self.waits("Qui est au clavier ?")
        self.press("m")
        self.waits("Vos prénom et nom")
        self.terminal.type(self.name)
        self.press("enter")
        self.waits("Où travaillez-vous")
        self.terminal.type(self.organisation)
        self.press("enter")
        self.waits("Qui est au clavier ?", self.name, self.organisation)

    def fingerprint(self) -> str:
        """Return the twenty characters that the list of F6 shows, open or not."""
        if "Qui est au clavier" not in self.terminal.text:
            self.press("f6")
        (found,) = FINGERPRINT.findall(self.waits("Qui est au clavier ?", self.name))
        self.back()
        return str(found)

    def spelt(self) -> str:
        """Return the twenty characters of the page made to be read aloud, four groups of five."""
        self.press("f6")
        self.waits("Qui est au clavier ?")
        self.press("e")
        shown = self.waits("Lisez-la à la personne qui vous invite", "Empreinte")
        groups = re.findall(r"(?<!\S)[0-9A-Z](?: [0-9A-Z]){4}(?!\S)", shown.replace("│", "\n"))
        self.back()
        self.back()
        return "-".join(group.replace(" ", "") for group in groups)

    def down_to(self, row: str) -> None:
        """Press ↓ until the cursor of the list is on the row that begins with this.

        Raises:
            AssertionError: It is not in the list.
        """
        for _press in range(40):
            screen = " ".join(self.terminal.settle(0.05).replace("\u00a0", " ").split())
            if f"▌{row}" in screen or f"▌ {row}" in screen:
                return
            self.press("down")
        raise AssertionError(self.terminal.text)

    def send(self, number: int, whom: str, name: str) -> Path:
        """Write the file for someone (F7, then the digit of the line) into the shared folder and return it."""
        path = self.shared / name
        self.press("f7")
        self.waits("ENVOYER", f"{number} {whom}")
        self.press(AZERTY[number - 1])
        self.waits("Où va le fichier")
        self.press("ctrl+u")
        self.terminal.paste(str(path))
        self.press("enter")
        self.waits("Le fichier est prêt")
        assert path.is_file()
        return path

    def find_received(self, path: Path) -> None:
        """Have a file arrive among the downloads, and see what it holds from the list (third door, nothing typed)."""
        downloads = self.home / "Downloads"
        downloads.mkdir(exist_ok=True)
        shutil.copy(path, downloads)
        self.press('"')
        self.waits("RECEVOIR", path.name)
        self.down_to(path.name)
        self.press("enter")

    def look_at(self, path: Path) -> None:
        """See what a file of the shared folder holds, by its path, from the exchange screen (F7)."""
        self.press("f7")
        self.waits("RECEVOIR")
        self.press("c")
        self.waits("Chemin du fichier")
        self.press("ctrl+u")
        self.terminal.paste(str(path))
        self.press("enter")
        self.waits(f"Avant d’importer · {path.name}"[:40])

    def take_in(self, *preview: str) -> None:
        """Read a preview from a known sender, accept it and open the evaluation."""
        self.waits("De qui", *preview)
        self.press("a")
        self.waits("C’est importé")
        self.press("o")

    def leave(self) -> None:
        """Quit; all is saved before."""
        self.press("ctrl+q")
        assert self.terminal.wait_exit() == 0


def installed_at(home: Path, site: Path, *, columns: int = 120, rows: int = 36) -> Terminal:
    """Start the program unpacked in `site` for someone whose home folder is `home`."""
    (home / "Documents").mkdir(parents=True)
    env = {"HOME": str(home), "PYTHONPATH": str(site)}
    return cap_tui(home / "données", columns=columns, rows=rows, env=env)
