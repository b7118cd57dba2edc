from provenance.desk.diff import diff
from provenance.render.diff import render

OLD = "A port official, who asked not to be named, said the county had been warned."
NEW = "Sources said the county had been warned."


def test_both_wordings_with_what_changed_in_brackets():
    found = diff(OLD, NEW)
    shown = render(found, names=("a.txt", "b.txt"), width=100)
    assert shown.startswith(f"a.txt -> b.txt\n{found.summary}\n")
    assert "old 0  [A port official], [who asked not to be named], said the county" in shown
    assert "new 0  [Sources] said the county had been warned." in shown
    assert "A port official -> Sources" in shown
    assert shown.endswith("Weak sourcing is not falsehood.\n")
    assert "\x1b" not in shown


def test_colour_underlines():
    shown = render(diff(OLD, NEW), color=True)
    assert "\x1b[1;4m" in shown
    assert "[Sources]" not in shown


def test_no_change_is_one_line():
    assert render(diff(OLD, OLD)).count("\n") == 1


def test_fits_the_width():
    for width in (20, 40, 80):
        assert max(map(len, render(diff(OLD, NEW), width=width).splitlines())) <= width


def test_control_characters_and_markup_stay_text():
    shown = render(diff("The port reportedly paid \x1b[2J[bold]Tell.", "The port paid [bold]Tell."))
    assert "\x1b" not in shown
    assert "[bold]Tell" in shown
    assert "\\x1b[2J" in shown


def test_worse_is_told_apart_from_better():
    assert "\nweaker " in render(diff("The port reportedly paid.", "The port paid."))
    assert "\nstronger" in render(diff("The port paid.", "The port reportedly paid."))
    told = render(diff("Mr Tell claimed it was safe.", "Mr Tell said it was safe."))
    assert "\nchanged " in told


def test_added_and_removed():
    shown = render(diff("", "Police said the van had been found near the salt pans."))
    assert "new 0" in shown
    assert "old 0" not in shown
