"""Studies for the reader, and its pages read back."""

ATTACK = "<script>document.title = 'run'</script><img src=x onerror=\"document.title = 'run'\">"
HOSTILE = (
    "Title of a\r\n\r\nIran said that \"talks\" & 'peace' are good. The United States blamed Iran, "
    f"\u202e{ATTACK}\u202d and \u05e9\u05dc\u05d5\u05dd. It praised Iran </script></style> <!-- again.\r\n\r\n"
    "The United States praised Iran &amp; condemned the talks of Iran \u2067here.\r\nPrint\r\n"
)
HOSTILE_TEXTS = {"a": HOSTILE, "b": "Title of b\n\nIran praised the talks.\n"}
PLAIN = (
    "Title of a\n\nIran said that the United States is a partner (BBC). The United States blamed Iran.\n\n"
    "The United States should praise Iran.\n\nPrint\n"
)
ACTORS = (
    "actor_id,name,kind,side,role,valid_from,valid_to,aliases,metonyms,note\n"
    'iran,"Iran <b>""x""</b> \'</script>",state,iran,,,,Iran,,\n'
    "united_states,United States,state,united_states,,,,U.S.,,\n"
)


class Amended:
    """A study with some tables replaced or added."""

    def __init__(self, study, **tables):
        self._study = study
        self.__dict__ |= tables

    def __getattr__(self, name):
        return getattr(self._study, name)


def raw(page: str, brief_id: str) -> str:
    """The text of a brief as the page has it, without what the page adds."""
    from lxml import html

    (found,) = html.fromstring(page.encode()).xpath(f'//*[@class="raw"][@data-brief="{brief_id}"]')
    for note in found.xpath(".//*[@data-note]"):
        note.drop_tree()
    return found.text_content()
