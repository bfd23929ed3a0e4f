"""Two people at the board: each sees what the other does, while it is done."""

from tests.end_to_end.house import House
from tests.end_to_end.screen import Screen

CAMPAIGNS = "Stödja centralt"
"""Card 8, in Ej påbörjat; Bo is responsible."""
CENTRAL = "Delta i partiets"
"""Card 12, in Ej påbörjat; nobody is responsible."""


def on(screen: Screen, title: str, column: str) -> bool:
    """Whether the cursor stands on a card in a column."""
    return screen.stands_on(title) and screen.column == column


def test_a_key_in_one_session_moves_the_card_in_the_other_and_both_cursors_stay(served: House) -> None:
    """Scenario: Eva presses 3; Bo stands on the next card, Cia on the same. No cursor leaves its card."""
    with served.screen("eva") as eva, served.screen("bo", (80, 24)) as bo, served.screen("cia") as cia:
        eva.go_to(8, CAMPAIGNS)
        bo.go_to(12, CENTRAL)
        cia.go_to(8, CAMPAIGNS)
        before = int(eva.column.split()[-1])
        assert eva.column.startswith("Ej påbörjat")
        eva.type("3")
        eva.until(lambda screen: "flyttad till Pågår. u ångrar." in screen.news)
        assert eva.stands_on(CAMPAIGNS)
        assert eva.column.startswith("Pågår")
        bo.until(lambda screen: screen.news.startswith("Eva Norrbäck flyttade Stödja centralt"))
        assert on(bo, CENTRAL, f"Ej påbörjat {before - 1}")
        assert CAMPAIGNS not in bo.text.rpartition("\n")[0].replace(bo.news, "")
        cia.until(lambda screen: screen.column.startswith("Pågår"))
        assert cia.stands_on(CAMPAIGNS)
        eva.type("u")
        eva.until(lambda screen: screen.news.startswith("Ångrat: du flyttade Stödja"))
        assert on(eva, CAMPAIGNS, f"Ej påbörjat {before}")
        bo.until(lambda screen: on(screen, CENTRAL, f"Ej påbörjat {before}"))
        undone = "Eva Norrbäck tog tillbaka sin ändring: flytta"
        bo.until(lambda screen: screen.news.startswith(undone) and "kampanjer till Pågår" in screen.news)
        cia.until(lambda screen: on(screen, CAMPAIGNS, f"Ej påbörjat {before}"))


def test_the_history_names_everybody_who_moved_the_card(served: House) -> None:
    """Scenario: Eva moves a card, Bo moves it on; both open it. Each name stands by what that person did."""
    with served.screen("eva") as eva, served.screen("bo") as bo:
        eva.go_to(14, "Hitta nya")
        bo.go_to(14, "Hitta nya")
        eva.type("2")
        bo.until(lambda screen: screen.column.startswith("Planerat"))
        bo.type("3")
        eva.until(lambda screen: screen.column.startswith("Pågår"))
        for screen in (eva, bo):
            screen.type("\r")
            screen.until("Eva Norrbäck: Ej påbörjat → Planerat")
            screen.until("Bo Tallgren: Planerat → Pågår")
        # Bo took over the card: what Eva did before cannot be taken back past him.
        eva.type("u")
        eva.until(lambda screen: screen.news.startswith("! "))
        assert "Bo" in eva.news
        assert served.ssh("eva", "show", "14", "--json").json["status"] == "pågår"
        bo.type("u")
        eva.until("Bo Tallgren: tog tillbaka sin ändring: flyttade Hitta")
        assert served.ssh("eva", "undo").code == 0
        bo.until("Eva Norrbäck: tog tillbaka sin ändring: flyttade Hitta")
    assert served.ssh("eva", "show", "14", "--json").json["status"] == "ej"


def test_a_change_by_another_process_moves_the_card_in_every_session(served: House) -> None:
    """Scenario: `tavlan --as Cia move` in the server's shell, and its undo; two sessions stand elsewhere."""
    with served.screen("eva") as eva, served.screen("bo", (80, 24)) as bo:
        eva.go_to(15, "Valplan inför 2026")
        bo.go_to(12, CENTRAL)
        before = int(eva.column.split()[-1])
        assert served.tavlan("--as", "Cia", "move", "12", "klart").code == 0
        eva.until(lambda screen: on(screen, "Valplan inför 2026", f"Ej påbörjat {before - 1}"))
        eva.until(lambda screen: screen.news.startswith("Cia Hedvall flyttade Delta i partiets"))
        bo.until(lambda screen: on(screen, CENTRAL, "Klart 4"))
        assert served.tavlan("--as", "Cia", "undo").code == 0
        eva.until(lambda screen: on(screen, "Valplan inför 2026", f"Ej påbörjat {before}"))
        bo.until(lambda screen: on(screen, CENTRAL, f"Ej påbörjat {before}"))
        bo.type("\r")
        bo.until("åtagande 12")
        bo.type("\x1b[F")
        bo.until("Cia Hedvall: Ej påbörjat → Klart")


def test_who_is_here_stands_in_the_header_and_at_the_card_they_look_at(served: House) -> None:
    """Scenario: Bo comes, looks at a card, opens it, leaves. Eva sees each."""
    with served.screen("eva") as eva, served.screen("cia", (80, 24)) as cia:
        eva.until(lambda screen: "Eva  Cia" in screen.header)
        with served.screen("bo") as bo:
            for screen, names in ((eva, "Eva  Cia  Bo"), (cia, "Cia  Eva  Bo"), (bo, "Bo  Eva  Cia")):
                screen.until(lambda seen, names=names: names in seen.header)  # type: ignore[misc]
            bo.go_to(15, "Valplan inför 2026")

            def at_the_card(screen: Screen) -> bool:
                place = next(n for n, line in enumerate(screen.lines) if "Valplan inför 2026" in line)
                title = screen.lines[place].index("Valplan")
                return screen.lines[place + 2][title:].split("│")[0].strip() == "• Bo"

            eva.until(at_the_card)
            cia.until(at_the_card)
            eva.go_to(15, "Valplan inför 2026")
            eva.type("\r")
            bo.type("\r")
            eva.until("Bo är också här")
            bo.until("Eva är också här")
            bo.type("q")
            bo.until("Avsluta Tavlan?")
            bo.type("j")
            assert bo.leaves() == 0
        eva.until(lambda screen: "Bo" not in screen.text.replace("Bocka", ""))
        cia.until(lambda screen: "Bo" not in screen.header)
        eva.type("\x1b")
        eva.until(lambda screen: on(screen, "Valplan inför 2026", screen.column))
        assert not at_the_card(eva)
