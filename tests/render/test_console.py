import io

from provenance.render.console import plain_console


def test_text_stays_text_and_fits():
    file = io.StringIO()
    console = plain_console(file, 3, color=False)
    assert console.width == 20
    console.print("[b]:smile: 12[/b]")
    assert file.getvalue() == "[b]:smile: 12[/b]\n"
